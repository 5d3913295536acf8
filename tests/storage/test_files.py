from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.errors import PostError, StorageError
from pipeline.storage.files import decode, write_text


def failing_with(number: int) -> Callable[..., NoReturn]:
    def fail(*arguments: object, **more: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "sv" / "LC_MESSAGES" / "å.po"
    assert write_text(path, "hej å\n", "å.po")
    assert path.read_bytes() == "hej å\n".encode()


def test_a_file_that_holds_the_text_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("text", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert not write_text(path, "text", "a.po")
    assert path.stat().st_mtime_ns == 1


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_text(path, "one\r\ntwo\rthree\n", "a.md")
    assert path.read_bytes() == b"one\r\ntwo\rthree\n"


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_text(path, "new", "a.po")
    assert path.stat().st_mode & 0o7777 == 0o640


def test_a_new_file_has_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_text(tmp_path / "a.po", "new", "a.po")
    finally:
        os.umask(old)
    assert (tmp_path / "a.po").stat().st_mode & 0o7777 == 0o640


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.po", tmp_path / "link.po"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_text(link, "new", "link.po")
    assert (link.is_symlink(), real.read_text(encoding="utf-8")) == (True, "new")


@pytest.mark.parametrize("call", ["fsync", "replace", "open", "fchmod"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(f"pipeline.storage.files.os.{call}", failing_with(errno.ENOSPC))
    with pytest.raises(StorageError) as caught:
        write_text(path, "new", "locales/sv/a.po")
    monkeypatch.undo()
    assert str(caught.value) == (
        "locales/sv/a.po: cannot be written: the disk is full. Make room and run the command again"
    )
    assert (names_in(tmp_path), path.read_text(encoding="utf-8")) == (["a.po"], "old")


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    path = tmp_path / "a.po"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("pipeline.storage.files.os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "new", "a.po")
    assert (names_in(tmp_path), path.read_text(encoding="utf-8")) == (["a.po"], "old")


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "sv").write_text("", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        write_text(tmp_path / "sv" / "a.po", "new", "locales/sv/a.po")
    assert "a file stands where a folder is needed" in str(caught.value) or (
        "locales/sv/a.po" in str(caught.value)
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"one\ntwo \xff\n",
            "a.md:2: is not UTF-8: byte 0xff is no text. Save it as UTF-8",
            id="a byte that UTF-8 never has",
        ),
        pytest.param(
            "hälsa".encode("latin-1"),
            "a.md:1: is not UTF-8: byte 0xe4 is no text. Save it as UTF-8",
            id="a file in Latin-1",
        ),
        pytest.param(
            "a\n\nå".encode()[:-1],
            "a.md:3: is not UTF-8: byte 0xc3 is no text. Save it as UTF-8",
            id="a letter that is cut in half",
        ),
        pytest.param(
            b"\xed\xa0\x80",
            "a.md:1: is not UTF-8: byte 0xed is no text. Save it as UTF-8",
            id="a lone surrogate",
        ),
        pytest.param(
            "text".encode("utf-16"), "a.md:1: is UTF-16. Save it as UTF-8", id="a file in UTF-16"
        ),
        pytest.param(
            b"one\ntwo\nthr\0ee",
            "a.md:3: holds a NUL byte, which is no text. "
            "Delete it, or look whether the file is a text at all",
            id="a NUL",
        ),
    ],
)
def test_what_is_no_text_is_told_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(PostError) as caught:
        decode(data, "a.md", PostError)
    assert str(caught.value) == message


def test_a_byte_order_mark_and_line_ends_are_kept() -> None:
    data = "\ufefföppna\r\nstäng\r".encode()
    assert decode(data, "a.md", PostError).encode() == data
