"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

```
::error file=locales/sv/LC_MESSAGES/a.po,line=12,title=missing [sv]::“A dog” is not translated (posts/en/a.md:3)
```

GitHub shows ten errors, ten warnings and ten notices of a step, and keeps the rest in the log.
"""  # noqa: E501  # a line of output

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.finding import Finding, Severity
from pipeline.reports.foreign_text import in_unicode, printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans(
    {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"},
)


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each finding, in the order given."""
    for finding in findings:
        yield f"{_command(finding)}\n"


def _command(finding: Finding) -> str:
    title = f"{finding.rule} [{finding.lang}]" if finding.lang else finding.rule
    place = f" ({finding.source})" if finding.source else ""
    # The older form of a command, which begins with `##[`, is understood anywhere in a line.
    message = printable(f"{finding.message}{place}").replace("##[", "## [")
    return (
        f"::{_COMMANDS[finding.severity]} file={_property(finding.path)},line={finding.line},"
        f"title={_property(printable(title))}::{message.translate(_IN_MESSAGE)}"
    )


def _property(text: str) -> str:
    return in_unicode(text).replace("##[", "## [").translate(_IN_PROPERTY)
