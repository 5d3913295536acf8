"""Reading whole files, and writing them so that a crash leaves either the old file or the new."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import StorageError, TvillingError
from pipeline.speech import N_, say

TEMPORARY = ".tvilling-"
"""What the names of half-written files begin with: hidden, so nothing takes them for posts."""

_CAUSES = {
    errno.ENOSPC: (N_("the disk is full"), N_("Make room and run the command again")),
    errno.EDQUOT: (N_("your share of the disk is full"), N_("Make room and run the command again")),
    errno.EACCES: (
        N_("permission is missing"),
        N_("Give yourself the right to the file and its folder"),
    ),
    errno.EPERM: (
        N_("permission is missing"),
        N_("Give yourself the right to the file and its folder"),
    ),
    errno.EROFS: (N_("the disk can only be read"), N_("Use a folder that can be written to")),
    errno.ENAMETOOLONG: (N_("the name is too long"), N_("Give the post a shorter id")),
    errno.ENOTDIR: (N_("a file stands where a folder is needed"), N_("Move the file away")),
    errno.EEXIST: (N_("a file stands where a folder is needed"), N_("Move the file away")),
    errno.EISDIR: (N_("a folder stands where a file is needed"), N_("Move the folder away")),
    errno.ENOENT: (N_("there is no such file"), N_("Look at the spelling of the name")),
    errno.ELOOP: (N_("symbolic links lead in a circle"), N_("Mend the links")),
}
_AT_ONCE = 1 << 16
"""Bytes that are read at once: hardly a post or a catalogue has more."""
_UNREADABLE = N_("cannot be read: {cause}")
_UNWRITABLE = N_("cannot be written: {cause}")


def read_bytes(path: str | Path, name: str) -> bytes:
    """The bytes of the file; `name` is what messages call it."""
    # Of a cold run over tens of thousands of files, this is a tenth: a file object would ask the
    # system three times more about each, and a context manager costs a microsecond.
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            parts = []
            while part := os.read(descriptor, _AT_ONCE):
                parts.append(part)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _refused(error, name, _UNREADABLE) from error
    return b"".join(parts)


def decode(data: bytes, name: str, error: type[TvillingError]) -> str:
    """The text that the bytes are in UTF-8, with its byte order mark and line ends as they are.

    Raises the given error at the line of the first byte that is no UTF-8, or of a NUL.
    """
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise error(
                say("is UTF-16"), path=name, line=1, remedy=say("Save it as UTF-8")
            ) from None
        raise error(
            say("is not UTF-8: byte 0x{byte:02x} is no text", byte=data[wrong.start]),
            path=name,
            line=_line(data, wrong.start),
            remedy=say("Save it as UTF-8"),
        ) from None
    if nul >= 0:
        raise error(
            say("holds a NUL byte, which is no text"),
            path=name,
            line=_line(data, nul),
            remedy=say("Delete it, or look whether the file is a text at all"),
        )
    return text


def refuse_outside(root: Path, name: str) -> None:
    """Raises `StorageError` where `root/name` is not below `root` once links are followed."""
    top = os.path.realpath(root)
    real = os.path.realpath(root / name)
    if os.path.commonpath((top, real)) != top:
        raise StorageError(
            say("leads out of the folder {root}", root=root),
            path=name,
            remedy=say("Replace the symbolic link by a folder of its own"),
        )


def write_text(path: Path, text: str, name: str) -> bool:
    """Whether the file had to be written to hold the text.

    The file is replaced as a whole or not at all, keeps its permissions, and is reached through
    a symbolic link where it is one.
    """
    data = text.encode("utf-8")
    with _doors(name, _UNWRITABLE):
        if _holds(path, data):
            return False
        real = Path(os.path.realpath(path))
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, data)
    return True


def write_pieces(path: Path, pieces: Iterable[str], name: str) -> None:
    """The file holds the joined pieces, of which no two are in memory at once.

    It is replaced as a whole or not at all, unless it is no file but, say, a pipe.
    """
    with _doors(name, _UNWRITABLE):
        real = Path(os.path.realpath(path))
        real.parent.mkdir(parents=True, exist_ok=True)
        if real.exists() and not real.is_file():
            with real.open("wb") as stream:
                stream.writelines(piece.encode("utf-8") for piece in pieces)
            return
        temporary = real.with_name(_temporary())
        try:
            with temporary.open("xb") as file:
                file.writelines(piece.encode("utf-8") for piece in pieces)
            if (mode := _mode(real)) is not None:
                temporary.chmod(mode)
            temporary.replace(real)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


class NewFiles:
    """Writes files where none are yet, looking at each folder once.

    To follow the links of a path costs 25 microseconds, as much as to write the file; a cold run
    writes ten thousand files into one folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        """The folder that all of them stay below."""
        self._folders: dict[str, str] = {}
        """What each folder is once links are followed; it exists, and is below the root."""

    def write(self, name: str, text: str) -> None:
        """The file holds the text: `root/name`, or what the symbolic link of that name leads to."""
        folder, _, last = name.rpartition("/")
        try:
            real = self._folders.get(folder) or self._made(folder, name)
            place = f"{real}/{last}"
            if os.path.islink(place):  # noqa: PTH114  # a Path costs more than the question
                refuse_outside(self.root, name)
                write_text(self.root / name, text, name)
                return
            _replace_by(f"{real}/{_temporary()}", place, text.encode("utf-8"), None)
        except OSError as error:
            raise _refused(error, name, _UNWRITABLE) from error

    def _made(self, folder: str, name: str) -> str:
        refuse_outside(self.root, name)
        real = os.path.realpath(self.root / folder)
        Path(real).mkdir(parents=True, exist_ok=True)
        self._folders[folder] = real
        return real


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _replace(path: Path, data: bytes) -> None:
    _replace_by(str(path.with_name(_temporary())), str(path), data, _mode(path))


