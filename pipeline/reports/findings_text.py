"""Findings as text for people, and for editors that jump to `path:line:`."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.model.finding import Finding, Severity

_WIDTH = 80
_INDENT = "    "


def findings_text(findings: Iterable[Finding]) -> str:
    """The findings by file and line, a blank line between files, and a line that sums them up.

    Each begins with `path:line: severity[rule] message`; what does not fit in 80 columns goes on
    in indented lines.
    """
    ordered = sorted(findings)
    blocks = ["\n".join(map(_lines, of_file)) for _, of_file in groupby(ordered, lambda f: f.path)]
    return "\n\n".join([*blocks, summary(ordered)]) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity, in how many files, and of which rules.

    >>> summary([])
    'No findings.'
    """
    if not findings:
        return "No findings."
    severities = Counter(finding.severity for finding in findings)
    told = [_counted(severities[severity], severity) for severity in Severity]
    rules = Counter(finding.rule for finding in findings)
    by_rule = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    files = _counted(len({finding.path for finding in findings}), "file")
    return f"{', '.join(filter(None, told))} in {files} ({by_rule})."


def _lines(finding: Finding) -> str:
    head = f"{finding.path}:{finding.line}: {finding.severity}[{finding.rule}]"
    return textwrap.fill(
        _printable(f"{head} {finding.message}"),
        _WIDTH,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _printable(text: str) -> str:
    # Texts come from posts: an escape sequence, or a mark that turns the direction of the rest of
    # the line, must not reach the terminal.
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"


def _counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`, or nothing for none."""
    if not count:
        return ""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
