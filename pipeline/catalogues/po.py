"""Catalogues as `.po` text, and back.

`parse(serialize(catalogue)) == catalogue` for every catalogue that `serialize` does not refuse,
and gettext's own tools read what it writes. Lines are not wrapped and nothing in the text changes
by itself, so equal catalogues are equal files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogues.po_regular import Placed, regular_entries
from pipeline.catalogues.po_writing import entry_texts, header_text
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Reading:
    """A catalogue, and where its entries stand in the file."""

    catalogue: Catalogue
    lines: Mapping[Key, int]
    """The line of each entry's `msgid`, from 1."""


def parse(text: str, path: str = "") -> Catalogue:
    """The catalogue that the text of a `.po` file holds.

    `path` is for messages alone and is never opened. Anything that is not a sound catalogue in
    UTF-8 raises `CatalogueError` with the line.
    """
    return read(text, path).catalogue


def read(text: str, path: str = "") -> Reading:
    """The catalogue of `parse`, with the line of each entry."""
    found, trailing = _entries(text.removeprefix("\ufeff"), path)
    lines = _lines_by_key(found, path)
    header_line = lines.pop(_HEADER_KEY, 0)
    # The header mostly comes first.
    header = next((e for e, _ in found if not e.msgid and e.msgctxt is None), None)
    entries = tuple([entry for entry, _ in found if entry is not header])
    if header is None:
        return Reading(Catalogue(entries, header_comments=trailing), lines)
    headers = _header_fields(header.msgstr)
    _check_charset(headers, path, header_line)
    comments = (*header.translator_comments, *header.comments, *trailing)
    flags = (("fuzzy",) if header.is_fuzzy else ()) + header.flags
    return Reading(Catalogue(entries, headers, comments, flags), lines)


_HEADER_KEY: Key = (None, "")


def _entries(text: str, path: str) -> tuple[list[Placed], tuple[str, ...]]:
    """The entries, and the comments below the last one."""
    regular = regular_entries(text)
    if regular is not None:
        return regular, ()
    # Imported here: few files need it, and it takes longer to load than many files to read.
    from pipeline.catalogues.po_library import library_entries

    return library_entries(text, path)


def _lines_by_key(entries: Sequence[Placed], path: str) -> dict[Key, int]:
    lines: dict[Key, int] = {}
    for entry, line in entries:
        key = (entry.msgctxt, entry.msgid)
        if key in lines:
            raise CatalogueError(
                say("the entry stands in the file twice, first in line {lines}", lines=lines[key]),
                path=path or None,
                line=line,
                remedy=say("Keep the better translation and remove the other entry"),
            )
        if not entry.msgid and (entry.is_obsolete or entry.msgctxt is not None):
            raise CatalogueError(
                say("the entry has an empty msgid"),
                path=path or None,
                line=line,
                remedy=say("Remove the entry"),
            )
        lines[key] = line
    return lines


@lru_cache(maxsize=64)  # the catalogues of a blog have few different headers
def _header_fields(text: str) -> tuple[tuple[str, str], ...]:
    """The fields of a header; a line without a colon goes on with the field before it."""
    fields: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            fields.append((name.strip(), value.strip()))
        elif fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line}".strip())
    return tuple(fields)


_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s;\"]*)", re.IGNORECASE)
_FINE_CHARSETS = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii", "charset"})
"""UTF-8 and what is a part of it; `CHARSET` is what gettext writes into a template."""


def _check_charset(headers: Sequence[tuple[str, str]], path: str, line: int) -> None:
    for name, value in headers:
        found = _CHARSET.search(value) if name.lower() == "content-type" else None
        if found and found[1].lower() not in _FINE_CHARSETS:
            raise CatalogueError(
                say(
                    "the header says that the file is written in {found}, not in UTF-8",
                    found=found[1],
                ),
                path=path or None,
                line=line,
                remedy=say(
                    "Save it as UTF-8 (in Poedit: Properties, Charset), or run `msgconv "
                    "--to-code=UTF-8` on it"
                ),
            )


def serialize(catalogue: Catalogue) -> str:
    """The text of the `.po` file.

    What the format cannot carry (see `po_limits`) raises `CatalogueError`.
    """
    blocks = entry_texts(catalogue.entries)
    if catalogue.headers or catalogue.header_comments or catalogue.header_flags:
        blocks.insert(0, header_text(catalogue))
    return "\n".join(blocks)
