"""What a branch changed, by asking git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.speech import say
from pipeline.storage.files import cause_of


@dataclass(frozen=True, slots=True)
class BranchChanges:
    """The files that differ from where a branch began."""

    root: Path
    """The blog's folder."""
    base: str
    """The commit at which the branch began."""
    paths: frozenset[str]
    """From the blog's folder: changed, new and deleted files, committed or not."""

    @contextmanager
    def old_files(self) -> Iterator[OldFiles]:
        """The files as they were, while the block lasts."""
        command = ["git", "-C", str(self.root), "cat-file", "--batch"]
        with subprocess.Popen(  # noqa: S603  # arguments are no shell's
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            yield OldFiles(process, self.base)


@dataclass(frozen=True, slots=True)
class OldFiles:
    """Files at the commit at which a branch began."""

    process: subprocess.Popen[bytes]
    base: str

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at the path; nothing where there was none."""
        asked, answers = self.process.stdin, self.process.stdout
        if asked is None or answers is None or "\n" in path:
            return None
        asked.write(f"{self.base}:./{path}\n".encode())
        asked.flush()
        head = answers.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            return None
        data = answers.read(int(head[2]))
        answers.read(1)
        return data


def changes_since(root: Path, ref: str) -> BranchChanges:
    """What the branch changed since it left `ref`; raises `SettingsError` where git cannot tell."""
    if ref.startswith("-"):
        raise SettingsError(
            say("{ref!r} is no commit", ref=ref), remedy=say("Name a branch, such as origin/main")
        )
    wrong = say("git finds no common past with {ref!r}", ref=ref)
    base = _asked(root, "merge-base", ref, "HEAD", wrong=wrong).strip()
    changed = _asked(root, "diff", "--name-only", "-z", "--no-renames", "--relative", base, "--")
    new = _asked(root, "ls-files", "--others", "--exclude-standard", "-z")
    paths = frozenset(filter(None, f"{changed}\0{new}".split("\0")))
    return BranchChanges(root, base, paths)


def may_be_committed(path: Path) -> bool:
    """Whether git keeps the file, or would with the next commit, or does not tell."""
    try:
        return bool(_asked(path.parent, "ls-files", "--", path.name))
    except SettingsError:
        # It tells nothing of a repository that belongs to somebody else, either.
        return any((folder / ".git").exists() for folder in path.parents)


def _asked(root: Path, *words: str, wrong: str = "") -> str:
    try:
        done = subprocess.run(  # noqa: S603  # arguments are no shell's
            ["git", "-C", str(root), *words],  # noqa: S607  # git is where the user has it
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise SettingsError(
            say("git cannot be run: {cause}", cause=cause_of(error)[0]),
            remedy=say("Install git, or leave out --since"),
        ) from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        wrong = wrong or say("git cannot tell what changed")
        raise SettingsError(
            f"{wrong}: {told}" if told else wrong,
            remedy=say("Look at the spelling; in CI, fetch the whole history (fetch-depth: 0)"),
        )
    return done.stdout.decode("utf-8", "surrogateescape")
