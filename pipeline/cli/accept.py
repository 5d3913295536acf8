"""`tvilling accept`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, workspace_of, write_json
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.plain import plain
from pipeline.speech import ngettext, say

if TYPE_CHECKING:
    from pipeline.storage.workspace import Workspace


@click.command()
@click.argument("post", required=False, metavar="[POST]")
@click.option("--lang", metavar="LANG", help="Accept the translations into this language only.")
@click.option(
    "--string",
    "strings",
    metavar="TEXT",
    multiple=True,
    help="Accept only texts that hold TEXT, as the post has it now. May be repeated.",
)
@click.option(
    "--log", "shows_log", is_flag=True, help="Show what has been accepted so far; change nothing."
)
@json_option
@click.pass_context
def accept(
    context: click.Context,
    post: str | None,
    lang: str | None,
    strings: tuple[str, ...],
    shows_log: bool,
    as_json: bool,
) -> None:
    """Say that an edit left translations valid.

    After an edit, the translation of a changed text waits for a person to look at it. If you
    only mended a slip that no translation shares, this says so: the outdated translations of the
    post count again as they are. Each one and its change is listed, and noted in the catalogue.

    POST is the name of a post (guides/start) or of its file (posts/en/guides/start.md); terms
    are the categories and tags. With --log, POST may be left out, and everything that was ever
    accepted is listed from the notes in the catalogues; git blame tells who accepted it, and when.

    \b
    Examples:
      tvilling accept welcome
      tvilling accept welcome --lang sv
      tvilling accept welcome --string "the first paragraph"
      tvilling accept terms
      tvilling accept --log
    """
    if shows_log:
        _show_log(workspace_of(context), post, lang, as_json)
        return
    if not post:
        raise click.UsageError(say("Say which post: tvilling accept POST"))
    from pipeline.workflows.accept import accept as run

    report = run(workspace_of(context), post, lang, strings)
    if as_json:
        write_json({"accepted": [asdict(item) for item in report.accepted]})
    else:
        for item in report.accepted:
            click.echo(
                say("accepted  {path}: {change}", path=plain(item.path), change=plain(item.change))
            )
        click.echo(_summary(len(report.accepted)))
    stop(show_problems(report.problems))


def _summary(number: int) -> str:
    if not number:
        return say("Nothing is outdated, so there is nothing to accept.")
    return ngettext("{number} translation accepted.", "{number} translations accepted.", number)


def _show_log(workspace: Workspace, post: str | None, lang: str | None, as_json: bool) -> None:
    from pipeline.workflows.accept import accepted_so_far

    log = accepted_so_far(workspace, (post,) if post else ())
    log = tuple(item for item in log if lang in {None, item.what.lang})
    if as_json:
        write_json({"accepted": [{**asdict(item.what), "line": item.line} for item in log]})
        return
    for item in log:
        click.echo(f"{plain(item.what.path)}:{item.line}: {plain(item.what.change)}")
    if not log:
        click.echo(say("Nothing has been accepted so far."))
