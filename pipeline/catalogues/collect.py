"""The messages of a post: its segments, equal ones joined, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.model.catalogue import Key, Message
from pipeline.model.document import Document, Segment

References = Literal["file", "line", "none"]


def collect(document: Document, path: str, references: References = "file") -> tuple[Message, ...]:
    """The messages of the document, each once, in the order in which they first appear.

    The comments say first where the text stands (every place, where there are several), then what
    the author notes. `references` decides what `Message.references` hold: the path, the path and
    the line of each place, or nothing; without lines, an edit of one paragraph changes no entry
    but its own.
    """
    found: dict[Key, list[tuple[int, Segment]]] = {}
    for line, segment in document.lines():
        found.setdefault(segment.key, []).append((line, segment))
    return tuple(_message(places, path, references) for places in found.values())


def _message(places: list[tuple[int, Segment]], path: str, references: References) -> Message:
    first = places[0][1]
    segments = [segment for _, segment in places]
    comments = dict.fromkeys([_place(segment) for segment in segments])
    comments |= dict.fromkeys(filter(None, (_folded(segment.note) for segment in segments)))
    return Message(
        msgid=first.msgid,
        msgctxt=first.msgctxt,
        comments=tuple(comments),
        references=tuple(dict.fromkeys(_references(places, path, references))),
    )


def _place(segment: Segment) -> str:
    under = _folded(segment.under)
    return f"{segment.kind}, under: {under}" if under else str(segment.kind)


def _references(
    places: list[tuple[int, Segment]], path: str, references: References
) -> Iterator[str]:
    if references == "file":
        yield path
    elif references == "line":
        yield from (f"{path}:{line}" for line, _ in places)


def _folded(text: str) -> str:
    """The text on one line, for a comment."""
    return " ".join(text.split())
