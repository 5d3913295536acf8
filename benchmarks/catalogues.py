"""What each step on catalogues costs for a message: `python -m benchmarks.catalogues`."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks.corpus import post
from pipeline.catalogues.collect import collect
from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.po_library import library_entries
from pipeline.formats.cut import cut
from pipeline.model.catalogue import Catalogue
from pipeline.model.post import Format

POSTS = 60
RUNS = 15


def microseconds(work: Callable[[], object], messages: int) -> float:
    """The processor's time for one message, in the best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best / messages * 1e6


def _filled(catalogue: Catalogue) -> Catalogue:
    entries = tuple(replace(entry, msgstr=entry.msgid) for entry in catalogue.entries)
    return replace(catalogue, entries=entries)


def main() -> None:
    """Writes one line for each step."""
    texts = [post(number, random.Random(f"1/{number}")) for number in range(POSTS)]
    documents = [cut(text, Format.MARKDOWN) for text in texts]
    messages = [collect(document, "posts/en/a-post.md") for document in documents]
    new = [merge(None, found, "sv", "en") for found in messages]
    done = [_filled(catalogue) for catalogue in new]
    files = [serialize(catalogue) for catalogue in done]
    gc.freeze()
    steps: dict[str, Callable[[], object]] = {
        "collect": lambda: [collect(document, "posts/en/a-post.md") for document in documents],
        "merge, new": lambda: [merge(None, found, "sv", "en") for found in messages],
        "serialize, new": lambda: [serialize(catalogue) for catalogue in new],
        "serialize, translated": lambda: [serialize(catalogue) for catalogue in done],
        "parse": lambda: [parse(file) for file in files],
        "parse, by polib": lambda: [library_entries(file, "") for file in files],
        "merge, in step": lambda: [
            merge(old, found, "sv", "en") for old, found in zip(done, messages, strict=True)
        ],
        "coverage": lambda: [coverage(catalogue) for catalogue in done],
    }
    total = sum(map(len, messages))
    costs = {name: microseconds(work, total) for name, work in steps.items()}
    print(f"{total} messages in {POSTS} posts; microseconds for a message:")
    for name, cost in costs.items():
        print(f"{cost:8.2f}  {name}")
    fresh = costs["collect"] + costs["merge, new"] + costs["serialize, new"]
    print(f"{fresh:8.2f}  a new catalogue in all")
    print(f"{costs['parse, by polib'] / costs['parse']:8.1f}  times as fast as polib")


if __name__ == "__main__":
    main()
