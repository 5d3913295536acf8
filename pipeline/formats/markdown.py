"""Markdown cut into pieces: the prose is for translators, everything else is copied."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.formats.directives import Directive, Verb, find_directives, parse_directive
from pipeline.formats.markdown_blocks import Block, Step, parse_blocks, raw_of, text_of
from pipeline.formats.markdown_images import (
    are_images,
    cut_html_line,
    cut_images,
    is_html_alone,
)
from pipeline.formats.markdown_lazy import parted_behind_boxes
from pipeline.formats.markdown_lines import cut_lines
from pipeline.formats.markdown_orders import NO_ORDERS, Headings, above
from pipeline.formats.markdown_prose import (
    Cut,
    cut_box_title,
    cut_code,
    cut_definition,
    plain_cut,
    plain_text,
)
from pipeline.formats.markdown_raw_html import cut_raw_html, held, raw_html
from pipeline.formats.markdown_shortcodes import code_ranges
from pipeline.model.document import Kind, Piece, Segment
from pipeline.model.post import DEFAULT_RULES, ExtractionRules
from pipeline.model.quick_tuple import quick_tuple

_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
_segment = quick_tuple(Segment)
_OWN_DIRECTIVES = frozenset({Verb.NOTE, Verb.CONTEXT})


def cut_markdown(body: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[Piece, ...]:
    """The pieces of a Markdown text; joined, they are the text, whatever it holds."""
    reader = _Reader(body, rules)
    reader.read()
    return tuple(reader.pieces)


class _Reader:
    """Reads the blocks from top to bottom, and knows what the author and headings said so far."""

    def __init__(self, body: str, rules: ExtractionRules) -> None:
        self.body = body
        self.raw = raw_of(body)
        self.rules = rules
        self.pieces: list[Piece] = []
        self.at = 0
        self.orders = NO_ORDERS
        self.headings: Headings = ()
        self.under = ""
        self.code = code_ranges(self.raw)
        self.has_directives = b"tvilling:" in self.raw

    def read(self) -> None:
        """Fills `pieces`."""
        blocks = parse_blocks(self.body, self.raw)
        for block in parted_behind_boxes(blocks, self.raw):
            _READERS.get(block.name, _Reader._text)(self, block)
        if self.at < len(self.raw):
            self.pieces.append(text_of(self.raw[self.at :]))

    def _text(self, block: Block) -> None:
        cut = plain_cut(block, self.raw)
        if cut is None:
            self._odd_text(block)
        elif self.orders is not NO_ORDERS:
            self._tell(cut)
        else:
            start, end, source, msgid, kind, weave = cut
            self._put(start, end, _segment((source, msgid, kind, weave, None, self.under, "")))

    def _is_code(self, start: int) -> bool:
        found = bisect_right(self.code, (start, len(self.raw))) - 1
        return found >= 0 and start < self.code[found][1]

    def _odd_text(self, block: Block) -> None:
        found = list(_directives_within(block.steps)) if self.has_directives else []
        waiting = found[::-1]
        for cut in _cuts_of_text(block, self.raw):
            while waiting and waiting[-1][0] < cut[0]:
                self._obey(waiting.pop()[1])
            self._tell(cut)
            while waiting and waiting[-1][0] < cut[1]:
                waiting.pop()  # within a text, it is the translator's to move or leave out
        for _, directive in reversed(waiting):
            self._obey(directive)

    def _tell(self, cut: Cut | None) -> None:
        """Puts the segment, with what translators are told about it."""
        orders = self.orders
        if cut is None or orders.is_silent or cut[0] < self.at:
            return
        start, end, source, msgid, kind, weave = cut
        told = Segment(source, msgid, kind, weave, orders.context, self.under, orders.note)
        self._put(start, end, told)
        self.orders = orders.told

    def _put(self, start: int, end: int, segment: Segment) -> None:
        at = self.at
        if start < at or (self.code and self._is_code(start)):
            return  # no block overlaps the one before it, or it is left as it is
        if start > at:
            self.pieces.append(self.raw[at:start].decode("utf-8", "surrogatepass"))
        self.pieces.append(segment)
        self.at = end

    def _obey(self, directive: Directive) -> None:
        self.orders = self.orders.after(directive)

    def _heading(self, block: Block) -> None:
        if block.place.name == "Box" and not block.steps:
            return  # the mask of a box
        outer = above(self.headings, block.level)
        self.under = outer[-1][1] if outer else ""
        self._text(block)
        self.under = plain_text(block.steps)
        self.headings = (*outer, (block.level, self.under))

    def _code(self, block: Block) -> None:
        if self.rules.code_blocks or self.orders.wants_code:
            self._tell(cut_code(block, self.raw))
        if self.orders.wants_code:
            self.orders = replace(self.orders, wants_code=False)

    def _box(self, block: Block) -> None:
        self._tell(cut_box_title(block, self.raw))

    def _definition(self, block: Block) -> None:
        self._tell(cut_definition(block, self.raw))

    def _html(self, block: Block) -> None:
        html = raw_html(block, self.raw)
        text = html.text
        start = _end_of_skip(text) if self.orders.is_skipping else 0
        released, hold = held(text, self.orders.hold)
        last, heading = 0, ""
        for begin, end, segment, at in cut_raw_html(html, self.rules, max(start, released)):
            self._put(begin, end, self._given(segment))
            last = at + len(segment.source)
            heading = segment.msgid if segment.kind is Kind.HEADING else heading
        self._obey_html(text, last)
        if hold != self.orders.hold:
            self.orders = replace(self.orders, hold=hold)
        if heading:
            self.under = " ".join(_TAG.sub("", heading).split())
            self.headings = ((1, self.under),)

    def _given(self, segment: Segment) -> Segment:
        orders = self.orders
        self.orders = orders.told
        return segment._replace(
            under=segment.under or self.under,
            note=" ".join((orders.note, segment.note)).strip(),
            msgctxt=orders.context if segment.msgctxt is None else segment.msgctxt,
        )

    def _obey_html(self, html: str, last: int) -> None:
        for at, _, directive in find_directives(html):
            # A note before a segment of this block has been given to it by the HTML cutter.
            if at >= last or directive.verb not in _OWN_DIRECTIVES:
                self._obey(directive)


_READERS: dict[str, Callable[[_Reader, Block], None]] = {
    "Heading": _Reader._heading,
    "CodeBlock": _Reader._code,
    "HtmlBlock": _Reader._html,
    "Box": _Reader._box,
    "Definition": _Reader._definition,
}


def _cuts_of_text(block: Block, raw: bytes) -> Iterable[Cut]:
    """The segments of a block of text."""
    steps = block.steps
    if steps and "TaskListMarker" in steps[0][0]:
        steps = steps[1:]
    if not steps or not _LETTER.search(text_of(raw[block.start : block.end])):
        return ()
    if is_html_alone(steps, raw):
        return cut_html_line(steps[0][1]["start"], steps[-1][1]["end"], raw)
    return cut_images(steps, raw) if are_images(steps, raw) else cut_lines(block, steps, raw)


def _directives_within(steps: Iterable[Step]) -> Iterator[tuple[int, Directive]]:
    """The directives in a text, with where they stand."""
    for event, span in steps:
        comment = event.get("InlineHtml", "") if isinstance(event, dict) else ""
        directive = parse_directive(comment[4:-3]) if comment.startswith("<!--") else None
        if directive:
            yield span["start"], directive


def _end_of_skip(html: str) -> int:
    ends = (end for _, end, directive in find_directives(html) if directive.verb is Verb.END)
    return next(ends, len(html))
