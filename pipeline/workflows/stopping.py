"""The user's wish to stop, heeded between two requests instead of in the midst of one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Question = TypeVar("Question")


class Stop:
    """Asked for once by whoever looks after signals, and seen by whoever sends requests."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.is_heeded = False
        """Whether somebody looks for it; else the work at hand is to be broken off."""

    def ask(self) -> None:
        """From now on nothing new is begun."""
        self._asked.set()

    def is_asked(self) -> bool:
        return self._asked.is_set()

    def wait(self, seconds: float) -> None:
        """Passes so much time, or less if it is asked for meanwhile."""
        self._asked.wait(seconds)

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """A block that looks for it by itself."""
        self.is_heeded = True
        try:
            yield
        finally:
            self.is_heeded = False

    def unheeded(self, ask: Callable[[Question], bool]) -> Callable[[Question], bool]:
        """The same question to a person, who may break it off."""

        def asked(question: Question) -> bool:
            was_heeded, self.is_heeded = self.is_heeded, False
            try:
                return ask(question)
            finally:
                self.is_heeded = was_heeded

        return asked
