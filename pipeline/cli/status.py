"""`tvilling status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.table import Cell, Column, Row, show_table
from pipeline.cli.words import counted

if TYPE_CHECKING:
    from pipeline.reports.status_json import StatusRow
    from pipeline.workflows.status import LanguageTotal, StatusReport

_STYLES = {
    "source": "dim",
    "complete": "green",
    "outdated": "yellow",
    "partial": "yellow",
    "untranslated": "red",
}

_STATES = {state: Cell(state, style) for state, style in _STYLES.items()}

_COLUMNS = (
    Column("Post", stretches=True),
    Column("In"),
    Column("State"),
    Column("Done", "right"),
    Column("Review", "right"),
    Column("Missing", "right"),
    Column("Words left", "right"),
)


@click.command()
@posts_argument
@json_option
@click.pass_context
def status(context: click.Context, posts: tuple[str, ...], as_json: bool) -> None:
    """Show what is translated and what is left.

    One line for each post and language, counted on the posts as they are now. Nothing is written.

    \b
    The states:
      source        the post was written in this language
      complete      every text is translated; ready to publish
      outdated      was complete, until the post was changed
      partial       some texts are translated
      untranslated  no text is translated

    Done, Review and Missing count texts: a paragraph, a heading, a cell of a table. Those to
    review have a translation that a person has to look at, since the post has changed.

    \b
    Examples:
      tvilling status
      tvilling status welcome
      tvilling status --json
    """
    from pipeline.workflows.status import status as run

    with progress() as tell:
        report = run(workspace_of(context), posts, tell=tell)
    if as_json:
        from pipeline.reports.status_json import status_json

        click.echo(status_json(report.rows), nl=False)
    else:
        show_status(report)
    stop(show_problems(report.problems))


def show_status(report: StatusReport) -> None:
    """Writes the table and the totals."""
    if not report.rows:
        click.echo("There are no posts yet.")
        return
    show_table(_COLUMNS, list(_table_rows(report.rows)))
    if report.totals:
        click.echo()
    for total in report.totals:
        click.echo(_total(total))
    for path in report.orphans:
        click.echo(f"Unused: {plain(path)} (no post needs it)")


def _table_rows(rows: tuple[StatusRow, ...]) -> list[Row]:
    shown: list[Row] = []
    last = ""
    for row in rows:
        post = "" if row.post == last else row.post
        last = row.post
        shown.append(_table_row(post, row))
    return shown


def _table_row(post: str, row: StatusRow) -> Row:
    coverage = row.coverage
    state = _STATES[coverage.state]
    if coverage.state == "source":
        return (post, row.lang, state, "", "", "", "")
    done, fuzzy, missing = coverage.translated, coverage.fuzzy, coverage.missing
    return (
        post,
        row.lang,
        state,
        f"{done.strings}/{done.strings + fuzzy.strings + missing.strings}",
        _number(fuzzy.strings),
        _number(missing.strings),
        _number(fuzzy.words + missing.words),
    )


def _number(number: int) -> str:
    return f"{number:,}" if number else "-"


def _total(total: LanguageTotal) -> str:
    coverage = total.coverage
    left = coverage.fuzzy + coverage.missing
    done = f"{total.complete} of {counted(total.pages, 'post')} complete"
    if not left.strings:
        return f"Into {total.lang}: {done}, nothing left."
    return (
        f"Into {total.lang}: {done}; left are {counted(left.strings, 'text')} "
        f"with {counted(left.words, 'word')}."
    )
