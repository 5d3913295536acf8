"""Findings as JUnit XML, which nearly every build server shows.

One suite for each page: a post in one language. An error is a failed test; a warning or a note is
a test that passed and has something to say. Without findings there is one test, and it passed,
since some readers take a report without tests for a broken one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.model.finding import Finding, Severity
from pipeline.reports.foreign_text import in_xml, printable


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """The report, a suite at a time, in the order given; a file's findings follow one another."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tvilling check">\n'
    is_sound = True
    for _, of_file in groupby(findings, lambda finding: finding.path):
        is_sound = False
        yield from _suites(of_file)
    if is_sound:
        yield '  <testsuite name="all pages" tests="1" failures="0" errors="0" skipped="0">\n'
        yield '    <testcase classname="all pages" name="no findings"/>\n  </testsuite>\n'
    yield "</testsuites>\n"


def _suites(findings: Iterable[Finding]) -> Iterator[str]:
    """The suites of one file: a post has a page in each language."""
    pages: dict[str, list[Finding]] = {}
    for finding in findings:
        pages.setdefault(_page(finding), []).append(finding)
    for name, found in pages.items():
        yield from _suite(name, found)


def _page(finding: Finding) -> str:
    name = finding.post or finding.path
    return f"{name} [{finding.lang}]" if finding.lang else name


def _suite(name: str, findings: Sequence[Finding]) -> Iterator[str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    yield (
        f'  <testsuite name="{in_xml(name)}" tests="{len(findings)}" failures="{failures}"'
        ' errors="0" skipped="0">\n'
    )
    seen: Counter[str] = Counter()
    for finding in findings:
        title = printable(f"{finding.rule}: {finding.message}")
        seen[title] += 1
        # Readers take two tests of one name for one test.
        yield _case(finding, f"{title} ({seen[title]})" if seen[title] > 1 else title)
    yield "  </testsuite>\n"


def _case(finding: Finding, title: str) -> str:
    place = f'file="{in_xml(finding.path)}" line="{finding.line}"'
    head = f'    <testcase classname="{in_xml(finding.path)}" name="{in_xml(title)}" {place}>\n'
    return f"{head}      {_OUTCOMES[finding.severity](finding)}\n    </testcase>\n"


def _failure(finding: Finding) -> str:
    message = in_xml(printable(finding.message))
    return (
        f'<failure type="{in_xml(finding.rule)}" message="{message}">{_details(finding)}</failure>'
    )


def _remark(finding: Finding) -> str:
    return f"<system-out>{_details(finding)}</system-out>"


_OUTCOMES = {Severity.ERROR: _failure, Severity.WARNING: _remark, Severity.NOTE: _remark}


def _details(finding: Finding) -> str:
    head = f"{finding.path}:{finding.line}: {finding.severity}[{finding.rule}] {finding.message}"
    lines = [head, f"in the post: {finding.source}" if finding.source else "", finding.msgid]
    return "\n".join(in_xml(printable(line)) for line in lines if line)
