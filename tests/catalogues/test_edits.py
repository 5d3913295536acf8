from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.diff import changes
from pipeline.catalogues.edits import Edit, bare_words, classify, edits
from pipeline.catalogues.merge import merge, without_obsolete
from pipeline.model.catalogue import Catalogue, Entry, Message

EDITS = {
    "nothing": ("A dog", "A dog", Edit.NONE),
    "line ends": ("A dog\nran  home", "A dog ran home", Edit.WHITE_SPACE),
    "quotes": ("\"A dog\" 'ran'", "“A dog” ‘ran’", Edit.TYPOGRAPHY),
    "quotes of another language": ("“Hund”", "»Hund«", Edit.TYPOGRAPHY),
    "a dash": ("a dog -- it ran", "a dog – it ran", Edit.TYPOGRAPHY),
    "an ellipsis": ("Well...", "Well…", Edit.TYPOGRAPHY),
    "a blank that does not break": ("5 km", "5\xa0km", Edit.TYPOGRAPHY),
    "an entity for a blank": ("5 km", "5&nbsp;km", Edit.TYPOGRAPHY),
    "a soft hyphen": ("handbook", "hand\xadbook", Edit.TYPOGRAPHY),
    "an address": ("[A](/a) dog", "[A](/b) dog", Edit.ADDRESS),
    "an address and a dash": ("[A](/a) - dog", "[A](/b) – dog", Edit.ADDRESS),
    "an address in HTML": ('<a href="a.html">A</a>', "<a href='b.html'>A</a>", Edit.ADDRESS),
    "emphasis": ("A dog ran", "A **dog** _ran_", Edit.MARKUP),
    "a new link": ("A dog ran", 'A <a href="/x">dog</a> ran', Edit.MARKUP),
    "a new Markdown link": ("A dog ran", "A [dog](/x_(y)) ran", Edit.MARKUP),
    "a line break": ("A dog<br>ran", "A dog ran", Edit.MARKUP),
    "code": ("Call f now", "Call `f` now", Edit.MARKUP),
    "one word": ("A dog ran", "A cat ran", Edit.WORDING),
    "a letter's case": ("A dog ran", "A Dog ran", Edit.WORDING),
    "an alternative text": ('<img alt="dog">', '<img alt="cat">', Edit.WORDING),
    "the title of a link": ('[A](/x "dog")', '[A](/x "cat")', Edit.WORDING),
    "a tag that is only written about": ("a &lt;b&gt; c", "a c", Edit.WORDING),
    "an underscore within a word": ("snake_case", "snakecase", Edit.WORDING),
    "a number": ("30 grams", "25 grams", Edit.WORDING),
}


@pytest.mark.parametrize(("old", "new", "edit"), EDITS.values(), ids=EDITS)
def test_an_edit_is_classified_by(old: str, new: str, edit: Edit) -> None:
    assert (classify(old, new), classify(new, old)) == (edit, edit)


parts = st.sampled_from(
    ["a", "dog", " ", "\n", '"', "“", "-", "–", "<b>", "](", "[", "/x", "*", "&"]
)


@given(st.lists(parts).map("".join) | st.text(), st.lists(parts).map("".join) | st.text())
def test_every_edit_has_a_class_that_does_not_depend_on_its_direction(old: str, new: str) -> None:
    assert classify(old, new) is classify(new, old)
    assert (classify(old, new) is Edit.NONE) == (old == new)


@given(st.lists(parts).map("".join) | st.text())
def test_only_empty_texts_have_no_words_at_all(text: str) -> None:
    assert bool(bare_words(text)) == bool(text.strip(" \t\r\n\f\v"))


def _merged(old: str, new: str, kind: str = "paragraph") -> Entry:
    before = Catalogue((Entry(old, "översatt", comments=(kind,)),))
    return merge(before, [Message(new, comments=(kind,))], "sv", "en").entries[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It was 'so'", "It was “so”"),
        ("A dog", '<a href="https://example.org/a/very/long/address">A dog</a>'),
        ("`dog`", "**[dog](/a/dog/in/the/house)**"),
    ],
    ids=["quotes", "a long link around all", "emphasis of a short text"],
)
def test_an_edit_of_less_than_the_words_always_finds_its_translation(old: str, new: str) -> None:
    entry = _merged(old, new)
    assert (entry.msgstr, entry.is_fuzzy, entry.previous_msgid) == ("översatt", True, old)


def test_texts_that_have_only_their_markup_in_common_are_not_alike() -> None:
    assert _merged('<a href="/long/one">Dogs</a>', '<a href="/long/one">Fish</a>').msgstr == ""


def test_code_is_compared_to_the_last_character() -> None:
    assert _merged("*a*", "a", "code").msgstr == ""


OUTDATED = Catalogue(
    (
        Entry("A – dog", "B", is_fuzzy=True, previous_msgid="A - dog"),
        Entry("A bird", "B", is_fuzzy=True, previous_msgid="A fish"),
        Entry("Gone", "B", is_fuzzy=True, is_obsolete=True, previous_msgid="Go"),
    )
)


def test_the_edits_of_a_catalogue_are_those_of_its_outdated_entries() -> None:
    assert (edits(OUTDATED), changes(OUTDATED)) == (
        {(None, "A – dog"): Edit.TYPOGRAPHY, (None, "A bird"): Edit.WORDING},
        {
            (None, "A – dog"): "typography only: A [---]{+–+} dog",
            (None, "A bird"): "A [-fish-]{+bird+}",
        },
    )


def test_a_catalogue_without_its_obsolete_entries_has_all_others() -> None:
    assert without_obsolete(OUTDATED).entries == OUTDATED.entries[:2]
