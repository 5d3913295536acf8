"""Versions are built of plain values, and a translation is never more public than its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PostError
from pipeline.model.version import Held, Page, Status, Term, Twins
from pipeline.publish.statuses import PUBLICITY, limited
from pipeline.publish.versions import (
    BuildRules,
    Edition,
    build_twins,
    build_version,
    settle_slugs,
)
from tests.publish.in_process_cms import NOW, edition

STOCKHOLM = timezone(timedelta(hours=1))
RULES = BuildRules(NOW, STOCKHOLM)


def test_a_source_version_takes_everything_from_its_front_matter() -> None:
    page = Page(
        "Hello, world",
        "<h2>One</h2><p>First.</p>",
        {
            "slug": "Hej Världen",
            "date": date(2026, 1, 2),
            "excerpt": " Short. ",
            "categories": ["News", "News"],
            "tags": "Python, C#",
            "image": "a.png",
            "image_alt": "A dot",
            "status": "private",
        },
    )
    expected = Edition(
        post="2026/hello",
        lang="en",
        title="Hello, world",
        slug="hej-varlden",
        html=page.html,
        excerpt="Short.",
        status=Status.PRIVATE,
        date=datetime(2026, 1, 2, tzinfo=STOCKHOLM),
        categories=(Term("category", "news", "News", "news"),),
        tags=(
            Term("post_tag", "python", "Python", "python"),
            Term("post_tag", "c-sharp", "C#", "c-sharp"),
        ),
        path="posts/en/2026/hello.md",
        has_chosen_slug=True,
        image="a.png",
        image_alt="A dot",
    )
    assert build_version("2026/hello", "en", page, "posts/en/2026/hello.md", RULES) == expected


def test_a_translation_takes_the_rest_from_its_source() -> None:
    source = Page(
        "Hello", "", {"date": "2026-01-02T08:00:00Z", "tags": ["News", "Rare"], "draft": True}
    )
    page = Page("Hej", "<p>Först.</p>", {})
    names = {("post_tag", "News"): "Nyheter"}
    built = build_version(
        "a", "sv", page, "a.md", RULES, term_names=names, source_page=source, summary="Först."
    )
    facts = (built.slug, built.status, built.date, built.tags, built.excerpt, built.notes)
    assert facts == (
        "hej",
        Status.DRAFT,
        datetime(2026, 1, 2, 8, tzinfo=UTC),
        (Term("post_tag", "news", "Nyheter", "nyheter"),),
        "Först.",
        ("the name 'Rare' is not translated and is left out",),
    )


def test_a_post_without_a_title_says_what_it_is_called() -> None:
    page = Page("", "<p>One.</p>", {})
    source = build_version("2026/hello", "en", page, "a.md", RULES)
    assert source.title == "hello"
    assert source.notes == ("it has no title, so it is called 'hello' after its file",)
    translation = build_version("2026/hello", "sv", page, "a.md", RULES, source_page=page)
    assert translation.notes == ()


def test_a_post_without_words_for_a_slug_goes_by_the_last_part_of_its_id() -> None:
    built = build_version("2026/privet", "ru", Page("Привет", "", {}), "a.md", RULES)
    assert (built.slug, built.has_chosen_slug) == ("privet", False)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({}, Status.PUBLISH, id="nothing said means published"),
        pytest.param(
            {"draft": True}, Status.DRAFT, id="a draft as static site generators write it"
        ),
        pytest.param({"draft": False}, Status.PUBLISH, id="no draft"),
        pytest.param({"draft": True, "status": "private"}, Status.PRIVATE, id="the status wins"),
        pytest.param({"date": "2026-02-01"}, Status.FUTURE, id="a day to come"),
        pytest.param({"date": "2026-01-31 12:00"}, Status.FUTURE, id="an hour to come elsewhere"),
        pytest.param(
            {"date": "2026-01-01", "status": "future"}, Status.PUBLISH, id="a day gone by"
        ),
        pytest.param({"date": "2026-02-01", "status": "draft"}, Status.DRAFT, id="a dated draft"),
    ],
)
def test_the_front_matter_says_how_public_a_post_is(
    fields: dict[str, object], status: Status
) -> None:
    rules = BuildRules(NOW, timezone(timedelta(hours=-1)))
    assert build_version("a", "en", Page("A", "", fields), "a.md", rules).status is status


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param(
            {"status": "publishd"},
            "a.md: 'publishd' is no status. Write one of draft, pending, private, future, publish",
            id="a status that is none",
        ),
        pytest.param(
            {"status": "future"},
            "a.md: the status is `future`, but there is no date. Give it a `date`",
            id="a day to come that is not named",
        ),
        pytest.param(
            {"date": "soon"},
            "a.md: the date 'soon' cannot be read. "
            "Write it like 2024-05-31 or 2024-05-31T09:00:00+02:00",
            id="a date that is none",
        ),
        pytest.param(
            {"tags": [["a"]]},
            "a.md: `tags` in the front matter is not a list of names. "
            "Write it like `tags: [First, Second]`",
            id="a list in a list",
        ),
    ],
)
def test_front_matter_that_cannot_be_read_says_what_to_write(
    fields: dict[str, object], message: str
) -> None:
    with pytest.raises(PostError) as caught:
        build_version("a", "en", Page("A", "", fields), "a.md", RULES)
    assert str(caught.value) == message


STATUSES = st.sampled_from(Status)
DATES = st.none() | st.integers(-5, 5).map(lambda days: NOW + timedelta(days))


def _version(lang: str, status: Status, day: datetime | None) -> Edition:
    return replace(edition("a", lang, ""), status=status, date=day)


@given(STATUSES, DATES, STATUSES, DATES)
def test_a_translation_is_never_more_public_than_its_source(
    ours: Status, our_day: datetime | None, theirs: Status, their_day: datetime | None
) -> None:
    twins = build_twins(
        "a", "sv", [_version("en", ours, our_day), _version("sv", theirs, their_day)]
    )
    source, translation = twins.versions
    assert source.lang == "sv"
    assert PUBLICITY.index(translation.status) <= PUBLICITY.index(source.status)
    assert PUBLICITY.index(translation.status) <= PUBLICITY.index(ours)
    if translation.status is Status.FUTURE:
        assert translation.date is not None
        assert theirs is not Status.FUTURE or their_day is None or translation.date >= their_day


@given(STATUSES, DATES, STATUSES, DATES)
def test_to_limit_twice_is_to_limit_once(
    ours: Status, our_day: datetime | None, theirs: Status, their_day: datetime | None
) -> None:
    once = limited(_version("en", ours, our_day), theirs, their_day)
    assert limited(once, theirs, their_day) == once


def _slugs(blog: tuple[Twins, ...]) -> list[str]:
    return [version.slug for twins in blog for version in twins.versions]


def _titled(post: str, *titles: tuple[str, str], **fields: Any) -> Twins:  # noqa: ANN401
    versions = [edition(post, lang, "", title=title, **fields) for lang, title in titles]
    return Twins(post, "en", tuple(versions))


def test_twins_of_one_title_get_two_slugs() -> None:
    blog = (_titled("a", ("en", "Python"), ("sv", "Python")),)
    assert _slugs(settle_slugs(blog)) == ["python", "python-sv"]


def test_a_slug_that_an_author_chose_comes_before_one_made_from_a_title() -> None:
    blog = (_titled("a", ("en", "Python")), _titled("b", ("en", "B"), slug="python"))
    assert _slugs(settle_slugs(blog)) == ["python-en", "python"]


def test_a_published_slug_stays_when_the_title_becomes_better() -> None:
    blog = (_titled("a", ("en", "Better")), _titled("b", ("en", "New"), slug="old"))
    taken = {("a", "en"): "old", ("b", "en"): "b"}
    assert _slugs(settle_slugs(blog, taken)) == ["old", "old-en"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=8))
def test_no_slug_is_there_twice_and_settling_again_changes_nothing(
    posts: list[tuple[str, bool]],
) -> None:
    blog = tuple(
        _titled(f"p{n}", ("en", title), ("sv", title), **({"slug": title} if chosen else {}))
        for n, (title, chosen) in enumerate(posts)
    )
    settled = settle_slugs(blog)
    assert len(set(_slugs(settled))) == 2 * len(posts)
    assert settle_slugs(settled) == settled


def test_held_versions_are_kept_beside_the_others() -> None:
    held = Held("a", "sv", "not finished")
    assert build_twins("a", "en", [edition("a", "en", "")], [held]).held == (held,)
