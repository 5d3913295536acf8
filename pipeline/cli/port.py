"""The number of a port, as `--port` takes it."""

from __future__ import annotations

import click

from pipeline.speech import say

_LAST = 65535


class Port(click.ParamType):  # type: ignore[type-arg]
    """A whole number from 0 to 65535; 0 stands for any free port."""

    name = "port"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; raises Click's error for anything else."""
        written = str(value).strip()
        if not (written.isascii() and written.isdigit() and int(written) <= _LAST):
            told = say(
                "{value!r} is no port; name a number from 0 to {last}", value=value, last=_LAST
            )
            self.fail(told, param, ctx)
        return int(written)
