"""`tvilling demo`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import workspace_of
from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.port import Port
from pipeline.cli.words import counted
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.workflows.demo import Shown

_MOST_PAIRS = 20


@click.command()
@click.option(
    "--port",
    default=8800,
    show_default=True,
    type=Port(),
    metavar="PORT",
    help="Where to show the blog; 0 takes any free port.",
)
@click.pass_context
def demo(context: click.Context, port: int) -> None:
    """Do it all once, to see how it works.

    Extracts the texts, shows the status, publishes the blog to the embedded CMS, then reads the
    published pages like a browser and checks that the language versions name each other. On a
    terminal it goes on showing the blog until Ctrl-C; in a pipe it ends.

    \b
    Example:
      tvilling demo
    """
    from datetime import UTC, datetime

    from pipeline.cli.extract import show_extraction
    from pipeline.cli.publish import show_publication
    from pipeline.cli.status import show_status
    from pipeline.model.target import LOCAL
    from pipeline.workflows.demo import shown
    from pipeline.workflows.extract import extract
    from pipeline.workflows.publish import publish
    from pipeline.workflows.ranking import Sort
    from pipeline.workflows.status import status

    workspace = workspace_of(context)
    stays = sys.stdin.isatty() and sys.stdout.isatty()
    _step(say("Take the texts out of the posts"), "tvilling extract")
    extracted = extract(workspace)
    show_extraction(extracted)
    _step(say("See what is translated"), "tvilling status")
    show_status(status(workspace, sort=Sort.HURT))
    _step(say("Publish to the embedded CMS"), "tvilling publish --target local")
    published = publish(workspace, LOCAL, now=datetime.now(UTC), secret=lambda _: "")
    show_publication(published)
    _step(say("Read the published pages"), "")
    with shown(workspace, published, port if stays else 0) as blog:
        _show(blog, stays)
        if stays:
            _wait()
    code = show_problems(published.problems)
    failed = blog.proof.flaws or not (published.report and published.report.is_fine)
    stop(max(code, FINDINGS if failed else 0))


def _step(title: str, command: str) -> None:
    behind = f"  ({command})" if command else ""
    click.echo(f"\n{click.style(title, bold=True)}{behind}\n")


def _show(blog: Shown, stays: bool) -> None:
    pairs = blog.proof.pairs
    for one, other in pairs[:_MOST_PAIRS]:
        click.echo(
            f"  {one.lang} {_path(blog, one.url)}  <->  {other.lang} {_path(blog, other.url)}"
        )
    if len(pairs) > _MOST_PAIRS:
        click.echo(say("  and {value} more", value=len(pairs) - _MOST_PAIRS))
    for flaw in blog.proof.flaws:
        click.echo(say("  wrong: {flaw}", flaw=flaw))
    pages = len(blog.proof.pages)
    click.echo(
        say(
            "{pages} read over HTTP: {verdict}.",
            pages=counted(pages, "page"),
            verdict=_verdict(blog),
        )
    )
    click.echo(
        say("\nThe blog is at {url} (stop with Ctrl-C)", url=blog.url)
        if stays
        else say(
            "\nLook at it: start {command} serve, and open http://127.0.0.1:8800/",
            command=_command(),
        )
    )


def _command() -> str:
    """How the reader's shell finds the command that runs now."""
    import os
    import shutil

    here = os.path.relpath(sys.argv[0])
    here = sys.argv[0] if here.startswith(os.pardir) else here
    return "tvilling" if shutil.which("tvilling") or not os.access(here, os.X_OK) else here


def _verdict(blog: Shown) -> str:
    if blog.proof.flaws:
        return say("not all are linked as they should be")
    pairs = len(blog.proof.pairs)
    if not pairs:
        return say("no twins yet")
    return say("{pairs} of twins, linked both ways", pairs=counted(pairs, "pair"))


def _path(blog: Shown, url: str) -> str:
    return url.removeprefix(blog.url.rstrip("/"))


def _wait() -> None:
    """Returns on Ctrl-C."""
    import threading

    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo()
