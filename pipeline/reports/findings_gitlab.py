"""Findings as a code quality report of GitLab, which shows them in merge requests.

A list of issues with `description`, `check_name`, `fingerprint`, `severity` and `location`. GitLab
calls an issue new or fixed by its fingerprint, so that does not change when lines move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pipeline.model.finding import Finding, Severity
from pipeline.reports.fingerprints import with_fingerprints
from pipeline.reports.foreign_text import in_unicode, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """The report, a line for each finding, in the order given."""
    yield "["
    for number, (finding, fingerprint) in enumerate(with_fingerprints(findings)):
        issue = json.dumps(_issue(finding, fingerprint), ensure_ascii=False)
        yield f"{',' if number else ''}\n  {in_unicode(issue)}"
    yield "\n]\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    place = f" ({finding.source})" if finding.source else ""
    return {
        "description": printable(f"{finding.message}{place}"),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }
