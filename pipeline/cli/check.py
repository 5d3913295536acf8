"""`tvilling check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of
from pipeline.cli.errors import FINDINGS, stop
from pipeline.cli.findings import FORMATS, format_of, report_pieces
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.words import counted
from pipeline.errors import SettingsError
from pipeline.speech import ngettext, say

if TYPE_CHECKING:
    from pipeline.checks.document import AnyRule
    from pipeline.model.finding import Severity
    from pipeline.storage.workspace import Workspace
    from pipeline.workflows.check import CheckReport, Scope

_LEVELS = ("error", "warning", "note", "never")
_AT_ONCE = 300
"""Pieces, each of a line or a few, that are written at once."""


@click.command()
@posts_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The form of the report: for people, for programs, or for what a build server shows. "
    "[default: text]",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to FILE, and the text for people as ever.",
)
@json_option
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    help="Exit with 1 from this severity on. [default: fail_on in setup.cfg, else error]",
)
@click.option(
    "--since",
    metavar="COMMIT",
    default="",
    help="Only what changed since the branch left COMMIT, such as origin/main: texts, "
    "translations and files.",
)
@click.option("--lang", "langs", metavar="LANG", multiple=True, help="Only translations into LANG.")
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Only findings of RULE.")
@click.option(
    "--all",
    "in_full",
    is_flag=True,
    help="Name every missing text, also where a page has no translation at all.",
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help="Write what is wrong now into the baseline, so that only new findings count.",
)
@click.option("--no-baseline", is_flag=True, help="Show what the baseline knows, too.")
@click.option("--list-rules", is_flag=True, help="List the checks there are, and stop.")
@click.option(
    "--explain", metavar="RULE", help="Say what RULE looks for and what can be set, and stop."
)
@click.pass_context
def check(
    context: click.Context,
    posts: tuple[str, ...],
    form: str | None,
    output: Path | None,
    as_json: bool,
    fail_on: str | None,
    since: str,
    langs: tuple[str, ...],
    rules: tuple[str, ...],
    in_full: bool,
    update_baseline: bool,
    no_baseline: bool,
    list_rules: bool,
    explain: str | None,
) -> None:
    """Name every missing or broken translation.

    Each finding says in which file and line it is mended. Nothing is written, but for
    --update-baseline. So the command can guard a branch in CI.

    Looked for are texts that are not translated or wait for review, catalogues that are not in
    step with their post (run "tvilling extract"), files that cannot be read, translations whose
    markup differs from the post's, and more: see --list-rules. What matters how much is set in
    setup.cfg. Where posts are named, checks of the whole blog are left out.

    \b
    Exit codes:
      0  nothing that matters
      1  a finding of the severity of --fail-on, or worse
      2  wrong usage or settings
      3  never; a CMS is not asked

    \b
    Examples:
      tvilling check
      tvilling check guides/start
      tvilling check --since origin/main --fail-on warning
      tvilling check --lang sv --rule missing --rule outdated
      tvilling check --format github
      tvilling check --format sarif --output findings.sarif
      tvilling check --explain missing
    """
    if list_rules or explain:
        click.echo(_listed() if explain is None else _explained(explain))
        return
    from pipeline.workflows.check import Scope

    scope = Scope(
        posts, frozenset(rules), frozenset(langs), since, in_full, knows_baseline=not no_baseline
    )
    workspace = workspace_of(context)
    if update_baseline:
        _update_baseline(workspace, scope)
        return
    report = _shown(workspace, scope, format_of(form, as_json=as_json), output)
    level = workspace.settings.checks.fail_on if fail_on is None else _severity(fail_on)
    stop(FINDINGS if report.fails_on(level) else 0)


def _shown(workspace: Workspace, scope: Scope, form: str, output: Path | None) -> CheckReport:
    """The report, once its findings are written out."""
    from pipeline.workflows.check import checking
    from pipeline.workflows.check_text import CheckText

    with progress() as tell:
        if form == "text" and output is None:
            shown = CheckText(workspace, scope, partial(report_pieces, format=form), tell)
            _put(shown)
            report = shown.report
        else:
            running = checking(workspace, scope, tell=tell)
            _put(report_pieces(running, form, output))
            report = running.report
    # In a form for programs, the rest would be no part of it.
    for line in _summed_up(report, workspace.settings.checks.baseline):
        click.echo(line, err=form != "text" and output is None)
    return report


def _put(pieces: Iterable[str]) -> None:
    """Writes the pieces, many at once in a pipe, each as it comes on a terminal."""
    is_terminal = sys.stdout.isatty()
    waiting = filter(None, pieces)
    while text := "".join(islice(waiting, 1 if is_terminal else _AT_ONCE)):
        if is_terminal and sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)  # the line that shows progress
        click.echo(text, nl=False)


def _summed_up(report: CheckReport, baseline: str) -> list[str]:
    """What is to be said below the findings."""
    lines = [
        ngettext(
            "{number} translation of posts checked.",
            "{number} translations of posts checked.",
            report.pages,
        )
    ]
    if report.ignored:
        lines.append(
            say(
                "{findings} left out by ignore in setup.cfg.",
                findings=counted(report.ignored, "finding"),
            )
        )
    if report.known:
        lines.append(
            say(
                "{findings} left out that {baseline} knows.",
                findings=counted(report.known, "finding"),
                baseline=baseline,
            )
        )
    if report.unneeded:
        lines.append(
            say(
                "{baseline} knows what is not there any more; run check --update-baseline:",
                baseline=baseline,
            )
        )
        lines += [
            plain(f"  {path}: {rule} {text}".rstrip()) for path, rule, text in report.unneeded
        ]
    return lines


def _update_baseline(workspace: Workspace, scope: Scope) -> None:
    from dataclasses import replace

    from pipeline.workflows.baseline import write_baseline
    from pipeline.workflows.check import checking

    if not scope.is_whole or scope.in_full:
        raise SettingsError(
            say("a baseline knows the whole blog"),
            remedy=say("Leave out everything else beside --update-baseline"),
        )
    with progress() as tell:
        found = checking(workspace, replace(scope, knows_baseline=False), tell=tell)
        number = write_baseline(workspace, found)
    path = workspace.settings.checks.baseline
    click.echo(
        say(
            "{path} knows {findings} now; only new ones count.",
            path=path,
            findings=counted(number, "finding"),
        )
    )


def _severity(written: str) -> Severity | None:
    from pipeline.model.finding import Severity

    return None if written == "never" else Severity(written)


def _listed() -> str:
    from pipeline.checks.document import all_rules

    rules = all_rules()
    width = max(len(rule.name) for rule in rules)
    lines = [_in_list(rule, width) for rule in rules]
    return "\n".join([*lines, "", say("More on one of them: tvilling check --explain RULE")])


def _in_list(rule: AnyRule, width: int) -> str:
    import textwrap

    head = f"{rule.name:{width}}  {rule.severity:7}  "
    return textwrap.fill(
        say(rule.summary), 80, initial_indent=head, subsequent_indent=" " * len(head)
    )


def _explained(name: str) -> str:
    from pipeline.checks.document import all_rules
    from pipeline.cli.rule_help import rule_help

    known = {rule.name: rule for rule in all_rules()}
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, 1)
        raise SettingsError(
            say("there is no check named {name!r}", name=name),
            remedy=say("Did you mean {near}?", near=near[0])
            if near
            else say("tvilling check --list-rules lists them"),
        )
    return rule_help(known[name])
