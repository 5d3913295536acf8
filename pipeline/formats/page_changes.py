"""What changed between two states of a published page, text by text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SAME_TEXT = 0.6
"""How alike two texts are at least to be one, edited, where texts came or went around them."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that was changed, that came, or that went."""

    at: int | None
    """Which of the old texts it is, from 0; nothing for one that came."""
    old: str
    """Empty for one that came."""
    new: str
    """Empty for one that went."""
    to: int | None = None
    """Which of the new texts it is, from 0; nothing for one that went."""


def text_changes(old: Sequence[str], new: Sequence[str]) -> tuple[TextChange, ...]:
    """The changes that make the old texts into the new ones, in reading order.

    Where as many texts stand between two unchanged ones as before, each is the one in its place.
    Where the number differs, only texts that are much alike are taken for one.

    >>> text_changes(["a", "one two", "b"], ["a", "one three", "b"])
    (TextChange(at=1, old='one two', new='one three', to=1),)
    """
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gaps = (step[1:] for step in steps if step[0] != "equal")
    return tuple(
        change
        for start, end, new_start, new_end in gaps
        for change in _in_gap(old[start:end], new[new_start:new_end], start, new_start)
    )


def _in_gap(
    old: Sequence[str], new: Sequence[str], start: int, new_start: int
) -> Iterator[TextChange]:
    if len(old) == len(new):
        pairs = zip(old, new, strict=True)
        for at, (one, other) in enumerate(pairs):
            yield TextChange(start + at, one, other, new_start + at)
        return
    at = 0
    for number, text in enumerate(new, new_start):
        found = next((n for n in range(at, len(old)) if _alike(old[n], text)), None)
        if found is None:
            yield TextChange(None, "", text, number)
            continue
        yield from (TextChange(start + n, old[n], "") for n in range(at, found))
        if old[found] != text:
            yield TextChange(start + found, old[found], text, number)
        at = found + 1
    yield from (TextChange(start + n, old[n], "") for n in range(at, len(old)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_TEXT
