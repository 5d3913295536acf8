"""The one place where an error becomes a message and an exit code."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable

import click

from pipeline.cli.plain import plain
from pipeline.errors import StorageError, TvillingError
from pipeline.speech import say

FINDINGS = 1
"""Something is wrong with the content, or changes are pending and the user asked to know."""
INTERRUPTED = 130
UNREAD = 141
"""What shells report of a program that stopped as nobody read on: the rest may have held errors."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What keeps output back; of files, the storage tells."""


def show_error(error: TvillingError) -> None:
    """Writes the error to the error stream: where, what, and on a line of its own what to do."""
    for problem in getattr(error, "problems", (error,)):
        place = f"{problem.where}: " if problem.where else ""
        head = click.style(say("error:"), fg="red", bold=True)
        click.echo(f"{head} {plain(place + problem.what)}", err=True)
        if problem.remedy:
            click.echo(f"  {plain(sentence(problem.remedy))}", err=True)


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def show_problems(problems: Iterable[TvillingError]) -> int:
    """The exit code that the problems ask for, after each is written to the error stream."""
    code = 0
    for problem in problems:
        show_error(problem)
        code = max(code, problem.exit_code)
    return code


def stop(code: int) -> None:
    """Ends the command with the exit code, unless it is 0."""
    if code:
        click.get_current_context().exit(code)


def is_expected(error: BaseException) -> bool:
    """Whether the user, not a programmer, can do something about the error."""
    is_of_output = isinstance(error, OSError) and error.errno in _FULL
    return is_of_output or isinstance(error, TvillingError | BrokenPipeError | KeyboardInterrupt)


def exit_code_of(error: BaseException) -> int:
    """What the process exits with for an error, after the error was shown where there is use."""
    if isinstance(error, TvillingError):
        show_error(error)
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        _close_quietly()
        return UNREAD
    if isinstance(error, OSError):
        from pipeline.storage.files import cause_of

        _close_quietly()
        cause, remedy = cause_of(error)
        told = say("the output cannot be written: {cause}", cause=cause)
        return exit_code_of(StorageError(told, remedy=remedy))
    click.echo("", err=True)
    return INTERRUPTED


def _close_quietly() -> None:
    """Keeps Python from trying to write the rest of the output once more."""
    import os

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
