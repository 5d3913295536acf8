"""Commands whose help is in the reader's language.

Click keeps the texts of the help from the moment a module is imported; they are looked up here
when a command is about to run.
"""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Iterator

import click

from pipeline.speech import say, spoken

_AS_IT_IS = "\b\n"
"""Before a paragraph whose lines Click leaves alone."""
_COMMAND_ALONE = re.compile(r"  tvilling \S+( \S+)*")


def in_readers_language(command: click.Command) -> click.Command:
    """The command, saying the same; in English it is the very same."""
    if not spoken():
        return command
    told = copy.copy(command)
    told.help = "\n\n".join(map(_told, _paragraphs(command)))
    told.epilog = say(command.epilog) if command.epilog else None
    told.options_metavar = say("[OPTIONS]")
    if isinstance(told, click.Group):
        told.subcommand_metavar = say("COMMAND [ARGS]...")
    told.params = [_parameter(parameter) for parameter in command.params]
    return told


def help_messages(command: click.Command) -> Iterator[str]:
    """Every message of the help of a command, in reading order."""
    for paragraph in _paragraphs(command):
        yield from _messages(paragraph)
    for parameter in command.params:
        yield parameter.metavar or ""
        yield (parameter.help or "") if isinstance(parameter, click.Option) else ""
    yield command.epilog or ""


def _paragraphs(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").split("\n\n")


def _messages(paragraph: str) -> list[str]:
    """A paragraph is one message; of those that are left alone, each line that holds words is."""
    if not paragraph.startswith(_AS_IT_IS):
        return [" ".join(paragraph.split())]
    lines = paragraph.removeprefix(_AS_IT_IS).splitlines()
    return [line for line in lines if not _COMMAND_ALONE.fullmatch(line)]


def _told(paragraph: str) -> str:
    if not paragraph.startswith(_AS_IT_IS):
        return say(" ".join(paragraph.split()))
    return _AS_IT_IS + "\n".join(map(say, paragraph.removeprefix(_AS_IT_IS).splitlines()))


def _parameter(parameter: click.Parameter) -> click.Parameter:
    told = copy.copy(parameter)
    if told.metavar:
        told.metavar = say(told.metavar)
    if isinstance(told, click.Option) and told.help:
        told.help = say(told.help)
    return told
