"""The commands that people wait for, on a large blog, each beside the least that it could cost."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import floors
from benchmarks.corpus import settings_for
from benchmarks.measure import Command, Figure, mean, measured, paired
from benchmarks.pace import Pace, there
from benchmarks.translations import fill
from pipeline.catalogues.seal import parted

_BEYOND_DOUBT = 2.5
"""Seconds until a file that was written is believed to be what it looks like."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    figure: Figure
    against: str = ""
    """The name of the row that it is compared with."""
    limit: float = 0
    """How many times of that it may take; 0 where no limit is set."""
    key: str = ""
    """The name of the work, where peers do the same."""
    most: float = 0
    """Megabytes that it may take; 0 where no limit is set."""
    there: float = 0
    """Its seconds on the machine on which limits were set in seconds; 0 where nobody knows."""
    beside: str = ""
    """The name of a row that it may take as well, and that is taken off before it is compared."""


def rows(blog: Path, posts: int, pace: Pace) -> Iterator[Row]:
    """The figures in the order in which the days on a large blog need them."""
    yield from _start(blog)
    for cores in (1, 2):
        yield from _cold(blog, cores, pace if cores == 2 else None)
    yield Row("extract, the second run", measured(_tvilling(blog, "extract")))
    yield from _nothing_changed(blog, "extract", key="nothing")
    yield from _one_changed(blog, posts)
    yield from _untranslated(blog)
    yield from _translated(blog)
    yield from _more_languages(blog, posts, pace)


def _tvilling(blog: Path, *words: str, cores: int = 0) -> Command:
    return Command([str(Path(sys.executable).with_name("tvilling")), *words], blog, cores)


def _start(blog: Path) -> Iterator[Row]:
    click = Command([sys.executable, "-c", "import click"], blog, fine=(0,))
    bare, ours = paired((click, _tvilling(blog, "--help")), 7)
    name = "Python, and Click imported"
    yield Row(name, bare)
    yield Row("tvilling --help", ours, name)


_PLAIN = "plain loop with polib, {}"


