"""Words over time as an area: what is translated, what is to be reviewed, what is missing.

Only shapes are stretched to the width of the page; labels stand beside them at the size of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log10

from pipeline.reports.html.values import Dated

WIDTH, HEIGHT = 600, 200
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Grid:
    """A line across the chart."""

    words: int
    y: str
    """From the top, as SVG writes a share."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The shapes of a chart, as SVG paths and points."""

    translated: str
    fuzzy: str
    missing: str
    top: str
    """The line above it all."""
    grid: tuple[Grid, ...]


def chart(past: Sequence[Dated]) -> Chart:
    """The chart of the past, at least two moments."""
    stacks = [_stack(dated) for dated in past]
    step, most = _scale(max(total for _, _, total in stacks))
    xs = list(_across([dated.seconds for dated in past]))
    lines = [
        [(x, HEIGHT - stack[level] * HEIGHT / most) for x, stack in zip(xs, stacks, strict=True)]
        for level in range(3)
    ]
    floor = [(0.0, float(HEIGHT)), (float(WIDTH), float(HEIGHT))]
    return Chart(
        _points([*lines[0], *reversed(floor)]),
        _points([*lines[1], *reversed(lines[0])]),
        _points([*lines[2], *reversed(lines[1])]),
        _points(lines[2]),
        tuple(
            Grid(words, f"{100 - 100 * words / most:.4g}%") for words in range(step, most + 1, step)
        ),
    )


def _stack(dated: Dated) -> tuple[int, int, int]:
    found = dated.coverage
    done, seen = found.translated.words, found.translated.words + found.fuzzy.words
    return done, seen, seen + found.missing.words


def _scale(most: int) -> tuple[int, int]:
    """The distance of the lines and the height of the chart, in round numbers of words.

    >>> _scale(3767), _scale(0)
    ((1000, 4000), (1, 4))
    """
    rough = max(most, 1) / 4
    power = 10 ** int(log10(rough)) if rough >= 1 else 1
    step = next(int(power * each) for each in _STEPS if power * each >= rough)
    step = max(step, 1)
    return step, step * max(ceil(most / step), 1) if most else step * 4


def _across(moments: Sequence[float]) -> Iterator[float]:
    first, last = min(moments), max(moments)
    for moment in moments:
        yield (moment - first) * WIDTH / (last - first) if last > first else 0.0


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
