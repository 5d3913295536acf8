"""The state of every post in every language as JSON for programs.

```
{
  "version": 1,
  "target": "live",
  "pages": [
    {"post": "a", "lang": "sv", "source_lang": "en", "source": "posts/en/a.md",
     "catalogue": "locales/sv/LC_MESSAGES/a.po", "state": "partial",
     "translated": {"strings": 3, "words": 20}, "fuzzy": {...}, "missing": {...}, "total": {...},
     "changed_words": 0,
     "cms": {"state": "behind", "status": "publish", "url": "https://...", "reason": ""}}
  ],
  "languages": {
    "sv": {"pages": {"complete": 0, "partial": 1, ...}, "translated": {...}, ..., "total": {...},
           "changed_words": 0}
  },
  "total": {"pages": {...}, "translated": {...}, ..., "total": {...}, "changed_words": 0}
}
```

`pages` lists posts in the order asked for; `source` is the state of a page that is the post
itself. `target` and `cms` are there only when a target was named. `schemas/status.json` is this
shape as a JSON Schema. A change of the shape that could break a reader changes `version`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model.cms_page import CmsPage
from pipeline.model.coverage import Count, Coverage, PageState

VERSION = 1


class StatusRow(NamedTuple):
    """One post in one language."""

    post: str
    """The post's id."""
    lang: str
    """The language of the page."""
    source_lang: str
    """The language that the post is written in."""
    source: str
    """The post's file, from the blog's folder."""
    catalogue: str
    """The `.po` file, from the blog's folder; empty for the post itself."""
    coverage: Coverage
    cms: CmsPage | None = None
    """What a CMS shows of it, where one was asked; terms have no page."""


def status_json(rows: Sequence[StatusRow], target: str = "") -> str:
    """The rows, with sums for each language and in all, as one JSON object.

    `target` is the CMS that was asked, if one was.
    """
    languages = sorted({row.lang for row in rows})
    report = {
        "version": VERSION,
        **({"target": target} if target else {}),
        "pages": [_page(row) for row in rows],
        "languages": {lang: _sums([row for row in rows if row.lang == lang]) for lang in languages},
        "total": _sums(rows),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _page(row: StatusRow) -> dict[str, object]:
    return {
        "post": row.post,
        "lang": row.lang,
        "source_lang": row.source_lang,
        "source": row.source,
        "catalogue": row.catalogue,
        "state": row.coverage.state.value,
        **_counts(row.coverage),
        **({} if row.cms is None else {"cms": row.cms._asdict()}),
    }


def _sums(rows: Sequence[StatusRow]) -> dict[str, object]:
    states = Counter(row.coverage.state for row in rows)
    found = [row.coverage for row in rows]
    coverage = Coverage(
        translated=sum((one.translated for one in found), Count()),
        fuzzy=sum((one.fuzzy for one in found), Count()),
        missing=sum((one.missing for one in found), Count()),
        changed=sum(one.changed for one in found),
    )
    return {
        "pages": {state.value: states[state] for state in PageState},
        **_counts(coverage),
    }


def _counts(coverage: Coverage) -> dict[str, object]:
    return {
        "translated": coverage.translated._asdict(),
        "fuzzy": coverage.fuzzy._asdict(),
        "missing": coverage.missing._asdict(),
        "total": coverage.total._asdict(),
        "changed_words": coverage.changed,
    }
