from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.diff import changed_words
from pipeline.catalogues.words import count_words, count_words_of
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.coverage import Count, Coverage, PageState

WORDS = {
    "plain English": ("Don't feed the dog’s well-known friend.", 6),
    "plain Swedish": ("EU:s e-post är på väg, säger ÅÄÖ.", 7),
    "numbers": ("It costs 3,50 or 1:a, and 12%.", 7),
    "HTML": ('<p class="x y">A <strong>big</strong>&nbsp;dog &amp; cat</p>', 4),
    "a Markdown link": ('See [the page](https://a.example/b "A title") **now**', 4),
    "a Markdown image": ("![A dog](dog.png)", 2),
    "a bare address": ("Go to https://example.com/a/b?c=d now", 3),
    "an e-mail address": ("Write to me@example.com now", 3),
    "shortcodes and placeholders": ('[gallery ids="1,2"] {{ name }} {{< x >}} hello', 1),
    "nothing but markup": ("<br> *** ---", 0),
    "nothing": ("", 0),
    "dashes and quotes": ("“Yes” – he said … no—or «maybe»", 6),
    "other alphabets": ("Привет мир, Řehoř Żółć", 4),
    "signs": ("A → B ★ © 😀 and/or snake_case", 6),
}


@pytest.mark.parametrize(("text", "count"), WORDS.values(), ids=WORDS)
def test_words_are_counted_in(text: str, count: int) -> None:
    assert count_words(text) == count


PARTS = ["a", "dog", "<", ">", "<b>", "[", "](", "](/x)", "{{", "}}", "<!--", "-->", "&lt;", "@"]
MORE = ["b.c", "://", "www.", "\0", '"', "’", "å", "–", " ", " ", "[x y=", "]", "-", "3,5"]


@given(st.lists(st.lists(st.sampled_from(PARTS + MORE)).map("".join) | st.text(), max_size=5))
def test_words_counted_together_are_those_counted_apart(texts: list[str]) -> None:
    assert count_words_of(texts) == sum(map(count_words, texts))


def test_strings_and_words_are_counted_by_what_is_left_to_do() -> None:
    catalogue = Catalogue(
        (
            Entry("one two", "ett två"),
            Entry("three", "tre", is_fuzzy=True),
            Entry("four five six"),
            Entry("seven", "", is_fuzzy=True),
            Entry("%d file", msgid_plural="%d files", msgstr_plural=("a", "b")),
            Entry("eight", "åtta", is_obsolete=True),
        )
    )
    assert coverage(catalogue) == Coverage(Count(2, 4), Count(1, 1), Count(2, 4), PageState.PARTIAL)


STATES = {
    "a page without text": ((), PageState.COMPLETE),
    "a page with all translated": ((Entry("a", "b"),), PageState.COMPLETE),
    "a page with nothing translated": ((Entry("a"),), PageState.UNTRANSLATED),
    "a page with suggestions alone": ((Entry("a", "b", is_fuzzy=True),), PageState.UNTRANSLATED),
    "a page with a part translated": ((Entry("a", "b"), Entry("c")), PageState.PARTIAL),
}


@pytest.mark.parametrize(("entries", "state"), STATES.values(), ids=STATES)
def test_the_state_is_that_of(entries: tuple[Entry, ...], state: PageState) -> None:
    assert coverage(Catalogue(entries)).state == state


def outdated(*entries: Entry) -> Coverage:
    return coverage(Catalogue(entries, (("X-Tvilling-State", "outdated"),)))


CHANGES = {
    "a comma": ("Yes, we do", "Yes we do", 0),
    "a quotation mark": ('the "end"', "the “end”", 0),
    "a tag": ("a big dog", "a <b>big</b> dog", 0),
    "a word": ("three days left", "four days left", 1),
    "words that were added": ("a dog", "a very big dog", 2),
    "words that were taken away": ("a very big dog", "a dog", 2),
}


@pytest.mark.parametrize(("old", "new", "words"), CHANGES.values(), ids=CHANGES)
def test_a_changed_text_counts_by_the_words_that_differ(old: str, new: str, words: int) -> None:
    entry = Entry(new, "x", is_fuzzy=True, previous_msgid=old)
    assert outdated(Entry("a", "b"), entry).changed == words


def test_new_texts_are_changes_of_a_page_that_was_complete_and_of_no_other() -> None:
    entries = (Entry("a", "b"), Entry("two words"))
    assert (outdated(*entries).changed, coverage(Catalogue(entries)).changed) == (2, 0)


@given(st.text(), st.text())
def test_changed_words_are_none_for_equal_texts_and_at_most_all(old: str, new: str) -> None:
    assert changed_words(old, old) == 0
    assert changed_words(old, new) == changed_words(new, old)
    assert changed_words("", new) == count_words(new)
