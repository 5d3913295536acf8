"""The segments of one Markdown block, with the bytes they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.formats.markdown_blocks import (
    KINDS,
    Block,
    Inline,
    raw_of,
    text_of,
)
from pipeline.formats.markdown_weave import AltText, Cell, Code, HeadingLine, ImageTitle, Prose
from pipeline.model.document import Kind, Segment, Weave


class Cut(NamedTuple):
    """A segment and where it stands."""

    start: int
    end: int
    segment: Segment


class Line(NamedTuple):
    """A line of a block, without what its containers put before it."""

    start: int
    end: int
    hard_break: str
    """How the line ends, with what the next one starts with, where that is a hard break."""
    is_outer: bool
    """Whether the line ends outside emphasis and links, so that the text may be divided there."""


_LETTER = re.compile(r"[^\W\d_]")
_BARE_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z](?![^<>]*(?:alt|title|label)=)[^<>]*>", re.DOTALL)
_TEMPLATE = r"\{\{[<%](?:(?!\{\{|[%>]\}\}).)*[%>]\}\}|\{%(?:(?!\{%|%\}).)*%\}|\{\{[^{}]*\}\}"
_SHORTCODE = re.compile(
    rf"{_TEMPLATE}|\[/?[a-z][\w-]*(?:\s[^\[\]=]*=[^\[\]]*)?/?\]|\[TOC\]", re.DOTALL
)
_MARKER_LINE = re.compile(r":{3,}.*|(?:!!!|\?\?\?\+?)\s.*|===\+?\s+\".*\"|\{:[^{}]*\}", re.DOTALL)
_MARKS = frozenset((b":", b"!", b"?", b"="))
_DIVISIBLE = frozenset({"Paragraph", "Text", "DefinitionListTitle"})
_ATX = re.compile(rb"#{1,6}(?:[ \t\r\n]|$)")
_TITLE_END = re.compile(r"""[\s]+(?P<open>["'(])(?P<title>.+)(?P<close>["')])\s*\)$""", re.DOTALL)


def cut_block(block: Block, raw: bytes, under: str = "") -> Iterator[Cut]:
    """The segments of a block of text; none where nobody would translate anything.

    `under` is the heading they stand under.
    """
    inlines = _without_task_mark(block.inlines)
    if not inlines:
        return
    image = _lone_image(inlines)
    if image:
        yield from _image_cuts(image, inlines, raw, under)
        return
    for lines in _runs(list(_lines(inlines, raw)), block, raw):
        cut = _prose_cut(block, lines, raw, under)
        if cut:
            yield cut


def cut_code(block: Block, raw: bytes, under: str = "") -> Iterator[Cut]:
    """The segment of a code block; none where it is empty."""
    texts = [inline for inline in block.inlines if inline.end > inline.start]
    if not texts:
        return
    start, end = texts[0].start, texts[-1].end
    line_start = max(raw.rfind(b"\n", 0, start), raw.rfind(b"\r", 0, start)) + 1
    prefix = text_of(raw[line_start:start])
    line_end = "\r\n" if b"\r\n" in raw[start:end] else "\n"
    msgid = "".join(text_of(raw[inline.start : inline.end]) for inline in texts)
    msgid = "\n".join(re.split(r"\r\n|\r|\n", msgid))
    cut = _trimmed(start, end, msgid, Kind.CODE, Code(line_end, prefix), raw, under)
    if cut:
        yield cut


def plain_text(block: Block) -> str:
    """What a reader sees of a heading, as one line without markup."""
    words = (
        inline.event.get("Text") or inline.event.get("Code") or ""
        if isinstance(inline.event, dict)
        else " "
        for inline in block.inlines
    )
    return " ".join("".join(words).split())


def _is_start(inline: Inline) -> bool:
    return isinstance(inline.event, dict) and isinstance(inline.event.get("Start"), dict)


def _without_task_mark(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if inlines and isinstance(inlines[0].event, dict) and "TaskListMarker" in inlines[0].event:
        return inlines[1:]
    return inlines


def _lines(inlines: tuple[Inline, ...], raw: bytes) -> Iterator[Line]:
    start, depth = _content_start(inlines[0], raw), 0
    for inline, following in pairwise(inlines):
        event = inline.event
        if isinstance(event, dict):
            depth += ("Start" in event) - ("End" in event)
            continue
        begin = max(inline.end, _content_start(following, raw))
        hard_break = text_of(raw[inline.start : begin]) if event == "HardBreak" else ""
        yield Line(start, inline.start, hard_break, depth == 0)
        start = begin
    yield Line(start, inlines[-1].end, "", True)


def _content_start(inline: Inline, raw: bytes) -> int:
    # The text of an escaped character starts behind its backslash.
    return inline.start - (raw[inline.start - 1 : inline.start] == b"\\")


def _runs(lines: list[Line], block: Block, raw: bytes) -> Iterator[list[Line]]:
    """The lines of prose that stand together, without those for programs between them."""
    if block.name not in _DIVISIBLE:
        yield lines
        return
    if not any(_may_be_opaque(line, raw) for line in lines):
        yield lines
        return
    # What stands in brackets, if it may be a link or lies in emphasis, is no shortcode for sure.
    is_open = all(line.is_outer for line in lines) and not any(map(_is_link, block.inlines))
    for is_opaque, run in groupby(lines, lambda line: _is_opaque(_text(line, raw), is_open)):
        if not is_opaque:
            yield list(run)


def _may_be_opaque(line: Line, raw: bytes) -> bool:
    # Cheap, and true of all that `_is_opaque` is true of.
    found = raw[line.start : line.end]
    return b"{" in found or b"[" in found or found.lstrip()[:1] in _MARKS


def _is_opaque(line: str, may_be_shortcode: bool) -> bool:
    """Whether a line says something to a program only: the mark of a box, or shortcodes."""
    if _MARKER_LINE.fullmatch(line.strip()):
        return True
    rest, shortcodes = _SHORTCODE.subn("", line) if may_be_shortcode else ("", 0)
    return bool(shortcodes) and not _LETTER.search(rest)


def _text(line: Line, raw: bytes) -> str:
    return text_of(raw[line.start : line.end])


def _is_link(inline: Inline) -> bool:
    return _is_start(inline) and "Link" in inline.event["Start"]


def _prose_cut(block: Block, lines: list[Line], raw: bytes, under: str) -> Cut | None:
    fold = rf"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*){{0,{block.place.quotes}}}"
    parts = []
    for line in lines:
        text = _text(line, raw).rstrip(" \t")
        if "\n" in text or "\r" in text:
            text = re.sub(fold, " ", text)
        parts.append(text + ("\n" if line.hard_break else " "))
    msgid = "".join(parts)
    if not _LETTER.search(_BARE_TAG.sub("", msgid) if "<" in msgid else msgid):
        return None
    weave, kind = _weave(block, lines, raw), _kind(block)
    return _trimmed(lines[0].start, lines[-1].end, msgid, kind, weave, raw, under)


def _trimmed(
    start: int, end: int, msgid: str, kind: Kind, weave: Weave, raw: bytes, under: str
) -> Cut | None:
    """The segment without white space at its ends, where anything is left."""
    source, msgid = text_of(raw[start:end]), msgid.strip()
    core = source.strip()
    if not core or not msgid:
        return None
    if len(core) < len(source):
        start += len(raw_of(source[: source.index(core)]))
        end = start + len(raw_of(core))
    return Cut(start, end, Segment(core, msgid, kind, weave, under=under))


def _weave(block: Block, lines: list[Line], raw: bytes) -> Weave:
    if block.name == "TableCell":
        before = raw[block.place.row : lines[0].start]
        return Cell(starts_line=not before.strip())
    if block.name == "Heading" and _ATX.match(raw[block.start : block.start + 7].lstrip()):
        return HeadingLine()
    return Prose(next((line.hard_break for line in lines[:-1] if line.hard_break), ""))


_LEAF_KINDS = {
    "Heading": Kind.HEADING,
    "TableCell": Kind.TABLE_CELL,
    "DefinitionListTitle": Kind.TERM,
}


def _kind(block: Block) -> Kind:
    return _LEAF_KINDS.get(block.name) or KINDS.get(block.place.name, Kind.PARAGRAPH)


def _lone_image(inlines: tuple[Inline, ...]) -> Inline | None:
    first = inlines[0]
    is_lone = _is_start(first) and "Image" in first.event["Start"] and first.end == inlines[-1].end
    return first if is_lone else None


def _image_cuts(
    image: Inline, inlines: tuple[Inline, ...], raw: bytes, under: str
) -> Iterator[Cut]:
    """The alternative text and the title of an image, where there are any."""
    end = max((inline.end for inline in inlines[1:-1]), default=image.start + 2)
    yield from _named(image.start + 2, end, Kind.ALT_TEXT, AltText(), raw, under)
    match = _TITLE_END.search(text_of(raw[end : image.end]))
    if image.event["Start"]["Image"]["link_type"] == "Inline" and match:
        start = end + len(raw_of(match.string[: match.start("title")]))
        stop = start + len(raw_of(match["title"]))
        weave = ImageTitle(match["close"])
        yield from _named(start, stop, Kind.ATTRIBUTE, weave, raw, under)


def _named(start: int, end: int, kind: Kind, weave: Weave, raw: bytes, under: str) -> Iterator[Cut]:
    msgid = " ".join(text_of(raw[start:end]).split())
    cut = _trimmed(start, end, msgid, kind, weave, raw, under) if _LETTER.search(msgid) else None
    if cut:
        yield cut
