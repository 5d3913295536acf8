"""Where the password of a CMS comes from: the environment, or a prompt; never from a file."""

from __future__ import annotations

import os
import sys

import click

from pipeline.errors import SettingsError
from pipeline.storage.settings import Target


def secret_of(target: Target) -> str:
    """The application password of the target's user."""
    password = os.environ.get(target.password_variable)
    if password:
        return password
    if not sys.stdin.isatty():
        raise SettingsError(
            f"the password of {target.user} for the target {target.name} is not known",
            remedy=f"Put an application password into {target.password_variable}",
        )
    answer: str = click.prompt(
        f"Application password of {target.user} at {target.url}", hide_input=True, err=True
    )
    return answer
