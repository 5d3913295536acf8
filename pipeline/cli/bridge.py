"""`tvilling bridge`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.blog import folder_of
from pipeline.cli.plain import plain
from pipeline.speech import say


@click.command()
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it: a file, or a folder that is there. If not given, the current folder.",
)
@click.pass_context
def bridge(context: click.Context, output: Path) -> None:
    """Write the plug-in that a WordPress needs.

    It is one PHP file. With it the site knows which post is which, links languages, and refuses
    writes that would undo somebody's work. It works with Polylang, and without any other plug-in.

    \b
    Examples:
      tvilling bridge
      tvilling bridge -o /var/www/blog/wp-content/mu-plugins
    """
    from pipeline.workflows.bridge import write_bridge

    report = write_bridge(folder_of(context) / output)
    state = say("Written") if report.is_written else say("It is there already")
    click.echo(
        say(
            "{state}: {path} (version {version})",
            state=state,
            path=plain(str(report.path)),
            version=report.version,
        )
    )
    click.echo(
        say(
            "\nPut it into the folder wp-content/mu-plugins of the site, which you "
            "may have to make;"
        )
    )
    click.echo(
        say("it needs no activation there. Or put it into wp-content/plugins and activate it.")
    )
    click.echo(say("\nThen, to see whether all is well:"))
    click.echo(say("  tvilling doctor --target NAME"))
