"""Findings as JSON for programs.

```
{
  "version": 1,
  "findings": [
    {"path": "locales/sv/LC_MESSAGES/a.po", "line": 12, "rule": "missing", "severity": "error",
     "message": "“A dog” is not translated", "post": "a", "lang": "sv", "msgid": "A dog",
     "source": "posts/en/a.md:3"}
  ],
  "counts": {"error": 1, "warning": 0, "note": 0},
  "rules": {"missing": 1}
}
```

`path` and `line` say where to mend it; `post`, `lang`, `msgid` and `source` are empty where they
do not apply. A change of the shape that could break a reader changes `version`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model.finding import Finding, Severity

VERSION = 1


def findings_json(findings: Iterable[Finding]) -> str:
    """The findings as one JSON object, by file and line, ending with a line end."""
    return "".join(written(sorted(findings)))


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """The same, piece by piece and in the order given, so that no more than one is in memory."""
    severities: Counter[Severity] = Counter()
    rules: Counter[str] = Counter()
    yield f'{{\n  "version": {VERSION},\n  "findings": ['
    for number, finding in enumerate(findings):
        severities[finding.severity] += 1
        rules[finding.rule] += 1
        yield f"{',' if number else ''}\n    {_indented(finding._asdict(), 4)}"
    yield "\n  ],\n" if rules else "],\n"
    counts = {severity.value: severities[severity] for severity in Severity}
    yield f'  "counts": {_indented(counts)},\n'
    yield f'  "rules": {_indented(dict(sorted(rules.items())))}\n}}\n'


def _indented(value: object, depth: int = 2) -> str:
    """The value as it stands at that depth in a file."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\n", f"\n{' ' * depth}")
