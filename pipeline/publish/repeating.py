"""Writes that are sent again only after a look at what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from pipeline.publish.messages import Answer, Conversation, Request, ask_all

TRIES = 3
"""How often a thing is sent at most, if the CMS answers in between."""
_AT_ONCE = 400
"""How many bodies are kept in memory."""

Job = TypeVar("Job")
Item = TypeVar("Item")


def write_all(
    jobs: Sequence[Job],
    request: Callable[[Job], Request],
    is_settled: Callable[[Job, Answer], bool],
    look: Callable[[Sequence[tuple[Job, Answer]]], Conversation[list[tuple[Job, Answer]]]],
    give_up: Callable[[Job, Answer], None],
) -> Conversation[None]:
    """Everything written that can be; nothing is made twice.

    `is_settled` takes note of an answer that says what became of the job. The jobs without such
    an answer are given to `look`, which asks the CMS, takes note of what is done by now, and names
    those that are to be sent again, each with its answer. At last `give_up` is told those that
    never were settled.
    """
    for some in slices(jobs, _AT_ONCE):
        yield from _write_some(some, request, is_settled, look, give_up)


def _write_some(
    jobs: Sequence[Job],
    request: Callable[[Job], Request],
    is_settled: Callable[[Job, Answer], bool],
    look: Callable[[Sequence[tuple[Job, Answer]]], Conversation[list[tuple[Job, Answer]]]],
    give_up: Callable[[Job, Answer], None],
) -> Conversation[None]:
    for tried in range(1, TRIES + 1):
        answers = yield from ask_all([request(job) for job in jobs])
        pairs = list(zip(jobs, answers, strict=True))
        unsure = [(job, answer) for job, answer in pairs if not is_settled(job, answer)]
        if not unsure:
            return
        left = yield from look(unsure)
        jobs = [job for job, _ in left]
        if tried == TRIES:
            for job, answer in left:
                give_up(job, answer)


def slices(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of that size, the last one shorter.

    >>> list(slices("abc", 2))
    [['a', 'b'], ['c']]
    """
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
