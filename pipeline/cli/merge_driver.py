"""`tvilling merge-driver`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.words import counted
from pipeline.speech import say


@click.command(name="merge-driver")
@click.argument("versions", nargs=-1, metavar="[BASE OURS THEIRS [PATH]]")
@click.option("--install", is_flag=True, help="Write the commands that make git use it.")
def merge_driver(versions: tuple[str, ...], install: bool) -> None:
    """Join two people's work on a catalogue, for git.

    git calls this when two branches changed the same .po file. The versions are joined entry by
    entry, whatever the order and wrapping of their lines. Where two people translated the same
    text differently, ours is kept for review, theirs is in a comment above it, and git reports a
    conflict (exit code 1). So it does where a version is no catalogue; then OURS is left as it is.

    \b
    Once in each clone:
      tvilling merge-driver --install | sh
    """
    from pipeline.workflows.merge_driver import merge_files, setup_lines

    if install:
        for line in setup_lines():
            click.echo(line)
        return
    if len(versions) not in (3, 4):
        raise click.UsageError(
            say("Name the three files that git wants to join, or give --install.")
        )
    base, ours, theirs = map(Path, versions[:3])
    name = versions[-1] if len(versions) == 4 else versions[1]
    report = merge_files(base, ours, theirs, name)
    for _, msgid in report.conflicts:
        click.echo(
            say(
                "{name}: translated differently: {msgid}", name=plain(name), msgid=plain(msgid[:70])
            ),
            err=True,
        )
    if report.conflicts:
        number = counted(len(report.conflicts), "text")
        click.echo(
            say("{name}: {number} to look at, marked fuzzy", name=plain(name), number=number),
            err=True,
        )
    stop(max(show_problems(report.problems), FINDINGS if report.conflicts else 0))
