from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.headers import merged_headers
from pipeline.catalogues.merge import merge
from pipeline.catalogues.respelling import RULES_VERSION, normal_form, rules_of
from pipeline.model.catalogue import Catalogue, Entry, Message

# What is spelled in one way by some rules and in another by others.
SPELLINGS = [
    ("<b>", '<b class="x">', "<B >"),
    ('<a href="/x?a=1&amp;b=2">', "<a rel='y' href='/x?a=1&b=2'>"),
    ('<img alt="Ö" src="a.png">', '<img src=a.png id="z" alt="&Ouml;" />'),
    ("“", "&ldquo;", "&#8220;"),
    (" ", "\n  "),
    ("&lt;b>", "&lt;b&gt;"),
    ("dog",),
    ("é", "&eacute;"),
]


@given(st.data(), st.lists(st.sampled_from(SPELLINGS), max_size=8))
def test_all_spellings_of_a_text_have_one_normal_form(
    data: st.DataObject, parts: list[tuple[str, ...]]
) -> None:
    first, second = ("".join(data.draw(st.sampled_from(part)) for part in parts) for _ in range(2))
    assert normal_form(first) == normal_form(second)


@given(st.lists(st.sampled_from([part[0] for part in SPELLINGS if part[0] != " "]), unique=True))
def test_different_texts_have_different_normal_forms(parts: list[str]) -> None:
    assert len({normal_form(part) for part in parts}) == len(parts)


HEADERS = merged_headers((), "sv", "en", is_outdated=False)
OLD = Catalogue((Entry('<b class="x">A&nbsp;dog</b>', "En hund", comments=("paragraph",)),))
NEW = [Message("<b>A\xa0dog</b>", comments=("paragraph",))]


def test_what_new_rules_spell_differently_keeps_its_translation() -> None:
    merged = merge(OLD, NEW, "sv", "en", rules=2)
    assert (merged.entries, rules_of(merged)) == (
        (Entry("<b>A\xa0dog</b>", "En hund", comments=("paragraph",)),),
        2,
    )


def test_the_same_edit_by_the_author_needs_review() -> None:
    of_now = replace(OLD, headers=(("X-Tvilling-Rules", str(RULES_VERSION)),))
    assert [entry.is_fuzzy for entry in merge(of_now, NEW, "sv", "en").entries] == [True]


def test_a_catalogue_in_step_is_not_written_for_the_version_of_the_rules_alone() -> None:
    in_step = Catalogue((Entry("A dog", "En hund", comments=("paragraph",)),), HEADERS)
    same, other = (Message(text, comments=("paragraph",)) for text in ("A dog", "A cat"))
    assert merge(in_step, [same], "sv", "en") == in_step
    edited = merge(in_step, [other], "sv", "en")
    assert rules_of(edited) == RULES_VERSION
    assert merge(edited, [other], "sv", "en") == edited


def test_a_catalogue_of_newer_rules_keeps_saying_so() -> None:
    newer = Catalogue(headers=(("X-Tvilling-Rules", "7"),))
    assert rules_of(merge(newer, NEW, "sv", "en", rules=2)) == 7


def test_merging_by_new_rules_twice_is_merging_once() -> None:
    once = merge(OLD, NEW, "sv", "en", rules=2)
    assert merge(once, NEW, "sv", "en", rules=2) == once
