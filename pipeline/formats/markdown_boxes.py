"""The boxes around Markdown that the parser does not know, and where their titles stand.

Python-Markdown and MkDocs write a box as `!!! note "Title"`, `??? note` or `=== "Tab"` over a body
that is indented by four; VuePress, Docusaurus and Pandoc as `::: tip Title` ... `:::`. So that the
parser finds what is in them, it is given other text in place of the mark, as long in bytes: a list
item, to which an indented body belongs, or a rule, which stands for itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.formats.byte_search import holds

_CONTAINERS = rb"^[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*"
_INDENTED = re.compile(
    _CONTAINERS
    + rb"(?P<mark>(?:(?:!!!|\?\?\?\+?)[ \t]*(?P<name>[\w-]+(?:[ \t]+[\w-]+)*)?|===[+!]*)"
    rb'(?:[ \t]+"(?P<title>[^\r\n]*?)")?)[ \t]*\r?$',
    re.MULTILINE,
)
_FENCED = re.compile(
    _CONTAINERS + rb"(?P<mark>:{3,}(?:[ \t]*(?P<name>[A-Za-z][\w-]*)"
    rb"(?:\[(?P<label>[^\[\]\r\n]*)\])?(?:[ \t]+(?P<title>[^\r\n{:]*[^\s{:]))?)?"
    rb"[ \t]*(?:\{[^{}\r\n]*\})?[ \t]*:*)[ \t]*\r?$",
    re.MULTILINE,
)
_ITEM = b"-   #"


class Box(NamedTuple):
    """The first or the last line of a box."""

    start: int
    """Where its mark starts, in bytes."""
    end: int
    """Where the mark, with name and title, ends."""
    title_start: int
    title_end: int
    """Where the title stands; both are `end` where there is none."""
    name: str
    """What box it is, such as `note`; empty for the last line of one."""
    is_indented: bool
    """Whether its body is indented, and no line ends it."""


def find_boxes(raw: bytes) -> list[Box]:
    """The lines that may start or end a box; whether they do, the parser has to say."""
    found = []
    if holds(raw, b":::"):
        found += [_box(match, is_indented=False) for match in _FENCED.finditer(raw)]
    if may_hold_indented(raw):
        # Marks shorter than their mask, and lines of a heading's underline, are none.
        matches = _INDENTED.finditer(raw)
        found += [_box(match, is_indented=True) for match in matches if _is_mark(match)]
    return found


def may_hold_indented(raw: bytes) -> bool:
    """Whether any mark of a box with an indented body is in the text."""
    return holds(raw, b"!!!") or holds(raw, b"???") or holds(raw, b'=== "')


def masked(raw: bytes, boxes: list[Box]) -> bytes:
    """The text with what the parser understands in place of the marks, as many bytes.

    >>> masked(b'!!! tip "A"', find_boxes(b'!!! tip "A"'))
    b'-   # #####'
    """
    copy = bytearray(raw)
    for box in boxes:
        length = box.end - box.start
        copy[box.start : box.end] = _item(length) if box.is_indented else b"_" * length
    return bytes(copy)


def _item(length: int) -> bytes:
    """A list item with an empty heading.

    It ends in no blank: where the line is text after all, that would end too early, or in a break.
    """
    return (_ITEM if length <= len(_ITEM) + 1 else _ITEM + b" ").ljust(length, b"#")


def _is_mark(match: re.Match[bytes]) -> bool:
    is_told = match["name"] is not None or match["title"] is not None
    return is_told and len(match["mark"]) >= len(_ITEM)


def _box(match: re.Match[bytes], *, is_indented: bool) -> Box:
    start, end = match.span("mark")
    group = next((g for g in ("title", "label") if match.groupdict().get(g)), None)
    title_start, title_end = match.span(group) if group else (end, end)
    name = (match["name"] or b"").decode()
    return Box(start, end, title_start, title_end, name, is_indented)
