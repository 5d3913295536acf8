"""Findings as text for people, and for editors that jump to `path:line:`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

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
    words = {severity: say(word) for severity, word in _SEVERITIES.items()}
    kinds: _Kinds = Counter()
    files: set[str] = set()
    before = ""
    for path, line, rule, severity, message, *_ in findings:
        lines = _wrapped(printable(f"{path}:{line}: {words[severity]}[{rule}] {message}"))
        if path == before:
            yield f"{lines}\n"
        else:
            yield f"\n{lines}\n" if before else f"{lines}\n"
            before = path
            files.add(path)
        kinds[severity, rule] += 1
    yield f"\n{_told(kinds, files)}\n" if before else f"{_told(kinds, files)}\n"


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity, in how many files, and of which rules.

    >>> summary([])
    'No findings.'
    """
    kinds: _Kinds = Counter((finding.severity, finding.rule) for finding in findings)
    return _told(kinds, {finding.path for finding in findings})


_Kinds = Counter[tuple[Severity, str]]
"""How many findings there are by severity and rule."""


def _told(kinds: _Kinds, files: Collection[str]) -> str:
    if not files:
        return say("No findings.")
    severities: Counter[Severity] = Counter()
    rules: Counter[str] = Counter()
    for (severity, rule), count in kinds.items():
        severities[severity] += count
        rules[rule] += count
    told = [ngettext(*COUNTED[one], severities[one]) for one in Severity if severities[one]]
    return say(
        "{findings} in {files} ({rules}).",
        findings=", ".join(told),
        files=ngettext("{number} file", "{number} files", len(files)),
        rules=", ".join(f"{rule} {count}" for rule, count in rules.most_common()),
    )


def _wrapped(text: str) -> str:
    """The text in lines of 80 columns, broken between words alone.

    `textwrap` does the same in ten times the time, which tells where there are ten thousand.
    """
    rest = text.strip()
    if len(rest) > _WIDTH and "  " in rest:
        rest = " ".join(rest.split())
    wrapped, room = "", _WIDTH
    while len(rest) > room:
        at = rest.rfind(" ", 0, room + 1)
        if at < 0:  # a word that is longer than a line
            at = rest.find(" ", room)
        if at < 0:
            break
        wrapped += f"{rest[:at]}\n{_INDENT}"
        rest, room = rest[at + 1 :], _WIDTH - len(_INDENT)
    return wrapped + rest
