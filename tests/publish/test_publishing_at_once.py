"""Several who publish the same blog at once all end well, whoever is asked to wait for whom."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from itertools import chain, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from tests.publish.cms_state import state_of
from tests.publish.in_process_cms import Bundle, InProcessCms, example, new_cms

Publisher = Generator[None, None, Report]


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], InProcessCms]:
    """One CMS for many examples, empty each time it is asked for."""
    cms = new_cms(tmp_path_factory.mktemp("at_once") / "blog.sqlite")
    empty = cms.path.read_bytes()

    def again() -> InProcessCms:
        cms.restore(empty)
        return cms

    return again


def publisher(cms: InProcessCms, blog: Bundle) -> Publisher:
    """A run that stops before each of its requests until it is told to go on."""
    plan = yield from cms.stepwise(plan_conversation(blog.twins, blog.resolver))
    return (yield from cms.stepwise(apply_conversation(plan, blog.files.__getitem__)))


def reports(publishers: Sequence[Publisher], turns: Sequence[tuple[int, int]]) -> list[Report]:
    """What the runs say that take turns: who, and how many requests; then one request each."""
    done: dict[int, Report] = {}
    everyone = chain.from_iterable(repeat([(who, 1) for who in range(len(publishers))]))
    for who, requests in chain(turns, everyone):
        if len(done) == len(publishers):
            break
        for _ in range(requests):
            try:
                next(publishers[who])
            except StopIteration as stop:
                # One that has ended is asked again in vain.
                done.setdefault(who, stop.value)
                break
    return [done[who] for who in range(len(publishers))]


@settings(max_examples=20)
@given(turns=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 20)), max_size=20))
def test_they_end_as_one_clean_run_does(
    emptied: Callable[[], InProcessCms], turns: list[tuple[int, int]]
) -> None:
    cms = emptied()
    example().publish(cms)
    expected = state_of(cms)
    cms = emptied()
    said = reports([publisher(cms, example()) for _ in range(3)], turns)
    assert [(each.failures, each.conflicts, each.error) for each in said] == [((), (), None)] * 3
    assert state_of(cms) == expected
