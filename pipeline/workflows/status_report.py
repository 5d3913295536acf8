"""What `tvilling status` says of a blog, and the short form in which the cache keeps it.

On a large blog most of the time goes into twenty thousand rows of which nobody reads more than the
first few hundred. So what was said last is kept, and holds as long as no file looks different.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pipeline.errors import TvillingError
from pipeline.model.coverage import Coverage
from pipeline.reports.status_json import StatusRow
from pipeline.workflows.compact import coverage_json, coverages


class LanguageTotal(NamedTuple):
    """Everything that is translated into one language."""

    lang: str
    pages: int
    """How many posts have to be translated."""
    complete: int
    """How many of them are."""
    coverage: Coverage
    """All their strings and the terms together; the state is that of the least of them."""


class StatusReport(NamedTuple):
    """How far every post is in every language."""

    rows: tuple[StatusRow, ...]
    """By post; for each, the languages it was written in before those it is translated into."""
    totals: tuple[LanguageTotal, ...]
    """In the order of the blog's languages."""
    problems: tuple[TvillingError, ...] = ()
    orphans: tuple[str, ...] = ()
    """Catalogues that no post uses any more."""
    target: str = ""
    """The CMS that was asked what it shows, if one was."""
    is_part: bool = False
    """Whether a filter may have left pages out."""
    left_out: int = 0
    """How many rows more there are than are told of one by one; the totals count them."""


def shortened(report: StatusReport, most: int | None) -> StatusReport:
    """The report with no more rows than `most`; with all of them, if it is not said."""
    if most is None or len(report.rows) <= most:
        return report
    left_out = report.left_out + len(report.rows) - most
    return report._replace(rows=report.rows[:most], left_out=left_out)


def report_text(report: StatusReport) -> str:
    """The report as short JSON; problems, a CMS and filters have no place in it."""
    rows = [[*_names(row), coverage_json(row.coverage)] for row in report.rows]
    totals = [[t.lang, t.pages, t.complete, coverage_json(t.coverage)] for t in report.totals]
    return json.dumps([rows, totals, report.orphans, report.left_out], ensure_ascii=False)


def _names(row: StatusRow) -> tuple[str, str, str, str, str]:
    return (row.post, row.lang, row.source_lang, row.source, row.catalogue)


def read_report(text: str) -> StatusReport:
    """The report that `report_text` made the text of."""
    rows, totals, orphans, left_out = json.loads(text)
    of_rows = coverages(row[-1] for row in rows)
    of_totals = coverages(total[-1] for total in totals)
    return StatusReport(
        tuple(map(_row, rows, of_rows)),
        tuple(map(_total, totals, of_totals)),
        orphans=tuple(orphans),
        left_out=left_out,
    )


def _row(values: list[Any], coverage: Coverage) -> StatusRow:
    post, lang, source_lang, source, catalogue, _ = values
    return StatusRow(post, lang, source_lang, source, catalogue, coverage)


def _total(values: list[Any], coverage: Coverage) -> LanguageTotal:
    lang, pages, complete, _ = values
    return LanguageTotal(lang, pages, complete, coverage)
