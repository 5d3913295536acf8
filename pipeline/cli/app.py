"""The command `tvilling`: a table of commands, each loaded when it is called."""

from __future__ import annotations

import importlib

import click

from pipeline.cli.spoken import in_readers_language
from pipeline.speech import N_, say

# Name: what `tvilling --help` says of it. The command is the function of that name (with `_` for
# `-`) in `pipeline/cli/<name>.py`, which is not imported for the help: starting must stay cheap.
COMMANDS = {
    "init": N_("Start a new blog in an empty folder."),
    "extract": N_("Bring the catalogues in step with the posts."),
    "status": N_("Show what is translated and what is left."),
    "check": N_("Name every missing or broken translation."),
    "accept": N_("Say that an edit left translations valid."),
    "verify": N_("Prove that cutting and joining posts changes no byte."),
    "render": N_("Write the translated posts as files."),
    "publish": N_("Publish posts and their translations, linked, to a CMS."),
    "pull": N_("Take what was changed by hand in a CMS into the blog."),
    "unpublish": N_("Put posts into the trash of a CMS."),
    "serve": N_("Show the blog in the browser, on this machine only."),
    "merge-driver": N_("Join two people's work on a catalogue, for git."),
    "bridge": N_("Write the plug-in that a WordPress needs."),
    "doctor": N_("Look for what is wrong with the setup."),
    "demo": N_("Do it all once, to see how it works."),
}

GROUPS = {
    N_("Translate"): ("init", "extract", "status", "check", "accept"),
    N_("Publish"): ("publish", "pull", "unpublish", "serve", "render", "bridge"),
    N_("Look after"): ("verify", "merge-driver", "doctor", "demo"),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name, and imports one when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(importlib.import_module(f"pipeline.cli.{name}"), name)
        assert isinstance(command, click.Command)  # noqa: S101  # a slip in the table above
        return in_readers_language(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(_no_command(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in GROUPS.items():
            with formatter.section(say(title)):
                formatter.write_dl([(name, say(COMMANDS[name])) for name in names])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from pipeline.cli.errors import exit_code_of, is_expected

            if not is_expected(error):
                raise
            ctx.exit(exit_code_of(error))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Help on a command: tvilling COMMAND --help",
)
@click.option(
    "-C",
    "folder",
    metavar="FOLDER",
    default=".",
    help="Work on the blog in this folder instead of the current one.",
)
@click.version_option(package_name="tvilling", message="%(prog)s %(version)s")
@click.pass_context
def tvilling(ctx: click.Context, folder: str) -> None:
    """Keep the language versions of every blog post in step.

    Tvilling takes the text out of the posts, into catalogues (.po files) for translators. It
    shows what is translated and what is left, and publishes the finished versions of each post,
    linked to one another.

    \b
    A day with it:
      tvilling extract      after posts were written or changed
      tvilling status       what is there for translators to do
      tvilling check        is everything right?
      tvilling publish      put it on the web
    """
    ctx.obj = folder


def _no_command(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, 1)
    if not near:
        return say("There is no command {name!r}.", name=name)
    return say("There is no command {name!r}. Did you mean {near!r}?", name=name, near=near[0])
