"""Whether the cost grows as the work does: each line has twice the work of the one above it."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import post, write_blog
from benchmarks.measure import Command, Figure, measured


@dataclass(frozen=True, slots=True)
class Step:
    """One size of one kind of work."""

    name: str
    figure: Figure
    is_first: bool
    """Whether no smaller one stands above it."""


def steps(room: Path, posts: int) -> Iterator[Step]:
    """Blogs and posts, doubled."""
    room.mkdir()
    for number, size in enumerate((posts // 4, posts // 2, posts)):
        blog = room / f"blog-{size}"
        write_blog(blog, size)
        figure = measured(_tvilling(blog, "extract"))
        shutil.rmtree(blog)
        yield Step(f"extract {size:,} posts, cold", figure, number == 0)
    for name, make, sizes in _LARGE:
        for number, size in enumerate(sizes):
            path = room / "large.md"
            path.write_text(make(size), encoding="utf-8")
            megabytes = path.stat().st_size / 1e6
            figure = measured(_tvilling(room, "verify", str(path)))
            yield Step(f"verify {name.format(size)} ({megabytes:.1f} MB)", figure, number == 0)


def _tvilling(folder: Path, *words: str) -> Command:
    return Command([str(Path(sys.executable).with_name("tvilling")), *words], folder)


def _ordinary(megabytes: int) -> str:
    text = post(0, random.Random("growth"), 800)
    return text + text[text.index("\n---\n") + 5 :] * round(megabytes * 1e6 / len(text) - 1)


def _quotes(depth: int) -> str:
    return f"{'>' * depth} deep\n\nAnd a paragraph.\n"


def _items(number: int) -> str:
    return "".join(f"- item {item}\n" for item in range(number))


_LARGE: tuple[tuple[str, Callable[[int], str], tuple[int, ...]], ...] = (
    ("one post of {} MB", _ordinary, (1, 2, 5, 10, 20)),
    ("{:,} quotes in one another", _quotes, (12_500, 25_000, 50_000, 100_000)),
    ("{:,} items of a list", _items, (125_000, 250_000, 500_000, 1_000_000)),
)
