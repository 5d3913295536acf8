"""The order of posts in lists: what needs somebody most comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from pipeline.model.coverage import PageState
from pipeline.reports.status_json import StatusRow


class Sort(StrEnum):
    """What a list is sorted by."""

    HURT = "hurt"  # what readers see wrong, then what they miss; see `_hurt`
    NAME = "name"  # the id of the post
    WORDS = "words"  # the words that are left to translate or review
    CHANGED = "changed"  # the words of the source that changed since it was translated


def in_order(posts: Iterable[Sequence[StatusRow]], sort: Sort) -> list[StatusRow]:
    """The rows, those of each post together, the post with the worst page first.

    Where two are as bad as each other, they stay in their order.
    """
    rank = _RANKS.get(sort)
    if rank is None:
        return [row for rows in posts for row in rows]
    ranked = sorted(
        (min(map(rank, rows), default=_LAST), number, rows) for number, rows in enumerate(posts)
    )
    return [row for _, _, rows in ranked for row in rows]


_APART = 10**12
"""More words than any page has."""
_LAST = 9 * _APART
_PLACES = {
    PageState.OUTDATED: 1 * _APART,
    PageState.PARTIAL: 2 * _APART,
    PageState.UNTRANSLATED: 3 * _APART,
    PageState.COMPLETE: 8 * _APART,
    PageState.SOURCE: _LAST,
}


def _hurt(row: StatusRow) -> int:
    """Outdated pages say what is no longer so: first those where most words changed.

    Then what is begun, then what is not, with the longest first.
    """
    coverage = row.coverage
    state = coverage.state
    if state is PageState.OUTDATED:
        return _PLACES[state] - coverage.changed
    return _PLACES[state] - coverage.fuzzy.words - coverage.missing.words


def _left(row: StatusRow) -> int:
    return -row.coverage.fuzzy.words - row.coverage.missing.words


_RANKS: dict[Sort, Callable[[StatusRow], int]] = {
    Sort.HURT: _hurt,
    Sort.WORDS: _left,
    Sort.CHANGED: lambda row: -row.coverage.changed,
}
