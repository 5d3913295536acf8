"""`make bench`: the commands people wait for, timed as whole processes on a generated blog.

Absolute times drift by a third on shared machines, so each line also says how many times a bare
read of the same files it took, measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import post, write_blog


@dataclass(frozen=True, slots=True)
class Figure:
    """One command's cost: the median of its runs."""

    name: str
    seconds: float
    megabytes: float
    """Peak memory of the largest process."""


def measure(name: str, command: list[str], cwd: Path, runs: int = 1) -> Figure:
    """The figure of a command that must exit 0 or 1; anything else stops the benchmark."""
    results = [_run(command, cwd) for _ in range(runs)]
    return Figure(
        name,
        statistics.median(seconds for seconds, _ in results),
        max(megabytes for _, megabytes in results),
    )


def _run(command: list[str], cwd: Path) -> tuple[float, float]:
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            errors.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{errors.read().decode(errors='replace')}")
    return seconds, usage.ru_maxrss / 1024


def bare_read(folder: Path) -> Figure:
    """What it costs to read every file below `folder` and do nothing with it."""
    script = (
        "import os, sys\n"
        "for top, _, names in os.walk(sys.argv[1]):\n"
        "    for name in names:\n"
        "        open(os.path.join(top, name), 'rb').read()\n"
    )
    return measure("bare read of the posts", [sys.executable, "-c", script, str(folder)], folder, 3)


def figures(blog: Path) -> list[Figure]:
    """The commands in the order in which a day on a large blog needs them."""
    tvilling = [str(Path(sys.executable).with_name("tvilling"))]
    first = blog / "posts" / "en" / "post-00000.md"
    rows = [
        bare_read(blog / "posts"),
        measure("tvilling --help", [*tvilling, "--help"], blog, 5),
        measure("extract, cold", [*tvilling, "extract"], blog),
        measure("extract, nothing changed", [*tvilling, "extract"], blog, 3),
    ]
    first.write_text(first.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    return [
        *rows,
        measure("extract, one post changed", [*tvilling, "extract"], blog),
        measure("status", [*tvilling, "status"], blog, 3),
        measure("check", [*tvilling, "check", "--json"], blog),
        measure("verify", [*tvilling, "verify"], blog),
    ]


def growth(folder: Path) -> list[Figure]:
    """One post, doubled three times: each line should take about twice the one above it."""
    rows = []
    for parts in (500, 1000, 2000, 4000):
        path = folder / f"{parts}.md"
        path.write_text(post(0, random.Random("growth"), parts), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("tvilling")), "verify", str(path)]
        rows.append(
            measure(f"verify a post of {path.stat().st_size / 1e6:.1f} MB", command, folder)
        )
    return rows


def table(rows: list[Figure], base: float) -> str:
    """The figures as text, each with its ratio to `base` seconds."""
    lines = [f"{'':34}{'seconds':>9}{'x bare':>9}{'MB':>7}"]
    lines += [
        f"{row.name:34}{row.seconds:9.2f}{row.seconds / base:9.1f}{row.megabytes:7.0f}"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--posts", type=int, default=2000, help="how many posts (default: 2000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        blog = Path(name) / "blog"
        size = write_blog(blog, options.posts)
        rows = figures(blog)
        print(f"{options.posts} posts, {size / 1e6:.1f} MB, Python {sys.version.split()[0]}\n")
        print(table(rows, rows[0].seconds), "\n")
        large = growth(Path(name))
        print(table(large, large[0].seconds))


if __name__ == "__main__":
    main()
