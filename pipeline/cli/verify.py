"""`tvilling verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.words import counted
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.workflows.verify import VerifyReport

_LONGEST_LINE = 70


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def verify(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Prove that cutting and joining posts changes no byte.

    Tvilling cuts a post into texts for translators and everything else. This command cuts every
    post and joins it again, once as it is and once with each text "translated" by itself, and
    compares the result with the file, byte for byte. Nothing is written.

    PATH is a file or a folder of files, in a blog or not. Without one, the blog's posts are
    verified.

    \b
    Examples:
      tvilling verify
      tvilling verify ~/old-blog/posts
    """
    from pipeline.workflows.verify import verify_blog, verify_paths

    with progress() as tell:
        report = (
            verify_paths(paths, tell=tell)
            if paths
            else verify_blog(workspace_of(context), tell=tell)
        )
    if as_json:
        write_json(_as_json(report))
    else:
        _show(report)
    code = show_problems(report.problems)
    stop(max(code, 0 if report.is_proved else FINDINGS))


def _show(report: VerifyReport) -> None:
    for difference in report.differences:
        click.echo(f"{plain(difference.path)}:{difference.line}: {difference.law}")
        click.echo(say("  is       {line}", line=_line(difference.expected)))
        click.echo(say("  becomes  {line}", line=_line(difference.actual)))
    strings = counted(report.segments, "text")
    click.echo(
        say(
            "{files} identical, with {strings} for translators.",
            files=counted(report.identical, "file"),
            strings=strings,
        )
    )
    if report.differences:
        click.echo(say("{files} changed.", files=counted(len(report.differences), "file")))
    if report.problems:
        click.echo(say("{files} could not be read.", files=counted(len(report.problems), "file")))
    if report.skipped:
        click.echo(say("{files} skipped.", files=counted(report.skipped, "other file")))


def _line(text: str) -> str:
    shown = plain(text)
    return shown if len(shown) <= _LONGEST_LINE else f"{shown[: _LONGEST_LINE - 3]}..."


def _as_json(report: VerifyReport) -> dict[str, object]:
    return {
        "identical": report.identical,
        "texts": report.segments,
        "skipped": report.skipped,
        "differences": [
            {
                "path": difference.path,
                "line": difference.line,
                "law": difference.law,
                "expected": difference.expected,
                "actual": difference.actual,
            }
            for difference in report.differences
        ],
        "problems": [str(problem) for problem in report.problems],
    }
