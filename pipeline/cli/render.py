"""`tvilling render`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import posts_argument, workspace_of
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.words import counted
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.workflows.render import RenderReport


@click.command()
@posts_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the files; it is made if it is not there.",
)
@click.option(
    "--partial", is_flag=True, help="Also write what is translated in part, the rest as it was."
)
@click.pass_context
def render(context: click.Context, posts: tuple[str, ...], output: Path, partial: bool) -> None:
    """Write the translated posts as files.

    The files look like the posts they were made of, byte for byte but for the translated texts,
    and stand in the same folders, below FOLDER. A static site generator can take them from there.
    Only complete translations are written, unless you say --partial.

    \b
    Examples:
      tvilling render -o build
      tvilling render -o build --partial guides/start
    """
    from pipeline.workflows.render import render as run

    with progress() as tell:
        report = run(workspace_of(context), output, posts, partial=partial, tell=tell)
    _show(report, output)
    stop(show_problems(report.problems))


def _show(report: RenderReport, output: Path) -> None:
    for path in report.written:
        click.echo(say("written   {value}", value=plain(str(output / path))))
    for held in report.held:
        click.echo(
            say("held back {value}", value=plain(f"{held.post} ({held.lang}): {held.reason}"))
        )
    if report.unchanged:
        click.echo(say("{files} unchanged.", files=counted(len(report.unchanged), "file")))
    if not report.written and not report.unchanged:
        click.echo(say("There is nothing to write: no translation is complete."))
