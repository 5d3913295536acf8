"""`tvilling publish`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.password import secret_of
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress

if TYPE_CHECKING:
    from pipeline.workflows.publish import PublishReport

_CMS = 3


@click.command()
@posts_argument
@click.option("--target", metavar="NAME", help="Which CMS of setup.cfg; local is the embedded one.")
@click.option("--dry-run", is_flag=True, help="Only show what would change; send no write.")
@click.option("--exit-code", is_flag=True, help="With --dry-run: exit 1 if anything would change.")
@click.option("--ours", is_flag=True, help="Overwrite what was changed by hand in the CMS.")
@json_option
@click.pass_context
def publish(
    context: click.Context,
    posts: tuple[str, ...],
    target: str | None,
    dry_run: bool,
    exit_code: bool,
    ours: bool,
    as_json: bool,
) -> None:
    """Publish posts and their translations, linked, to a CMS.

    Without --target the posts go to the default target of setup.cfg; where none is set, that is
    the embedded CMS on this machine, which "tvilling serve" shows.

    Only complete translations are published; the others are named and held back, and their posts
    are published without them. What somebody changed by hand in the CMS is left alone and
    reported. Publishing again changes only what has changed.

    The password of a WordPress user is asked for, or read from the environment, for a target
    named live from TVILLING_LIVE_PASSWORD. It is never written down.

    \b
    Examples:
      tvilling publish
      tvilling publish --target live --dry-run
      tvilling publish welcome
    """
    from datetime import UTC, datetime

    from pipeline.workflows.publish import publish as run

    if exit_code and not dry_run:
        raise click.UsageError("--exit-code goes with --dry-run.")
    workspace = workspace_of(context)
    with progress() as tell:
        report = run(
            workspace,
            workspace.settings.target(target),
            posts,
            now=datetime.now(UTC),
            secret=secret_of,
            dry_run=dry_run,
            ours=ours,
            tell=tell,
        )
    if as_json:
        write_json(_as_json(report))
    else:
        show_publication(report)
    stop(max(show_problems(report.problems), _code(report, exit_code)))


def show_publication(report: PublishReport) -> None:
    """Writes what was or would be published, a line for each change, then the totals."""
    from pipeline.publish.plan import Verb, action_line, describe

    if report.report is None:
        lines = describe(report.plan)
        click.echo(f"To {report.target.name}, if you publish:")
    else:
        outcomes = report.report.outcomes
        lines = [action_line(a) for a in outcomes if a.verb is not Verb.UNCHANGED]
        lines += [f"{'note':10} {n.post} [{n.lang}]: {n.message}" for n in report.report.notices]
        lines.append(f"{report.target.name}: {report.report.summary}")
        lines += [] if report.plan.has_changes else ["Nothing has changed; nothing was written."]
    for line in lines:
        click.echo(plain(line))


def _code(report: PublishReport, exit_code: bool) -> int:
    if report.report is None:
        return FINDINGS if exit_code and report.plan.has_changes else 0
    if report.report.failures:
        return _CMS
    return FINDINGS if report.report.conflicts else 0


def _as_json(report: PublishReport) -> dict[str, object]:
    result = report.report
    actions = report.plan.actions if result is None else result.outcomes
    notices = report.plan.notices if result is None else result.notices
    return {
        "target": report.target.name,
        "dry_run": result is None,
        "changes": report.plan.has_changes,
        "actions": [asdict(action) for action in actions],
        "notices": [asdict(notice) for notice in notices],
        "problems": [str(problem) for problem in report.problems],
    }
