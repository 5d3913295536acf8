"""The tokens of an HTML text, cut as the HTML standard's tokenizer cuts.

One regular expression finds the markup and what lies between is text, so the tokens join to the
text by construction. Each alternative either fails at once or takes all it has looked at, and what
is unclosed is looked for once only: the work is linear in the text.

What is simplified: `<!--` in a script does not hide `</script>`.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from pipeline.formats.html_elements import FOREIGN, RAW_TEXT, VOID
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
        (?P<comment>!--)
      | (?P<slash>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)
        (?:[\t\n\f\r /]++|{_ATTRIBUTE_SOURCE})*+ (?P<close>>|\Z)
      | (?P<other>[!?]|/(?![A-Za-z]))[^>]*+>?
    )
    | (?P<shortcode>{PATTERN})
    """,
    re.VERBOSE,
)
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
_COMMENT_END = re.compile(r"--!?>")
_BLOCK_OPENING = re.compile(r"<!--\s+wp:[a-z][a-z0-9_/-]*\s+\{")
_BLOCK_END = re.compile(r"\}\s+/?-->")
_CDATA_END = re.compile(r"\]\]>")


def tokenise(text: str) -> list[Token]:
    """The tokens of the text, in order; they cover all of it.

    >>> [(token.type.name, token.name) for token in tokenise("<P>One &lt; two<br/>")]
    [('START', 'p'), ('TEXT', ''), ('START', 'br')]
    """
    scanner = _Scanner(text)
    found = scanner.tokens()
    return _with_opaque_elements(found) if scanner.has_foreign else found


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


class _Scanner:
    """Walks through the text once; remembers what is searched for in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed_shortcodes = closers(text)
        self.found: list[Token] = []
        self.foreign_depth = 0
        self.has_foreign = False
        self.missing: set[re.Pattern[str]] = set()

    def tokens(self) -> list[Token]:
        search, position, text_start = _MARKUP.search, 0, 0
        while match := search(self.text, position):
            start = match.start()
            if match["shortcode"] and not is_shortcode(match[0], self.closed_shortcodes):
                position = start + 1
                continue
            if start > text_start:
                self.found.append(Token(Type.TEXT, text_start, start))
            text_start = position = self._markup(match)
        if text_start < len(self.text):
            self.found.append(Token(Type.TEXT, text_start, len(self.text)))
        return self.found

    def _markup(self, match: re.Match[str]) -> int:
        """Where the text goes on behind the markup."""
        start, end = match.span()
        comment, slash, name, close, _, shortcode = match.groups()
        if close:
            return self._tag(start, end, name.lower(), is_end=bool(slash))
        kind = Type.OTHER
        if shortcode:
            kind = Type.SHORTCODE
        elif comment:
            kind, end = Type.COMMENT, self._comment_end(start)
        elif self.foreign_depth and self.text.startswith("<![CDATA[", start):
            end = self._end_of(_CDATA_END, start)
        self.found.append(Token(kind, start, end))
        return end

    def _tag(self, start: int, end: int, name: str, *, is_end: bool) -> int:
        if name in FOREIGN:
            return self._foreign(start, end, name, is_end=is_end)
        self.found.append(Token(Type.END if is_end else Type.START, start, end, name))
        if is_end or name not in RAW_TEXT:
            return end
        if self.foreign_depth and self.text.startswith("/", end - 2):
            return end
        closer = self._search(RAW_TEXT[name], end)
        stop = closer.start() if closer else len(self.text)
        if stop > end:
            self.found.append(Token(Type.RAW, end, stop, name))
        return stop

    def _foreign(self, start: int, end: int, name: str, *, is_end: bool) -> int:
        self.has_foreign = True
        if is_end:
            self.foreign_depth = max(0, self.foreign_depth - 1)
            self.found.append(Token(Type.END, start, end, name))
        elif self.text.startswith("/", end - 2):
            self.found.append(Token(Type.OPAQUE, start, end, name))
        else:
            self.foreign_depth += 1
            self.found.append(Token(Type.START, start, end, name))
        return end

    def _comment_end(self, start: int) -> int:
        text = self.text
        if text.startswith((">", "->"), start + 4):
            return text.index(">", start) + 1
        match = _COMMENT_END.search(text, start + 4)
        if match is None:
            return len(text)
        if _BLOCK_OPENING.match(text, start):
            return self._block_end(start, match.end())
        return match.end()

    def _block_end(self, start: int, end: int) -> int:
        # WordPress looks for the brace at the end of the attributes, past any `-->` in them.
        if _BLOCK_END.search(self.text, max(start, end - 20), end):
            return end
        match = self._search(_BLOCK_END, end)
        return match.end() if match else end

    def _end_of(self, pattern: re.Pattern[str], start: int) -> int:
        match = self._search(pattern, start)
        return match.end() if match else len(self.text)

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
