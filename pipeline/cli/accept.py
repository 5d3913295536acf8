"""`tvilling accept`."""

from __future__ import annotations

from dataclasses import asdict

import click

from pipeline.cli.blog import json_option, workspace_of, write_json
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.words import counted


@click.command()
@click.argument("post")
@click.option("--lang", metavar="LANG", help="Accept the translations into this language only.")
@click.option(
    "--string",
    "strings",
    metavar="TEXT",
    multiple=True,
    help="Accept only texts that hold TEXT, as the post has it now. May be repeated.",
)
@json_option
@click.pass_context
def accept(
    context: click.Context, post: str, lang: str | None, strings: tuple[str, ...], as_json: bool
) -> None:
    """Say that an edit left translations valid.

    After an edit, the translation of a changed text waits for a person to look at it. If you
    only mended a slip that no translation shares, this says so: the outdated translations of the
    post count again as they are. Each one and its change is listed, and noted in the catalogue.

    POST is the name of a post (guides/start) or of its file (posts/en/guides/start.md).

    \b
    Examples:
      tvilling accept welcome
      tvilling accept welcome --lang sv
      tvilling accept welcome --string "the first paragraph"
    """
    from pipeline.workflows.accept import accept as run

    report = run(workspace_of(context), post, lang, strings)
    if as_json:
        write_json({"accepted": [asdict(item) for item in report.accepted]})
    else:
        for item in report.accepted:
            click.echo(f"accepted  {plain(item.path)}: {plain(item.change)}")
        click.echo(_summary(len(report.accepted)))
    stop(show_problems(report.problems))


def _summary(number: int) -> str:
    if not number:
        return "Nothing is outdated, so there is nothing to accept."
    return f"{counted(number, 'translation')} accepted."
