"""The outline of an HTML text: its runs of inline content, and what each of them stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from pipeline.formats.directives import Directive, parse_directive
from pipeline.formats.html_attributes import is_kept_as_it_is
from pipeline.formats.html_elements import (
    BOUNDARIES,
    ENDED_BY,
    HEADINGS,
    INLINE,
    KINDS,
    NOT_CLOSING_P,
    PARAGRAPHS,
    PRESERVED,
    VOID,
)
from pipeline.formats.html_tokens import Token, Type, markup, matches
from pipeline.formats.shortcode_lines import NO_LINE, ShortcodeLine, line_at
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
    is_loose: bool = False
    """Whether a blank line ends a paragraph."""
    has_lines: bool = False
    """Whether a line end is one to the reader, too."""


class Run(NamedTuple):
    """Inline content between two boundaries."""

    start: int
    end: int
    markup: list[Token]
    """The tokens in it that are not text; most often there are none."""
    place: Place


class Boundary(NamedTuple):
    """A start tag, a comment, raw text or a shortcode that is no part of a run."""

    token: Token
    place: Place


Item = Run | Boundary

TOP = Place(is_loose=True)
CLASSIC_TOP = Place(is_loose=True, has_lines=True)
"""Outside of any element WordPress makes `<br>` of a line end, and Tvilling where it publishes."""
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LOOSE = frozenset("article aside blockquote body center details div html main section".split())
"""Elements in which WordPress, too, makes a paragraph of what a blank line ends."""
_CARRIED = INLINE - VOID
_BUTTON = re.compile(r"(?<![\w-])wp-block-button(?![\w-])")
_BUTTON_LINK = re.compile(r"(?<![\w-])wp-block-(?:file__button|button__link)(?![\w-])")
_BLOCK_COMMENT = re.compile(r"<!--\s+/?wp:|<!--\s*(?:more|nextpage|noteaser)\b")


def outline(text: str, top: Place = TOP) -> list[Item]:
    """The runs and boundaries of the text, in order; `top` is what stands outside of elements."""
    return _Outliner(text, top).items()


def directive_of(comment: str) -> Directive | None:
    """The directive that a whole comment holds, if it does."""
    return parse_directive(comment[4:-3]) if "tvilling:" in comment else None


@lru_cache(maxsize=4096)
def _is_boundary(comment: str) -> bool:
    return bool(_BLOCK_COMMENT.match(comment) or directive_of(comment))


@lru_cache(maxsize=4096)
def _inside(outer: Place, name: str, tag: str, *, holds_code: bool) -> Place:
    """What text in an element stands in; `tag` is its start tag if that has attributes."""
    kept = is_kept_as_it_is(tag)
    kind = Kind.PARAGRAPH if name in PARAGRAPHS else KINDS.get(name, outer.kind)
    if name == "div" and _BUTTON.search(tag):
        kind = Kind.BUTTON
    is_code = outer.is_code or holds_code
    return Place(
        name,
        Kind.CODE if is_code else kind,
        outer.is_preserved or name in PRESERVED,
        outer.is_skipped if kept is None else kept,
        is_code,
        name in _LOOSE,
    )


class _Outliner:
    """Walks over the markup with a stack of the open block elements."""

    def __init__(self, text: str, top: Place) -> None:
        self.text = text
        self.markup = markup(text)
        self.index = 0
        self.last_closers = closers(text)
        self.line = NO_LINE
        self.place = top
        self.outer: list[Place] = []
        self.open_names: defaultdict[str, int] = defaultdict(int)
        self.carried: defaultdict[str, int] = defaultdict(int)
        """Inline elements that were left open at a blank line."""
        self.opened: defaultdict[str, int] = defaultdict(int)
        """Inline elements opened since, as far as they matter to what was left open."""
        self.run_start = 0
        self.run: list[Token] = []
        self.is_button = False
        self.found: list[Item] = []
        self.handlers: dict[Type, Callable[[Token], None]] = {
            Type.START: self._start,
            Type.END: self._end,
            Type.COMMENT: self._comment,
            Type.RAW: self._raw,
            Type.SHORTCODE: self._shortcode,
            Type.OPAQUE: self._inline,
            Type.OTHER: self._inline,
        }

    def items(self) -> list[Item]:
        handlers, position, end = self.handlers, 0, len(self.text)
        for index, token in enumerate(self.markup):
            self.index = index
            if self.place.is_loose:
                self._end_paragraphs(position, token.start)
            handlers[token.type](token)
            position = token.end
        if self.place.is_loose:
            self._end_paragraphs(position, end)
        self._end_run(end, end)
        return self.found

    def _inline(self, token: Token) -> None:
        self.run.append(token)

    def _end_run(self, end: int, next_start: int) -> None:
        start, self.run_start = self.run_start, next_start
        if self.run or not (start == end or self.text[start:end].isspace()):
            place = self.place._replace(kind=Kind.BUTTON) if self.is_button else self.place
            self.found.append(Run(start, end, self.run, place))
            self.run = []
        self.is_button = False

    def _end_paragraphs(self, start: int, end: int) -> None:
        """Ends the run at each blank line of a text."""
        gap = self.text[start:end]
        if "\n" not in gap or (gap.isspace() and not self.run):
            return
        for match in _BLANK_LINE.finditer(self.text, start, end):
            self._carry_over()
            self._end_run(*match.span())

    def _carry_over(self) -> None:
        """Ends the run before each tag whose element goes on in the next paragraph.

        So no text has the one tag of an element without the other.
        """
        tokens, pairs = self.run, matches(self.run)
        self.run = []
        for index, token in enumerate(tokens):
            is_open = token.type is Type.START and index not in pairs
            if is_open and token.name in _CARRIED:
                self._end_run(token.start, token.start)
                self.carried[token.name] += 1
            self.run.append(token)
        self.opened.clear()

    def _ends_carried(self, name: str) -> bool:
        """Whether an end tag is that of an element which goes on from a paragraph before."""
        if self.opened[name]:
            self.opened[name] -= 1
            return False
        is_carried = self.place.is_loose and self.carried[name] > 0
        self.carried[name] -= is_carried
        return is_carried

    def _push(self, place: Place) -> None:
        self.outer.append(self.place)
        self.place = place
        self.open_names[place.name] += 1

    def _pop(self) -> str:
        name = self.place.name
        self.place = self.outer.pop()
        self.open_names[name] -= 1
        return name

    def _close(self, name: str) -> None:
        if self.open_names[name]:
            while self._pop() != name:
                pass

    def _start(self, token: Token) -> None:
        name = token.name
        if name not in BOUNDARIES:
            if name == "a" and _BUTTON_LINK.search(self.text, token.start, token.end):
                self._end_run(token.start, token.start)
                self.is_button = True
            self.run.append(token)
            if self.carried:
                self.opened[name] += 1
            return
        self._end_run(token.start, token.end)
        self._end_implied(name)
        has_attributes = token.end - token.start > len(name) + 2
        tag = self.text[token.start : token.end] if has_attributes else ""
        holds_code = name == "pre" and self._holds_code()
        place = _inside(self.place, name, tag, holds_code=holds_code)
        if tag:
            self.found.append(Boundary(token, place))
        if name not in VOID:
            self._push(place)

    def _end_implied(self, name: str) -> None:
        if self.place.name == "p" and name not in NOT_CLOSING_P:
            self._pop()
        ended = ENDED_BY.get(name)
        while ended and self.place.name in ended:
            self._pop()

    def _holds_code(self) -> bool:
        opener, following = self.markup[self.index], self.markup[self.index + 1 : self.index + 2]
        return any(
            token.type is Type.START
            and token.name == "code"
            and not self.text[opener.end : token.start].strip()
            for token in following
        )

    def _end(self, token: Token) -> None:
        if token.name in BOUNDARIES:
            self._end_run(token.start, token.end)
            # Any heading's end tag ends the heading that is open, whatever its level.
            is_heading = token.name in HEADINGS and self.place.name in HEADINGS
            self._close(self.place.name if is_heading else token.name)
            return
        if self.carried and self._ends_carried(token.name):
            self._end_run(token.start, token.end)
            return
        self.run.append(token)
        if token.name == "a" and self.is_button:
            self._end_run(token.end, token.end)

    def _comment(self, token: Token) -> None:
        comment = self.text[token.start : token.end]
        if _is_boundary(comment):
            self._end_run(token.start, token.end)
            if not comment.startswith("<!-- /"):
                self.found.append(Boundary(token, self.place))
        else:
            self.run.append(token)

    def _raw(self, token: Token) -> None:
        self.run_start = token.end
        self.found.append(Boundary(token, self.place))

    def _shortcode(self, token: Token) -> None:
        shortcode = parse_shortcode(self.text[token.start : token.end])
        is_block = shortcode is not None and shortcode.name in BLOCK_NAMES | OPAQUE_NAMES
        if shortcode is None or not is_block:
            self._shortcode_within(token)
            return
        self._end_run(token.start, token.end)
        self.found.append(Boundary(token, self.place))
        self._enter_or_leave(shortcode, token)

    def _shortcode_within(self, token: Token) -> None:
        line = self._shortcode_line(token)
        if line.is_bare:
            self._end_run(token.start, token.end)
            self.found.append(Boundary(token, self.place))
            return
        if token.start == line.first:
            self._end_run(token.start, token.start)
        self.run.append(token)
        if token.start == line.last:
            self._end_run(token.end, token.end)

    def _shortcode_line(self, token: Token) -> ShortcodeLine:
        if not self.place.is_loose:
            return NO_LINE  # line ends mean nothing there
        if token.start >= self.line.end:
            self.line = line_at(self.text, self.markup, self.index)
        return self.line

    def _enter_or_leave(self, shortcode: Shortcode, token: Token) -> None:
        name, outer = f"[{shortcode.name}", self.place
        if shortcode.is_closer:
            self._close(name)
        elif self.last_closers.get(shortcode.name, -1) > token.start:
            kind = Kind.CAPTION if shortcode.name in CAPTION_NAMES else outer.kind
            is_skipped = outer.is_skipped or shortcode.name in OPAQUE_NAMES
            self._push(outer._replace(name=name, kind=kind, is_skipped=is_skipped, is_loose=False))
