"""The blocks of a Markdown text, as the parser sees them, with the bytes they stand on.

The parser (pulldown-cmark, through pyromark) counts in bytes of UTF-8, so positions here are
offsets into `raw_of(text)`, and text is decoded only where it is needed: that keeps the work
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pyromark import Markdown, Options

from pipeline.model.document import Kind

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
"""The Markdown that blogs write: CommonMark, GitHub's additions, and what Hugo understands."""

PARSER = Markdown(options=OPTIONS)

Event = Any
"""What pyromark yields: a name, or a mapping of one name to its details."""


class Inline(NamedTuple):
    """One event within a block, and the bytes it covers."""

    event: Event
    start: int
    end: int


class Place(NamedTuple):
    """What a block stands in."""

    name: str
    """The innermost container: `Item`, `BlockQuote`, ..., or nothing at the outermost level."""
    quotes: int
    """How many block quotes there are around it."""
    row: int = 0
    """Where the table row starts that it stands in."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block that holds text: a paragraph, a heading, a cell, code, or HTML."""

    name: str
    """`Paragraph`, `Heading`, `TableCell`, `DefinitionListTitle`, `CodeBlock`, `HtmlBlock`, or
    `Text` for the text of a tight list item or definition."""
    start: int
    end: int
    place: Place
    inlines: tuple[Inline, ...]
    level: int = 0
    """Of a heading, from 1."""
    fence: bool = False
    """Whether code stands between fences."""


OUTERMOST = Place("", 0)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_BOX_MARK = re.compile(r"^([ \t>]*):::", re.MULTILINE)
_LEAVES = frozenset(
    "Paragraph Heading TableCell DefinitionListTitle CodeBlock HtmlBlock MetadataBlock".split()
)
_SPANS = frozenset("Emphasis Strong Strikethrough Link Image Superscript Subscript".split())
KINDS = {
    "Item": Kind.LIST_ITEM,
    "DefinitionListDefinition": Kind.DEFINITION,
}
"""What a paragraph is for translators, by the container it stands in."""


def raw_of(text: str) -> bytes:
    """The bytes that positions count in; what no UTF-8 file holds (half a pair) is kept too."""
    return text.encode("utf-8", "surrogatepass")


def text_of(raw: bytes) -> str:
    """The text again.

    >>> text_of(raw_of("två"))
    'två'
    """
    return raw.decode("utf-8", "surrogatepass")


def parsable(text: str) -> str:
    """The text as the parser takes it; half a surrogate pair becomes U+FFFD, as long in bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF_PAIR.sub("\ufffd", text)
    return text


def without_boxes(text: str) -> str:
    """The text with other signs for the marks of boxes (Docusaurus, Pandoc), as many.

    They are no part of Markdown; the parser would take `:::` for a definition.
    """
    return _BOX_MARK.sub(r"\1%%%", text) if ":::" in text else text


def parse_blocks(raw: bytes) -> Iterator[Block]:
    """The blocks that hold text, in reading order."""
    text = without_boxes(parsable(text_of(raw)))
    events = PARSER.events_with_range(text)
    return _blocks((Inline(e, r["start"], r["end"]) for e, r in events))


def name_of(tag: Event) -> str:
    """The name of an event or tag, whether it has details or not."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))


def _blocks(events: Iterator[Inline]) -> Iterator[Block]:
    places = [OUTERMOST]
    loose: list[Inline] = []
    for step in events:
        edge, tag, name = _boundary(step.event)
        if not name:
            loose.append(step)
            continue
        if loose:
            yield _loose(loose, places[-1])
            loose = []
        if edge == "End":
            places.pop()
        elif name in _LEAVES:
            yield _leaf(tag, name, step, places[-1], events)
        elif name != "Rule":
            places.append(_inside(name, step, places[-1]))


def _boundary(event: Event) -> tuple[str, Event, str]:
    """`Start` or `End`, the tag and its name where a block starts or ends; else no name."""
    if isinstance(event, str):
        return "", event, "Rule" if event == "Rule" else ""
    for edge, tag in event.items():
        if edge == "Start" or edge == "End":
            name = name_of(tag)
            return edge, tag, "" if name in _SPANS else name
    return "", event, ""


def _inside(name: str, step: Inline, outer: Place) -> Place:
    if name in {"TableHead", "TableRow"}:
        return Place(name, outer.quotes, step.start)
    return Place(name, outer.quotes + (name == "BlockQuote"))


def _loose(inlines: list[Inline], place: Place) -> Block:
    return Block("Text", inlines[0].start, inlines[-1].end, place, tuple(inlines))


def _leaf(tag: Event, name: str, step: Inline, place: Place, events: Iterator[Inline]) -> Block:
    inlines = []
    for inner in events:
        event = inner.event
        if isinstance(event, dict) and "End" in event and name_of(event["End"]) == name:
            break
        inlines.append(inner)
    level = int(tag["Heading"]["level"][1:]) if name == "Heading" else 0
    fence = name == "CodeBlock" and tag["CodeBlock"] != "Indented"
    return Block(name, step.start, step.end, place, tuple(inlines), level, fence)
