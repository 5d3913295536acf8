"""A post cut into pieces that, joined, are the post again, byte for byte.

The one partition serves both extraction and rendering, so the two cannot disagree: what is no
segment is copied, and what is a segment is replaced by its translation or copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Kind(StrEnum):
    """What a segment is, in a translator's words; texts of different kinds never fuzzy-match."""

    FRONT_MATTER = "front matter"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"
    BUTTON = "button"
    ALT_TEXT = "alternative text"
    ATTRIBUTE = "attribute"
    CODE = "code"

    __hash__ = str.__hash__  # the one of `Enum` is written in Python, and takes five times as long


class Weave(Protocol):
    """How a translation takes the place of the text it translates.

    Implementations are small frozen values, one per way of writing text down (a Markdown paragraph
    in a quote, a quoted YAML value, an HTML attribute, a JSON string), so segments compare equal
    when they would do the same.
    """

    def __call__(self, source: str, msgstr: str) -> str:
        """The text that stands in the place of `source` and that a parser reads as `msgstr`.

        What cannot be written there as it is, is escaped; the call never fails.
        """


class Segment(NamedTuple):
    """A piece of a post that a translator replaces."""

    source: str
    """The exact characters of the post that the segment covers; never empty."""
    msgid: str
    """What the translator reads: white space folded as the format means it, noise hidden; never
    empty, without white space at the ends."""
    kind: Kind
    weave: Weave
    msgctxt: str | None = None
    """The front-matter key, or what a context directive says; nothing for other text."""
    under: str = ""
    """The heading that the segment stands under, as plain text."""
    note: str = ""
    """What the post's author says to translators about this segment."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext identifies the message by: context and msgid."""
        return (self.msgctxt, self.msgid)

    def translated(self, msgstr: str) -> str:
        """The text for the segment's place; the source itself where nothing was changed.

        An empty `msgstr` means "not translated", as in gettext.
        """
        if not msgstr or msgstr == self.msgid:
            return self.source
        return self.weave(self.source, msgstr)


Piece = str | Segment


@dataclass(frozen=True, slots=True)
class Document:
    """A post as a sequence of pieces: text to copy, and segments."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The post again, byte for byte."""
        return "".join(p if isinstance(p, str) else p.source for p in self.pieces)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in reading order."""
        return tuple([p for p in self.pieces if not isinstance(p, str)])

    def lines(self) -> Iterator[tuple[int, Segment]]:
        """Each segment with the line that it starts on, from 1."""
        line = 1
        for piece in self.pieces:
            if isinstance(piece, str):
                line += piece.count("\n")
            else:
                yield line, piece
                line += piece.source.count("\n")
