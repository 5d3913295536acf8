"""Markdown cut into pieces: the prose is for translators, everything else is copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.formats.directives import Directive, Verb, find_directives
from pipeline.formats.markdown_blocks import OUTERMOST, Block, parse_blocks, raw_of, text_of
from pipeline.formats.markdown_prose import Cut, cut_block, cut_code, plain_text
from pipeline.formats.markdown_weave import InHtml
from pipeline.model.document import Kind, Piece, Segment
from pipeline.model.post import DEFAULT_RULES, ExtractionRules


@dataclass(frozen=True, slots=True)
class Orders:
    """What the directives so far ask of the text that follows."""

    is_skipping: bool = False
    note: str = ""
    context: str | None = None
    wants_code: bool = False

    def given_to(self, segment: Segment) -> tuple[Segment, Orders]:
        """The segment with its note and context, and what is left to do."""
        if not self.note and self.context is None:
            return segment, self
        context = self.context if segment.msgctxt is None else segment.msgctxt
        note = " ".join((self.note, segment.note)).strip()
        rest = replace(self, note="", context=None)
        return replace(segment, note=note, msgctxt=context), rest

    def after(self, directive: Directive) -> Orders:
        """The orders once the directive is read."""
        return _AFTER[directive.verb](self, directive.argument)


_AFTER: dict[Verb, Callable[[Orders, str], Orders]] = {
    Verb.SKIP: lambda orders, _: replace(orders, is_skipping=True),
    Verb.END: lambda orders, _: replace(orders, is_skipping=False),
    Verb.NOTE: lambda orders, text: replace(orders, note=" ".join((orders.note, text)).strip()),
    Verb.CONTEXT: lambda orders, name: replace(orders, context=name),
    Verb.CODE: lambda orders, _: replace(orders, wants_code=True),
}


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that the text at hand stands under, the outermost first."""

    open: tuple[tuple[int, str], ...] = ()
    """Level and text."""

    @property
    def nearest(self) -> str:
        return self.open[-1][1] if self.open else ""

    def above(self, level: int) -> Headings:
        """Those that a heading of this level stands under itself."""
        return Headings(tuple(known for known in self.open if known[0] < level))

    def under(self, level: int, text: str) -> Headings:
        """Those behind a heading of this level."""
        return Headings((*self.above(level).open, (level, text)))

    def after_html(self, pieces: Iterable[Piece]) -> Headings:
        """Those behind a piece of HTML, where its last heading counts."""
        texts = [p.msgid for p in pieces if isinstance(p, Segment) and p.kind is Kind.HEADING]
        if not texts:
            return self
        return Headings(((1, " ".join(_TAG.sub("", texts[-1]).split())),))


_TAG = re.compile(r"<[^<>]*>")

Span = tuple[int, int, tuple[Piece, ...]]
"""From, to, and the pieces that stand there."""


def cut_markdown(body: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[Piece, ...]:
    """The pieces of a Markdown text; joined, they are the text, whatever it holds."""
    raw = raw_of(body)
    pieces: list[Piece] = []
    at = 0
    for start, end, inside in _spans(raw, rules):
        if start < at:
            continue
        pieces += [text_of(raw[at:start]), *inside]
        at = end
    pieces.append(text_of(raw[at:]))
    return tuple(_joined(pieces))


def _spans(raw: bytes, rules: ExtractionRules) -> Iterator[Span]:
    orders, headings = Orders(), Headings()
    for block in parse_blocks(raw):
        if block.name == "HtmlBlock":
            span, orders = _html_span(block, raw, orders, headings, rules)
            headings = headings.after_html(span[2])
            yield span
            continue
        if block.name == "Heading":
            headings = headings.above(block.level)
        for cut in _cuts(block, raw, orders, headings.nearest, rules):
            segment, orders = orders.given_to(cut.segment)
            yield cut.start, cut.end, (segment,)
        if block.name == "Heading":
            headings = headings.under(block.level, plain_text(block))
        if block.name == "CodeBlock":
            orders = replace(orders, wants_code=False)


def _cuts(
    block: Block, raw: bytes, orders: Orders, under: str, rules: ExtractionRules
) -> Iterable[Cut]:
    if orders.is_skipping:
        return ()
    if block.name == "CodeBlock":
        return cut_code(block, raw, under) if rules.code_blocks or orders.wants_code else ()
    return cut_block(block, raw, under)


def _html_span(
    block: Block, raw: bytes, orders: Orders, headings: Headings, rules: ExtractionRules
) -> tuple[Span, Orders]:
    from pipeline.formats.html import cut_html  # only few posts hold HTML

    html = text_of(raw[block.start : block.end])
    start = _end_of_skip(html) if orders.is_skipping else 0
    is_bare = block.place == OUTERMOST
    inside = cut_html(html[start:], rules) if is_bare and html[start:] else (html[start:],)
    pieces: list[Piece] = [html[:start]]
    for piece in inside:
        if isinstance(piece, Segment):
            weave = InHtml(piece.weave, starts_block=not any(pieces))
            piece = replace(piece, weave=weave, under=piece.under or headings.nearest)
            piece, orders = orders.given_to(piece)
        pieces.append(piece)
    last = pieces[-1]
    tail = len(html) - (len(last) if isinstance(last, str) else 0)
    for at, _, directive in find_directives(html):
        # A note before a segment of this block has been given to it by the HTML cutter.
        if at >= tail or directive.verb not in {Verb.NOTE, Verb.CONTEXT}:
            orders = orders.after(directive)
    return (block.start, block.end, tuple(pieces)), orders


def _end_of_skip(html: str) -> int:
    ends = (end for _, end, directive in find_directives(html) if directive.verb is Verb.END)
    return next(ends, len(html))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if text := "".join(texts):
            yield text
        texts = []
        yield piece
    if text := "".join(texts):
        yield text
