"""Findings as SARIF 2.1.0, which code scanning on GitHub and many editors show.

A result stands at its line of the catalogue (or of the post, if that is to be mended), and names
the line of the post as a related location. Paths go from the root of the blog, `%SRCROOT%`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pipeline.model.finding import Finding, Severity
from pipeline.reports.fingerprints import with_fingerprints
from pipeline.reports.foreign_text import in_unicode, printable
from pipeline.reports.rule_text import RuleText

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "tvilling/v1"
"""The name of our fingerprints. GitHub adds its own, of the text of the line."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ROOT = "%SRCROOT%"


def written(findings: Iterable[Finding], rules: Sequence[RuleText] = ()) -> Iterator[str]:
    """The log, a line for each result, in the order given; the rules are all that there are."""
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    # The results come last in the run, so that none of them has to be kept.
    run = json.dumps(_run(rules), ensure_ascii=False, indent=2)[1:-2].replace("\n", "\n    ")
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{'
    yield f'{in_unicode(run)},\n      "results": ['
    for count, (finding, fingerprint) in enumerate(with_fingerprints(findings)):
        result = json.dumps(_result(finding, fingerprint, numbers), ensure_ascii=False)
        yield f"{',' if count else ''}\n        {in_unicode(result)}"
    yield "\n      ]\n    }\n  ]\n}\n"


def _run(rules: Sequence[RuleText]) -> dict[str, Any]:
    root = {"description": {"text": "The folder of the blog, which holds its setup.cfg."}}
    driver = {"name": "Tvilling", "rules": [_rule(rule) for rule in rules]}
    return {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: root},
        "columnKind": "unicodeCodePoints",
    }


def _rule(rule: RuleText) -> dict[str, Any]:
    help = rule.help or rule.summary
    return {
        "id": rule.name,
        "name": "".join(map(str.capitalize, rule.name.split("-"))),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["translation"]},
    }


def _result(finding: Finding, fingerprint: str, numbers: dict[str, int]) -> dict[str, Any]:
    number = numbers.get(finding.rule)
    post, _, line = finding.source.rpartition(":")
    is_elsewhere = line.isdecimal() and (post, int(line)) != (finding.path, finding.line)
    return {
        "ruleId": finding.rule,
        **({} if number is None else {"ruleIndex": number}),
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {**_place(finding.path, finding.line), **_logical(finding)},
        ],
        **({"relatedLocations": [_related(post, int(line))]} if is_elsewhere else {}),
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def _message(finding: Finding) -> str:
    """The message, of which no reader makes a link, or a place for an argument."""
    text = printable(finding.message).strip() or finding.rule
    # Other braces would be doubled too by the letter of the standard (3.11.5), but viewers such
    # as GitHub's show them as they are.
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\[", text))


def _place(path: str, line: int) -> dict[str, Any]:
    address = {"uri": quote(in_unicode(path)), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": address, "region": {"startLine": line}}}


def _related(post: str, line: int) -> dict[str, Any]:
    return {"id": 1, **_place(post, line), "message": {"text": "The text in the post."}}


def _logical(finding: Finding) -> dict[str, Any]:
    """The page: a post in a language."""
    if not finding.post:
        return {}
    page = f"{finding.post} [{finding.lang}]" if finding.lang else finding.post
    return {"logicalLocations": [{"fullyQualifiedName": page, "kind": "resource"}]}
