from __future__ import annotations

import json
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.model.cms_page import CmsPage, CmsState
from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.model.finding import Finding, Severity
from pipeline.reports.findings_json import findings_json
from pipeline.reports.findings_text import findings_text, summary
from pipeline.reports.status_json import StatusRow, status_json

MISSING = Finding("b.po", 12, "missing", Severity.ERROR, "“A dog” is not translated", "b", "sv")
TAGS = Finding("b.po", 3, "tags", Severity.ERROR, "the translation lost <b> </b>", "b", "sv", "x")
MOVED = Finding(
    "locales/sv/LC_MESSAGES/2024/a-post.po",
    7,
    "addresses",
    Severity.WARNING,
    "the link to https://example.com/a/very/long/address leads to https://example.com/b",
)


def test_findings_are_grouped_by_file_and_summed_up() -> None:
    assert findings_text([MISSING, MOVED, TAGS]) == (
        "b.po:3: error[tags] the translation lost <b> </b>\n"
        "b.po:12: error[missing] “A dog” is not translated\n"
        "\n"
        "locales/sv/LC_MESSAGES/2024/a-post.po:7: warning[addresses] the link to\n"
        "    https://example.com/a/very/long/address leads to https://example.com/b\n"
        "\n"
        "2 errors, 1 warning in 2 files (tags 1, missing 1, addresses 1).\n"
    )


def test_no_findings_are_said_so() -> None:
    assert findings_text([]) == "No findings.\n"


def test_one_finding_is_summed_up_in_the_singular() -> None:
    assert summary([MISSING]) == "1 error in 1 file (missing 1)."


def test_control_characters_do_not_reach_the_terminal() -> None:
    finding = Finding("a.po", 1, "missing", Severity.NOTE, "a\x1b[31mb\x9b\u202ec\nd")
    assert findings_text([finding]).splitlines()[0] == "a.po:1: note[missing] a\ufffd[31mb\ufffdc d"


findings = st.lists(
    st.builds(
        Finding,
        path=st.text(min_size=1),
        line=st.integers(1),
        rule=st.sampled_from(["tags", "missing"]),
        severity=st.sampled_from(Severity),
        message=st.text(),
        msgid=st.text(),
    ),
    max_size=5,
)


@given(findings)
def test_json_holds_every_finding_with_all_its_fields(found: list[Finding]) -> None:
    report = json.loads(findings_json(found))
    assert [Finding(**one) for one in report["findings"]] == sorted(found)


@given(findings)
def test_text_ends_with_the_sum_and_holds_nothing_that_moves_the_cursor(
    found: list[Finding],
) -> None:
    text = findings_text(found)
    assert (
        text.endswith(f"{summary(sorted(found))}\n"),
        all(character.isprintable() or character in "\n\ufffd" for character in text),
    ) == (True, True)


def test_json_counts_by_severity_and_rule() -> None:
    report = json.loads(findings_json([MISSING, MOVED, TAGS]))
    assert {key: report[key] for key in ("version", "counts", "rules")} == {
        "version": 1,
        "counts": {"error": 2, "warning": 1, "note": 0},
        "rules": {"addresses": 1, "missing": 1, "tags": 1},
    }


def test_status_lists_pages_and_sums_them_by_language() -> None:
    partial = Coverage(Count(3, 20), Count(1, 5), Count(2, 10), PageState.PARTIAL, 4)
    rows = [
        StatusRow("a", "sv", "en", "posts/en/a.md", "locales/sv/LC_MESSAGES/a.po", partial),
        StatusRow("a", "en", "en", "posts/en/a.md", "", Coverage(state=PageState.SOURCE)),
    ]
    counts = {
        "translated": {"strings": 3, "words": 20},
        "fuzzy": {"strings": 1, "words": 5},
        "missing": {"strings": 2, "words": 10},
        "total": {"strings": 6, "words": 35},
        "changed_words": 4,
    }
    nothing = {
        name: {"strings": 0, "words": 0} for name in ("translated", "fuzzy", "missing", "total")
    } | {"changed_words": 0}
    none = {"source": 0, "complete": 0, "outdated": 0, "partial": 0, "untranslated": 0}
    english = {"post": "a", "lang": "en", "source_lang": "en", "source": "posts/en/a.md"}
    assert json.loads(status_json(rows)) == {
        "version": 1,
        "pages": [
            {
                **english,
                "lang": "sv",
                "catalogue": "locales/sv/LC_MESSAGES/a.po",
                "state": "partial",
                **counts,
            },
            {**english, "catalogue": "", "state": "source", **nothing},
        ],
        "languages": {
            "en": {"pages": {**none, "source": 1}, **nothing},
            "sv": {"pages": {**none, "partial": 1}, **counts},
        },
        "total": {"pages": {**none, "source": 1, "partial": 1}, **counts},
    }


def schema(name: str) -> Draft202012Validator:
    text = resources.files("pipeline.reports").joinpath("schemas", name).read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


@given(findings)
def test_findings_are_valid_by_the_schema_that_is_shipped(found: list[Finding]) -> None:
    assert list(schema("findings.json").iter_errors(json.loads(findings_json(found)))) == []


counts = st.builds(Count, st.integers(0), st.integers(0))
rows = st.lists(
    st.builds(
        StatusRow,
        coverage=st.builds(Coverage, counts, counts, counts, changed=st.integers(0)),
        cms=st.none() | st.builds(CmsPage, st.sampled_from(CmsState)),
    ),
    max_size=4,
)


@given(rows, st.text())
def test_status_is_valid_by_the_schema_that_is_shipped(found: list[StatusRow], target: str) -> None:
    report = json.loads(status_json(found, target))
    assert list(schema("status.json").iter_errors(report)) == []


def test_the_schema_knows_every_key_that_status_writes() -> None:
    row = StatusRow("a", "sv", "en", "a.md", "a.po", Coverage(), CmsPage(CmsState.BEHIND))
    report = json.loads(status_json([row], "live"))
    known = json.loads(
        resources.files("pipeline.reports").joinpath("schemas", "status.json").read_text("utf-8")
    )
    definitions = known["$defs"]
    assert (list(report), list(report["pages"][0]), list(report["total"])) == (
        list(known["properties"]),
        list(definitions["page"]["properties"]),
        list(definitions["sums"]["properties"]),
    )
    assert list(definitions["cms"]["properties"]["state"]["enum"]) == list(CmsState)
