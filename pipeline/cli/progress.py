"""Progress of long work: a line that overwrites itself on a terminal, and nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.speech import say
from pipeline.workflows.progress import Tell, silent

_PATIENCE = 0.5
"""Seconds that may pass before anything is said."""
_PAUSE = 0.1
"""Seconds between two changes of the line."""


@contextmanager
def progress() -> Iterator[Tell]:
    """What a workflow tells its progress to; the line is gone when the work is done."""
    stream = sys.stderr
    if not stream.isatty():
        yield silent
        return
    shown_at = time.monotonic() + _PATIENCE - _PAUSE
    was_shown = False

    def tell(what: str, done: int, total: int) -> None:
        nonlocal shown_at, was_shown
        now = time.monotonic()
        if now - shown_at >= _PAUSE:
            shown_at, was_shown = now, True
            line = say("{what}: {done} of {total}", what=say(what), done=done, total=total)
            stream.write(f"\r{line}\x1b[K")
            stream.flush()

    try:
        yield tell
    finally:
        if was_shown:
            stream.write("\r\x1b[K")
            stream.flush()
