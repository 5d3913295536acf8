"""Where the password of a CMS comes from: the environment, or a prompt; never from a file."""

from __future__ import annotations

import os
import sys

import click

from pipeline.errors import SettingsError
from pipeline.model.target import Target
from pipeline.speech import say


def secret_of(target: Target) -> str:
    """The application password of the target's user."""
    password = os.environ.get(target.password_variable)
    if password:
        return password
    if not sys.stdin.isatty():
        raise SettingsError(
            say(
                "the password of {user} for the target {name} is not known",
                user=target.user,
                name=target.name,
            ),
            remedy=say(
                "Put an application password into {password_variable}",
                password_variable=target.password_variable,
            ),
        )
    answer: str = click.prompt(
        say("Application password of {user} at {url}", user=target.user, url=target.url),
        hide_input=True,
        err=True,
    )
    return answer
