"""Whole processes, timed, with the memory of everything that they start."""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two looks at the memory, at least."""
_REST = 40
"""A pause is so many times as long as a look: to add up the pages of three processes takes the
kernel several milliseconds, in which they wait for each other."""
_SHARE = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)
_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
}
"""As an installed program has it: compiled once, not in every run."""


class CommandFailed(Exception):
    """A command ended with an exit code that means that it did not do its work."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a command costs: the median of its runs."""

    seconds: float
    """On the clock."""
    cpu: float
    """Seconds that processors worked, all processes together: what other work on the machine
    changes less."""
    megabytes: float
    """Memory of all its processes together, at its highest; a page that several processes share is
    counted once, in parts (what the kernel calls PSS)."""

    def scaled(self, factor: float) -> Figure:
        """What it would cost for so many times the work, if it grew no faster than that."""
        return Figure(self.seconds * factor, self.cpu * factor, self.megabytes)

    def without(self, other: Figure) -> Figure:
        """What is left of it beside the other."""
        return Figure(self.seconds - other.seconds, self.cpu - other.cpu, self.megabytes)


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure."""

    words: Sequence[str]
    folder: Path
    cores: int = 0
    """How many it may use; 0 for all."""
    fine: tuple[int, ...] = (0, 1)
    """The exit codes that are no failure."""

    def run(self) -> Figure:
        """One run; raises `CommandFailed`."""
        with tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.words,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=_ENVIRONMENT,
                preexec_fn=self._confine if self.cores else None,
            )
            watch = _Watch(process.pid)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            # What ends before it is looked at counts by what the kernel says of it.
            peak = watch.peak() or usage.ru_maxrss * 1024
            if process.returncode not in self.fine:
                errors.seek(0)
                told = errors.read().decode(errors="replace")[-2000:]
                name = " ".join(self.words)[:200]
                raise CommandFailed(f"{name} exited with {process.returncode}:\n{told}")
        return Figure(seconds, usage.ru_utime + usage.ru_stime, peak / 1e6)

    def _confine(self) -> None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: self.cores])


def measured(command: Command, runs: int = 1) -> Figure:
    """The figure of the command."""
    return _median([command.run() for _ in range(runs)])


def paired(commands: Sequence[Command], runs: int) -> list[Figure]:
    """The figures of commands that take turns, so that what slows the machine slows them all."""
    rounds = [[command.run() for command in commands] for _ in range(runs)]
    return [_median(figures) for figures in zip(*rounds, strict=True)]


def mean(figures: Sequence[Figure]) -> Figure:
    """The figure between these."""
    return Figure(
        statistics.fmean(figure.seconds for figure in figures),
        statistics.fmean(figure.cpu for figure in figures),
        max(figure.megabytes for figure in figures),
    )


def _median(figures: Sequence[Figure]) -> Figure:
    return Figure(
        statistics.median(figure.seconds for figure in figures),
        statistics.median(figure.cpu for figure in figures),
        max(figure.megabytes for figure in figures),
    )


class _Watch:
    """Looks at the memory of a process and its descendants until it is asked."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def peak(self) -> int:
        self._is_over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        pause = _PAUSE
        while not self._is_over.wait(pause):
            start = time.perf_counter()
            self._peak = max(self._peak, sum(map(_resident, _family(self._pid))))
            pause = max(_PAUSE, _REST * (time.perf_counter() - start))


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        # A process that is started by a thread stands with that thread.
        with contextlib.suppress(OSError):  # it may have ended
            for thread in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
    return found


def _resident(pid: int) -> int:
    """The bytes of memory that are the process's own, and its part of those that it shares."""
    try:
        found = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:  # it has ended
        return 0
    return int(found[1]) * 1024 if found else 0
