"""The messages of a post: its segments, equal ones joined, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pipeline.model.catalogue import Key, Message
from pipeline.model.document import Document, Kind, Segment

References = Literal["file", "line", "none"]


def collect(document: Document, path: str, references: References = "file") -> tuple[Message, ...]:
    """The messages of the document, each once, in the order in which they first appear.

    The comments say first where the text stands (every place, where there are several), then what
    the author notes. `references` decides what `Message.references` hold: the path, the path and
    the line of each place, or nothing; without lines, an edit of one paragraph changes no entry
    but its own.
    """
    found: dict[Key, Segment] = {}
    again: dict[Key, list[Segment]] = {}
    for segment in document.segments:
        key = (segment.msgctxt, segment.msgid)
        if key in found:
            again.setdefault(key, []).append(segment)
        else:
            found[key] = segment
    lines = _line_references(document, path) if references == "line" else {}
    everywhere = (path,) if references == "file" else ()
    comments = _Comments()
    return tuple(
        [
            Message(
                key[1],
                key[0],
                _all_comments([first, *again.get(key, ())])
                if first.note or key in again
                else comments[first.kind, first.under],
                lines[key] if lines else everywhere,
            )
            for key, first in found.items()
        ]
    )


class _Comments(dict[tuple[Kind, str], tuple[str, ...]]):
    """Where texts stand; those under one heading share their comment, so it is made once."""

    def __missing__(self, place: tuple[Kind, str]) -> tuple[str, ...]:
        found = self[place] = (place_of(*place),)
        return found


def _all_comments(segments: list[Segment]) -> tuple[str, ...]:
    """The comments of a text that stands in several places, or that the author says more of."""
    notes = filter(None, (_folded(segment.note) for segment in segments))
    places = (place_of(segment.kind, segment.under) for segment in segments)
    return _unique((*places, *notes))


def place_of(kind: Kind, heading: str) -> str:
    """Where a text stands, in a translator's words."""
    under = _folded(heading)
    return f"{kind}, under: {under}" if under else str(kind)


def _line_references(document: Document, path: str) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, list[str]] = {}
    for line, segment in document.lines():
        found.setdefault(segment.key, []).append(f"{path}:{line}")
    return {key: _unique(places) for key, places in found.items()}


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _folded(text: str) -> str:
    """The text on one line, for a comment."""
    return " ".join(text.split())
