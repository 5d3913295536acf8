"""YAML as most posts have it, read line by line: `key: value` with plain or quoted texts.

That takes a quarter of the time of composing nodes with PyYAML, and saves its import (21 ms). A
text that holds anything else is not read here; what is read, is read as PyYAML reads it, which is
the law that the tests hold this to.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.formats.yaml_weave import YamlScalar
from pipeline.model.document import Kind, Segment
from pipeline.model.quick_tuple import quick_tuple

_PLAIN = r"[^\W\d_][^\n:#]*+(?:(?::(?![ \n]|\Z)|(?<![ ])\#)[^\n:#]*+)*+"
_DOUBLE = r'"[^"\\\n]*+"'
_SINGLE = r"'[^'\n]*+'"
_LINE = re.compile(
    rf"""
    (?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):
    (?: [ ]++ (?:
        (?P<text>{_PLAIN}|{_DOUBLE}|{_SINGLE})
      | (?P<items>\[(?:[^\[\]{{}}"'\n]++|{_DOUBLE}|{_SINGLE})*+\])
      | (?P<number>0|[1-9][0-9]{{0,17}}+)
      | (?P<time>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
            (?:[T ][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?)?)
    ) | (?P<dashes>(?:\n[ ]*-[ ]+(?:{_PLAIN}|{_DOUBLE}|{_SINGLE})[ ]*(?=\n|\Z))*) )
    [ ]*(?:\n|\Z)
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ ]*(?:\#[^\n]*)?(?:\n|\Z))")
_ITEM = re.compile(
    rf"[ ]*+(?P<text>[^\W\d_][^,\[\]{{}}\"'\n:#&*!|>%@`\\?]*+|{_DOUBLE}|{_SINGLE})[ ]*+(?:,|\Z)"
)
_DASH = re.compile(rf"\n(?P<indent>[ ]*)-[ ]+(?P<text>{_PLAIN}|{_DOUBLE}|{_SINGLE})[ ]*(?=\n|\Z)")
_ELSEWHERE = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ud800-\\udfff\\ufffe\\uffff]"
)
"""What is no character of YAML, or white space of a kind of its own."""
_PRINTABLE = bytes({*range(0x20, 0x7F), 0x0A})
"""What is neither, in ASCII."""
_BOOLEANS = {"true": True, "false": False}
_NO_TEXTS = frozenset("yes no true false on off null y n".split())
"""What is written like text and is a truth value, or nothing."""


_LETTER = re.compile(r"[^\W\d_]")


class Scalar(NamedTuple):
    """A text, and where it stands with its quotation marks."""

    start: int
    end: int
    style: str
    """The quotation mark, or nothing."""
    in_flow: bool
    """Whether it stands in brackets."""
    value: str


class Entry(NamedTuple):
    """One key with its value, and the texts in it."""

    key: str
    value: object
    scalars: tuple[Scalar, ...] = ()


_entry = quick_tuple(Entry)
_new_scalar = quick_tuple(Scalar)
_new_segment = quick_tuple(Segment)


class _Unknown(Exception):
    """The text holds what this reader leaves to PyYAML."""


def read_lines(text: str) -> list[Entry] | None:
    """The entries in the order of the text; nothing where it has to be left to PyYAML.

    >>> read_lines("draft: true\\n")
    [Entry(key='draft', value=True, scalars=())]
    """
    # To look at every character costs a tenth of the reading.
    is_printable = text.isascii() and not text.encode().translate(None, _PRINTABLE)
    if not is_printable and _ELSEWHERE.search(text):
        return None
    try:
        entries = list(_entries(text))
    except (_Unknown, ValueError):
        return None
    return entries if len({entry.key for entry in entries}) == len(entries) else None


def line_segments(
    text: str, entries: Sequence[Entry], keys: Sequence[str]
) -> Iterator[tuple[int, Segment]]:
    """The segments of the keys' values, in the order of the text, with their offsets."""
    for entry in entries:
        if entry.key in keys:
            for scalar in entry.scalars:
                if _LETTER.search(scalar.value):
                    yield scalar.start, _segment(text, entry.key, scalar)


def _segment(text: str, key: str, scalar: Scalar) -> Segment:
    value = scalar.value
    msgid = value.strip()
    at = value.index(msgid)
    weave = _weave(scalar.style, scalar.in_flow, value[:at], value[at + len(msgid) :])
    kind = Kind.TITLE if key == "title" else Kind.FRONT_MATTER
    return _new_segment((text[scalar.start : scalar.end], msgid, kind, weave, key, "", ""))


@lru_cache(64)
def _weave(style: str, in_flow: bool, lead: str, trail: str) -> YamlScalar:
    return YamlScalar(style, in_flow, "", "\n", lead, trail, header="", tail="")


def _entries(text: str) -> Iterator[Entry]:
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line:
            key, kind = line["key"], line.lastgroup or ""
            if key.lower() in _NO_TEXTS:
                raise _Unknown
            yield _READERS[kind](key, line)
        else:
            line = _BLANK.match(text, at)
            if line is None:
                raise _Unknown
        at = line.end()


def _text(key: str, line: re.Match[str]) -> Entry:
    scalar = _scalar(line, 0, in_flow=False)
    value = scalar.value
    if not scalar.style and value.lower() in _NO_TEXTS:
        if value not in _BOOLEANS:
            raise _Unknown
        return Entry(key, _BOOLEANS[value])
    return _entry((key, value, (scalar,)))


def _scalar(match: re.Match[str], offset: int, *, in_flow: bool) -> Scalar:
    written = match["text"].rstrip(" ")
    start = offset + match.start("text")
    if written[0] in "\"'":
        return _new_scalar((start, start + len(written), written[0], in_flow, written[1:-1]))
    return _new_scalar((start, start + len(written), "", in_flow, written))


def _items(key: str, line: re.Match[str]) -> Entry:
    inner = line["items"][1:-1]
    offset, scalars, at = line.start("items") + 1, [], 0
    while at < len(inner) and (at or inner.strip(" ")):
        item = _ITEM.match(inner, at)
        if item is None:
            raise _Unknown
        scalars.append(_listed(item, offset, in_flow=True))
        at = item.end()
    if inner.rstrip(" ").endswith(","):
        raise _Unknown
    return _entry((key, [scalar.value for scalar in scalars], tuple(scalars)))


def _dashes(key: str, line: re.Match[str]) -> Entry:
    if not line["dashes"]:
        return Entry(key, None)
    found = list(_DASH.finditer(line["dashes"]))
    if len({item["indent"] for item in found}) > 1:
        raise _Unknown
    scalars = [_listed(item, line.start("dashes"), in_flow=False) for item in found]
    return Entry(key, [scalar.value for scalar in scalars], tuple(scalars))


def _listed(item: re.Match[str], offset: int, *, in_flow: bool) -> Scalar:
    scalar = _scalar(item, offset, in_flow=in_flow)
    if not scalar.style and scalar.value.lower() in _NO_TEXTS:
        raise _Unknown
    return scalar


def _number(key: str, line: re.Match[str]) -> Entry:
    return Entry(key, int(line["number"]))


def _time(key: str, line: re.Match[str]) -> Entry:
    written = line["time"]
    if len(written) == len("2026-01-02"):
        return Entry(key, datetime.date.fromisoformat(written))
    return Entry(key, datetime.datetime.fromisoformat(written))


_READERS: dict[str, Callable[[str, re.Match[str]], Entry]] = {
    "text": _text,
    "items": _items,
    "dashes": _dashes,
    "number": _number,
    "time": _time,
}
