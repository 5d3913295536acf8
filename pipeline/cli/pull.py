"""`tvilling pull`."""

from __future__ import annotations

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.password import secret_of
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.speech import say


@click.command()
@posts_argument
@click.option("--target", metavar="NAME", help="Which CMS of setup.cfg; local is the embedded one.")
@click.option("--dry-run", is_flag=True, help="Only show what would be taken; write no file.")
@json_option
@click.pass_context
def pull(
    context: click.Context,
    posts: tuple[str, ...],
    target: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take what was changed by hand in a CMS into the blog.

    An edit of a page in the language of its post goes into the post; an edit of a translation
    goes into the catalogue, text by text. Nothing is guessed: what has no certain place in the
    files is named, to be carried over by hand. Nothing is written to the CMS.

    "tvilling publish --theirs" does the same and publishes afterwards.

    \b
    Examples:
      tvilling pull
      tvilling pull welcome --target live
    """
    from datetime import UTC, datetime

    from pipeline.cli.publish import pulled_json, pulled_lines
    from pipeline.workflows.pull import pull as run

    workspace = workspace_of(context)
    with progress() as tell:
        report = run(
            workspace,
            workspace.settings.target(target),
            posts,
            now=datetime.now(UTC),
            secret=secret_of,
            dry_run=dry_run,
            tell=tell,
        )
    if as_json:
        write_json(pulled_json(report))
    else:
        lines = pulled_lines(report, dry_run=dry_run)
        for line in lines or [say("Nothing was changed by hand.")]:
            click.echo(plain(line))
    stop(max(show_problems(report.problems), FINDINGS if report.left else 0))
