"""The commands that people wait for, on a large blog, each beside the least that it could cost."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import floors
from benchmarks.corpus import settings_for
from benchmarks.measure import Command, Figure, measured, paired
from benchmarks.translations import fill

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


def rows(blog: Path, posts: int) -> Iterator[Row]:
    """The figures in the order in which the days on a large blog need them."""
    yield Row("tvilling --help", measured(_tvilling(blog, "--help"), 5))
    yield from _cold(blog)
    yield from _nothing_changed(blog, posts)
    yield from _one_changed(blog, posts)
    yield from _more_languages(blog, posts)


def _tvilling(blog: Path, *words: str, cores: int = 0) -> Command:
    return Command([str(Path(sys.executable).with_name("tvilling")), *words], blog, cores)


def _cold(blog: Path) -> Iterator[Row]:
    for cores in (1, 2):
        name = f"bare loop: parse, build, write, {_cores(cores)}"
        bare, ours = [], []
        for _ in range(2):
            shutil.rmtree(blog.parent / "bare", ignore_errors=True)
            command = floors.build(blog / "posts" / "en", blog.parent / "bare", cores)
            bare.append(measured(command))
            _forget(blog)
            ours.append(measured(_tvilling(blog, "extract", cores=cores)))
        yield Row(name, min(bare, key=_seconds))
        title = f"extract, cold, {_cores(cores)}"
        yield Row(title, min(ours, key=_seconds), name, 1.5, "extract" if cores == 2 else "")
    shutil.rmtree(blog.parent / "bare")


def _nothing_changed(blog: Path, posts: int) -> Iterator[Row]:
    yield Row("extract, the second run", measured(_tvilling(blog, "extract")))
    time.sleep(_BEYOND_DOUBT)
    measured(_tvilling(blog, "extract"))
    look = floors.look(blog / "posts", blog / "locales")
    bare, ours = paired((look, _tvilling(blog, "extract")), 7)
    name = f"bare scandir and stat, {2 * posts:,} files"
    yield Row(name, bare)
    yield Row("extract, nothing changed", ours, name, 3, "nothing")


def _one_changed(blog: Path, posts: int) -> Iterator[Row]:
    path = blog / "posts" / "en" / f"post-{posts // 2:05}.md"
    figures = []
    for number in range(3):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more line, number {number}.\n")
        figures.append(measured(_tvilling(blog, "extract")))
        time.sleep(_BEYOND_DOUBT)
        measured(_tvilling(blog, "extract"))
    figure = sorted(figures, key=_seconds)[1]
    yield Row("extract, one post changed", figure, "extract, nothing changed", 2)


def _more_languages(blog: Path, posts: int) -> Iterator[Row]:
    """A third language, and translations into the second."""
    for path in (blog / "locales" / "sv").rglob("*.po"):
        fill(path)
    yield Row("check, cold", measured(_tvilling(blog, "check")))
    time.sleep(_BEYOND_DOUBT)
    measured(_tvilling(blog, "check"))
    look = floors.look(blog / "posts", blog / "locales")
    bare, ours = paired((look, _tvilling(blog, "check")), 5)
    name = "bare scandir and stat, beside check"
    yield Row(name, bare)
    yield Row("check, nothing changed", ours, name, 3)
    (blog / "setup.cfg").write_text(settings_for("en", "sv", "de"), encoding="utf-8")
    measured(_tvilling(blog, "extract"))
    time.sleep(_BEYOND_DOUBT)
    shutil.rmtree(blog / ".tvilling")
    (bare,) = paired((floors.read(blog / "locales"),), 3)
    size = sum(path.stat().st_size for path in (blog / "locales").rglob("*.po"))
    name = f"bare read of {2 * posts:,} catalogues, {size / 1e6:.0f} MB"
    yield Row(name, bare)
    yield Row("status, cold", measured(_tvilling(blog, "status")), name, 3, "status")
    look = floors.look(blog / "posts", blog / "locales")
    bare, ours = paired((look, _tvilling(blog, "status")), 5)
    name = f"bare scandir and stat, {3 * posts:,} files"
    yield Row(name, bare)
    yield Row("status, nothing changed", ours, name, 0, "status again")
    output = str(blog.parent / "rendered")
    yield Row("render", measured(_tvilling(blog, "render", "-o", output)), key="render")
    yield Row("verify", measured(_tvilling(blog, "verify")))


def _forget(blog: Path) -> None:
    for name in ("locales", ".tvilling"):
        shutil.rmtree(blog / name, ignore_errors=True)


def _seconds(figure: Figure) -> float:
    return figure.seconds


def _cores(number: int) -> str:
    return "one core" if number == 1 else f"{number} cores"
