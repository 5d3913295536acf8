"""Any `.po` file, read by polib; the only place that knows it.

polib is slow beside `po_regular`, but it has read the files of all programs for years: it is the
reader of record, and is not even loaded while all files are regular.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import polib

from pipeline.catalogues.po_lines import Head, Scan, scan_lines
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Entry
from pipeline.speech import say


def library_entries(text: str, path: str) -> tuple[list[tuple[Entry, int]], tuple[str, ...]]:
    """The entries with the lines of their `msgid`, from 1, and the comments below the last one.

    Anything that is not a sound file raises `CatalogueError` with the line.
    """
    scan = scan_lines(text, path)
    raw_entries = _raw_entries(scan, path)
    found = [
        (_entry(raw, head), head.line) for raw, head in zip(raw_entries, scan.heads, strict=True)
    ]
    return found, scan.trailing


class _Lines(str):
    """Lines that polib takes for a text.

    polib opens a text that is the name of a file, which none with a NUL is; and it splits a text
    with `str.splitlines()`, which cuts messages in two at U+2028, U+0085 and others.
    """

    lines: Sequence[str]

    def __new__(cls, lines: Sequence[str]) -> _Lines:
        made = super().__new__(cls, "\0")
        made.lines = lines
        return made

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - as str has it
        return list(self.lines)


class _Entries(polib.POFile):
    """A file whose header stays an entry; polib would make a dictionary of it."""

    def find(self, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - as polib declares it
        return None


def _raw_entries(scan: Scan, path: str) -> Sequence[polib.POEntry]:
    try:
        return polib.pofile(_Lines(scan.lines), encoding="utf-8", klass=_Entries)
    except (OSError, ValueError) as error:
        place = re.search(r"line (\d+)", str(error))
        raise CatalogueError(
            say("the catalogue cannot be read here"),
            path=path or None,
            line=int(place[1]) if place else 1,
            remedy=say("Compare it with an entry that is right, or run `msgfmt -c` on it"),
        ) from error


def _entry(raw: polib.POEntry, head: Head) -> Entry:
    return Entry(
        msgid=raw.msgid,
        msgstr=raw.msgstr,
        msgctxt=raw.msgctxt,
        is_fuzzy="fuzzy" in raw.flags,
        is_obsolete=bool(raw.obsolete),
        previous_msgid=raw.previous_msgid,
        previous_msgctxt=raw.previous_msgctxt,
        comments=head.comments,
        translator_comments=head.translator_comments,
        references=head.references,
        flags=tuple(flag for flag in raw.flags if flag and flag != "fuzzy"),
        msgid_plural=raw.msgid_plural or ("" if raw.msgstr_plural else None),
        msgstr_plural=tuple(raw.msgstr_plural.values()),
        previous_msgid_plural=raw.previous_msgid_plural,
    )
