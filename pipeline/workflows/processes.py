"""Work on many files, on every processor where that is faster."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from pipeline.errors import StorageError
from pipeline.speech import say, speak, spoken

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_IT = 200
"""Fewer tasks than these are done sooner than processes are started."""
_MOST = 8
"""More processes would wait for the disk, and each takes 40 MB."""
_MOST_TOGETHER = 100
"""Tasks that travel together: a journey costs as much as the work on one post."""
_JOURNEYS = 32
"""Each process makes so many at least, so that none is done long before the others."""


def mapped(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    tasks: Sequence[Task],
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Result]:
    """The results of `work(shared, task)`, in the order of the tasks.

    `work` is a function of a module, and all values can be pickled: with many tasks they go to
    other processes. Those leave an interruption to this one, and finish the file they are at. As
    soon as they are at work, `meanwhile` is called; where there are none, it is not.
    """
    processes = min(_processors(), _MOST)
    if len(tasks) < WORTH_IT or processes < 2:
        return (work(shared, task) for task in tasks)
    return _in_processes(work, shared, tasks, processes, meanwhile)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    tasks: Sequence[Task],
    processes: int,
    meanwhile: Callable[[], object],
) -> Iterator[Result]:
    # Imported here: it costs 30 ms, and most runs have little to do.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # What the first task loads is there before the processes are, so they share it.
    first = work(shared, tasks[0])
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context(_start_method()), _begin, (work, shared, spoken())
    )
    try:
        with _uninterrupted():
            results = pool.map(_go_on, tasks[1:], chunksize=_together(len(tasks), processes))
        meanwhile()
        yield first
        yield from results
    except BrokenProcessPool as error:
        raise StorageError(
            say("a process that helped was killed before it was done"),
            remedy=say("See whether there is enough memory, and run the command again"),
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interruption waits, and the processes that are started meanwhile never hear of any."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _together(tasks: int, processes: int) -> int:
    return max(1, min(_MOST_TOGETHER, tasks // (processes * _JOURNEYS)))


def _start_method() -> str:
    """`fork`, ten times as fast, where it is safe: on Linux, while there is one thread."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_safe else "spawn"


_job: list[Any] = []
"""In a process that helps: the function, and what it shares."""


def _begin(work: Callable[[Any, Any], Any], shared: object, language: str) -> None:
    speak(language)
    # Looking for garbage among what the processes share would make each a copy of it.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _job[:] = [work, shared]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the one that it helps is gone, be it killed."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _go_on(task: object) -> Any:  # noqa: ANN401  # whatever `work` gives
    work, shared = _job
    return work(shared, task)
