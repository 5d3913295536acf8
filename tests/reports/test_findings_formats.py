"""Findings for build servers: every text of a post arrives as a text, whatever is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

from pipeline.model.finding import Finding, Severity
from pipeline.reports.findings_formats import FindingsFormat, writer_of
from pipeline.reports.foreign_text import printable
from pipeline.reports.rule_text import RuleText

RULES = (
    RuleText("missing", Severity.ERROR, "A text has no translation."),
    RuleText("white-space", Severity.WARNING, "White space at an end.", "The option x: y."),
)
MISSING = Finding(
    "locales/sv/LC_MESSAGES/a b.po",
    12,
    "missing",
    Severity.ERROR,
    "“A dog” is not translated",
    "a b",
    "sv",
    "A dog",
    "posts/en/a b.md:3",
)
SPACE = Finding("posts/en/a.md", 1, "white-space", Severity.WARNING, "50%, odd: see\nbelow", "a")

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("\0\x1b\r\n\t\x85\u2028\u202e\ufffe%:,<>&\"'[]{}#]")),
    ),
    max_size=30,
) | st.sampled_from(
    [
        "::error::x",
        "\n::stop-commands::x",
        "##[error]x",
        "]]></failure><x>",
        "<!-- x -->",
        "[click](https://a.example)",
        "{0} {{x}}",
        '","severity":"info',
    ]
)


def is_name(text: str) -> bool:
    """Whether a post may be called so: a scan refuses names that are not UTF-8."""
    try:
        return bool(text.encode())
    except UnicodeEncodeError:
        return False


findings = st.lists(
    st.builds(
        Finding,
        path=hostile.filter(is_name),
        line=st.integers(1, 10**6),
        rule=st.sampled_from(["missing", "white-space", "other"]),
        severity=st.sampled_from(Severity),
        message=hostile,
        post=hostile,
        lang=st.sampled_from(["", "sv", "pt-BR"]),
        msgid=hostile,
        source=st.just("") | st.builds("{}:{}".format, hostile, st.integers(1, 99)),
    ),
    max_size=6,
).map(sorted)


def written(format: FindingsFormat, found: Sequence[Finding]) -> str:
    return "".join(writer_of(format, RULES)(found))


def test_every_format_has_a_writer_and_the_command_line_offers_it() -> None:
    from pipeline.cli.findings import FORMATS

    assert tuple(FindingsFormat) == FORMATS
    assert all(written(format, [MISSING]) for format in FindingsFormat)


def test_an_annotation_stands_at_file_and_line_and_says_where_the_text_is() -> None:
    assert written(FindingsFormat.GITHUB, [MISSING, SPACE]) == (
        "::error file=locales/sv/LC_MESSAGES/a b.po,line=12,title=missing [sv]::"
        "“A dog” is not translated (posts/en/a b.md:3)\n"
        "::warning file=posts/en/a.md,line=1,title=white-space::50%25, odd: see below\n"
    )


COMMAND = re.compile(r"::(error|warning|notice) file=([^,:\n\r]*),line=(\d+),title=[^,:\n\r]*::.*")


@given(findings)
def test_no_text_makes_an_annotation_of_its_own(found: list[Finding]) -> None:
    # As the runner reads it: lines end with any of \r and \n, and `##[` begins a command anywhere.
    lines = re.split(r"\r\n|\r|\n", written(FindingsFormat.GITHUB, found))[:-1]
    read = [COMMAND.fullmatch(line) for line in lines]
    assert all(read)
    assert not any("##[" in line for line in lines)
    paths = [unquote(match[2]) for match in read if match]
    assert paths == [finding.path.replace("##[", "## [") for finding in found]


@given(findings)
def test_code_quality_has_every_finding_under_a_name_of_its_own(found: list[Finding]) -> None:
    issues = json.loads(written(FindingsFormat.GITLAB, found))
    assert [
        (issue["location"]["path"], issue["location"]["lines"]["begin"], issue["check_name"])
        for issue in issues
    ] == [(finding.path, finding.line, finding.rule) for finding in found]
    assert len({issue["fingerprint"] for issue in issues}) == len(found)
    assert all(issue["severity"] in {"info", "minor", "major"} for issue in issues)


@given(findings, st.integers(1, 1000))
@example([Finding("a.po", 1, "missing", Severity.ERROR, "m", source="\ud800:1")], 1)
def test_a_finding_keeps_its_name_when_lines_move(found: list[Finding], by: int) -> None:
    moved = [finding._replace(line=finding.line + by) for finding in found]

    def names(of: Sequence[Finding]) -> list[object]:
        log = json.loads(written(FindingsFormat.SARIF, of))
        issues = json.loads(written(FindingsFormat.GITLAB, of))
        results = log["runs"][0]["results"]
        return [r["partialFingerprints"] for r in results] + [i["fingerprint"] for i in issues]

    assert names(moved) == names(found)


@given(findings)
def test_junit_is_read_with_as_many_failures_as_there_are_errors(found: list[Finding]) -> None:
    report = JUnitXml.fromstring(written(FindingsFormat.JUNIT, found).encode())
    suites = list(report)
    cases = [case for suite in suites for case in suite]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    assert sum(bool(case.result) for case in cases) == errors
    assert sum(suite.failures for suite in suites) == errors
    assert sum(suite.tests for suite in suites) == len(cases) == max(1, len(found))


def test_a_suite_is_a_page_and_a_case_tells_rule_file_and_line() -> None:
    report = JUnitXml.fromstring(written(FindingsFormat.JUNIT, [MISSING, SPACE]).encode())
    (page, post) = list(report)
    (case,) = list(page)
    (failure,) = case.result
    assert (page.name, post.name, case.name, case.classname) == (
        "a b [sv]",
        "a",
        "missing: “A dog” is not translated",
        "locales/sv/LC_MESSAGES/a b.po",
    )
    assert (failure.type, failure.message, failure.text.split("\n")) == (
        "missing",
        "“A dog” is not translated",
        [
            "locales/sv/LC_MESSAGES/a b.po:12: error[missing] “A dog” is not translated",
            "in the post: posts/en/a b.md:3",
            "A dog",
        ],
    )
    assert [bool(case.result) for case in post] == [False]


@given(findings)
def test_sarif_has_every_finding_at_its_line(found: list[Finding]) -> None:
    log = json.loads(written(FindingsFormat.SARIF, found))
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    assert [
        (unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"])
        for place in places
    ] == [(finding.path, finding.line) for finding in found]


def test_sarif_names_the_rule_and_the_line_of_the_post() -> None:
    log = json.loads(written(FindingsFormat.SARIF, [MISSING]))
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["ruleIndex"], result["relatedLocations"]) == (
        "missing",
        0,
        [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "posts/en/a%20b.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3},
                },
                "message": {"text": "The text in the post."},
            }
        ],
    )
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == [
        "missing",
        "white-space",
    ]


def test_no_reader_of_sarif_makes_a_link_of_a_text() -> None:
    found = [MISSING._replace(message="lost [a](javascript:x) and {0}")]
    log = json.loads(written(FindingsFormat.SARIF, found))
    (result,) = log["runs"][0]["results"]
    assert result["message"]["text"] == r"lost \[a](javascript:x) and {{0}}"


@given(hostile)
def test_a_printable_text_is_one_line_and_steers_nothing(text: str) -> None:
    assert all(c.isprintable() or c == "\ufffd" for c in printable(text))


@pytest.fixture(scope="module")
def sarif() -> Draft202012Validator:
    folder = Path(__file__).parent / "node_modules" / "@microsoft"
    found = next(folder.glob("sarif-multitool-*/sarif-2.1.0.json"), None)
    if found is None:
        pytest.skip("the schema of SARIF is not installed: npm install --prefix tests/reports")
    schema: dict[str, Any] = json.loads(found.read_text(encoding="utf-8-sig"))
    return Draft202012Validator(schema)


@pytest.mark.component
@given(found=findings)
def test_sarif_is_valid_by_its_schema(sarif: Draft202012Validator, found: list[Finding]) -> None:
    log = json.loads(written(FindingsFormat.SARIF, found))
    assert [error.message for error in sarif.iter_errors(log)] == []
