"""How slow the machine is at the moment, by a peer for which it is known what it takes elsewhere.

Shared machines change their pace by a half within minutes, so a limit in seconds means something
only beside what was measured right before and right after.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import part_of
from benchmarks.measure import Command, Figure, measured
from benchmarks.peers import md2po

_THERE = 115 / 10_000
"""Seconds that `md2po` took for a post on the machine on which the limits in seconds were set."""
_POSTS = 200


class Pace:
    """Times commands as they would be timed on that machine, where `md2po` is installed."""

    def __init__(self, posts: Path, room: Path) -> None:
        one, many = (part_of(posts, room / f"{number}", number) for number in (1, _POSTS))
        self._one, self._many = md2po(one, room / "po-1"), md2po(many, room / "po")

    def timed(self, command: Command) -> tuple[Figure, float]:
        """The figure of the command, and its seconds there; 0 where that cannot be told."""
        before = self.slowness()
        figure = measured(command)
        return figure, there(figure.seconds, before, self.slowness())

    def slowness(self) -> float:
        """How many times as much time everything takes as there; 0 where that cannot be told."""
        if self._one is None or self._many is None:
            return 0
        # What a process costs before it does anything is not counted.
        begun = self._one.run().seconds
        return (self._many.run().seconds - begun) / (_POSTS - 1) / _THERE


def there(seconds: float, before: float, after: float) -> float:
    """What takes so many seconds between two looks at the pace, in seconds there."""
    return 2 * seconds / (before + after) if before and after else 0
