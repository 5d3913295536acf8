"""Ctrl-C, and the signal that asks a process to end: first politely, the second time at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pipeline.cli.errors import INTERRUPTED
from pipeline.speech import N_, say
from pipeline.workflows.stopping import Stop

_SAID = N_("\nStopping when what is under way is answered; press Ctrl-C again to stop at once.\n")


@contextmanager
def stopping() -> Iterator[Stop]:
    """What the signals tell, as long as the block lasts."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    said = say(_SAID).encode()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if not stop.is_heeded:
            raise KeyboardInterrupt
        if stop.is_asked():
            os._exit(INTERRUPTED)
        stop.ask()
        os.write(2, said)  # Python's own streams may be in the midst of something.

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [(number, signal.signal(number, on_signal)) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in before:
            signal.signal(number, handler)
