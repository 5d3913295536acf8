"""`tvilling check`."""

from __future__ import annotations

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of
from pipeline.cli.errors import FINDINGS, stop
from pipeline.cli.progress import progress
from pipeline.cli.words import counted


@click.command()
@posts_argument
@json_option
@click.pass_context
def check(context: click.Context, posts: tuple[str, ...], as_json: bool) -> None:
    """Name every missing or broken translation.

    Each finding says in which file and line it is mended. Nothing is written. The command exits
    with 1 if there is an error, and with 0 if there are only warnings; so it can guard a branch
    in CI.

    Looked for are texts that are not translated or wait for review, catalogues that are not in
    step with their post (run "tvilling extract"), files that cannot be read, and translations
    whose tags, links or markup differ from the post's.

    \b
    Examples:
      tvilling check
      tvilling check guides/start
      tvilling check --json > findings.json
    """
    from pipeline.reports.findings_json import findings_json
    from pipeline.reports.findings_text import findings_text
    from pipeline.workflows.check import check as run

    with progress() as tell:
        report = run(workspace_of(context), posts, tell=tell)
    if as_json:
        click.echo(findings_json(report.findings), nl=False)
    else:
        pages = counted(report.pages, "translation")
        click.echo(f"{findings_text(report.findings)}{pages} of posts checked.")
    stop(FINDINGS if report.errors else 0)
