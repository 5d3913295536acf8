"""Which files are below a folder: hidden ones left out, links that lead out of it refused."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import StorageError
from pipeline.speech import say
from pipeline.storage.files import cause_of
from pipeline.storage.stamps import Stamp


class Scan(NamedTuple):
    """The files that are there, and what could not be looked at."""

    stamps: Mapping[str, Stamp]
    """By path from the root, with `/`; in no order."""
    problems: tuple[StorageError, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, sorted."""
        return tuple(sorted(self.stamps))


def files_below(root: Path, folder: str, skipped: frozenset[str] = frozenset()) -> Scan:
    """The regular files below `root/folder`, however deep; a folder that is not there has none.

    Hidden files and folders are left out, and the folders in `skipped`. Symbolic links count as
    what they lead to, unless that is outside of the root or a folder that is seen already.
    """
    walk = _Walk(os.path.realpath(root), skipped, set(), {}, [])
    walk.walk(folder)
    return Scan(walk.stamps, tuple(walk.problems))


class _Walk(NamedTuple):
    root: str
    skipped: frozenset[str]
    seen: set[str]
    stamps: dict[str, Stamp]
    problems: list[StorageError]

    def walk(self, start: str) -> None:
        """Looks at the folder; those in it wait in a list, so no depth is too deep."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            real = os.path.realpath(f"{self.root}/{folder}")
            if real in self.seen or folder in self.skipped:
                continue
            self.seen.add(real)
            if not self._is_inside(real):
                self._refuse(
                    folder, say("leads out of the blog's folder"), say("Replace the symbolic link")
                )
                continue
            waiting += self._look_into(real, folder)

    def _look_into(self, real: str, folder: str) -> list[str]:
        """The folders in the folder; its files are noted."""
        prefix = f"{folder}/" if folder else ""
        try:
            # By way of the open folder, the system need not walk down to it for every file.
            with _opened(real) as place, os.scandir(place) as entries:
                return self._noted(entries, prefix)
        except FileNotFoundError:
            return []
        except OSError as error:
            cause, _ = cause_of(error)
            what = say("cannot be looked into: {cause}", cause=cause)
            self._refuse(folder, what, say("Mend its permissions"))
            return []

    def _noted(self, entries: os._ScandirIterator[str], prefix: str) -> list[str]:
        # Every line here runs once for each file of a blog; the whole costs half as much again as
        # asking the system alone.
        folders, stamps = [], self.stamps
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            path = prefix + name
            is_plain = name.isascii() and entry.is_file(follow_symlinks=False)
            if not is_plain and not self._may_be_used(entry, path):
                continue
            if is_plain or entry.is_file():
                try:
                    stat = entry.stat()
                except FileNotFoundError:  # it was deleted a moment ago
                    continue
                stamps[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            elif entry.is_dir():
                folders.append(path)
        return folders

    def _may_be_used(self, entry: os.DirEntry[str], path: str) -> bool:
        try:
            entry.name.encode("utf-8")
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            self._refuse(shown, say("the name of the file is not UTF-8"), say("Rename it"))
            return False
        if not entry.is_symlink():
            return True
        place = Path(self.root, path)
        if not place.exists():
            self._refuse(path, say("the symbolic link leads nowhere"), say("Mend or delete it"))
            return False
        if not self._is_inside(os.path.realpath(place)):
            what, remedy = (
                say("leads out of the blog's folder"),
                say("Replace the link by the file"),
            )
            self._refuse(path, what, remedy)
            return False
        return True

    def _is_inside(self, real: str) -> bool:
        return real == self.root or real.startswith(self.root.rstrip("/") + "/")

    def _refuse(self, path: str, what: str, remedy: str) -> None:
        self.problems.append(StorageError(what, path=path, remedy=remedy))


@contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """The folder as the system knows it while it is open; its name where that cannot be used."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
