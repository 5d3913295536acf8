"""Findings as JSON for programs.

```
{
  "version": 1,
  "counts": {"error": 1, "warning": 0, "note": 0},
  "rules": {"missing": 1},
  "findings": [
    {"path": "locales/sv/LC_MESSAGES/a.po", "line": 12, "rule": "missing", "severity": "error",
     "message": "“A dog” is not translated", "post": "a", "lang": "sv", "msgid": "A dog",
     "source": "posts/en/a.md:3"}
  ]
}
```

`path` and `line` say where to mend it; `post`, `lang`, `msgid` and `source` are empty where they
do not apply. A change of the shape that could break a reader changes `version`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from pipeline.model.finding import Finding, Severity

VERSION = 1


def findings_json(findings: Iterable[Finding]) -> str:
    """The findings as one JSON object, by file and line, ending with a line end."""
    ordered = sorted(findings)
    severities = Counter(finding.severity for finding in ordered)
    report = {
        "version": VERSION,
        "counts": {severity.value: severities[severity] for severity in Severity},
        "rules": dict(sorted(Counter(finding.rule for finding in ordered).items())),
        "findings": [asdict(finding) for finding in ordered],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
