"""The proof that no byte of a post is lost: laws 1 and 2 on real files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from pipeline.errors import PostError, StorageError, TvillingError
from pipeline.formats.cut import cut
from pipeline.formats.detect import SUFFIXES, format_of
from pipeline.formats.render import render
from pipeline.model.post import DEFAULT_RULES, ExtractionRules
from pipeline.speech import N_, say
from pipeline.storage.files import decode, read_bytes
from pipeline.storage.scan import files_below
from pipeline.storage.workspace import Workspace
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell, silent


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that does not come back as it was."""

    path: str
    line: int
    """The first line that differs, from 1."""
    expected: str
    """That line, as the file has it."""
    actual: str
    """That line, as it came back."""
    law: str
    """Which way the difference came about."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was proved of which files."""

    identical: int
    """How many files came back byte for byte."""
    segments: int
    """How many texts for translators those files hold."""
    differences: tuple[Difference, ...] = ()
    problems: tuple[TvillingError, ...] = ()
    """Files that cannot be cut at all, with the reason; such a file is not changed either."""
    skipped: int = 0
    """How many files are in no format that posts have."""

    @property
    def is_proved(self) -> bool:
        return not self.differences and not self.problems


def verify_blog(workspace: Workspace, *, tell: Tell = silent) -> VerifyReport:
    """What is proved of the blog's posts."""
    files, problems = workspace.post_files(SUFFIXES)
    found = [(file.path, workspace.root / file.path) for file in files]
    return _verify(found, workspace.settings.rules, problems, tell)


def verify_paths(
    paths: Sequence[Path], rules: ExtractionRules = DEFAULT_RULES, *, tell: Tell = silent
) -> VerifyReport:
    """What is proved of the files, and of every file in the folders, at the paths."""
    return _verify([(str(path), path) for path in _files(paths)], rules, (), tell)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (path / name for name in files_below(path, "").paths)
        elif path.exists():
            yield path
        else:
            raise StorageError(
                say("there is no such file or folder"),
                path=str(path),
                remedy=say("Look at the spelling of the name"),
            )


def _verify(
    files: Sequence[tuple[str, Path]],
    rules: ExtractionRules,
    problems: Iterable[TvillingError],
    tell: Tell,
) -> VerifyReport:
    posts = [file for file in files if file[0].lower().endswith(SUFFIXES)]
    identical = segments = 0
    differences: list[Difference] = []
    found = list(problems)
    for number, outcome in enumerate(mapped(_proved, rules, posts), 1):
        tell(N_("Verifying"), number, len(posts))
        if isinstance(outcome, TvillingError):
            found.append(outcome)
        elif isinstance(outcome, Difference):
            differences.append(outcome)
        else:
            identical += 1
            segments += outcome
    skipped = len(files) - len(posts)
    return VerifyReport(identical, segments, tuple(differences), tuple(found), skipped)


def _proved(rules: ExtractionRules, file: tuple[str, Path]) -> Difference | int | TvillingError:
    name, path = file
    try:
        return _proof(name, decode(read_bytes(path, name), name, PostError), rules)
    except TvillingError as error:
        return error


def _proof(name: str, text: str, rules: ExtractionRules) -> Difference | int:
    """How many segments the text has, or where it does not come back as it was."""
    format = format_of(name, text)
    assert format is not None  # noqa: S101  # its suffix is one of SUFFIXES
    document = cut(text, format, rules, name)
    if document.text != text:
        law = say("the pieces do not join to the post")
        return _difference(name, text, document.text, law)
    same = {segment.key: segment.msgid for segment in document.segments}
    rendered = render(document, same)
    if rendered != text:
        law = say("translations equal to their source change it")
        return _difference(name, text, rendered, law)
    return len(document.segments)


def _difference(path: str, expected: str, actual: str, law: str) -> Difference:
    pairs = enumerate(zip_longest(expected.split("\n"), actual.split("\n")), 1)
    line, (was, became) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
    return Difference(path, line, was or "", became or "", law)
