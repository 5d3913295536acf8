"""The question before something goes into the trash of a CMS."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from pipeline.cli.plain import plain
from pipeline.errors import SettingsError
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.publish.plan import Action


def asked(*, yes: bool) -> Callable[[Sequence[Action]], bool]:
    """Whether the person agrees that these versions go into the trash; not asked with `yes`."""

    def confirm(actions: Sequence[Action]) -> bool:
        from pipeline.publish.plan import action_line

        if yes:
            return True
        if not sys.stdin.isatty():
            raise SettingsError(
                say("what goes into the trash has to be agreed to, and nobody is there to ask"),
                remedy=say("Look at it with --dry-run, and say --yes"),
            )
        for action in actions:
            click.echo(plain(action_line(action)), err=True)
        return click.confirm(say("Put these into the trash of the CMS?"), err=True)

    return confirm
