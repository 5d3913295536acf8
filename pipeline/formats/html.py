"""HTML cut into segments and the text between; the pieces join to the text, whatever it is.

Segments are runs of inline content between block-level tags, and texts in attributes. How a run
becomes a msgid is told in `html_runs` and `inline`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from pipeline.formats.directives import Verb
from pipeline.formats.html_attributes import Cut, text_attributes
from pipeline.formats.html_elements import COPIED
from pipeline.formats.html_outline import Boundary, Item, Place, Run, directive_of, outline
from pipeline.formats.html_runs import cut_run
from pipeline.formats.html_tokens import Token, Type, tokenise
from pipeline.formats.inline import CommentText, RawText
from pipeline.formats.inline_text import fold, has_words, trim
from pipeline.model.document import Kind, Piece, Segment
from pipeline.model.post import ExtractionRules

ReadComment = Callable[[str], tuple[Cut, ...]]
"""The segments in a comment, with their positions in it."""

_MORE = re.compile(r"<!--more(?P<text>.*)-->", re.DOTALL)


def cut_html(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    """The pieces of an HTML text, a whole document or a part of one; they join to the text.

    >>> [p if isinstance(p, str) else [p.msgid] for p in cut_html("<p>One</p>", ExtractionRules())]
    ['<p>', ['One'], '</p>']
    """
    return cut_markup(body, rules, read_more)


def cut_markup(body: str, rules: ExtractionRules, read_comment: ReadComment) -> tuple[Piece, ...]:
    """The pieces of HTML whose comments may hold segments too."""
    return tuple(_pieces(body, _Reader(body, rules, read_comment).cuts()))


def read_more(comment: str) -> tuple[Cut, ...]:
    """The text of the link in `<!--more Text-->`."""
    match = _MORE.fullmatch(comment)
    if match is None or not has_words(match["text"]):
        return ()
    start, end = (match.start("text") + offset for offset in trim(match["text"]))
    source = comment[start:end]
    return (Cut(start, end, Segment(source, fold(source), Kind.BUTTON, CommentText())),)


def _pieces(text: str, cuts: Iterator[Cut]) -> Iterator[Piece]:
    position = 0
    for start, end, segment in cuts:
        if start > position:
            yield text[position:start]
        yield segment
        position = end
    if position < len(text):
        yield text[position:]


class _Reader:
    """Reads the outline from top to bottom, and knows what the author and headings said so far."""

    def __init__(self, text: str, rules: ExtractionRules, read_comment: ReadComment) -> None:
        self.text = text
        self.code_blocks = rules.code_blocks
        self.read_comment = read_comment
        self.under = ""
        self.note = ""
        self.context: str | None = None
        self.is_skipping = False
        self.code_next = False

    def cuts(self) -> Iterator[Cut]:
        """The segments in reading order, each with what translators are told about it."""
        for item in outline(self.text):
            for cut in self._of(item):
                yield cut._replace(segment=self._told(cut.segment))

    def _of(self, item: Item) -> Iterator[Cut]:
        if isinstance(item, Boundary) and item.token.type is Type.COMMENT:
            yield from self._comment(item.token)
        elif self.is_skipping or item.place.is_skipped:
            return
        elif isinstance(item, Run):
            yield from self._run(item)
        elif item.token.type is Type.RAW:
            yield from self._raw(item.token, item.place)
        else:
            yield from _moved(text_attributes(self._piece(item.token)), item.token.start)

    def _piece(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def _told(self, segment: Segment) -> Segment:
        is_heading = segment.kind is Kind.HEADING
        told = Segment(
            segment.source,
            segment.msgid,
            segment.kind,
            segment.weave,
            segment.msgctxt if self.context is None else self.context,
            "" if is_heading else self.under,
            self.note,
        )
        self.note, self.context = "", None
        if is_heading:
            self.under = plain_text(segment.msgid)
        return told

    def _comment(self, token: Token) -> Iterator[Cut]:
        comment = self._piece(token)
        directive = directive_of(comment)
        if directive:
            self._obey(directive.verb, directive.argument)
        elif not self.is_skipping:
            yield from _moved(self.read_comment(comment), token.start)

    def _obey(self, verb: Verb, argument: str) -> None:
        if verb in {Verb.SKIP, Verb.END}:
            self.is_skipping = verb is Verb.SKIP
        elif self.is_skipping:
            return
        elif verb is Verb.NOTE:
            self.note = f"{self.note}\n{argument}".strip()
        elif verb is Verb.CONTEXT:
            self.context = argument
        else:
            self.code_next = True

    def _run(self, run: Run) -> Iterator[Cut]:
        if run.place.is_code and not self._takes_code(run):
            return
        yield from cut_run(self.text, run)

    def _takes_code(self, run: Run) -> bool:
        has_text = any(token.type is Type.TEXT for token in run.tokens)
        takes = self.code_blocks or self.code_next
        self.code_next = self.code_next and not has_text
        return takes

    def _raw(self, token: Token, place: Place) -> Iterator[Cut]:
        start, end = (token.start + offset for offset in trim(self._piece(token)))
        source = self.text[start:end]
        if token.name not in COPIED and has_words(source):
            msgid = source if place.is_preserved else fold(source)
            yield Cut(start, end, Segment(source, msgid, place.kind, RawText(token.name)))


def _moved(cuts: tuple[Cut, ...], offset: int) -> Iterator[Cut]:
    for start, end, segment in cuts:
        yield Cut(start + offset, end + offset, segment)


def plain_text(html: str) -> str:
    """The text without tags and comments.

    >>> plain_text("R&amp;D, <em>now</em>")
    'R&D, now'
    """
    if "<" in html:
        html = "".join(
            " " if token.name == "br" else html[token.start : token.end]
            for token in tokenise(html)
            if token.type is Type.TEXT or token.name == "br"
        )
    return fold(unescape(html)).strip()
