"""Findings as text for people, and for editors that jump to `path:line:`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model.finding import Finding, Severity
from pipeline.reports.foreign_text import printable
from pipeline.speech import N_, ngettext, say

_WIDTH = 80
_INDENT = "    "
COUNTED = {
    Severity.ERROR: ("{number} error", "{number} errors"),
    Severity.WARNING: ("{number} warning", "{number} warnings"),
    Severity.NOTE: ("{number} note", "{number} notes"),
}
_SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}


def findings_text(findings: Iterable[Finding]) -> str:
    """The findings by file and line, a blank line between files, and a line that sums them up.

    Each begins with `path:line: severity[rule] message`; what does not fit in 80 columns goes on
    in indented lines.
    """
    return "".join(written(sorted(findings)))


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """The same, piece by piece and in the order given, so that no more than one is in memory."""
    sums = _Sums()
    before = ""
    for finding in findings:
        if before and finding.path != before:
            yield "\n"
        before = finding.path
        sums.add(finding)
        yield f"{_lines(finding)}\n"
    yield f"\n{sums.told()}\n" if before else f"{sums.told()}\n"


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in how many files, and of which rules.

    >>> summary([])
    'No findings.'
    """
    sums = _Sums()
    for finding in findings:
        sums.add(finding)
    return sums.told()


@dataclass(slots=True)
class _Sums:
    """What is counted while findings pass by."""

    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)

    def add(self, finding: Finding) -> None:
        self.severities[finding.severity] += 1
        self.rules[finding.rule] += 1
        self.files.add(finding.path)

    def told(self) -> str:
        if not self.files:
            return say("No findings.")
        told = [
            ngettext(*COUNTED[severity], self.severities[severity])
            for severity in Severity
            if self.severities[severity]
        ]
        by_rule = ", ".join(f"{rule} {count}" for rule, count in self.rules.most_common())
        files = ngettext("{number} file", "{number} files", len(self.files))
        return say(
            "{findings} in {files} ({rules}).",
            findings=", ".join(told),
            files=files,
            rules=by_rule,
        )


def _lines(finding: Finding) -> str:
    head = f"{finding.path}:{finding.line}: {say(_SEVERITIES[finding.severity])}[{finding.rule}]"
    return _wrapped(printable(f"{head} {finding.message}"))


def _wrapped(text: str) -> str:
    """The text in lines of 80 columns, broken between words alone.

    `textwrap` does the same in ten times the time, which tells where there are ten thousand.
    """
    if len(text) <= _WIDTH:
        return text.strip()
    lines: list[str] = []
    rest, room = " ".join(text.split()), _WIDTH
    while len(rest) > room:
        at = rest.rfind(" ", 0, room + 1)
        if at < 0:  # a word that is longer than a line
            at = rest.find(" ", room)
        if at < 0:
            break
        lines.append(rest[:at])
        rest, room = rest[at + 1 :], _WIDTH - len(_INDENT)
    return f"\n{_INDENT}".join([*lines, rest])
