"""The order in which versions are written, so that what is linked to is there first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Arrows = Mapping[Node, Iterable[Node]]
"""For a node, those that come before it."""


def write_order(
    nodes: Sequence[Node], must: Arrows[Node], should: Arrows[Node]
) -> tuple[Node, ...]:
    """The nodes, each after all that it must follow, and after those it should where that can be.

    Where the latter go in a circle, the node that lacks the fewest of them is taken, the first of
    equals. `must` has no circle. The time grows with nodes and arrows, however long a chain is.

    >>> write_order("abc", {"a": "c"}, {"c": "b", "b": "c"})
    ('b', 'c', 'a')
    """
    numbers = {node: number for number, node in enumerate(nodes)}
    hard = {node: _known(node, must, numbers) for node in nodes}
    soft = {node: _known(node, should, numbers) for node in nodes}
    followers: dict[Node, list[Node]] = {node: [] for node in nodes}
    for node in nodes:
        for earlier in hard[node] | soft[node]:
            followers[earlier].append(node)
    ready = [(len(soft[node]), numbers[node], node) for node in nodes if not hard[node]]
    heapify(ready)
    written: dict[Node, None] = {}
    while ready:
        node = heappop(ready)[2]
        if node in written:
            continue
        written[node] = None
        for follower in followers[node]:
            hard[follower].discard(node)
            soft[follower].discard(node)
            if not hard[follower]:
                heappush(ready, (len(soft[follower]), numbers[follower], follower))
    return tuple(written)


def _known(node: Node, arrows: Arrows[Node], numbers: Mapping[Node, int]) -> set[Node]:
    return {earlier for earlier in arrows.get(node, ()) if earlier in numbers} - {node}


def waves(
    order: Sequence[Node], must: Arrows[Node], should: Arrows[Node]
) -> tuple[tuple[Node, ...], ...]:
    """The nodes of an order in as few groups as can be, each after the groups that it follows.

    Of the arrows only those count that the order keeps.

    >>> waves("bcda", {"a": "c"}, {"c": "b", "b": "c"})
    (('b', 'd'), ('c',), ('a',))
    """
    levels: dict[Node, int] = {}
    for node in order:
        earlier = (*must.get(node, ()), *should.get(node, ()))
        levels[node] = 1 + max((levels.get(each, -1) for each in earlier), default=-1)
    groups: list[list[Node]] = [[] for _ in set(levels.values())]
    for node, level in levels.items():
        groups[level].append(node)
    return tuple(map(tuple, groups))
