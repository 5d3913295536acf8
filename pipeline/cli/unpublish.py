"""`tvilling unpublish`."""

from __future__ import annotations

from dataclasses import asdict

import click

from pipeline.cli.asking import asked
from pipeline.cli.blog import json_option, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, stop
from pipeline.cli.password import secret_of
from pipeline.cli.plain import plain

_CMS = 3


@click.command()
@click.argument("posts", nargs=-1, required=True, metavar="POST...")
@click.option("--lang", metavar="LANG", help="Unpublish the version in this language only.")
@click.option("--target", metavar="NAME", help="Which CMS of setup.cfg; local is the embedded one.")
@click.option("--dry-run", is_flag=True, help="Only show what would go into the trash.")
@click.option("--ours", is_flag=True, help="Versions that were changed by hand go too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def unpublish(
    context: click.Context,
    posts: tuple[str, ...],
    lang: str | None,
    target: str | None,
    dry_run: bool,
    ours: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Put posts into the trash of a CMS.

    Nothing is deleted, and nothing is touched that Tvilling did not publish. The post stays
    unpublished until it is named again: "tvilling publish POST" fetches the same page out of the
    trash, with its address.

    Where LANG is the language that the post was written in, its translations go with it.

    \b
    Examples:
      tvilling unpublish welcome
      tvilling unpublish welcome --lang sv --target live
    """
    from pipeline.publish.plan import DONE, PLANNED, Verb, action_line, totals
    from pipeline.workflows.unpublish import unpublish as run

    workspace = workspace_of(context)
    report = run(
        workspace,
        workspace.settings.target(target),
        posts,
        lang=lang,
        secret=secret_of,
        confirm=asked(yes=yes),
        dry_run=dry_run,
        ours=ours,
    )
    if as_json:
        actions = [asdict(action) for action in report.actions]
        write_json({"target": report.target.name, "dry_run": dry_run, "actions": actions})
    else:
        words = DONE if report.is_done else PLANNED
        for action in report.actions:
            click.echo(plain(action_line(action)))
        click.echo(f"{report.target.name}: {totals(report.actions, words)}")
    verbs = {action.verb for action in report.actions}
    stop(_CMS if Verb.FAILED in verbs else FINDINGS if Verb.CONFLICT in verbs else 0)
