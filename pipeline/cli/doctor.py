"""`tvilling doctor`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import folder_of, json_option, write_json
from pipeline.cli.errors import sentence, stop
from pipeline.cli.password import secret_of
from pipeline.cli.plain import plain
from pipeline.speech import N_, say

if TYPE_CHECKING:
    from pipeline.workflows.doctor import Diagnosis

_SUBJECTS = (N_("settings"), N_("posts"), N_("catalogues"))
"""What is looked at; the name of a CMS stays as it is."""
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--target", metavar="NAME", help="Which CMS of setup.cfg to look at.")
@json_option
@click.pass_context
def doctor(context: click.Context, target: str | None, as_json: bool) -> None:
    """Look for what is wrong with the setup.

    Looks at the settings, the posts, the catalogues, and whether the CMS can be reached and knows
    you. Nothing is changed. Every line says ok, warn or fail; below a line that is not ok stands
    what to do. Exits with 1, 2 or 3 if something fails.

    \b
    Examples:
      tvilling doctor
      tvilling doctor --target live
    """
    from pipeline.workflows.doctor import doctor as run

    code = 0
    found = []
    for diagnosis in run(folder_of(context), target, secret_of):
        code = max(code, diagnosis.exit_code)
        found.append(diagnosis)
        if not as_json:
            _show(diagnosis)
    if as_json:
        write_json({"diagnoses": [asdict(diagnosis) for diagnosis in found]})
    stop(code)


def _show(diagnosis: Diagnosis) -> None:
    level = click.style(f"{diagnosis.level:<4}", fg=_COLOURS[diagnosis.level])
    click.echo(f"{level}  {plain(f'{say(diagnosis.subject)}: {diagnosis.message}')}")
    if diagnosis.remedy:
        click.echo(f"      {plain(sentence(diagnosis.remedy))}")
