"""`tvilling serve`."""

from __future__ import annotations

import click

from pipeline.cli.blog import workspace_of
from pipeline.cli.port import Port
from pipeline.speech import say


@click.command()
@click.option(
    "--port",
    default=8800,
    show_default=True,
    type=Port(),
    metavar="PORT",
    help="Where to serve; 0 takes any free port.",
)
@click.option("--new-password", is_flag=True, help="Make a new password for programs, and show it.")
@click.pass_context
def serve(context: click.Context, port: int, new_password: bool) -> None:
    """Show the blog in the browser, on this machine only.

    Shows what "tvilling publish" has published to the embedded CMS. Nobody else can see it. Leave
    it running while you work, publish again, and reload the page. Stop it with Ctrl-C.

    Under /_preview/ it shows each post beside its translation, from your files as they are now,
    published or not: texts that are missing or to be reviewed are marked, a click opens the entry
    of a text, and the page follows when you save.

    The first time, a user name and a password are shown, with which other programs can use the
    embedded CMS like a WordPress. They are shown once and kept nowhere.

    \b
    Examples:
      tvilling publish
      tvilling serve
      tvilling serve --port 9000
    """
    from pipeline.workflows.serve import access
    from pipeline.workflows.serve import serve as run

    workspace = workspace_of(context)

    def ready(url: str) -> None:
        # Asked for no earlier: a password made for a port that cannot be opened is never seen.
        way_in = access(workspace, renew=new_password)
        click.echo(say("The blog is at {url}/ (stop with Ctrl-C)", url=url))
        click.echo(say("Posts beside their translations are at {url}/_preview/", url=url))
        if way_in.password:
            click.echo(say("For programs: {url}/wp-json/", url=url))
            click.echo(say("  user      {user}", user=way_in.user))
            click.echo(say("  password  {password}  (shown this once)", password=way_in.password))

    run(workspace, port, ready)
