"""What is translated and what is left: what `tvilling status` shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.model.quick_tuple import quick_tuple
from pipeline.reports.status_json import StatusRow
from pipeline.speech import N_
from pipeline.storage.cache_rows import PageFacts
from pipeline.storage.cache_values import Settled
from pipeline.storage.ids import RESERVED
from pipeline.storage.workspace import Workspace
from pipeline.workflows.compact import coverages
from pipeline.workflows.look import Look, look_at
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.ranking import Sort, in_order
from pipeline.workflows.status_report import (
    LanguageTotal,
    StatusReport,
    read_report,
    report_text,
    shortened,
)

if TYPE_CHECKING:
    from pipeline.workflows.blog import Group

TERMS = RESERVED
"""What stands for categories and tags where a post's id would."""


class Filter(NamedTuple):
    """The pages that a report is about; all, where nothing is said."""

    langs: frozenset[str] = frozenset()
    states: frozenset[PageState] = frozenset()
    posts: tuple[str, ...] = ()
    """Patterns of ids, with `*` and `?`."""
    since: str = ""
    """A commit: pages whose post or catalogue is no longer as it was there."""


EVERY_PAGE = Filter()


def status(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    pages: Filter = EVERY_PAGE,
    sort: Sort = Sort.NAME,
    most: int | None = None,
    cached: bool = True,
    tell: Tell = silent,
) -> StatusReport:
    """How far the named posts (all, if none) are, as they stand now; no catalogue is written.

    The report is the same whether the cache may be used or not. The totals count what the filter
    leaves, except that pages in other states count too: they say how much is done. With `most`,
    only so many rows are told of one by one.
    """
    look = look_at(workspace, cached=cached)
    name = f"status {sort} {most}"
    is_kept = most is not None and not names and pages == EVERY_PAGE and look.is_sound
    said = look.cache.recalled(name, look.tree) if is_kept else None
    if said is not None:
        return read_report(said)
    settled = None if names else look.settled(*_Counted._fields, posts=True)
    found = _looked_up(look, names, tell) if settled is None else _of_settled(workspace, settled)
    report = shortened(_told(found, pages, sort, workspace), most)
    if settled is not None and is_kept:
        look.cache.remember(name, look.tree, report_text(report))
    return report


def _told(found: StatusReport, pages: Filter, sort: Sort, workspace: Workspace) -> StatusReport:
    """The report of what the filter leaves, in order, with its totals."""
    rows = _of(found.rows, pages, workspace)
    shown = rows
    if pages.states:
        shown = [row for row in rows if row.coverage.state in pages.states]
    return found._replace(
        rows=tuple(in_order([list(post) for _, post in groupby(shown, _POST)], sort)),
        totals=tuple(_totals(rows, workspace.settings.languages)),
        orphans=found.orphans if pages == EVERY_PAGE else (),
        is_part=pages != EVERY_PAGE,
    )


_POST = attrgetter("post")


def _of(rows: Sequence[StatusRow], pages: Filter, workspace: Workspace) -> Sequence[StatusRow]:
    """The rows that the filter leaves, of whatever state."""
    if pages.langs:
        rows = [row for row in rows if row.lang in pages.langs]
    if pages.posts:
        is_meant = re.compile("|".join(map(translate, pages.posts))).match
        rows = [row for row in rows if is_meant(row.post)]
    if pages.since:
        from pipeline.storage.git_changes import changes_since

        changed = changes_since(workspace.root, pages.since).paths
        rows = [row for row in rows if row.source in changed or row.catalogue in changed]
    return rows


def _of_settled(workspace: Workspace, settled: Settled) -> StatusReport:
    """All rows, by name, of a blog that is as it was."""
    by_post: defaultdict[str, list[_Counted]] = defaultdict(list)
    for page in map(_counted, settled.pages):
        by_post[page.post].append(page)
    terms = by_post.pop(RESERVED, [])
    from pipeline.workflows.blog import joined

    groups = joined(workspace, settled.posts).groups
    pages = [(group, by_post[group.id]) for group in groups]
    return StatusReport(tuple(_rows([*pages, (None, terms)])), (), (), settled.orphans)


def _looked_up(look: Look, names: Sequence[str], tell: Tell) -> StatusReport:
    """All rows of the named posts, by name."""
    # Imported here: where nothing has changed, nobody needs it.
    from pipeline.workflows.survey import walk_through
    from pipeline.workflows.wants import Wants

    wants = Wants(coverage=True, trusts_seals=bool(look.cache.path))
    walk = walk_through(look, names, wants, N_("Counting"), tell, terms=not names)
    problems = list(walk.blog.problems)

    def readable() -> Iterator[tuple[Group | None, Sequence[PageFacts]]]:
        for group, item in walk.items:
            problems.extend(item.all_problems)
            if item.failure is None:
                yield group, item.pages

    rows = tuple(_rows(readable()))
    walk.finish()
    return StatusReport(rows, (), tuple(problems), () if names else walk.orphans)


class _Counted(NamedTuple):
    """What is shown of a page."""

    post: str
    lang: str
    source_lang: str
    source: str
    path: str
    coverage: str | None


_counted = quick_tuple(_Counted)
_row = quick_tuple(StatusRow)
_TOGETHER = 500
"""Posts whose coverages are read as one text; see `coverages`."""


def _rows(
    found: Iterable[tuple[Group | None, Sequence[_Counted | PageFacts]]],
) -> Iterator[StatusRow]:
    """The rows of each post and its pages; those of terms come without a post."""
    left = iter(found)
    while some := list(islice(left, _TOGETHER)):
        texts = (page.coverage or "" for _, pages in some for page in pages)
        counted = iter(coverages(texts))
        for group, pages in some:
            if group is not None:
                lang = group.source.lang
                for post in group.posts:
                    yield _row((post.id, post.lang, lang, post.path, "", _SOURCE, None))
            for page in pages:
                yield _row(
                    (
                        page.post,
                        page.lang,
                        page.source_lang,
                        page.source,
                        page.path,
                        next(counted),
                        None,
                    )
                )


_SOURCE = Coverage(state=PageState.SOURCE)


def _totals(rows: Sequence[StatusRow], languages: Sequence[str]) -> Iterator[LanguageTotal]:
    by_lang: defaultdict[str, list[StatusRow]] = defaultdict(list)
    for row in rows:
        if row.coverage is not _SOURCE:
            by_lang[row.lang].append(row)
    for lang in languages:
        if mine := by_lang[lang]:
            states = [row.coverage.state for row in mine if row.post != TERMS]
            complete = states.count(PageState.COMPLETE)
            parts = [row.coverage for row in mine]
            yield LanguageTotal(lang, len(states), complete, _sum(parts))


_LEAST_FIRST = (PageState.UNTRANSLATED, PageState.PARTIAL, PageState.OUTDATED, PageState.COMPLETE)


def _sum(parts: Sequence[Coverage]) -> Coverage:
    return Coverage(
        _count([part.translated for part in parts]),
        _count([part.fuzzy for part in parts]),
        _count([part.missing for part in parts]),
        min({part.state for part in parts}, key=_LEAST_FIRST.index),
        sum(part.changed for part in parts),
    )


def _count(counts: Sequence[Count]) -> Count:
    # Not `sum(counts, Count())`, which makes twenty thousand values to throw them away.
    return Count(sum(count.strings for count in counts), sum(count.words for count in counts))
