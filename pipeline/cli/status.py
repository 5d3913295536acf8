"""`tvilling status`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of
from pipeline.cli.columns import Cell, Column, Row
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.status_files import report_options, write_status_files
from pipeline.cli.table import show_table
from pipeline.cli.words import counted
from pipeline.speech import N_, ngettext, say, written

if TYPE_CHECKING:
    from pipeline.model.coverage import Coverage
    from pipeline.reports.status_json import StatusRow
    from pipeline.storage.workspace import Workspace
    from pipeline.workflows.progress import Tell
    from pipeline.workflows.status import Filter
    from pipeline.workflows.status_report import LanguageTotal, StatusReport

_STYLES = {
    "source": "dim",
    "complete": "green",
    "outdated": "yellow",
    "partial": "yellow",
    "untranslated": "red",
}

_CMS_STYLES = {
    "published": "green",
    "not public": "dim",
    "behind": "yellow",
    "edited": "red",
    "trashed": "red",
    "not published": "dim",
}

_WORDS = {
    "source": N_("source"),
    "complete": N_("complete"),
    "outdated": N_("outdated"),
    "partial": N_("partial"),
    "untranslated": N_("untranslated"),
    "published": N_("published"),
    "not public": N_("not public"),
    "behind": N_("behind"),
    "edited": N_("edited"),
    "trashed": N_("trashed"),
    "not published": N_("not published"),
}
"""What the reader calls the states, whose own names are for options and programs."""

_HEAD = (
    Column(N_("Post"), stretches=True),
    Column(N_("In")),
    Column(N_("State")),
    Column(N_("Done"), "right"),
)
_COLUMNS = (
    *_HEAD,
    Column(N_("Review"), "right"),
    Column(N_("Missing"), "right"),
    Column(N_("Words"), "right"),
    Column(N_("Changed"), "right"),
)
_MOST = 500
"""Rows: more are not read, and on a blog of ten thousand posts they would take most of the time."""
_SORTS = ("hurt", "name", "words", "changed")
"""Those of `Sort`, which the help need not load."""


@click.command()
@posts_argument
@click.option(
    "--lang", "langs", metavar="LANG", multiple=True, help="Only pages in LANG. May be repeated."
)
@click.option(
    "--state",
    "states",
    type=click.Choice(list(_STYLES)),
    multiple=True,
    help="Only pages in this state. May be repeated.",
)
@click.option(
    "--since",
    metavar="COMMIT",
    default="",
    help="Only pages whose post or catalogue changed since the branch left COMMIT.",
)
@click.option(
    "--post",
    "patterns",
    metavar="PATTERN",
    multiple=True,
    help="Only posts whose id is like this, such as 'guides/*'. May be repeated.",
)
@click.option(
    "--sort",
    type=click.Choice(_SORTS),
    default="hurt",
    show_default=True,
    help="What comes first: what hurts most, the name, most words left, or most words changed.",
)
@click.option("--all", "every", is_flag=True, help="Show every page, not only the first 500.")
@click.option("--target", metavar="NAME", help="Show too what this CMS of setup.cfg has.")
@json_option
@report_options
@click.pass_context
def status(
    context: click.Context,
    posts: tuple[str, ...],
    langs: tuple[str, ...],
    states: tuple[str, ...],
    since: str,
    patterns: tuple[str, ...],
    sort: str,
    every: bool,
    target: str | None,
    as_json: bool,
    html_folder: Path | None,
    badges_folder: Path | None,
) -> None:
    """Show what is translated and what is left.

    One line for each post and language, counted on the posts as they are now. Nothing is written,
    and a CMS is only asked.

    \b
    The states:
      source        the post was written in this language
      complete      every text is translated; ready to publish
      outdated      was complete, until the post was changed
      partial       some texts are translated
      untranslated  no text is translated

    Done, Review and Missing count texts: a paragraph, a heading, a cell of a table. Those to
    review have a translation that a person has to look at, since the post has changed. Words are
    those of the texts that are left; Changed are the words of the post that are new or different
    since it was translated, so that a comma counts as nothing.

    What hurts most comes first: outdated pages, by the words that changed, since they tell
    readers what is no longer so; then what is begun, and what is not, by the words left. The first
    500 pages are shown, and the last lines count all of them; --all and --json show every page.

    \b
    With --target, what the CMS shows:
      published      readers find it as it should be
      not public     it is there as it should be: a draft, private or scheduled
      behind         publishing would change it, now or once it is complete
      edited         somebody changed it by hand in the CMS
      trashed        somebody put it in the trash of the CMS
      not published  it is not there

    \b
    Examples:
      tvilling status
      tvilling status welcome
      tvilling status --lang sv --state outdated --state partial
      tvilling status --since origin/main
      tvilling status --target live
      tvilling status --json
      tvilling status --html build/report
    """
    if html_folder or badges_folder:
        write_status_files(context, html_folder, badges_folder)
        return
    from pipeline.workflows.ranking import Sort
    from pipeline.workflows.status import status as run
    from pipeline.workflows.status_report import shortened

    workspace = workspace_of(context)
    pages = _filter(workspace, langs, states, patterns, since)
    most = None if every or as_json else _MOST
    with progress() as tell:
        first = most if target is None else None  # the CMS is asked about all of them
        report = run(workspace, posts, pages=pages, sort=Sort(sort), most=first, tell=tell)
        if target is not None:
            report = shortened(_with_cms(report, workspace, target, posts, tell), most)
    if as_json:
        from pipeline.reports.status_json import status_json

        click.echo(status_json(report.rows, report.target), nl=False)
    else:
        show_status(report)
    stop(show_problems(report.problems))


def _filter(
    workspace: Workspace,
    langs: Iterable[str],
    states: Iterable[str],
    patterns: tuple[str, ...],
    since: str,
) -> Filter:
    from pipeline.model.coverage import PageState
    from pipeline.model.language import parse_tag
    from pipeline.workflows.status import Filter

    wanted = frozenset(map(parse_tag, langs))
    for lang in sorted(wanted.difference(workspace.settings.languages)):
        known = ", ".join(workspace.settings.languages)
        raise click.UsageError(
            say("The blog has no language {lang!r}; it has {known}.", lang=lang, known=known)
        )
    return Filter(wanted, frozenset(map(PageState, states)), patterns, since)


def _with_cms(
    report: StatusReport, workspace: Workspace, name: str, posts: tuple[str, ...], tell: Tell
) -> StatusReport:
    from datetime import UTC, datetime

    from pipeline.cli.password import secret_of
    from pipeline.workflows.cms_status import with_cms

    target = workspace.settings.target(name)
    now = datetime.now(UTC)
    return with_cms(report, workspace, target, posts, now=now, secret=secret_of, tell=tell)


def show_status(report: StatusReport) -> None:
    """Writes the table and the totals."""
    if not report.rows:
        click.echo(
            say("No page is like that.") if report.is_part else say("There are no posts yet.")
        )
        return
    columns: Sequence[Column] = _COLUMNS
    if report.target:
        columns = (*_HEAD, *_COLUMNS[-2:], Column(say("In {target}", target=report.target)))
    columns = [column._replace(title=say(column.title)) for column in columns]
    show_table(columns, list(_table_rows(report.rows, has_cms=bool(report.target))))
    if report.left_out:
        click.echo()
        click.echo(
            ngettext(
                "Not shown: {number} page. --all shows every page.",
                "Not shown: {number} pages. --all shows every page.",
                report.left_out,
            )
        )
    if report.totals:
        click.echo()
    for total in report.totals:
        click.echo(_total(total))
    for path in report.orphans:
        click.echo(say("Unused: {path} (no post needs it)", path=plain(path)))


def _table_rows(rows: Sequence[StatusRow], *, has_cms: bool) -> Iterator[Row]:
    states = {state: Cell(say(_WORDS[state]), style) for state, style in _STYLES.items()}
    last = ""
    for row in rows:
        post = "" if row.post == last else row.post
        last = row.post
        head = (post, row.lang, states[row.coverage.state])
        yield (*head, *_in_cms(row)) if has_cms else (*head, *_counts(row.coverage))


def _counts(coverage: Coverage) -> tuple[str, ...]:
    """Texts done, to review and missing; words left and changed."""
    if coverage.state == "source":
        return ("", "", "", "", "")
    done, fuzzy, missing = coverage.translated, coverage.fuzzy, coverage.missing
    return (
        f"{done.strings}/{done.strings + fuzzy.strings + missing.strings}",
        _number(fuzzy.strings),
        _number(missing.strings),
        _number(fuzzy.words + missing.words),
        _number(coverage.changed),
    )


def _in_cms(row: StatusRow) -> tuple[Cell | str, ...]:
    """Texts done; words left and changed; what the CMS shows."""
    done, _, _, words, changed = _counts(row.coverage)
    shown = Cell(say(_WORDS[row.cms.state]), _CMS_STYLES[row.cms.state]) if row.cms else ""
    return (done, words, changed, shown)


def _number(number: int) -> str:
    return written(number) if number else "-"


def _total(total: LanguageTotal) -> str:
    coverage = total.coverage
    left = coverage.fuzzy + coverage.missing
    done = ngettext(
        "{complete} of {number} post complete",
        "{complete} of {number} posts complete",
        total.pages,
        complete=written(total.complete),
    )
    if not left.strings:
        return say("Into {lang}: {done}, nothing left.", lang=total.lang, done=done)
    return say(
        "Into {lang}: {done}; left are {texts} with {words}.",
        lang=total.lang,
        done=done,
        texts=counted(left.strings, "text"),
        words=counted(left.words, "word"),
    )
