"""The boxes of a Markdown text as HTML, in which the parser finds their bodies again.

A box becomes `<aside class="admonition note">` with its title in `<p class="admonition-title">`;
where the author gave no title there is none, since nobody could translate it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from pipeline.formats.markdown_blocks import (
    PARSER,
    boxes_among,
    parsable,
    parse_blocks,
    raw_of,
    text_of,
)
from pipeline.formats.markdown_boxes import Box, find_boxes

_PARAGRAPH = re.compile(r"<p>(.*)</p>\s*", re.DOTALL)
_INDENT = re.compile(r" {0,3}\t| {4}")


class _Frame(NamedTuple):
    """A box whose end has not been seen."""

    prefix: str
    """What stands before each of its lines, of the quotes and lists around it."""
    is_indented: bool


def with_boxes(text: str) -> str:
    """The Markdown with HTML in place of the marks of boxes.

    >>> with_boxes("::: tip\\nText\\n:::\\n")
    '<aside class="admonition tip">\\n\\nText\\n\\n</aside>\\n\\n'
    """
    raw = raw_of(text)
    if not find_boxes(raw):
        return text
    boxes = boxes_among(parse_blocks(text, raw), raw)
    real = {raw.rfind(b"\n", 0, box.start) + 1: box for box in boxes}
    return "".join(_written(raw, real)) if real else text


def _written(raw: bytes, boxes: dict[int, Box]) -> Iterator[str]:
    open_boxes: list[_Frame] = []
    at = 0
    for line in raw.splitlines(keepends=True):
        written, depth = _dedented(text_of(line), open_boxes)
        yield from _closed(open_boxes, depth)
        yield from _line(written, boxes.get(at), raw, open_boxes)
        at += len(line)
    yield from _closed(open_boxes, 0)


def _line(written: str, box: Box | None, raw: bytes, open_boxes: list[_Frame]) -> Iterator[str]:
    if box is None:
        yield written
    elif box.is_indented or box.name or box.title_end > box.title_start:
        before = written[: len(written) - len(written.lstrip(" \t>"))]
        bullets = text_of(raw[raw.rfind(b"\n", 0, box.start) + 1 : box.start]).lstrip(" \t>")
        prefix = before + " " * len(bullets)
        yield f"{before}{bullets}{_opening(box, raw, prefix)}"
        open_boxes.append(_Frame(prefix, box.is_indented))
    elif open_boxes and not open_boxes[-1].is_indented:
        yield from _closed(open_boxes, len(open_boxes) - 1)
    else:
        yield written.replace(":::", "\\:::", 1)  # nothing to close: else it begins a definition


def _dedented(line: str, open_boxes: list[_Frame]) -> tuple[str, int]:
    """The line as its box has it, and how many of the open boxes it stands in."""
    is_blank = not line.strip(" \t\r\n>")
    for depth, frame in enumerate(open_boxes):
        if frame.is_indented and not is_blank:
            indent = _INDENT.match(line, len(frame.prefix))
            if indent is None or not line.startswith(frame.prefix):
                return line, depth
            line = frame.prefix + line[indent.end() :]
    return line, len(open_boxes)


def _closed(open_boxes: list[_Frame], depth: int) -> Iterator[str]:
    """The ends of the boxes deeper than that, which are no longer open."""
    while len(open_boxes) > depth:
        prefix = open_boxes.pop().prefix
        blank = prefix.rstrip()
        yield f"{blank}\n{prefix}</aside>\n{blank}\n"


def _opening(box: Box, raw: bytes, prefix: str) -> str:
    names = " ".join(("admonition", *box.name.split())).strip()
    title = text_of(raw[box.title_start : box.title_end])
    lines = [f'<aside class="{escape(names)}">']
    if title:
        lines.append(f'{prefix}<p class="admonition-title">{_inline(title)}</p>')
    return "\n".join((*lines, prefix.rstrip(), ""))


def _inline(markdown: str) -> str:
    """The HTML of a line, without a paragraph around it."""
    match = _PARAGRAPH.fullmatch(PARSER.html(parsable(markdown)))
    return match[1] if match else escape(markdown)