def _temporary() -> str:
    # To ask the system for chance each time costs a third of writing a file.
    return f"{TEMPORARY}{_CHANCE[0]}-{next(_NUMBERS):x}.tmp"


def _renew_chance() -> None:
    _CHANCE[:] = [os.urandom(8).hex()]


_CHANCE: list[str] = []
"""What no other process has in the names of its temporary files."""
_NUMBERS = itertools.count()
_renew_chance()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_chance)


def _replace_by(temporary: str, path: str, data: bytes, mode: int | None) -> None:
    # A new file could be written in its place in half the time, but then a process that is killed
    # leaves a half catalogue that says of itself that it is one: 20 microseconds are worth it.
    try:
        _write_new(temporary, data, mode)
        os.replace(temporary, path)  # noqa: PTH105  # tests let exactly this call fail
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108  # as above
        raise


def _write_new(path: str, data: bytes, mode: int | None) -> None:
    # Opened so, not through `tempfile`, a new file gets the permissions that the umask gives.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        # A file object would ask the system twice more about every file.
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        # Where nothing is replaced, nothing can be lost, and a power cut costs a file that the
        # next run makes again: ten thousand new catalogues are not worth ten thousand waits.
        if mode is not None:
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


@contextlib.contextmanager
def _doors(name: str, what: str) -> Iterator[None]:
    """What the operating system refuses becomes a `StorageError` that says what to do."""
    try:
        yield
    except OSError as error:
        raise _refused(error, name, what) from error


def _refused(error: OSError, name: str, what: str) -> StorageError:
    cause, remedy = cause_of(error)
    return StorageError(say(what, cause=cause), path=name, remedy=remedy)


def cause_of(error: OSError) -> tuple[str, str]:
    """Why the operating system refuses, and what to do, as far as we know."""
    cause, remedy = _CAUSES.get(error.errno or 0, (error.strerror or str(error), ""))
    return say(cause), say(remedy)
