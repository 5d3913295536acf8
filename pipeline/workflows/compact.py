"""Coverage and findings as short JSON texts, which is how they are kept and sent; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.model.finding import Finding, Severity
from pipeline.model.quick_tuple import quick_tuple
from pipeline.storage.cache_rows import NO_FINDINGS, PageFacts


class FindingsOfPage(NamedTuple):
    """What the cache holds of the findings of a page."""

    post: str
    lang: str
    path: str
    source: str
    findings: str


def coverage_json(coverage: Coverage) -> str:
    """The coverage as a list: strings and words of each share, changed words, and the state."""
    done, fuzzy, left = coverage.translated, coverage.fuzzy, coverage.missing
    # Numbers and a word need no encoder, which would take ten times as long.
    return (
        f"[{done.strings}, {done.words}, {fuzzy.strings}, {fuzzy.words}, "
        f'{left.strings}, {left.words}, {coverage.changed}, "{coverage.state}"]'
    )


def coverages(texts: Iterable[str]) -> list[Coverage]:
    """The coverages that the texts stand for."""
    # To read all of them as one text is ten times as fast as one by one.
    return [_coverage(*values) for values in json.loads(f"[{','.join(texts)}]")]


def _coverage(a: int, b: int, c: int, d: int, e: int, f: int, changed: int, state: str) -> Coverage:
    return Coverage(Count(a, b), Count(c, d), Count(e, f), _STATES[state], changed)


_STATES = {state.value: state for state in PageState}
_SEVERITIES = {severity.value: severity for severity in Severity}
_IN_CATALOGUE, _IN_POST = 0, 1
_finding = quick_tuple(Finding)


def findings_json(findings: Sequence[Finding], page: PageFacts) -> str:
    """The findings of the page, without what the page says already."""
    return json.dumps([_short(finding, page) for finding in findings], ensure_ascii=False)


def findings_of(page: PageFacts | FindingsOfPage) -> Iterable[Finding]:
    """The findings of the page, of which it must be known that they were looked for."""
    if not page.findings or page.findings == NO_FINDINGS:
        return ()
    return _full(page, json.loads(page.findings))


def findings_of_pages(
    pages: Sequence[FindingsOfPage],
) -> Iterator[tuple[FindingsOfPage, list[Finding]]]:
    """Each page with its findings."""
    # To read all of them as one text is several times as fast as one by one.
    every = json.loads(f"[{','.join([page.findings or NO_FINDINGS for page in pages])}]")
    for page, rows in zip(pages, every, strict=True):
        yield page, _full(page, rows)


def _short(finding: Finding, page: PageFacts) -> list[object]:
    places = {page.path: _IN_CATALOGUE, page.source: _IN_POST}
    source, _, line = finding.source.rpartition(":")
    return [
        places.get(finding.path, finding.path),
        finding.line,
        finding.rule,
        finding.severity,
        finding.message,
        finding.post,
        finding.msgid,
        int(line) if source and source == page.source else finding.source,
    ]


def _full(page: PageFacts | FindingsOfPage, rows: Iterable[Any]) -> list[Finding]:
    """The findings of the page, each as `_short` has it."""
    files, lang = (page.path, page.source), page.lang
    return [
        _finding(
            (
                place if isinstance(place, str) else files[place],
                line,
                rule,
                _SEVERITIES[severity],
                message,
                post,
                lang,
                msgid,
                f"{files[_IN_POST]}:{source}" if isinstance(source, int) else source,
            )
        )
        for place, line, rule, severity, message, post, msgid, source in rows
    ]
