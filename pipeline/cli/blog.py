"""What the commands share: the blog that the user stands in, and the options many of them have."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.errors import SettingsError
from pipeline.speech import say
from pipeline.storage.workspace import Workspace, open_workspace

posts_argument = click.argument("posts", nargs=-1, metavar="[POST]...")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Write the result as JSON, for programs to read."
)


def folder_of(context: click.Context) -> Path:
    """The folder that the user works in: the one behind -C, or the current one."""
    folder = Path(context.find_root().obj)
    if not folder.is_dir():
        raise SettingsError(
            say("there is no folder {folder!r}", folder=str(folder)),
            remedy=say("Look at the spelling behind -C"),
        )
    return folder


def workspace_of(context: click.Context) -> Workspace:
    """The blog that the user works on."""
    return open_workspace(folder_of(context))


def write_json(value: object) -> None:
    """Writes the value to the output, readable by people too."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
