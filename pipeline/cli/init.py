"""`tvilling init`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.blog import folder_of
from pipeline.cli.plain import plain
from pipeline.speech import say


@click.command()
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option(
    "--title",
    metavar="TITLE",
    default="My blog",
    show_default=True,
    help="What the blog is called.",
)
@click.option(
    "--languages",
    metavar="LANG,…",
    default="en,sv",
    show_default=True,
    help="The languages of the blog, the main one first.",
)
@click.pass_context
def init(context: click.Context, folder: str | None, title: str, languages: str) -> None:
    """Start a new blog, in FOLDER or in the current folder.

    It gets its settings (setup.cfg), a first post to play with in English and in Swedish, and a
    README for your team. Files that are there already are never replaced.

    \b
    Example:
      tvilling init our-blog --title "Our blog"
    """
    from pipeline.workflows.init import init as run

    place = folder_of(context) / (folder or ".")
    report = run(place, title, tuple(word.strip() for word in languages.split(",") if word.strip()))
    click.echo(say("A new blog in {place}:", place=plain(_shown(place))))
    for path in report.written:
        click.echo(f"  {path}")
    for path in report.kept:
        click.echo(say("  {path} (was there, left as it is)", path=path))
    click.echo("\n" + say("Next:"))
    if place.resolve() != Path.cwd():
        click.echo(say("  cd {place}", place=plain(_shown(place))))
    click.echo(say("  tvilling extract"))


def _shown(folder: Path) -> str:
    return str(folder) if folder != Path() else say("this folder")
