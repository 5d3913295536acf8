"""`tvilling publish`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.asking import asked
from pipeline.cli.blog import json_option, posts_argument, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, show_error, show_problems, stop
from pipeline.cli.password import secret_of
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.stopping import stopping
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.storage.journal import Unended
    from pipeline.workflows.publish import PublishReport
    from pipeline.workflows.pulling import PullReport

_CMS = 3


@click.command()
@posts_argument
@click.option("--target", metavar="NAME", help="Which CMS of setup.cfg; local is the embedded one.")
@click.option("--dry-run", is_flag=True, help="Only show what would change; send no write.")
@click.option("--exit-code", is_flag=True, help="With --dry-run: exit 1 if anything would change.")
@click.option("--ours", is_flag=True, help="Overwrite what was changed by hand in the CMS.")
@click.option(
    "--theirs",
    is_flag=True,
    help="First take what was changed by hand in the CMS into the posts and catalogues.",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Put into the trash of the CMS what was published of posts that are gone.",
)
@click.option("--yes", is_flag=True, help="With --prune: do not ask.")
@json_option
@click.pass_context
def publish(
    context: click.Context,
    posts: tuple[str, ...],
    target: str | None,
    dry_run: bool,
    exit_code: bool,
    ours: bool,
    theirs: bool,
    prune: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Publish posts and their translations, linked, to a CMS.

    Without --target the posts go to the default target of setup.cfg; where none is set, that is
    the embedded CMS on this machine, which "tvilling serve" shows.

    Only complete translations are published; the others are named and held back, and their posts
    are published without them. Publishing again changes only what has changed.

    What somebody changed by hand in the CMS is shown and left alone. With --theirs it is taken
    into the posts and catalogues of the blog, and what cannot be taken is named; with --ours it
    is overwritten, and WordPress keeps it among the revisions of the post.

    --prune looks for posts that Tvilling published and whose files are gone. They go into the
    trash of the CMS, after a question; a file that comes back brings its post back.

    The password of a WordPress user is asked for, or read from the environment, for a target
    named live from TVILLING_LIVE_PASSWORD. It is never written down.

    Ctrl-C stops when what is under way is answered, tells what was done, and exits with 130; a
    second one stops at once. Either way, run it again: what is done stays done.

    \b
    Examples:
      tvilling publish
      tvilling publish --target live --dry-run
      tvilling publish welcome
      tvilling publish welcome --theirs
    """
    from datetime import UTC, datetime

    from pipeline.workflows.publish import publish as run

    if exit_code and not dry_run:
        raise click.UsageError(say("--exit-code goes with --dry-run."))
    if ours and theirs:
        raise click.UsageError(say("--ours and --theirs exclude each other."))
    if prune and posts:
        raise click.UsageError(say("--prune goes with all posts; name none."))
    workspace = workspace_of(context)
    with progress() as tell, stopping() as stopped:
        report = run(
            workspace,
            workspace.settings.target(target),
            posts,
            now=datetime.now(UTC),
            secret=secret_of,
            dry_run=dry_run,
            ours=ours,
            theirs=theirs,
            pruned=stopped.unheeded(asked(yes=yes)) if prune else None,
            tell=tell,
            stop=stopped,
        )
    if as_json:
        write_json(_as_json(report))
    else:
        show_publication(report)
    result = report.report
    if result is not None and result.error is not None:
        show_error(result.error)
    stop(max(show_problems(report.problems), _code(report, exit_code)))


def show_publication(report: PublishReport) -> None:
    """Writes what was or would be published, a line for each change, then the totals."""
    from pipeline.publish.plan import Verb, action_lines, describe, notice_line

    lines: list[str] = []
    if report.unended is not None:
        lines.append(_unended(report.target.name, report.unended))
    if report.lack is not None:
        lines += [f"{say('note'):10} {report.lack.what}", f"{'':10} {report.lack.remedy}"]
    if report.pulled is not None:
        lines += pulled_lines(report.pulled, dry_run=report.report is None)
    if report.report is None:
        lines += [
            say("To {name}, if you publish:", name=report.target.name),
            *describe(report.plan),
        ]
    else:
        outcomes = report.report.outcomes
        untold = (Verb.UNCHANGED, Verb.LEFT)
        shown = (action for action in outcomes if action.verb not in untold)
        lines += [line for action in shown for line in action_lines(action)]
        lines += map(notice_line, report.report.notices)
        lines.append(f"{report.target.name}: {report.report.summary}")
        lines += (
            [] if report.plan.has_changes else [say("Nothing has changed; nothing was written.")]
        )
    for line in lines:
        click.echo(plain(line))


def pulled_lines(report: PullReport, *, dry_run: bool) -> list[str]:
    """What was taken from the CMS into the blog, or would be, and what was not."""
    word = say("would take") if dry_run else say("taken")
    lines = [
        f"{word:10} {item.path or item.post + ' [' + item.lang + ']'}: {item.field}: {item.shown}"
        for item in report.taken
    ]
    for item in report.left:
        lines.append(
            f"{say('left'):10} {say('post')} {item.post} [{item.lang}]: {item.field}: {item.reason}"
        )
        lines += ["    " + say("is: {text}", text=item.new)] if item.new else []
        lines += ["    " + say("was: {text}", text=item.old)] if item.old else []
    return lines


def _unended(target: str, run: Unended) -> str:
    """What is known of a run that did not come to its end."""
    if run.is_running:
        return say(
            "Another run to {target} began at {began} and is still at work.",
            target=target,
            began=run.began,
        )
    return say(
        "The last run to {target}, begun at {began}, was broken off: {answered} of {planned} "
        "writes were done, {under_way} were under way. This one goes on from what the CMS has.",
        target=target,
        began=run.began,
        answered=run.answered,
        planned=run.planned,
        under_way=len(run.under_way),
    )


def _code(report: PublishReport, exit_code: bool) -> int:
    if report.report is None:
        return FINDINGS if exit_code and report.plan.has_changes else 0
    if report.report.error is not None:
        return report.report.error.exit_code
    if report.report.failures:
        return _CMS
    if report.pulled is not None and report.pulled.left:
        return FINDINGS
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
        "error": None if result is None or result.error is None else str(result.error),
        **({} if report.lack is None else {"lacks": asdict(report.lack)}),
        **({} if report.pulled is None else {"pulled": pulled_json(report.pulled)}),
    }


def pulled_json(report: PullReport) -> dict[str, object]:
    """What was taken from the CMS, as values that JSON has."""
    return {
        "taken": [asdict(item) for item in report.taken],
        "left": [asdict(item) for item in report.left],
        "files": list(report.paths),
    }