def _cold(blog: Path, cores: int, pace: Pace | None) -> Iterator[Row]:
    """The bare loop, the same with a library, and ours, in turns.

    Ours is compared with the loops right before it and right after. Of the turns, the one is shown
    in which it compares with the second as it does mostly.
    """
    names = (f"bare loop: parse, build, write, {_cores(cores)}", _PLAIN.format(_cores(cores)))
    loops = [_loops(blog, cores)]
    turns: list[tuple[Figure, Figure, Figure]] = []
    for _ in range(_TURNS):
        ours = _extracted(blog, cores)
        loops.append(_loops(blog, cores))
        bare, plain = (mean(around) for around in zip(*loops[-2:], strict=True))
        turns.append((bare, plain, ours))
    bare, plain, ours = sorted(turns, key=_against_plain)[_TURNS // 2]
    yield Row(names[0], bare)
    yield Row(names[1], plain, names[0])
    title = f"extract, cold, {_cores(cores)}"
    seconds = median(_timed_cold(blog, cores, pace) for _ in range(3)) if pace else 0
    yield Row(title, ours, names[1], 1.5, "extract" if pace else "", 150, seconds)
    yield Row(f"{title}, the same run", ours, names[0])


_TURNS = 5


def _against_plain(turn: tuple[Figure, Figure, Figure]) -> float:
    _, plain, ours = turn
    return ours.seconds / plain.seconds


def _loops(blog: Path, cores: int) -> tuple[Figure, Figure]:
    """The bare loop, and the plain one."""
    target = blog.parent / "bare"
    figures = []
    for way in ("", "polib"):
        figures.append(measured(floors.build(blog / "posts" / "en", target, cores, way)))
        shutil.rmtree(target)
    return figures[0], figures[1]


def _extracted(blog: Path, cores: int = 0) -> Figure:
    """An extraction of a blog of which nothing is known."""
    _forget(blog)
    return measured(_tvilling(blog, "extract", cores=cores))


def _timed_cold(blog: Path, cores: int, pace: Pace) -> float:
    """The same, in seconds on the machine of the limits."""
    _forget(blog)
    return pace.timed(_tvilling(blog, "extract", cores=cores))[1]


def extraction(blog: Path) -> Figure:
    """What a cold extraction takes at the moment."""
    return sorted((_extracted(blog) for _ in range(3)), key=_seconds)[1]


def _settle(blog: Path, *words: str) -> None:
    """The command runs until its cache believes all that it has seen."""
    measured(_tvilling(blog, *words))
    time.sleep(_BEYOND_DOUBT)
    measured(_tvilling(blog, *words))


def _nothing_changed(
    blog: Path, command: str, pace: Pace | None = None, of: str = "", key: str = ""
) -> Iterator[Row]:
    """The command again, beside a look at the same files."""
    _settle(blog, command)
    look = floors.look(blog / "posts", blog / "locales")
    before = pace.slowness() if pace else 0
    bare, ours = paired((look, _tvilling(blog, command)), 7)
    seconds = there(ours.seconds, before, pace.slowness()) if pace else 0
    name = f"bare scandir and stat, beside {command}{of}"
    yield Row(name, bare)
    yield Row(f"{command}, nothing changed{of}", ours, name, 3, key, 150, seconds)


def _one_changed(blog: Path, posts: int) -> Iterator[Row]:
    """One post after another is changed, each after a run in which nothing was."""
    path = blog / "posts" / "en" / f"post-{posts // 2:05}.md"
    figures: list[tuple[Figure, Figure]] = []
    for number in range(3):
        nothing = measured(_tvilling(blog, "extract"))
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more line, number {number}.\n")
        figures.append((nothing, measured(_tvilling(blog, "extract"))))
        time.sleep(_BEYOND_DOUBT)
        measured(_tvilling(blog, "extract"))
    nothing, changed = sorted(figures, key=lambda pair: pair[1].seconds)[1]
    names = "extract, nothing changed, beside one changed", "extract, that post alone"
    yield Row(names[0], nothing)
    yield Row(names[1], _alone(blog.parent / "alone", path))
    yield Row("extract, one post changed", changed, names[0], 2, beside=names[1])


def _alone(blog: Path, post: Path) -> Figure:
    """An extraction of a blog that has this post and no other."""
    (blog / "posts" / "en").mkdir(parents=True)
    shutil.copy(post, blog / "posts" / "en")
    shutil.copy(post.parents[2] / "setup.cfg", blog)
    return extraction(blog)


def _untranslated(blog: Path) -> Iterator[Row]:
    """A blog that nobody has begun to translate: a finding for each page."""
    yield Row("check, cold, nothing translated", measured(_tvilling(blog, "check")), most=150)
    yield from _nothing_changed(blog, "check", of=", nothing translated")


def _translated(blog: Path) -> Iterator[Row]:
    for path in (blog / "locales" / "sv").rglob("*.po"):
        fill(path)
    yield Row("check, cold", measured(_tvilling(blog, "check")), most=150)
    yield from _nothing_changed(blog, "check")


def _more_languages(blog: Path, posts: int, pace: Pace) -> Iterator[Row]:
    """A third language, that nothing is translated into."""
    (blog / "setup.cfg").write_text(settings_for("en", "sv", "de"), encoding="utf-8")
    measured(_tvilling(blog, "extract"))
    bare, cold, seconds = _status(blog, pace)
    size = sum(path.stat().st_size for path in (blog / "locales").rglob("*.po"))
    name = f"bare read of {2 * posts:,} catalogues, {size / 1e6:.0f} MB"
    yield Row(name, bare)
    yield Row("status, cold", cold, name, 3, "status", 150, seconds)
    yield from _nothing_changed(blog, "status", pace, key="status again")
    fetched, seconds = _fetched(blog, pace)
    name = "status, fetched anew with its cache"
    yield Row(name, fetched, key="status fetched", most=150, there=seconds)
    output = str(blog.parent / "rendered")
    yield Row("render", measured(_tvilling(blog, "render", "-o", output)), key="render", most=150)
    yield Row("verify", measured(_tvilling(blog, "verify")), most=150)
    _break_seals(blog)
    yield Row("status, cold, nothing sealed", _status(blog, pace)[1], most=150)


def _status(blog: Path, pace: Pace) -> tuple[Figure, Figure, float]:
    """A read of all catalogues, and a status that knows nothing of them, in turns.

    The last value is how long the second one takes on the machine of the limits.
    """
    found = []
    for _ in range(_TURNS):
        time.sleep(_BEYOND_DOUBT)
        shutil.rmtree(blog / ".tvilling")
        read = measured(floors.read(blog / "locales"))
        found.append((read, *pace.timed(_tvilling(blog, "status"))))
    read, cold, _ = min(found, key=lambda turn: turn[1].seconds)
    return read, cold, median(seconds for _, _, seconds in found)


def _break_seals(blog: Path) -> None:
    """The catalogues as a release that knew of no seals left them."""
    for path in (blog / "locales").rglob("*.po"):
        text, _ = parted(path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")


def _fetched(blog: Path, pace: Pace) -> tuple[Figure, float]:
    """A status of files whose time stamps say nothing, as after a fresh checkout, in three turns.

    The cache holds what was found of the same contents before, so every file is read. The last
    value is as that of `_status`.
    """
    figures = []
    for _ in range(3):
        for folder in ("posts", "locales"):
            for path in (blog / folder).rglob("*"):
                path.touch()
        time.sleep(_BEYOND_DOUBT)
        figures.append(pace.timed(_tvilling(blog, "status")))
    best = min((figure for figure, _ in figures), key=_seconds)
    return best, median(seconds for _, seconds in figures)


def _forget(blog: Path) -> None:
    for name in ("locales", ".tvilling"):
        shutil.rmtree(blog / name, ignore_errors=True)


def _seconds(figure: Figure) -> float:
    return figure.seconds


def _cores(number: int) -> str:
    return "one core" if number == 1 else f"{number} cores"
