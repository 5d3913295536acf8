"""The program's own catalogue, brought in step with the code: `python -m` of this module."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.speech import DOMAIN, LANGUAGES, LOCALES

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = LOCALES.parent
_KEYWORDS = {"say": None, "N_": None, "ngettext": (1, 2)}
_ELSEWHERE = ("localcms/site", "speech.py")
"""The embedded CMS has a catalogue of its own, for the readers of a blog."""

Message = str | tuple[str, ...]


def messages() -> Iterator[tuple[Message, str, list[str]]]:
    """Every message of the program, with its file and what the code tells translators of it."""
    from babel.messages.extract import extract_from_file

    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(_ELSEWHERE):
            found = extract_from_file("python", path, _KEYWORDS, comment_tags=["For translators:"])
            for _line, message, comments, _context in found:
                yield message, name, comments
    yield from _help()


def _help() -> Iterator[tuple[Message, str, list[str]]]:
    from pipeline.checks.document import all_rules
    from pipeline.cli import extract
    from pipeline.cli.app import COMMANDS, tvilling
    from pipeline.cli.click_words import CLICK_PLURALS
    from pipeline.cli.rule_help import rule_messages
    from pipeline.cli.spoken import help_messages
    from pipeline.cli.words import NOUNS
    from pipeline.publish.plan import DONE, PLANNED
    from pipeline.reports.findings_text import COUNTED

    for plural in CLICK_PLURALS:
        yield plural, "cli/click_words.py", []
    for plural in (*NOUNS.values(), *COUNTED.values()):
        yield plural, "cli/words.py", []
    for alike in (*PLANNED.values(), *DONE.values(), *extract.COUNTED.values()):
        yield (alike, alike), "cli/words.py", []
    for rule in all_rules():
        for message in rule_messages(rule):
            yield message, "cli/rule_help.py", []
    names = [name.replace("-", "_") for name in COMMANDS]
    commands = [getattr(importlib.import_module(f"pipeline.cli.{name}"), name) for name in names]
    for name, command in zip(["app", *names], [tvilling, *commands], strict=True):
        for message in filter(None, help_messages(command)):
            yield message, f"cli/{name}.py", []


def template() -> Catalog:
    """The catalogue of all messages, untranslated."""
    from babel.messages.catalog import Catalog

    made = Catalog(project="Tvilling", charset="utf-8")
    for message, name, comments in messages():
        made.add(message, locations=[(name, 1)], auto_comments=comments)
    return made


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The catalogue as it is, empty where there is none yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path_of(language).is_file():
        return Catalog(locale=language, fuzzy=False)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it; the same bytes whenever it is made."""
    import io
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo

    catalogue.creation_date = datetime(2000, 1, 1, tzinfo=UTC)
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The catalogue as people edit it."""
    import io

    from babel.messages.pofile import write_po

    for message in catalogue:
        message.flags.discard("python-format")  # places are in braces; a percent sign is one
    made = io.BytesIO()
    write_po(made, catalogue, width=100, include_lineno=False, omit_header=False)
    head, _, rest = made.getvalue().partition(b"\n\n")
    kept = [line for line in head.splitlines() if line and not line.startswith((b"#", *_UNSTEADY))]
    return b"\n".join(kept) + b"\n\n" + rest


_UNSTEADY = (
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Generated-By',
    b'"Report-Msgid',
    b'"Last-Tr',
    b'"Language-Team',
)
"""What a header says that changes without the messages."""


def update(language: str) -> str:
    """Writes the catalogue in step with the code, and compiled; tells what is left to translate."""
    catalogue = read(language)
    catalogue.update(template(), no_fuzzy_matching=False)
    catalogue.obsolete.clear()
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    left = [m for m in catalogue if m.id and (m.fuzzy or not all(_strings(m.string)))]
    return f"{path}: {len(catalogue)} messages, {len(left)} left to translate"


def _strings(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string or ""),)


if __name__ == "__main__":
    for each in LANGUAGES:
        print(update(each))  # the result of a tool
