"""What `tvilling status` says of the report and the badges that it has written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.blog import workspace_of
from pipeline.cli.errors import show_problems, stop
from pipeline.cli.progress import progress
from pipeline.cli.words import counted
from pipeline.speech import say, written


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options `--html` and `--badges`."""
    folder = click.Path(file_okay=False, path_type=Path)
    badges = click.option(
        "--badges",
        "badges_folder",
        type=folder,
        metavar="DIR",
        help="Write a badge for each language, and one for all, as SVG into the folder.",
    )
    html = click.option(
        "--html",
        "html_folder",
        type=folder,
        metavar="DIR",
        help="Write a report of the whole blog as web pages into the folder.",
    )
    return html(badges(command))


def write_status_files(
    context: click.Context, html_folder: Path | None, badges_folder: Path | None
) -> None:
    """Writes the report, the badges, or both, and says where they are."""
    from pipeline.workflows.html_report import write_badges, write_report

    workspace = workspace_of(context)
    now = datetime.now().astimezone()
    problems = []
    if html_folder is not None:
        with progress() as tell:
            done = write_report(workspace, html_folder, now=now, tell=tell)
        problems = list(done.problems)
        click.echo(
            say(
                "The report is at {value}: {files} written, {unchanged} unchanged, "
                "{number} removed.",
                value=html_folder / "index.html",
                files=counted(len(done.written), "file"),
                unchanged=written(done.unchanged),
                number=written(len(done.removed)),
            )
        )
    if badges_folder is not None:
        done = write_badges(workspace, badges_folder, now=now)
        problems = problems or list(done.problems)
        click.echo(
            say(
                "The badges are in {badges_folder}: {files} written, {unchanged} unchanged.",
                badges_folder=badges_folder,
                files=counted(len(done.written), "file"),
                unchanged=written(done.unchanged),
            )
        )
    stop(show_problems(tuple(problems)))
