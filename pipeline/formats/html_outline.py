"""The outline of an HTML text: its runs of inline content, and what each of them stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from pipeline.formats.directives import Directive, parse_directive
from pipeline.formats.html_attributes import decode
from pipeline.formats.html_elements import (
    BOUNDARIES,
    ENDED_BY,
    KINDS,
    NOT_CLOSING_P,
    PARAGRAPHS,
    PRESERVED,
    VOID,
)
from pipeline.formats.html_tokens import Token, Type, attributes, tokenise
from pipeline.formats.shortcodes import (
    BLOCK_NAMES,
    CAPTION_NAMES,
    OPAQUE_NAMES,
    Shortcode,
    closers,
    parse_shortcode,
)
from pipeline.model.document import Kind


class Place(NamedTuple):
    """What a run stands in."""

    name: str = ""
    """The innermost block element; `[name` for a shortcode; nothing at the top."""
    kind: Kind = Kind.PARAGRAPH
    is_preserved: bool = False
    """Whether white space is text."""
    is_skipped: bool = False
    """Whether the author or the standard keeps translators out."""
    is_code: bool = False
    """Whether it is a block of code."""


class Run(NamedTuple):
    """Inline content between two boundaries."""

    tokens: list[Token]
    place: Place


class Boundary(NamedTuple):
    """A start tag, a comment or raw text that is no part of a run."""

    token: Token
    place: Place


Item = Run | Boundary

TOP = Place()
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LOOSE = frozenset({"", "html", "body"})
_BUTTON = re.compile(r"(?<![\w-])wp-block-button(?![\w-])")
_BUTTON_LINK = re.compile(r"(?<![\w-])wp-block-(?:file__button|button__link)(?![\w-])")
_BLOCK_COMMENT = re.compile(r"<!--\s+/?wp:|<!--\s*(?:more|nextpage|noteaser)\b")


def outline(text: str) -> list[Item]:
    """The runs and boundaries of the text, in order."""
    return _Outliner(text).items()


def is_kept_as_it_is(tag: str) -> bool | None:
    """Whether a start tag keeps translators out (true), lets them in (false), or says nothing.

    >>> is_kept_as_it_is('<p translate="no">'), is_kept_as_it_is("<p>")
    (True, None)
    """
    if "translate" not in tag.lower():
        return None
    values = {each.name: tag[each.value_start : each.value_end] for each in attributes(tag)}
    if "translate" in values:
        return decode(values["translate"]).strip().lower() == "no"
    return True if "notranslate" in values.get("class", "").split() else None


def directive_of(comment: str) -> Directive | None:
    """The directive that a whole comment holds, if it does."""
    return parse_directive(comment[4:-3]) if "tvilling:" in comment else None


def _has_attributes(start_tag: Token) -> bool:
    return start_tag.end - start_tag.start > len(start_tag.name) + 2


class _Outliner:
    """Walks over the tokens with a stack of the open block elements."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        self.index = 0
        self.last_closers = closers(text)
        self.stack: list[Place] = []
        self.open_names: Counter[str] = Counter()
        self.run: list[Token] = []
        self.is_button = False
        self.found: list[Item] = []
        self.handlers: dict[Type, Callable[[Token], None]] = {
            Type.TEXT: self._text,
            Type.START: self._start,
            Type.END: self._end,
            Type.COMMENT: self._comment,
            Type.RAW: self._raw,
            Type.SHORTCODE: self._shortcode,
        }

    @property
    def place(self) -> Place:
        return self.stack[-1] if self.stack else TOP

    def items(self) -> list[Item]:
        for index, token in enumerate(self.tokens):
            self.index = index
            handle = self.handlers.get(token.type)
            if handle:
                handle(token)
            else:
                self.run.append(token)
        self._end_run()
        return self.found

    def _end_run(self) -> None:
        if self.run:
            place = self.place._replace(kind=Kind.BUTTON) if self.is_button else self.place
            self.found.append(Run(self.run, place))
            self.run = []
        self.is_button = False

    def _push(self, place: Place) -> None:
        self.stack.append(place)
        self.open_names[place.name] += 1

    def _pop(self) -> str:
        name = self.stack.pop().name
        self.open_names[name] -= 1
        return name

    def _close(self, name: str) -> None:
        if self.open_names[name]:
            while self._pop() != name:
                pass

    def _text(self, token: Token) -> None:
        if not self.run and self.text[token.start : token.end].isspace():
            return
        if self.place.name not in _LOOSE:
            self.run.append(token)
            return
        start = token.start
        for match in _BLANK_LINE.finditer(self.text, token.start, token.end):
            self.run.append(Token(Type.TEXT, start, match.start()))
            self._end_run()
            start = match.end()
        self.run.append(Token(Type.TEXT, start, token.end))

    def _start(self, token: Token) -> None:
        if token.name not in BOUNDARIES:
            if token.name == "a" and _BUTTON_LINK.search(self.text, token.start, token.end):
                self._end_run()
                self.is_button = True
            self.run.append(token)
            return
        self._end_run()
        self._end_implied(token.name)
        place = self._inside(token)
        if _has_attributes(token):
            self.found.append(Boundary(token, place))
        if token.name not in VOID:
            self._push(place)

    def _end_implied(self, name: str) -> None:
        if name not in NOT_CLOSING_P and self.place.name == "p":
            self._pop()
        ended = ENDED_BY.get(name, frozenset())
        while self.place.name in ended:
            self._pop()

    def _inside(self, token: Token) -> Place:
        outer, name = self.place, token.name
        tag = self.text[token.start : token.end] if _has_attributes(token) else ""
        kept = is_kept_as_it_is(tag)
        kind = Kind.PARAGRAPH if name in PARAGRAPHS else KINDS.get(name, outer.kind)
        if name == "div" and _BUTTON.search(tag):
            kind = Kind.BUTTON
        is_code = outer.is_code or (name == "pre" and self._holds_code())
        return Place(
            name,
            Kind.CODE if is_code else kind,
            outer.is_preserved or name in PRESERVED,
            outer.is_skipped if kept is None else kept,
            is_code,
        )

    def _holds_code(self) -> bool:
        index = self.index
        for token in self.tokens[index + 1 : index + 3]:
            if token.type is not Type.TEXT or self.text[token.start : token.end].strip():
                return token.type is Type.START and token.name == "code"
        return False

    def _end(self, token: Token) -> None:
        if token.name not in BOUNDARIES:
            self.run.append(token)
            if token.name == "a" and self.is_button:
                self._end_run()
            return
        self._end_run()
        self._close(token.name)

    def _comment(self, token: Token) -> None:
        comment = self.text[token.start : token.end]
        if not _BLOCK_COMMENT.match(comment) and not directive_of(comment):
            self.run.append(token)
            return
        self._end_run()
        self.found.append(Boundary(token, self.place))

    def _raw(self, token: Token) -> None:
        self.found.append(Boundary(token, self.place))

    def _shortcode(self, token: Token) -> None:
        shortcode = parse_shortcode(self.text[token.start : token.end])
        if shortcode is None or shortcode.name not in BLOCK_NAMES | OPAQUE_NAMES:
            self.run.append(token)
            return
        self._end_run()
        self._enter_or_leave(shortcode, token)

    def _enter_or_leave(self, shortcode: Shortcode, token: Token) -> None:
        name, outer = f"[{shortcode.name}", self.place
        if shortcode.is_closer:
            self._close(name)
        elif self.last_closers.get(shortcode.name, -1) > token.start:
            kind = Kind.CAPTION if shortcode.name in CAPTION_NAMES else outer.kind
            is_skipped = outer.is_skipped or shortcode.name in OPAQUE_NAMES
            self._push(outer._replace(name=name, kind=kind, is_skipped=is_skipped))
