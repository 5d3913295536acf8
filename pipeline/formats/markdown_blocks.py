"""The blocks of a Markdown text, as the parser sees them, with the bytes they stand on.

The parser (pulldown-cmark, through pyromark) counts in bytes of UTF-8, so positions here are
offsets into `raw_of(text)`, and text is decoded only where it is needed: that keeps the work
linear in the text. Draining the parser's events is nearly half of the time that cutting takes, so
an event is looked at once and kept as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pyromark import Markdown, Options

from pipeline.formats.byte_search import stands_next_to
from pipeline.formats.markdown_boxes import Box, find_boxes, masked
from pipeline.model.document import Kind
from pipeline.model.quick_tuple import quick_tuple

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

Range = Any
"""The `start` and `end` of the bytes that an event covers, by these names."""

Step = tuple[Event, Range]
"""One event, and the bytes it covers."""


class Place(NamedTuple):
    """What a block stands in."""

    name: str
    """The innermost container: `Item`, `BlockQuote`, ..., or nothing at the outermost level."""
    quotes: int
    """How many block quotes there are around it."""
    row: int = 0
    """Where the table row starts that it stands in."""


class Block(NamedTuple):
    """A block that holds text: a paragraph, a heading, a cell, code, or HTML."""

    name: str
    """`Paragraph`, `Heading`, `TableCell`, `DefinitionListTitle`, `CodeBlock`, `HtmlBlock`,
    `Text` for the text of a tight list item or definition, `Box` for the title of a box, or
    `Definition` for a link's address and title."""
    start: int
    end: int
    place: Place
    steps: Sequence[Step]
    """What stands in it."""
    level: int = 0
    """Of a heading, from 1."""


OUTERMOST = Place("", 0)
_LINE_STARTS = (rb"(?m)^([ \t>]*", rb"(\r[ \t>]*")
"""Apart, since looking for both at once takes four times as long."""
_FIRST_ENDS = tuple(re.compile(start + rb")>(?=\}\})") for start in _LINE_STARTS)
_NO_DEFINITIONS = tuple(re.compile(start + rb"(?:[-+*][ \t]+)?):(?=\S)") for start in _LINE_STARTS)
"""A colon without a space behind it, as in `:smile:`, begins no definition where people write."""
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_ENDS: dict[str, tuple[Event, int]] = {
    name: ({"End": name}, 0)
    for name in "Paragraph Heading TableCell DefinitionListTitle CodeBlock HtmlBlock".split()
}
"""What ends the blocks that hold text; a heading's end tells its level too."""
_BOX_MASKS = frozenset({"Item", "Rule"})
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


def as_parsed(text: str) -> str:
    """The text as it is parsed: with other signs, as long, for what the parser takes amiss."""
    raw = raw_of(text)
    return _as_parsed(text, raw, find_boxes(raw))


def _as_parsed(text: str, raw: bytes, boxes: list[Box]) -> str:
    whole = raw
    if boxes:
        raw = masked(raw, boxes)
    # The end of a shortcode would begin a quote where it comes first on its line.
    if b"}" in raw and b">}}" in raw:
        raw = _with_x(_FIRST_ENDS, raw)
    if raw[:1] == b":" or stands_next_to(raw, b":", b"\n\r \t>", -1):
        raw = _with_x(_NO_DEFINITIONS, raw)
    return parsable(text if raw is whole else text_of(raw))


def _with_x(patterns: Iterable[re.Pattern[bytes]], raw: bytes) -> bytes:
    """The text with an x for each sign that a pattern finds."""
    for pattern in patterns:
        raw = pattern.sub(rb"\1x", raw)
    return raw


