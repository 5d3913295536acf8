"""The one place where an error becomes a message and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from pipeline.cli.plain import plain
from pipeline.errors import TvillingError
from pipeline.speech import say

FINDINGS = 1
"""Something is wrong with the content, or changes are pending and the user asked to know."""
INTERRUPTED = 130


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
    return isinstance(error, TvillingError | BrokenPipeError | KeyboardInterrupt)


def exit_code_of(error: BaseException) -> int:
    """What the process exits with for an error, after the error was shown where there is use."""
    if isinstance(error, TvillingError):
        show_error(error)
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        _close_quietly()
        return 0
    click.echo("", err=True)
    return INTERRUPTED


def _close_quietly() -> None:
    """Keeps Python from complaining at its end that nobody read the rest of the output."""
    import os

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
