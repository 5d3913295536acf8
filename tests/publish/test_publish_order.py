"""What is linked to is written first, and sources before translations always."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.order import waves, write_order

NODES = st.integers(0, 12)
ARROWS = st.dictionaries(NODES, st.lists(NODES, max_size=4))


def _downwards(arrows: dict[int, list[int]]) -> dict[int, list[int]]:
    return {node: [earlier for earlier in each if earlier < node] for node, each in arrows.items()}


@given(ARROWS, ARROWS)
def test_every_node_comes_once_and_after_what_it_must_follow(
    must: dict[int, list[int]], should: dict[int, list[int]]
) -> None:
    must = _downwards(must)
    order = write_order(range(13), must, should)
    assert sorted(order) == list(range(13))
    place = {node: number for number, node in enumerate(order)}
    assert all(place[earlier] < place[node] for node in must for earlier in must[node])


@given(ARROWS)
def test_without_circles_what_should_come_first_does(should: dict[int, list[int]]) -> None:
    should = _downwards(should)
    place = {node: n for n, node in enumerate(write_order(range(13), {}, should))}
    assert all(place[earlier] < place[node] for node in should for earlier in should[node])


def test_what_links_to_a_circle_comes_after_it() -> None:
    should = {"a": ["b", "c"], "b": ["c"], "c": ["b"]}
    assert write_order(["a", "b", "c"], {}, should) == ("b", "c", "a")


def test_a_long_chain_is_no_deep_recursion() -> None:
    count = 20_000
    chain = {node: [node + 1] for node in range(count)}
    assert write_order(range(count), {}, chain) == tuple(reversed(range(count)))


@given(ARROWS, ARROWS)
def test_a_group_holds_nothing_that_depends_on_another_of_it(
    must: dict[int, list[int]], should: dict[int, list[int]]
) -> None:
    must = _downwards(must)
    order = write_order(range(13), must, should)
    groups = waves(order, must, should)
    place = {node: number for number, node in enumerate(order)}
    level = {node: number for number, group in enumerate(groups) for node in group}
    assert sorted(level) == list(range(13))
    assert all(groups)
    assert all(level[earlier] < level[node] for node in must for earlier in must[node])
    kept = [(e, n) for n in should for e in should[n] if e in place and place[e] < place[n]]
    assert all(level[earlier] < level[node] for earlier, node in kept)


def test_what_does_not_depend_on_anything_is_written_at_once() -> None:
    assert waves(range(100), {}, {}) == (tuple(range(100)),)
