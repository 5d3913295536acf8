"""What is sent, what its fingerprint covers, and how public it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.version import Held, Status, Twins
from pipeline.publish.payload import payload_of
from pipeline.publish.plan import Options
from pipeline.publish.remote import Remote, RemotePost
from pipeline.publish.standing import standing_of
from pipeline.publish.statuses import PUBLICITY
from pipeline.publish.versions import Edition, build_twins
from tests.publish.in_process_cms import NOW, edition

BASE = edition("a", "en", "<p>A</p>", tags=["x"], date=NOW)


def test_a_title_is_text_and_is_sent_as_html() -> None:
    payload = payload_of(replace(BASE, title="if a < b & c", excerpt="<b>"), "", "")
    assert (payload.title, payload.excerpt) == ("if a &lt; b &amp; c", "&lt;b&gt;")


def _fingerprint(edition: Edition, html: str = "<p>A</p>", image: str = "") -> str:
    return payload_of(edition, html, image).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: _fingerprint(replace(BASE, title="B")), id="the title"),
        pytest.param(lambda: _fingerprint(BASE, "<p>B</p>"), id="the text"),
        pytest.param(lambda: _fingerprint(replace(BASE, excerpt="B")), id="the excerpt"),
        pytest.param(lambda: _fingerprint(replace(BASE, tags=())), id="the tags"),
        pytest.param(lambda: _fingerprint(replace(BASE, status=Status.DRAFT)), id="the status"),
        pytest.param(lambda: _fingerprint(replace(BASE, date=None)), id="the date"),
        pytest.param(lambda: _fingerprint(BASE, image="f"), id="the featured image"),
        pytest.param(
            lambda: _fingerprint(replace(BASE, has_chosen_slug=True)), id="a slug that was chosen"
        ),
    ],
)
def test_a_change_of_anything_sent_changes_the_fingerprint(change: Callable[[], str]) -> None:
    assert change() != _fingerprint(BASE)


def test_a_slug_made_from_the_title_does_not_count() -> None:
    assert _fingerprint(replace(BASE, slug="other")) == _fingerprint(BASE)


def test_a_day_that_has_come_does_not_count() -> None:
    assert _fingerprint(replace(BASE, status=Status.FUTURE)) == _fingerprint(BASE)


def test_the_first_part_says_whether_the_address_may_have_moved() -> None:
    payload = payload_of(BASE, "", "")
    other_text = _fingerprint(replace(BASE, title="B"))
    other_day = _fingerprint(replace(BASE, date=NOW - timedelta(1)))
    assert (payload.has_moved(other_text), payload.has_moved(other_day)) == (False, True)


STATUSES = st.sampled_from(Status)
REMOTE = st.none() | st.tuples(
    st.sampled_from([*(status.value for status in Status), "trash"]), st.booleans()
)


def _remote(lang: str, facts: tuple[str, bool] | None) -> dict[tuple[str, str], RemotePost]:
    if facts is None:
        return {}
    status, is_edited = facts
    etag = "changed" if is_edited else "same"
    post = RemotePost(1, ("a", lang), status, "a", "https://blog.example/a/", "", etag, "same", NOW)
    return {post.place: post}


@given(STATUSES, STATUSES, REMOTE, REMOTE, st.booleans(), st.booleans())
def test_no_translation_is_written_more_public_than_its_source_will_be(
    ours: Status,
    theirs: Status,
    remote_source: tuple[str, bool] | None,
    remote_target: tuple[str, bool] | None,
    is_held: bool,
    overwrites: bool,
) -> None:
    source = replace(edition("a", "en", ""), status=ours, date=NOW)
    target = replace(edition("a", "sv", ""), status=theirs, date=NOW)
    twins = build_twins("a", "en", [source, target])
    if is_held:
        twins = Twins("a", "en", twins.versions[1:])
    remote = {**_remote("en", remote_source), **_remote("sv", remote_target)}
    standing = standing_of([twins], Remote(remote), Options(ours=overwrites))
    written = standing.open.get(("a", "sv"))
    if written is None:
        return
    kept = standing.open.get(("a", "en"))
    will_be = kept.status.value if kept is not None else remote[("a", "en")].status
    assert PUBLICITY.index(written.status) <= [*PUBLICITY].index(Status(will_be))


@given(
    STATUSES,
    STATUSES,
    REMOTE,
    REMOTE,
    st.sampled_from(["finished", "held", "draft"]),
    st.booleans(),
)
def test_by_no_rule_does_a_translation_of_ours_stay_more_public_than_its_source(
    ours: Status,
    theirs: Status,
    remote_source: tuple[str, bool] | None,
    remote_target: tuple[str, bool] | None,
    rule: str,
    overwrites: bool,
) -> None:
    source = replace(edition("a", "en", ""), status=ours, date=NOW)
    target = replace(edition("a", "sv", ""), status=theirs, date=NOW)
    if rule == "draft":
        target = replace(target, status=Status.DRAFT, is_provisional=True)
    versions = [source] if rule == "held" else [source, target]
    held = [Held("a", "sv", "not finished")] if rule == "held" else []
    remote = {**_remote("en", remote_source), **_remote("sv", remote_target)}
    standing = standing_of(
        [build_twins("a", "en", versions, held)], Remote(remote), Options(ours=overwrites)
    )
    there = remote.get(("a", "sv"))
    if ("a", "sv") in standing.open:
        shown = standing.open["a", "sv"].status
    elif ("a", "sv") in standing.lowered:
        shown = standing.lowered["a", "sv"]
    elif there is None or there.is_trashed or there.is_edited:
        return  # It is not there, or somebody made it so by hand.
    else:
        shown = Status(there.status)
    kept = standing.open.get(("a", "en"))
    source_there = remote.get(("a", "en"))
    if kept is None and (source_there is None or source_there.is_trashed):
        return  # The source was put in the trash by hand, and that is told.
    will_be = kept.status if kept is not None else Status(remote["a", "en"].status)
    assert PUBLICITY.index(shown) <= PUBLICITY.index(will_be)
