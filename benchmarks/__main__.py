"""`make bench`: the commands people wait for, as whole processes, on a generated blog.

Absolute times drift by a third on shared machines, so every figure stands beside one that was
measured in the same run: the least that the work could cost, or what a peer takes for it. Where
the peers are looked for stands in `benchmarks/peers.py`. They get a part of the posts, and their
figures are scaled up, in proportion: that is in favour of those that grow faster than the posts.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import part_of, write_blog
from benchmarks.growth import steps
from benchmarks.ours import extraction, rows
from benchmarks.pace import Pace
from benchmarks.peers import rivals
from benchmarks.table import equivalents, growth_table, our_table, peer_table

RESULTS = Path(__file__).with_name("RESULTS.md")
_PART = 10
"""Peers get one post of so many."""


def main() -> None:
    """Prints the tables, and keeps them in `RESULTS.md` where the corpus was of its full size."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.room) as name:
        report = "\n\n".join(_told(_report(Path(name), options)))
    if options.results:
        options.results.write_text(f"{_HEAD}\n{report}\n", encoding="utf-8")


_HEAD = """\
# How long the work takes

Written by `make bench`; see `benchmarks/__main__.py` for what is measured and how.

- `seconds` are on the clock; `CPU` is how long processors worked, in all processes of the command.
- `MB` is the memory of all its processes together at its highest; what they share counts once.
- `times` compares with the row that `of` names, which was measured in turns with it; the loops of
  a cold extraction, right before and right after. Of the run with one changed post, the row above
  is taken off first: what that post takes by itself.
- `reached` says whether the figure keeps the limit, by the clock.

The bare loop does the least that any tool of the kind must do, and is wrong about all that is not
plain; the plain loop is the same, but for its catalogues, which are made and written by polib. So
did the prototype by which the limit of 1.5 times was set; how far away the bare loop is, the row
below tells.
`status, cold` does more than read the catalogues: it reads every post, to know whether the seals
of its catalogues still fit, and counts words. Where no catalogue is sealed, it cuts every post, to
know which texts are still in it.
"""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000, help="how many (default: 10,000)")
    parser.add_argument("--no-peers", action="store_true", help="leave out the peers")
    parser.add_argument("--no-growth", action="store_true", help="leave out growth by doubling")
    parser.add_argument("--room", type=Path, default=_room(), help="a folder to work in")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file to write")
    return parser.parse_args()


def _room() -> Path | None:
    """Memory, where it can be used as a folder; else where the system has its temporary files."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None


def _told(parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        print(part, flush=True, end="\n\n")
        yield part


def _report(room: Path, options: argparse.Namespace) -> Iterator[str]:
    posts = options.posts
    blog = room / "blog"
    size = write_blog(blog, posts)
    cores = len(os.sched_getaffinity(0))
    yield (
        f"{posts:,} posts in Markdown, {size / 1e6:.1f} MB; "
        f"Python {platform.python_version()}, {platform.machine()}, {cores} cores."
    )
    if not options.no_peers:
        part = part_of(blog / "posts" / "en", room / "part", posts // _PART)
        found = list(rivals(part, room / "peers", lambda: extraction(blog)))
    ours = list(rows(blog, posts, Pace(blog / "posts" / "en", room / "pace")))
    yield our_table(ours)
    if not options.no_peers and found:
        yield (
            "Peers, measured on a part of the posts and scaled up in proportion. What they extract "
            "differs: none of them restores every post byte for byte. Where a goal is set, our "
            "command was measured right before and right after the peer."
        )
        yield peer_table(found, ours, posts)
        yield from equivalents(ours, posts)
    if not options.no_growth:
        yield growth_table(steps(room / "growth", posts))


if __name__ == "__main__":
    main()
