"""The tokens of an HTML text, cut as the HTML standard's tokenizer cuts.

One regular expression finds the markup, what lies between is text: so the tokens join to the text.
Each alternative fails at once or takes all it has looked at, and what is unclosed is looked for
once only: the work is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from pipeline.formats.html_elements import FOREIGN, RAW_TEXT, VOID
from pipeline.formats.html_scripts import script_end
from pipeline.formats.shortcodes import PATTERN, closers, is_shortcode


class Type(IntEnum):
    """What a token is."""

    TEXT = auto()
    START = auto()
    END = auto()
    COMMENT = auto()
    RAW = auto()  # the content of an element in which tags mean nothing: script, title, ...
    OPAQUE = auto()  # a whole svg or math element
    SHORTCODE = auto()
    OTHER = auto()  # doctype, `<?php ... ?>`, and what browsers drop


class Token(NamedTuple):
    """A piece of the text."""

    type: Type
    start: int
    end: int
    name: str = ""
    """Of the element, in lower case; for `RAW`, of the element around it."""


class Attribute(NamedTuple):
    """An attribute of a tag; positions count from the start of the tag."""

    name: str
    """In lower case."""
    start: int
    end: int
    value_start: int
    value_end: int
    """Of the value without quotes; both are `end` where there is none."""
    quote: str
    """`"`, `'`, or nothing."""


_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTE_SOURCE = rf"""
    [^\t\n\f\r />][^\t\n\f\r />=]*+
    (?:{_SPACE}*+={_SPACE}*+
        (?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+
    )?+
"""
_MARKUP = re.compile(
    rf"""
    <(?:
        /?[A-Za-z][^\t\n\f\r />]*+ (?:[\t\n\f\r /]++|{_ATTRIBUTE_SOURCE})*+ (?:(?P<tag>>)|\Z)
      | (?P<comment>!--) (?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))
      | (?:[!?]|/(?![A-Za-z]))[^>]*+>?
    )
    | {PATTERN}
    """,
    re.VERBOSE,
)
# Each alternative starts with a character of its own, outside of any group, and there are few
# groups: so the search for the next one runs in C, in 13 ms for a megabyte instead of 31.
_ATTRIBUTE = re.compile(
    rf"""
    (?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)
    (?:{_SPACE}*+={_SPACE}*+
        (?:(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+))?+
    )?+
    """,
    re.VERBOSE | re.DOTALL,
)
_TAG_NAME = re.compile(r"</?([A-Za-z][^\t\n\f\r />]*)")
_BLOCK_OPENING = re.compile(r"<!--\s+wp:[a-z][a-z0-9_/-]*\s+\{")
_BLOCK_END = re.compile(r"\}\s+/?-->")
_CDATA_END = re.compile(r"\]\]>")


def tokenise(text: str) -> list[Token]:
    """The tokens of the text, in order; they cover all of it.

    >>> [(token.type.name, token.name) for token in tokenise("<P>One &lt; two<br/>")]
    [('START', 'p'), ('TEXT', ''), ('START', 'br')]
    """
    return with_text(markup(text), 0, len(text))


def markup(text: str) -> list[Token]:
    """The tokens of the text that are not text."""
    scanner = _Scanner(text)
    found = scanner.tokens()
    return _with_opaque_elements(found) if scanner.has_foreign else found


def with_text(markup: list[Token], start: int, end: int) -> list[Token]:
    """The markup between two positions, and the text around it."""
    tokens = []
    for token in markup:
        if token.start > start:
            tokens.append(Token(Type.TEXT, start, token.start))
        tokens.append(token)
        start = token.end
    if end > start:
        tokens.append(Token(Type.TEXT, start, end))
    return tokens


@lru_cache(maxsize=4096)
def attributes(tag: str) -> tuple[Attribute, ...]:
    """The attributes of a start tag, in order; the second of one name counts for nothing.

    >>> [(a.name, a.quote) for a in attributes("<a HREF='x' download>")]
    [('href', "'"), ('download', '')]
    """
    match = _TAG_NAME.match(tag)
    found: dict[str, Attribute] = {}
    for each in _ATTRIBUTE.finditer(tag, match.end() if match else 1, len(tag) - 1):
        attribute = _attribute(each)
        found.setdefault(attribute.name, attribute)
    return tuple(found.values())


def _attribute(match: re.Match[str]) -> Attribute:
    start, end = match.span()
    group = "quoted" if match["quote"] else "bare" if match["bare"] else ""
    value_start, value_end = match.span(group) if group else (end, end)
    name = match["name"].lower()
    return Attribute(name, start, end, value_start, value_end, match["quote"] or "")


def name_of(tag: str) -> str:
    """The name of the element that a start or end tag is of, in lower case."""
    match = _TAG_NAME.match(tag)
    return match[1].lower() if match else ""


@lru_cache(maxsize=4096)
def _read(piece: str, group: str | None) -> tuple[Type, str, bool]:
    """What a piece of markup is, the name in it, and whether that is all there is to it.

    `group` is the group of the expression that the piece matched.
    """
    if group == "tag":
        name, is_end = name_of(piece), piece.startswith("</")
        is_plain = name not in FOREIGN and (is_end or name not in RAW_TEXT)
        return Type.END if is_end else Type.START, name, is_plain
    if group == "comment":
        return Type.COMMENT, "", not _is_cut_short(piece)
    if group is None:
        return Type.OTHER, "", not piece.startswith("<![CDATA[")
    return Type.SHORTCODE, "", group != "bracket"


def _is_cut_short(comment: str) -> bool:
    # WordPress looks for the brace at the end of a block's attributes, past any `-->` in them.
    if not _BLOCK_OPENING.match(comment):
        return False
    return _BLOCK_END.search(comment, max(0, len(comment) - 20)) is None


class _Scanner:
    """Walks through the text once; remembers what is searched for in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed_shortcodes = closers(text)
        self.found: list[Token] = []
        self.foreign_depth = 0
        self.has_foreign = False
        self.missing: set[re.Pattern[str]] = set()
        self.readers: dict[Type, Callable[[Token], int]] = {
            Type.START: self._start,
            Type.END: self._foreign,
            Type.COMMENT: self._block,
            Type.OTHER: self._cdata,
            Type.SHORTCODE: self._bracket,
        }

    def tokens(self) -> list[Token]:
        position = 0
        while position < len(self.text):
            position = self._scan(position)
        return self.found

    def _scan(self, position: int) -> int:
        """Where to go on, because a token does not end where the expression says."""
        add = self.found.append
        for match in _MARKUP.finditer(self.text, position):
            start, end = match.span()
            type, name, is_plain = _read(match[0], match.lastgroup)
            token = Token(type, start, end, name)
            if is_plain:
                add(token)
                continue
            reached = self.readers[type](token)
            if reached != end:
                return reached
        return len(self.text)

    def _start(self, tag: Token) -> int:
        """Where the content that is no text ends, for an element with such content."""
        if tag.name in FOREIGN:
            return self._foreign(tag)
        if self.foreign_depth and self.text.startswith("/", tag.end - 2):
            self.found.append(tag)
            return tag.end
        stop = self._raw_end(tag)
        if tag.name == "title" and stop == len(self.text):
            # Never closed, it was meant for another language than HTML, and so is what follows.
            self.found.append(tag._replace(name=""))
            return tag.end
        self.found.append(tag)
        if stop > tag.end:
            self.found.append(Token(Type.RAW, tag.end, stop, tag.name))
        return stop

    def _raw_end(self, tag: Token) -> int:
        if tag.name == "script":
            end = script_end(self.text, tag.end)
            return len(self.text) if end is None else end
        closer = self._search(RAW_TEXT[tag.name], tag.end)
        return closer.start() if closer else len(self.text)

    def _foreign(self, tag: Token) -> int:
        self.has_foreign = True
        if tag.type is Type.END:
            self.foreign_depth = max(0, self.foreign_depth - 1)
        elif self.text.startswith("/", tag.end - 2):
            tag = tag._replace(type=Type.OPAQUE)
        else:
            self.foreign_depth += 1
        self.found.append(tag)
        return tag.end

    def _block(self, comment: Token) -> int:
        end = self._end_of(_BLOCK_END, comment.end, comment.end)
        self.found.append(comment._replace(end=end))
        return end

    def _cdata(self, token: Token) -> int:
        end = token.end
        if self.foreign_depth:
            end = self._end_of(_CDATA_END, token.start, len(self.text))
        self.found.append(token._replace(end=end))
        return end

    def _bracket(self, token: Token) -> int:
        around = self.text[token.start - 1 : token.start] + self.text[token.end : token.end + 1]
        bracket = self.text[token.start : token.end]
        if around == "[]" or not is_shortcode(bracket, self.closed_shortcodes):
            return token.start + 1
        self.found.append(token)
        return token.end

    def _end_of(self, pattern: re.Pattern[str], start: int, otherwise: int) -> int:
        match = self._search(pattern, start)
        return match.end() if match else otherwise

    def _search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        match = None if pattern in self.missing else pattern.search(self.text, start)
        if match is None:
            self.missing.add(pattern)
        return match


def matches(tokens: list[Token]) -> dict[int, int]:
    """The index of the end tag for the index of each start tag that has one, and back.

    Elements may overlap (`<b><i></b></i>`), as they do in what people write.
    """
    open_tags: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.type is Type.START and token.name not in VOID:
            open_tags.setdefault(token.name, []).append(index)
        elif token.type is Type.END and open_tags.get(token.name):
            start = open_tags[token.name].pop()
            pairs[start], pairs[index] = index, start
    return pairs


def _with_opaque_elements(tokens: list[Token]) -> list[Token]:
    foreign = [t if t.name in FOREIGN else Token(t.type, t.start, t.end) for t in tokens]
    pairs = matches(foreign)
    joined, index = [], 0
    while index < len(tokens):
        token = tokens[index]
        if token.name in FOREIGN and token.type is Type.START and index in pairs:
            index = pairs[index]
            token = Token(Type.OPAQUE, token.start, tokens[index].end, token.name)
        joined.append(token)
        index += 1
    return joined
