"""The marks in sanitised HTML as what a reader of the view sees, points at and opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from pipeline.preview.rows import TAG, VOID
from pipeline.preview.values import Mark

_NUMBER = re.compile(r' data-tvilling="(\d{1,9})"')
_PLACE = re.compile(r' data-tvilling-place="([a-z-]*)"')
_OWN = re.compile(r' data-(?:seg|entry|mark|place|tvilling(?:-place)?)="[^"]*"')
_IDS = re.compile(
    r' (id|for|headers|aria-labelledby|aria-describedby|aria-controls|aria-owns)="([^"]*)"'
)
_HREF = re.compile(r' href="([^"]*)"')
_HOLDERS = frozenset({"a", "summary"})
"""What may hold no button: those wait until it ends."""
WORDS: Mapping[Mark, str] = {
    Mark.TRANSLATED: "translated",
    Mark.FUZZY: "to review",
    Mark.MISSING: "missing",
    Mark.NEW: "not extracted",
}
_PLACES = {"alt": "Alternative text", "title": "Title", "placeholder": "Placeholder"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two columns."""

    prefix: str
    """What ids begin with, so that those of one column are not those of the other."""
    base: str
    """The address that relative links start from."""
    marks: Mapping[int, Mark] = field(default_factory=dict)
    """By segment."""
    entries: Mapping[int, int] = field(default_factory=dict)
    """The entry of each segment, where it can be opened; in the source column, of none."""
    fallback: str = ""
    """The language that a text without translation is in."""


def dressed(html: str, side: Side) -> str:
    """The HTML with a span for each marked text, and a button behind it that opens its entry."""
    return "".join(_dressed(html, side))


def button(entry: int, mark: Mark, number: int) -> str:
    """The button behind a segment that opens its entry, and says what there is to say of it."""
    word = "✓" if mark is Mark.TRANSLATED else escape(WORDS[mark])
    label = escape(f"{WORDS[mark]}: show the entry")
    return (
        f'<button type="button" class="tv-chip" data-entry="{entry}" data-of="{number}"'
        f' data-mark="{mark}" aria-label="{label}" title="{label}">{word}</button>'
    )


def _dressed(html: str, side: Side) -> Iterator[str]:
    position = 0
    opened: list[tuple[str, int | None]] = []
    waiting: list[int] = []
    for match in TAG.finditer(html):
        yield html[position : match.start()]
        position = match.end()
        name = match["name"]
        if match["end"]:
            number = opened.pop()[1] if opened else None
            if number is not None and number in side.entries:
                waiting.append(number)
            yield match[0] if number is None else "</span>"
            if not any(outer in _HOLDERS for outer, _ in opened):
                yield from (button(side.entries[each], side.marks[each], each) for each in waiting)
                waiting = []
            continue
        number = _number(name, match["attributes"], side)
        yield _start(name, match["attributes"], number, side)
        if name not in VOID:
            opened.append((name, number))
    yield html[position:]


def _number(name: str, attributes: str, side: Side) -> int | None:
    found = _NUMBER.search(attributes) if name == "span" else None
    return int(found[1]) if found and int(found[1]) in side.marks else None


def _start(name: str, attributes: str, number: int | None, side: Side) -> str:
    if number is not None:
        return _segment(attributes, number, side)
    kept = _OWN.sub("", attributes)
    kept = _IDS.sub(lambda found: f' {found[1]}="{_prefixed(found[2], side)}"', kept)
    kept = _HREF.sub(lambda found: f' href="{_link(found[1], side)}"', kept)
    return f"<{name}{kept}>"


def _segment(attributes: str, number: int, side: Side) -> str:
    mark = side.marks[number]
    place = _PLACE.search(attributes)
    # Who cannot see the picture is told the text in its own place already.
    told = f' data-place="{_PLACES.get(place[1], place[1])}" aria-hidden="true"' if place else ""
    lang = ""
    if side.fallback and mark in (Mark.MISSING, Mark.NEW):
        lang = f' lang="{escape(side.fallback)}"'
    return f'<span class="tv-seg" data-seg="{number}" data-mark="{mark}"{told}{lang}>'


def _prefixed(value: str, side: Side) -> str:
    return " ".join(f"{side.prefix}{word}" for word in value.split())


def _link(address: str, side: Side) -> str:
    page, sign, anchor = address.partition("#")
    return f"#{side.prefix}{anchor}" if sign and page == escape(side.base) else address
