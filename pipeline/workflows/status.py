"""What is translated and what is left: what `tvilling status` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogues.coverage import coverage
from pipeline.errors import TvillingError
from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.reports.status_json import StatusRow
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import read_blog, selected
from pipeline.workflows.catalogues import Translated, Translation, translated
from pipeline.workflows.extract import orphans
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.terms import term_translations

TERMS = "terms"
"""What stands for categories and tags where a post's id would."""


@dataclass(frozen=True, slots=True)
class LanguageTotal:
    """Everything that is translated into one language."""

    lang: str
    pages: int
    """How many posts have to be translated."""
    complete: int
    """How many of them are."""
    coverage: Coverage
    """All their strings and the terms together; the state is that of the least of them."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far every post is in every language."""

    rows: tuple[StatusRow, ...]
    """By post; for each, the languages it was written in before those it is translated into."""
    totals: tuple[LanguageTotal, ...]
    """In the order of the blog's languages."""
    problems: tuple[TvillingError, ...] = ()
    orphans: tuple[str, ...] = ()
    """Catalogues that no post uses any more."""


def status(workspace: Workspace, names: Sequence[str] = (), *, tell: Tell = silent) -> StatusReport:
    """How far the named posts (all, if none) are, as they stand now; nothing is written."""
    whole = read_blog(workspace)
    blog = selected(whole, names)
    problems = list(blog.problems)
    rows: list[StatusRow] = []
    for number, item in enumerate(translated(blog), 1):
        tell("Counting", number, len(blog.groups))
        if isinstance(item, TvillingError):
            problems.append(item)
        else:
            problems.extend(item.problems)
            rows.extend(_rows(item))
    for term in () if names else term_translations(whole):
        if isinstance(term, TvillingError):
            problems.append(term)
        else:
            rows.append(_row(TERMS, "", "", term))
    return StatusReport(
        tuple(rows),
        tuple(_totals(rows, workspace.settings.languages)),
        tuple(problems),
        () if names else orphans(whole),
    )


def _rows(item: Translated) -> Iterator[StatusRow]:
    group, source = item.group, item.group.source
    for post in group.posts:
        written = Coverage(state=PageState.SOURCE)
        yield StatusRow(group.id, post.lang, source.lang, post.path, "", written)
    for translation in item.translations:
        yield _row(group.id, source.lang, source.path, translation)


def _row(post: str, source_lang: str, source: str, translation: Translation) -> StatusRow:
    found = coverage(translation.new)
    return StatusRow(post, translation.lang, source_lang, source, translation.path, found)


def _totals(rows: Sequence[StatusRow], languages: Sequence[str]) -> Iterator[LanguageTotal]:
    for lang in languages:
        mine = [r for r in rows if r.lang == lang and r.coverage.state is not PageState.SOURCE]
        pages = [row for row in mine if row.post != TERMS]
        if mine:
            yield LanguageTotal(
                lang,
                len(pages),
                sum(row.coverage.state is PageState.COMPLETE for row in pages),
                _sum([row.coverage for row in mine]),
            )


_LEAST_FIRST = (PageState.UNTRANSLATED, PageState.PARTIAL, PageState.OUTDATED, PageState.COMPLETE)


def _sum(parts: Sequence[Coverage]) -> Coverage:
    return Coverage(
        sum((part.translated for part in parts), Count()),
        sum((part.fuzzy for part in parts), Count()),
        sum((part.missing for part in parts), Count()),
        min((part.state for part in parts), key=_LEAST_FIRST.index),
    )
