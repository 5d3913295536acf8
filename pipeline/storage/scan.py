"""Which files are below a folder: hidden ones left out, links that lead out of it refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageError


@dataclass(frozen=True, slots=True)
class Scan:
    """The files that are there, and what could not be looked at."""

    paths: tuple[str, ...]
    """From the root, with `/`, sorted."""
    problems: tuple[StorageError, ...] = ()


def files_below(root: Path, folder: str, skipped: frozenset[str] = frozenset()) -> Scan:
    """The regular files below `root/folder`, however deep; a folder that is not there has none.

    Hidden files and folders are left out, and the folders in `skipped`. Symbolic links count as
    what they lead to, unless that is outside of the root or a folder that is seen already.
    """
    walk = _Walk(os.path.realpath(root), skipped, set(), [])
    paths = tuple(sorted(walk.paths(folder)))
    return Scan(paths, tuple(walk.problems))


@dataclass(frozen=True, slots=True)
class _Walk:
    root: str
    skipped: frozenset[str]
    seen: set[str]
    problems: list[StorageError]

    def paths(self, start: str) -> Iterator[str]:
        """The files below the folder; folders wait in a list, so no depth is too deep."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not self._may_be_used(entry, path):
                    continue
                if entry.is_dir():
                    waiting.append(path)
                elif entry.is_file():
                    yield path

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        real = os.path.realpath(f"{self.root}/{folder}")
        if real in self.seen or folder in self.skipped:
            return []
        self.seen.add(real)
        if not self._is_inside(real):
            self._refuse(folder, "leads out of the blog's folder", "Replace the symbolic link")
            return []
        try:
            with os.scandir(real) as entries:
                return [entry for entry in entries if not entry.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError as error:
            self._refuse(folder, f"cannot be looked into: {error.strerror}", "Mend its permissions")
            return []

    def _may_be_used(self, entry: os.DirEntry[str], path: str) -> bool:
        try:
            entry.name.encode("utf-8")
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            self._refuse(shown, "the name of the file is not UTF-8", "Rename it")
            return False
        if not entry.is_symlink():
            return True
        if not Path(entry.path).exists():
            self._refuse(path, "the symbolic link leads nowhere", "Mend or delete it")
            return False
        if not self._is_inside(os.path.realpath(entry.path)):
            self._refuse(path, "leads out of the blog's folder", "Replace the link by the file")
            return False
        return True

    def _is_inside(self, real: str) -> bool:
        return real == self.root or real.startswith(self.root.rstrip("/") + "/")

    def _refuse(self, path: str, what: str, remedy: str) -> None:
        self.problems.append(StorageError(what, path=path, remedy=remedy))
