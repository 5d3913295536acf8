"""`tvilling extract`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import click

from pipeline.cli.blog import json_option, posts_argument, workspace_of, write_json
from pipeline.cli.errors import FINDINGS, show_problems, stop
from pipeline.cli.plain import plain
from pipeline.cli.progress import progress
from pipeline.cli.words import counted
from pipeline.formats.detect import SUFFIXES
from pipeline.speech import N_, ngettext, say

if TYPE_CHECKING:
    from pipeline.storage.workspace import Workspace
    from pipeline.workflows.extract import ExtractReport


@click.command()
@posts_argument
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalogue is not in step.")
@click.option(
    "--prune-obsolete",
    "prunes",
    is_flag=True,
    help="Throw away the translations of texts that the posts no longer have.",
)
@json_option
@click.pass_context
def extract(
    context: click.Context, posts: tuple[str, ...], check: bool, prunes: bool, as_json: bool
) -> None:
    """Bring the catalogues in step with the posts.

    For every post and every language it is translated into there is one catalogue, a .po file
    in locales/. New texts are added to it, changed texts are marked for review together with
    their old translation, and texts that are gone are put aside. No translation is ever lost
    (unless you say --prune-obsolete), and a catalogue that is in step is not touched.

    POST is the name of a post (guides/start) or of its file (posts/en/guides/start.md). Without
    one, all posts are done.

    \b
    Examples:
      tvilling extract
      tvilling extract posts/en/welcome.md
      tvilling extract --check       (for CI: is everything committed?)
    """
    from pipeline.workflows.extract import extract as run

    with progress() as tell:
        report = run(workspace_of(context), posts, writes=not check, tell=tell)
    if as_json:
        write_json(_as_json(report))
    else:
        show_extraction(report, check=check)
    pruned = _prune(workspace_of(context), posts, check, as_json) if prunes else False
    code = show_problems(report.problems)
    stop(max(code, FINDINGS if check and (report.pending or pruned) else 0))


def _prune(workspace: Workspace, posts: tuple[str, ...], check: bool, is_silent: bool) -> bool:
    from pipeline.workflows.prune import prune

    pruned = prune(workspace, posts, writes=not check)
    for item in () if is_silent else pruned:
        click.echo(
            say(
                "pruned    {path} ({texts})",
                path=plain(item.path),
                texts=counted(item.strings, "obsolete text"),
            )
        )
    return bool(pruned)


def show_extraction(report: ExtractReport, *, check: bool = False) -> None:
    """Writes what became of each catalogue that was not in step, and the totals."""
    # A cold run has ten thousand lines, and to write one by itself takes longer than to make it.
    outcomes = {outcome: say(told) for outcome, told in _OUTCOMES.items()}
    width = max(map(len, outcomes.values()))
    news = cache(_news)
    lines = [
        say(
            "{outcome} {path}{news}",
            outcome=outcomes[change.outcome].ljust(width),
            path=plain(change.path),
            news=news(change.new, change.fuzzy, change.obsolete),
        )
        for change in report.pending
    ]
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
    for path in report.orphans:
        click.echo(
            say("unused    {path} (no post needs it; delete it if you like)", path=plain(path))
        )
    for path in report.no_posts:
        click.echo(
            say("no post   {path} (rename it to end in {ends})", path=plain(path), ends=_ENDS)
        )
    click.echo(_summary(report, check))
    if any(change.outcome == "carried" for change in report.changes):
        click.echo(say(_CARRIED))


_ENDS = " / ".join(SUFFIXES)

_CARRIED = N_(
    "This version of Tvilling spells some texts in another way; the translations of carried"
    " catalogues go on with the new spelling."
)


_OUTCOMES = {
    "created": N_("created"),
    "updated": N_("updated"),
    "carried": N_("carried"),
    "unchanged": N_("unchanged"),
}


COUNTED = {
    "created": "{number} created",
    "updated": "{number} updated",
    "carried": "{number} carried",
    "unchanged": "{number} unchanged",
}
"""For one and for many alike, which other languages tell apart."""


def _news(new: int, fuzzy: int, obsolete: int) -> str:
    counts = (
        (new, ngettext("{number} new", "{number} new", new)),
        (fuzzy, say("{number} to review", number=fuzzy)),
        (obsolete, say("{number} no longer used", number=obsolete)),
    )
    news = [told for number, told in counts if number]
    return f" ({', '.join(news)})" if news else ""


def _summary(report: ExtractReport, check: bool) -> str:
    total = len(report.changes)
    if not total:
        return say("There is nothing to extract: no post is translated into another language.")
    if not report.pending:
        return ngettext(
            "{number} catalogue in step, nothing to write.",
            "{number} catalogues in step, nothing to write.",
            total,
        )
    outcomes = [change.outcome for change in report.changes]
    parts = ", ".join(
        ngettext(COUNTED[outcome], COUNTED[outcome], outcomes.count(outcome))
        for outcome in dict.fromkeys(sorted(outcomes))
    )
    catalogues = counted(total, "catalogue")
    if check:
        return say(
            "If you run tvilling extract: {catalogues}: {parts}.",
            catalogues=catalogues,
            parts=parts,
        )
    return say("{catalogues}: {parts}.", catalogues=catalogues, parts=parts)


def _as_json(report: ExtractReport) -> dict[str, object]:
    return {
        "catalogues": [
            {
                "post": change.post,
                "lang": change.lang,
                "path": change.path,
                "outcome": change.outcome,
                "new": change.new,
                "fuzzy": change.fuzzy,
                "obsolete": change.obsolete,
            }
            for change in report.changes
        ],
        "unused": report.orphans,
        "no_posts": report.no_posts,
        "problems": [str(problem) for problem in report.problems],
    }
