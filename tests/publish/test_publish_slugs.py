"""Slugs: WordPress's letters, no WordPress surprises."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.slugs import SlugRules, free_slug, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        pytest.param("Räksmörgås", "raksmorgas", id="Swedish letters lose their marks"),
        pytest.param("Ra\u0308ka", "raka", id="decomposed letters are the same letters"),
        pytest.param("Ærø – straße", "aero-strasse", id="letters that cannot be taken apart"),
        pytest.param("It’s a “test”", "its-a-test", id="quotes vanish"),
        pytest.param("a/b.c_d", "a-b-c-d", id="what joins words becomes a hyphen"),
        pytest.param("C++ and C# and C", "c-plus-plus-and-c-sharp-and-c", id="language names"),
        pytest.param("#skillnadpåriktigt 2017", "skillnadpariktigt-2017", id="a hashtag"),
        pytest.param("2024", "post-2024", id="a number would be a page or a year"),
        pytest.param("Feed", "post-feed", id="a word that WordPress keeps for itself"),
        pytest.param("Привет", "", id="no Latin letter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_slug_is_made_of_a_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_blog_may_spell_its_letters_another_way() -> None:
    rules = SlugRules(letters={"ö": "oe", "ä": "ae"})
    assert slug_of("Schöne Aussicht, ähnlich", rules) == "schoene-aussicht-aehnlich"


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slug_of("one two three four five", SlugRules(max_length=14)) == "one-two-three"


def test_one_long_word_is_cut_all_the_same() -> None:
    assert slug_of("a-" + "b" * 30, SlugRules(max_length=10)) == "a-bbbbbbbb"


@given(st.text())
def test_a_slug_is_plain_and_stays_what_it_is(title: str) -> None:
    slug = slug_of(title)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 80 + len("post-")
    assert slug_of(slug) == slug


@given(st.lists(st.sampled_from(["a", "b", "a-sv", "a-sv-2"])))
def test_a_free_slug_is_free(taken: list[str]) -> None:
    slug = free_slug("a", "sv", set(taken))
    assert slug not in taken
    assert slug.startswith("a")


def test_a_suffix_fits_into_the_length() -> None:
    assert free_slug("abcdefgh", "sv", {"abcdefgh"}, 8) == "abcde-sv"