def parse_blocks(text: str, raw: bytes) -> Iterator[Block]:
    """The blocks that hold text, in reading order; `raw` is `raw_of(text)`."""
    boxes = find_boxes(raw)
    whole = _as_parsed(text, raw, boxes)
    starts = {at: box for box in boxes for at in _where_it_may_start(box, raw)}
    blocks = _blocks(PARSER.events_with_range(whole), starts)
    if not stands_next_to(raw, b":", b"]", -1):
        return blocks
    return _with_definitions(blocks, list(_definitions(whole)))


def boxes_among(blocks: Iterable[Block], raw: bytes) -> list[Box]:
    """The boxes that the parser found; other lines only look like the mark of one."""
    titles = {block.start for block in blocks if block.name == "Box"}
    return [box for box in find_boxes(raw) if box.title_start in titles]


def name_of(tag: Event) -> str:
    """The name of an event or tag, whether it has details or not."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))


def _blocks(events: Iterator[Step], boxes: dict[int, Box]) -> Iterator[Block]:
    places = [OUTERMOST]
    loose: list[Step] = []
    following = events.__next__
    for step in events:
        event, span = step
        # A name is a text and details are a mapping: `in` holds for neither by chance.
        edge = "Start" if "Start" in event else "End" if "End" in event else ""
        if not edge and event != "Rule":
            loose.append(step)
            continue
        tag = event[edge] if edge else event
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in _SPANS:
            loose.append(step)
            continue
        if loose:
            yield _loose(loose, places[-1])
            loose = []
        if edge == "End":
            places.pop()
        elif name in _ENDS:
            end, level = _ENDS[name] if name != "Heading" else _heading_end(tag["Heading"]["level"])
            # What ends a block covers the bytes of what starts it, so no loop is needed here.
            steps = list(iter(following, (end, span)))
            yield _block((name, span["start"], span["end"], places[-1], steps, level))
        elif boxes and name in _BOX_MASKS:
            yield from _box(name, span["start"], places, boxes)
        elif name != "Rule":
            places.append(_inside(name, places[-1], span["start"]))


def _loose(steps: list[Step], place: Place) -> Block:
    """The text of a tight list item or definition."""
    return _block(("Text", steps[0][1]["start"], steps[-1][1]["end"], place, steps, 0))


_block = quick_tuple(Block)


@lru_cache(6)
def _heading_end(level: str) -> tuple[Event, int]:
    return {"End": {"Heading": level}}, int(level[1:])


def _inside(name: str, outer: Place, start: int) -> Place:
    if name == "TableHead" or name == "TableRow":
        return Place(name, outer.quotes, start)
    return _container(name, outer.quotes + (name == "BlockQuote"))


@lru_cache(256)
def _container(name: str, quotes: int) -> Place:
    return Place(name, quotes)


def _box(name: str, start: int, places: list[Place], boxes: dict[int, Box]) -> Iterator[Block]:
    """The title of a box, where a list item or rule stands for its mark."""
    outer = places[-1]
    box = boxes.get(start)
    is_box = box is not None and box.is_indented is (name == "Item")
    if box and is_box:
        yield Block("Box", box.title_start, box.title_end, outer, ())
    if name == "Item":
        places.append(Place("Box" if is_box else name, outer.quotes))


def _where_it_may_start(box: Box, raw: bytes) -> Iterator[int]:
    """The mark itself, and the spaces before it, which the parser may take as part of an item."""
    yield box.start
    at = box.start
    while raw[at - 1 : at] == b" " and box.start - at < 3:
        at -= 1
        yield at


def _definitions(text: str) -> Iterator[Block]:
    for definition in PARSER.reference_definitions(text).values():
        if definition["title"]:
            span = definition["span"]
            yield Block("Definition", span["start"], span["end"], OUTERMOST, ())


def _with_definitions(blocks: Iterator[Block], definitions: list[Block]) -> Iterator[Block]:
    waiting = sorted(definitions, key=lambda block: block.start, reverse=True)
    for block in blocks:
        while waiting and waiting[-1].start <= block.start:
            yield waiting.pop()
        yield block
    yield from reversed(waiting)
