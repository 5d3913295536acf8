"""The segments of a Markdown block that holds more than words.

Its lines are looked at one by one: those that say something to a program only (a shortcode, the
mark of a box) are left out, and the lines of prose that stand together are a segment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.formats.markdown_blocks import Block, Step
from pipeline.formats.markdown_images import cut_html_line
from pipeline.formats.markdown_labels import keep_labels, labels_in
from pipeline.formats.markdown_prose import (
    Cut,
    end_of,
    is_link,
    kind_of,
    named,
    text_at,
    trimmed,
    weave_of,
)
from pipeline.formats.markdown_shortcodes import (
    cut_arguments,
    find_shortcodes,
    within_caption,
    within_pair,
)
from pipeline.formats.markdown_weave import HeadingLine
from pipeline.formats.markdown_words import has_words, without_outer_directives
from pipeline.model.document import Kind


class Line(NamedTuple):
    """A line of a block, without what its containers put before it."""

    start: int
    end: int
    hard_break: str
    """How the line ends, with what the next one starts with, where that is a hard break."""
    is_outer: bool
    """Whether the line ends outside emphasis and links, so that the text may be divided there."""


Span = tuple[int, int]
"""From, to."""

_CALLOUT = re.compile(rb"\[!\w[\w-]*\][-+]?[ \t]*")
"""The mark of a box in a quote, with a title behind it, or of a name that GitHub does not know."""
_LETTER = re.compile(r"[^\W\d_]")
_MARKER_LINE = re.compile(
    r"""
      :{3,}.* | (?:!!!|\?\?\?\+?)\s.* | ===\+?\s+".*"      # boxes
    | \{[:.\#][^{}]*\}                                     # classes and ids, of kramdown and Hugo
    | \{/\*.*\*/\}                                         # a comment of MDX
    | ;*-+8<-+\s*(?:"[^"]*"|'[^']*')?                       # a file that Python-Markdown includes
    """,
    re.DOTALL | re.VERBOSE,
)
_MARKS = frozenset((b":", b"!", b"?", b"=", b"{", b"-", b";"))
_CONTENTS = re.compile(r"\{:\s*toc\b[^{}]*\}")
"""The mark of a list in whose place kramdown writes the table of contents."""
_MODULE = re.compile(
    r"""(?:import\s+(?:[\w*{][^'"]*?\sfrom\s+)?['"][^'"\n]+['"];?\s*)+"""
    r"|export\s+(?:async|class|const|default|function|let)\s.*[({=;].*",
    re.DOTALL,
)
"""The lines of MDX that are JavaScript."""
_DIVISIBLE = frozenset({"Paragraph", "Text", "DefinitionListTitle"})


def cut_lines(block: Block, steps: Sequence[Step], raw: bytes) -> Iterator[Cut]:
    """The segments of a block of text; none where nobody would translate anything."""
    lines = list(_lines(steps, raw))
    if _is_order(block, lines, raw):
        return
    title = _CALLOUT.match(raw, lines[0].start, lines[0].end) if lines[0].is_outer else None
    if title and block.place.name == "BlockQuote":
        cut = named(title.end(), lines[0].end, Kind.CAPTION, HeadingLine(), raw)
        yield from (cut,) if cut else ()
        lines = lines[1:]
    captioned = within_caption(raw, lines[0].start, lines[-1].end) if lines else None
    if captioned or not lines:
        yield from cut_html_line(*captioned, raw) if captioned else ()
        return
    shortcodes = _shortcodes(lines, block, steps, raw)
    labels = labels_in(steps)
    for is_opaque, run in _runs(lines, shortcodes, block, raw):
        start, end = run[0].start, run[-1].end
        if is_opaque:
            yield from cut_arguments(find_shortcodes(raw, start, end), raw)
            continue
        inner = within_pair(raw, start, end) if block.name in _DIVISIBLE else None
        if inner:
            yield from cut_arguments([(start, inner[0])], raw)
        cut = _prose_cut(block, run, inner or (start, end), labels, raw)
        if cut:
            yield cut


def _is_order(block: Block, lines: list[Line], raw: bytes) -> bool:
    """Whether a paragraph is a program's in whole, and no reader sees it."""
    start, last = lines[0].start, lines[-1]
    if raw[start : start + 6] in {b"import", b"export"} and not block.place.name:
        return _MODULE.fullmatch(text_at(raw, start, last.end)) is not None
    return raw[last.start : last.start + 2] == b"{:" and bool(
        _CONTENTS.fullmatch(text_at(raw, last.start, last.end).strip())
    )


def _lines(steps: Sequence[Step], raw: bytes) -> Iterator[Line]:
    start, depth = _content_start(steps[0], raw), 0
    for (event, span), following in pairwise(steps):
        if isinstance(event, dict):
            depth += ("Start" in event) - ("End" in event)
            continue
        begin = max(span["end"], _content_start(following, raw))
        hard_break = text_at(raw, span["start"], begin) if event == "HardBreak" else ""
        yield Line(start, span["start"], hard_break, depth == 0)
        start = begin
    yield Line(start, end_of(steps, raw), "", True)


def _content_start(step: Step, raw: bytes) -> int:
    # The text of an escaped character starts behind its backslash; that of `|` in a cell may have
    # two before it, one for the table and one for the text.
    start = int(step[1]["start"])
    while raw[start - 1 : start] == b"\\":
        start -= 1
    return start


def _shortcodes(lines: list[Line], block: Block, steps: Sequence[Step], raw: bytes) -> list[Span]:
    # What stands in brackets, if it may be a link or lies in emphasis, is no shortcode for sure.
    if block.name not in _DIVISIBLE or not all(line.is_outer for line in lines):
        return []
    start, end = lines[0].start, lines[-1].end
    if b"{" not in raw[start:end] and b"[" not in raw[start:end]:
        return []
    return [] if any(map(is_link, steps)) else list(find_shortcodes(raw, start, end))


def _runs(
    lines: list[Line], shortcodes: list[Span], block: Block, raw: bytes
) -> Iterator[tuple[bool, list[Line]]]:
    """The lines that stand together, with whether they are for programs."""
    if block.name not in _DIVISIBLE:
        yield False, lines
        return
    if block.name == "DefinitionListTitle" and all(line.is_outer for line in lines):
        yield from ((False, [line]) for line in lines)  # each is a term
        return
    touched = _touched(lines, shortcodes)
    over: dict[int, list[Span]] = {}
    for span, first, last in touched:
        for at in range(first, last + 1):
            over.setdefault(at, []).append(span)
    opaque = [_is_opaque(line, over.get(at, []), raw) for at, line in enumerate(lines)]
    for first, last in _joined(touched):
        if not all(opaque[first : last + 1]):
            # A shortcode that begins in a line of prose belongs to it.
            opaque[first : last + 1] = [False] * (last + 1 - first)
    for is_opaque, run in groupby(zip(opaque, lines, strict=True), lambda pair: pair[0]):
        yield is_opaque, [line for _, line in run]


def _touched(lines: list[Line], shortcodes: list[Span]) -> list[tuple[Span, int, int]]:
    """The shortcodes, each with its first and its last line."""
    starts = [line.start for line in lines]
    return [
        (span, bisect_right(starts, span[0]) - 1, bisect_left(starts, span[1]) - 1)
        for span in shortcodes
    ]


def _joined(touched: list[tuple[Span, int, int]]) -> Iterator[tuple[int, int]]:
    """The first and last lines of shortcodes, of those that share a line together."""
    at = 0
    while at < len(touched):
        _, first, last = touched[at]
        at += 1
        while at < len(touched) and touched[at][1] <= last:
            last = max(last, touched[at][2])
            at += 1
        yield first, last


def _is_opaque(line: Line, shortcodes: list[Span], raw: bytes) -> bool:
    """Whether a line says something to a program only: the mark of a box, or shortcodes."""
    found = raw[line.start : line.end].strip()
    if found[:1] in _MARKS:
        text = found.decode("utf-8", "surrogatepass")
        if _MARKER_LINE.fullmatch(text):
            return True
    return bool(shortcodes) and not _LETTER.search(_rest(line, shortcodes, raw))


def _rest(line: Line, shortcodes: list[Span], raw: bytes) -> str:
    """The line without the shortcodes."""
    parts, at = [], line.start
    for start, end in shortcodes:
        parts.append(raw[at : max(at, start)])
        at = max(at, min(end, line.end))
    return b"".join([*parts, raw[at : line.end]]).decode("utf-8", "surrogatepass")


def _prose_cut(
    block: Block, lines: list[Line], span: Span, labels: list[tuple[int, str]], raw: bytes
) -> Cut | None:
    start, end = without_outer_directives(raw, *span)
    msgid = _msgid(lines, start, end, block.place.quotes, raw)
    if not has_words(msgid):
        return None
    line_break = next((line.hard_break for line in lines[:-1] if line.hard_break), "")
    weave = weave_of(block, start, raw, line_break)
    if labels:
        first, behind = (bisect_left(labels, (at, "")) for at in (start, end))
        weave = keep_labels(msgid, labels[first:behind], weave)
    if "<" in msgid:
        from pipeline.formats.markdown_tags import hide_attributes  # only few texts hold tags

        msgid, weave = hide_attributes(msgid, weave)
    return trimmed(start, end, text_at(raw, start, end), msgid, kind_of(block), weave)


def _msgid(lines: list[Line], start: int, end: int, quotes: int, raw: bytes) -> str:
    """The lines' text between two positions, line ends folded but for the hard breaks."""
    parts = []
    for line in lines:
        text = text_at(raw, max(line.start, start), min(line.end, end)).rstrip(" \t")
        if "\n" in text or "\r" in text:
            text = _folded(text, quotes)
        parts.append(text + ("\n" if line.hard_break else " "))
    return "".join(parts).strip()


def _folded(text: str, quotes: int) -> str:
    # A pattern that began with white space would be tried at each word: 36 us for a paragraph.
    ends = re.sub(rf"(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*){{0,{quotes}}}", "\n", text)
    *first, last = ends.split("\n")
    return " ".join([*(part.rstrip(" \t") for part in first), last])
