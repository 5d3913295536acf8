"""Findings in the form, and at the place, that the user asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.model.finding import Finding
    from pipeline.reports.rule_text import RuleText

FORMATS = ("text", "json", "junit", "sarif", "github", "gitlab")
"""Those of `FindingsFormat`, which the help need not load."""


def format_of(written: str | None, *, as_json: bool) -> str:
    """The format that the two options ask for."""
    if as_json and written not in (None, "json"):
        raise click.UsageError(
            say("--json is short for --format json, not {written}.", written=written)
        )
    return "json" if as_json else written or "text"


def report_pieces(
    findings: Iterable[Finding], format: str, output: Path | None = None
) -> Iterator[str]:
    """The report piece by piece; where it goes into a file, it is there, and this is the text."""
    from pipeline.reports.findings_formats import FindingsFormat, writer_of

    wanted = FindingsFormat(format)
    writer = writer_of(wanted, _rule_texts() if wanted is FindingsFormat.SARIF else ())
    if output is None:
        yield from writer(findings)
        return
    from pipeline.storage.files import write_pieces

    kept = list(findings)
    write_pieces(output, writer(kept), str(output))
    yield from writer_of(FindingsFormat.TEXT)(kept)


def _rule_texts() -> list[RuleText]:
    """What reports say of each rule: what the documents do."""
    from pipeline.checks.document import all_rules, explained
    from pipeline.reports.rule_text import RuleText

    return [
        RuleText(
            rule.name,
            rule.severity,
            say(rule.summary),
            explained(rule).removeprefix(f"### {rule.name}\n\n"),
        )
        for rule in all_rules()
    ]
