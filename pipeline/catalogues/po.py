"""Catalogues as `.po` text, and back; the only place that knows polib.

`parse(serialize(catalogue)) == catalogue` for every catalogue that `serialize` does not refuse,
and gettext's own tools read what it writes. Lines are not wrapped and nothing in the text changes
by itself, so equal catalogues are equal files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polib

from pipeline.catalogues.po_limits import refuse_characters, refuse_flaws
from pipeline.catalogues.po_lines import Head, Scan, scan_lines
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry, Key


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
    scan = scan_lines(text, path)
    found = [
        _entry(raw, head) for raw, head in zip(_raw_entries(scan, path), scan.heads, strict=True)
    ]
    lines = _lines_by_key(found, scan.heads, path)
    header_line = lines.pop(_HEADER_KEY, 0)
    header = next((entry for entry in found if entry.key == _HEADER_KEY), None)
    headers = _header_fields(header.msgstr) if header else ()
    _check_charset(headers, path, header_line)
    comments = (*header.translator_comments, *header.comments) if header else ()
    entries = tuple(entry for entry in found if entry is not header)
    return Reading(Catalogue(entries, headers, comments + scan.trailing), lines)


_HEADER_KEY: Key = (None, "")


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
            "the catalogue cannot be read here",
            path=path or None,
            line=int(place[1]) if place else 1,
            remedy="Compare it with an entry that is right, or run `msgfmt -c` on it",
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
    )


def _lines_by_key(entries: Sequence[Entry], heads: Sequence[Head], path: str) -> dict[Key, int]:
    lines: dict[Key, int] = {}
    for entry, head in zip(entries, heads, strict=True):
        if entry.key in lines:
            raise CatalogueError(
                f"the entry stands in the file twice, first in line {lines[entry.key]}",
                path=path or None,
                line=head.line,
                remedy="Keep the better translation and remove the other entry",
            )
        if not entry.msgid and (entry.is_obsolete or entry.msgctxt is not None):
            raise CatalogueError(
                "the entry has an empty msgid",
                path=path or None,
                line=head.line,
                remedy="Remove the entry",
            )
        lines[entry.key] = head.line
    return lines


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
        found = _CHARSET.search(value)
        if name.lower() == "content-type" and found and found[1].lower() not in _FINE_CHARSETS:
            raise CatalogueError(
                f"the header says that the file is written in {found[1]}, not in UTF-8",
                path=path or None,
                line=line,
                remedy="Save it as UTF-8 (in Poedit: Properties, Charset), "
                "or run `msgconv --to-code=UTF-8` on it",
            )


def serialize(catalogue: Catalogue) -> str:
    """The text of the `.po` file.

    What the format cannot carry (see `po_limits`) raises `CatalogueError`.
    """
    refuse_flaws(catalogue)
    blocks = [_entry_text(entry) for entry in catalogue.entries]
    if catalogue.headers or catalogue.header_comments:
        blocks.insert(0, _header_text(catalogue))
    text = "\n".join(blocks)
    refuse_characters(text)
    return text


def _header_text(catalogue: Catalogue) -> str:
    comments = "".join(_comment("#", comment) for comment in catalogue.header_comments)
    fields = "".join(f'"{_escaped(f"{name}: {value}")}\\n"\n' for name, value in catalogue.headers)
    return f'{comments}msgid ""\nmsgstr ""\n{fields}'


def _entry_text(entry: Entry) -> str:
    return "".join(_entry_lines(entry))


def _entry_lines(entry: Entry) -> Iterator[str]:
    mark = "#~ " if entry.is_obsolete else ""
    previous = "#~| " if entry.is_obsolete else "#| "
    for comment in entry.translator_comments:
        yield _comment("#", comment)
    for comment in entry.comments:
        yield _comment("#.", comment)
    for reference in entry.references:
        yield f"#: {_isolated(reference)}\n"
    if flags := (("fuzzy",) if entry.is_fuzzy else ()) + entry.flags:
        yield f"#, {', '.join(flags)}\n"
    if entry.previous_msgctxt is not None:
        yield _field(previous, "msgctxt", entry.previous_msgctxt)
    if entry.previous_msgid is not None:
        yield _field(previous, "msgid", entry.previous_msgid)
    if entry.msgctxt is not None:
        yield _field(mark, "msgctxt", entry.msgctxt)
    yield _field(mark, "msgid", entry.msgid)
    if entry.msgid_plural is None:
        yield _field(mark, "msgstr", entry.msgstr)
        return
    yield _field(mark, "msgid_plural", entry.msgid_plural)
    for index, msgstr in enumerate(entry.msgstr_plural):
        yield _field(mark, f"msgstr[{index}]", msgstr)


def _comment(mark: str, text: str) -> str:
    return f"{mark} {text}\n" if text else f"{mark}\n"


_SPACES = re.compile(r"\s")
_LINE_NUMBER = re.compile(r"(.*?)((?::\d+)?)", re.DOTALL)


def _isolated(reference: str) -> str:
    if not _SPACES.search(reference):
        return reference
    match = _LINE_NUMBER.fullmatch(reference)
    name, line = match.groups() if match else (reference, "")
    return f"\u2068{name}\u2069{line}"


_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\v": r"\v",
        "\f": r"\f",
        "\b": r"\b",
    }
)


_SPECIAL = re.compile(r'[\\"\n\t\r\v\f\b]')


def _escaped(text: str) -> str:
    # Most texts need no escapes, and to look costs a tenth of translating.
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def _field(mark: str, word: str, text: str) -> str:
    """One text, on one line, or on one line for each of its lines, as gettext does it."""
    if "\n" not in text[:-1]:
        return f'{mark}{word} "{_escaped(text)}"\n'
    lines = "".join(f'{mark}"{_escaped(line)}"\n' for line in re.findall(r"[^\n]*\n|[^\n]+", text))
    return f'{mark}{word} ""\n{lines}'
