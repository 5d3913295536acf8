"""Texts that go on behind a box (`!!! note`) without a blank line between.

The box ends with the first line that is not indented. To the parser, which takes the box for a list
item, that line still belongs to the paragraph before it; so the paragraph is parted there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipeline.formats.markdown_blocks import Block, boxes_among
from pipeline.formats.markdown_boxes import may_hold_indented

_BLANKS = b" \t>"
_INDENT = 4


def parted_behind_boxes(blocks: Iterable[Block], raw: bytes) -> Iterable[Block]:
    """The blocks, of which a text that goes on behind a box is parted there."""
    if not may_hold_indented(raw):
        return blocks
    blocks = list(blocks)
    boxes = (box for box in boxes_among(blocks, raw) if box.is_indented)
    starts = sorted(start for box in boxes if (start := _line_behind(raw, box.start, box.end)))
    return (part for block in blocks for part in _parted(block, starts)) if starts else blocks


def _line_behind(raw: bytes, mark: int, end: int) -> int:
    """The start of the line behind the box; 0 where a blank line comes before it, or none."""
    indent = mark - (raw.rfind(b"\n", 0, mark) + 1) + _INDENT
    was_blank, start = False, raw.find(b"\n", end) + 1
    while 0 < start < len(raw):
        following = raw.find(b"\n", start) + 1 or len(raw)
        line = raw[start:following].rstrip()
        is_blank = not line.strip(_BLANKS)
        if not is_blank and not _is_indented(line, indent):
            return 0 if was_blank else start
        was_blank, start = is_blank, following
    return 0


def _is_indented(line: bytes, indent: int) -> bool:
    before = line[: len(line) - len(line.lstrip(_BLANKS))]
    return len(before) >= indent or b"\t" in before


def _parted(block: Block, starts: Sequence[int]) -> Iterator[Block]:
    """The block, where it is text parted before each line that starts there.

    Lines are not parted within links and emphasis.
    """
    at = bisect_right(starts, block.start)
    last = bisect_left(starts, block.end, at)
    begun, depth = 0, 0
    for number, (event, span) in enumerate(block.steps if _has_text(block) and at < last else ()):
        if isinstance(event, dict):
            depth += ("Start" in event) - ("End" in event)
            continue
        while at < last and starts[at] <= span["start"]:
            at += 1
        following = block.steps[number + 1][1]["start"] if number + 1 < len(block.steps) else 0
        if at < last and depth == 0 and starts[at] <= following:
            yield block._replace(steps=block.steps[begun:number], end=span["start"])
            block = block._replace(start=following)
            begun = number + 1
    yield block._replace(steps=block.steps[begun:]) if begun else block


def _has_text(block: Block) -> bool:
    return block.name in {"Paragraph", "Text"}
