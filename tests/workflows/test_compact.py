"""What the cache keeps of pages as short texts, and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.model.finding import Finding, Severity
from pipeline.storage.cache_rows import PageFacts
from pipeline.storage.stamps import UNTRUSTED
from pipeline.workflows.compact import coverage_json, coverages, findings_json, findings_of

NUMBERS = st.integers(0, 10**9)
COUNTS = st.builds(Count, NUMBERS, NUMBERS)
COVERAGES = st.builds(Coverage, COUNTS, COUNTS, COUNTS, st.sampled_from(PageState), NUMBERS)
PAGE = PageFacts(
    "locales/sv/LC_MESSAGES/a.po",
    *UNTRUSTED,
    b"digest",
    b"basis",
    "posts/en/a.md",
    "a",
    "sv",
    "en",
    "unchanged",
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from([PAGE.path, PAGE.source, "setup.cfg"]),
    NUMBERS,
    st.sampled_from(["missing", "numbers"]),
    st.sampled_from(Severity),
    st.text(),
    st.just(PAGE.post),
    st.just(PAGE.lang),
    st.text(),
    st.sampled_from(["", "posts/en/a.md:3", "posts/en/b.md:3"]),
)


@given(st.lists(COVERAGES, max_size=4))
def test_coverage_comes_back_from_its_text(found: list[Coverage]) -> None:
    assert coverages(map(coverage_json, found)) == found


@given(COVERAGES)
def test_the_text_of_coverage_is_json(found: Coverage) -> None:
    assert json.loads(coverage_json(found))[-1] == found.state


@given(st.lists(FINDINGS, max_size=4))
def test_findings_come_back_from_their_text(found: list[Finding]) -> None:
    page = PAGE._replace(findings=findings_json(found, PAGE))
    assert list(findings_of(page)) == found
