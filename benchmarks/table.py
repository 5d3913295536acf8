"""The figures as text: aligned for a terminal, and valid Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.growth import Step
from benchmarks.measure import Figure
from benchmarks.ours import Row
from benchmarks.peers import Rival


def our_table(rows: Sequence[Row]) -> str:
    """Every row, with its ratio to the floor that it is compared with."""
    figures = {row.name: row.figure for row in rows}
    return _table(
        ("work", *_COSTS, "times", "CPU, times", "of", "limit", "reached"),
        [(row.name, *_costs(row.figure), *_ratio(row, figures)) for row in rows],
    )


def _ratio(row: Row, figures: Mapping[str, Figure]) -> tuple[str, str, str, str, str]:
    ours = row.figure
    limits = [f"{row.most:g} MB"] if row.most else []
    beyond = [f"no: {ours.megabytes:.0f} MB"] if row.most and ours.megabytes > row.most else []
    if not row.against:
        return "", "", "", ", ".join(limits), _verdict(limits, beyond)
    floor = figures[row.against]
    if row.beside:
        ours = ours.without(figures[row.beside])
    clock, cpu = ours.seconds / floor.seconds, ours.cpu / floor.cpu
    if row.limit:
        limits.insert(0, f"{row.limit:g} times")
        beyond += [f"no: {clock:.1f} times"] if clock > row.limit else []
    verdict = _verdict(limits, beyond)
    return f"{clock:.1f}", f"{cpu:.1f}", row.against, ", ".join(limits), verdict


def _verdict(limits: Sequence[str], beyond: Sequence[str]) -> str:
    return "; ".join(beyond) or ("yes" if limits else "")


def peer_table(rivals: Iterable[Rival], rows: Sequence[Row], posts: int) -> str:
    """Every peer, scaled up to all posts, with the ratio to our command that does the same."""
    ours = {row.key: row for row in rows if row.key}
    lines = []
    for rival in rivals:
        row, figure = ours[rival.work], rival.figure.scaled(posts / rival.posts)
        own = rival.ours or row.figure
        clock, cpu = figure.seconds / own.seconds, figure.cpu / own.cpu
        goal = f"{rival.goal:g}" if rival.goal else ""
        reached = ("yes" if clock >= rival.goal else "no") if rival.goal else ""
        ratios = f"{own.seconds:.2f}", f"{clock:.1f}", f"{cpu:.1f}", goal, reached
        lines.append((rival.name, f"{rival.posts:,}", *_costs(figure), row.name, *ratios))
    head = ("peer", "on posts", *_COSTS, "our command", "its seconds", "times", "CPU, times")
    return _table((*head, "goal", "reached"), lines)


_LIMITS = {"extract": 2.5 * 1.5, "status": 2.5, "status fetched": 2.5, "status again": 0.2}
"""Seconds on that machine, for 10,000 posts in three languages, by the key of the row."""
_SCAN_THERE = 0.064
"""Seconds that it took there to look at the files of these posts and at their 20,000 catalogues."""


def equivalents(rows: Sequence[Row], posts: int) -> Iterator[str]:
    """What our commands would take on the machine on which limits were set in seconds."""
    limited = [row for row in rows if row.there and row.key in _LIMITS]
    if not limited:
        return
    yield (
        "On the machine on which the limits in seconds were set, it would be, for 10,000 posts, "
        "by what md2po took right before and after, and by what a bare scan takes where most of "
        "the time goes into that:"
    )
    scans = {row.name: row.figure.seconds for row in rows}
    lines = []
    for row in limited:
        seconds, limit = row.there * 10_000 / posts, _LIMITS[row.key]
        scanned = row.figure.seconds / scans[row.against] * _SCAN_THERE if row.against else 0
        by_scan = f"{scanned:.2f}" if row.key == "status again" else ""
        reached = "yes" if seconds <= limit else "no"
        lines.append((row.name, f"{seconds:.2f}", by_scan, f"{limit:g}", reached))
    yield _table(("work", "seconds there", "by the scan", "limit", "reached"), lines)


def growth_table(steps: Iterable[Step]) -> str:
    """Every step, with its ratio to the one above it."""
    lines, last = [], 0.0
    for step in steps:
        times = "" if step.is_first else f"{step.figure.cpu / last:.1f}"
        lines.append((step.name, *_costs(step.figure), times))
        last = step.figure.cpu
    return _table(("work", *_COSTS, "CPU, times the line above"), lines)


_COSTS = ("seconds", "CPU", "MB")
_WORDS = frozenset({"work", "peer", "of", "our command", "limit", "reached"})


def _costs(figure: Figure) -> tuple[str, str, str]:
    return f"{figure.seconds:.2f}", f"{figure.cpu:.2f}", f"{figure.megabytes:.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, cells)) for cells in zip(head, *rows, strict=True)]
    return "\n".join(_lines(head, rows, widths))


def _lines(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> Iterator[str]:
    aligned = ["<" if name in _WORDS else ">" for name in head]

    def line(cells: Sequence[str]) -> str:
        parts = zip(cells, aligned, widths, strict=True)
        return f"| {' | '.join(f'{cell:{align}{width}}' for cell, align, width in parts)} |"

    yield line(head)
    rules = [
        "-" * (width - 1) + ":" if align == ">" else "-" * width
        for align, width in zip(aligned, widths, strict=True)
    ]
    yield f"| {' | '.join(rules)} |"
    yield from map(line, rows)
