from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.baseline import Baseline, known_by, parse_baseline, written_baseline
from pipeline.model.finding import Finding, Severity

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
findings = st.lists(
    st.builds(
        Finding,
        path=st.sampled_from(["a.po", "b.po"]),
        line=st.integers(1, 9),
        rule=st.sampled_from(["tags", "missing"]),
        severity=st.sampled_from(Severity),
        message=texts,
        msgid=texts,
    ),
    max_size=8,
)


@given(findings)
def test_a_baseline_knows_what_it_was_made_of_and_needs_all_of_it(found: list[Finding]) -> None:
    text, number = written_baseline(found)
    known = parse_baseline(text, "x.json")
    baseline = Baseline(Counter(known))
    assert (
        known.total(),
        [finding for finding in found if not baseline.takes(finding)],
        baseline.unneeded(),
    ) == (number, [], ())


@given(findings, findings)
def test_a_baseline_takes_no_more_than_it_knows(known: list[Finding], found: list[Finding]) -> None:
    named = [finding for finding in known if finding.msgid.split()]
    baseline = Baseline(parse_baseline(written_baseline(named)[0], "x.json"))
    left = Counter(known_by(finding) for finding in found if not baseline.takes(finding))
    assert left == Counter(map(known_by, found)) - Counter(map(known_by, named))


def test_a_finding_is_known_by_its_text_not_by_its_line_or_message() -> None:
    one = Finding("a.po", 1, "tags", Severity.ERROR, "lost <b>", msgid="x" * 99)
    other = Finding("a.po", 9, "tags", Severity.NOTE, "lost </b>", msgid="x" * 99)
    longer = Finding("a.po", 1, "tags", Severity.ERROR, "lost <b>", msgid="x" * 100)
    assert (known_by(one) == known_by(other), known_by(one) == known_by(longer)) == (True, False)
