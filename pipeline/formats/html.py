"""HTML cut into segments and the text between; the pieces join to the text, whatever it is.

Segments are runs of inline content between block-level tags, and texts in attributes. How a run
becomes a msgid is told in `html_runs` and `inline`.

What stands in another language than the post (`lang`) is text like the rest, since a quotation may
need a translation where readers know another language; `translate="no"` keeps it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape

from pipeline.formats.directives import Verb
from pipeline.formats.html_attributes import Cut
from pipeline.formats.html_elements import COPIED
from pipeline.formats.html_outline import TOP, Boundary, Place, Run, directive_of, outline
from pipeline.formats.html_runs import attribute_cuts, cut_run
from pipeline.formats.html_tokens import Token, Type, tokenise, with_text
from pipeline.formats.inline import CommentText, RawText
from pipeline.formats.inline_text import fold, has_words, trim
from pipeline.model.document import Kind, Piece, Segment
from pipeline.model.post import ExtractionRules

ReadComment = Callable[[str], tuple[Cut, ...]]
"""The segments in a comment, with their positions in it."""

_MORE = re.compile(r"<!--more(?P<text>.*)-->", re.DOTALL)


def cut_html(body: str, rules: ExtractionRules, top: Place = TOP) -> tuple[Piece, ...]:
    """The pieces of an HTML text, a whole document or a part of one; they join to the text.

    `top` is what stands outside of its elements: `CLASSIC_TOP` in a post, whose lines are shown.

    >>> [p if isinstance(p, str) else [p.msgid] for p in cut_html("<p>One</p>", ExtractionRules())]
    ['<p>', ['One'], '</p>']
    """
    return cut_markup(body, rules, read_more, top)


def cut_markup(
    body: str, rules: ExtractionRules, read_comment: ReadComment, top: Place = TOP
) -> tuple[Piece, ...]:
    """The pieces of HTML whose comments may hold segments too."""
    return tuple(_Reader(body, rules, read_comment, top).pieces())


def read_more(comment: str) -> tuple[Cut, ...]:
    """The text of the link in `<!--more Text-->`."""
    match = _MORE.fullmatch(comment)
    if match is None or not has_words(match["text"]):
        return ()
    start, end = (match.start("text") + offset for offset in trim(match["text"]))
    source = comment[start:end]
    return (Cut(start, end, Segment(source, fold(source), Kind.BUTTON, CommentText())),)


class _Reader:
    """Reads the outline from top to bottom, and knows what the author and headings said so far."""

    def __init__(
        self, text: str, rules: ExtractionRules, read_comment: ReadComment, top: Place
    ) -> None:
        self.text = text
        self.code_blocks = rules.code_blocks
        self.read_comment = read_comment
        self.top = top
        self.under = ""
        self.note = ""
        self.context: str | None = None
        self.is_skipping = False
        self.code_next = False
        self.position = 0
        self.found: list[Piece] = []

    def pieces(self) -> list[Piece]:
        """The segments in reading order, each with what translators are told, and the rest."""
        for item in outline(self.text, self.top):
            if isinstance(item, Boundary) and item.token.type is Type.COMMENT:
                self._comment(item.token)
            elif self.is_skipping or item.place.is_skipped:
                continue
            elif isinstance(item, Run):
                self._run(item)
            elif item.token.type is Type.RAW:
                self._raw(item.token, item.place)
            else:
                self._take(attribute_cuts(self.text, [item.token]))
        if self.position < len(self.text):
            self.found.append(self.text[self.position :])
        return self.found

    def _piece(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def _take(self, cuts: Iterable[Cut], offset: int = 0) -> None:
        for start, end, segment in cuts:
            if start + offset > self.position:
                self.found.append(self.text[self.position : start + offset])
            self.found.append(self._told(segment))
            self.position = end + offset

    def _told(self, segment: Segment) -> Segment:
        is_heading = segment.kind is Kind.HEADING
        under = "" if is_heading else self.under
        if is_heading:
            self.under = plain_text(segment.msgid)
        if not self.note and self.context is None and segment.under == under:
            return segment
        context = segment.msgctxt if self.context is None else self.context
        told = segment._replace(msgctxt=context, under=under, note=self.note)
        self.note, self.context = "", None
        return told

    def _comment(self, token: Token) -> None:
        comment = self._piece(token)
        directive = directive_of(comment)
        if directive:
            self._obey(directive.verb, directive.argument)
        elif not self.is_skipping:
            self._take(self.read_comment(comment), token.start)

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

    def _run(self, run: Run) -> None:
        if not run.place.is_code or self._takes_code(run):
            self._take(cut_run(self.text, run, self.under))

    def _takes_code(self, run: Run) -> bool:
        tokens = with_text(run.markup, run.start, run.end)
        has_text = any(token.type is Type.TEXT for token in tokens)
        takes = self.code_blocks or self.code_next
        self.code_next = self.code_next and not has_text
        return takes

    def _raw(self, token: Token, place: Place) -> None:
        start, end = (token.start + offset for offset in trim(self._piece(token)))
        source = self.text[start:end]
        if token.name not in COPIED and has_words(source):
            msgid = source if place.is_preserved else fold(source)
            segment = Segment(source, msgid, place.kind, RawText(token.name))
            self._take([Cut(start, end, segment)])


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
