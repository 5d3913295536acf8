from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.diff import Change, Run, changes, compact_diff, word_diff
from pipeline.catalogues.similarity import Sample, pair
from pipeline.model.catalogue import Catalogue, Entry

sentences = st.lists(st.sampled_from(["a", "good", "day", "  ", "\n", ", ", "[x](/y)"])).map(
    " ".join
)


def _joined(runs: tuple[Run, ...], left_out: Change) -> str:
    return "".join(run.text for run in runs if run.change is not left_out)


@given(sentences | st.text(), sentences | st.text())
def test_the_runs_join_to_both_texts(old: str, new: str) -> None:
    runs = word_diff(old, new)
    assert (_joined(runs, Change.ADDED), _joined(runs, Change.REMOVED)) == (old, new)


@given(sentences)
def test_equal_texts_have_one_run_at_most(text: str) -> None:
    assert word_diff(text, text) == ((Run(Change.EQUAL, text),) if text else ())


@given(sentences, sentences)
def test_no_two_runs_of_a_kind_follow_one_another(old: str, new: str) -> None:
    kinds = [run.change for run in word_diff(old, new)]
    assert all(first is not second for first, second in pairwise(kinds))


def test_a_change_of_several_words_is_one_change() -> None:
    assert word_diff("He took the old red bike home", "He took a new blue bike home") == (
        Run(Change.EQUAL, "He took "),
        Run(Change.REMOVED, "the old red"),
        Run(Change.ADDED, "a new blue"),
        Run(Change.EQUAL, " bike home"),
    )


def test_a_very_long_text_is_compared_as_a_whole() -> None:
    runs = word_diff("a " * 6000, "b " * 6000)
    assert [run.change for run in runs] == [Change.REMOVED, Change.ADDED]


def test_a_diff_in_words_shows_a_little_of_what_stays() -> None:
    old = "One two three four five. Six seven eight nine ten eleven twelve."
    new = "One two three four 5. Six seven eight nine ten eleven 12."
    assert compact_diff(old, new) == (
        "…two three four [-five-]{+5+}. Six seven…nine ten eleven [-twelve-]{+12+}."
    )


def test_the_changes_are_those_of_the_outdated_entries() -> None:
    catalogue = Catalogue(
        (
            Entry("A dog", "B", is_fuzzy=True, previous_msgid="A cat"),
            Entry("A bird", "B", is_fuzzy=True),
            Entry("A fish", "B", is_obsolete=True, is_fuzzy=True, previous_msgid="A"),
        )
    )
    assert changes(catalogue) == {(None, "A dog"): "A [-cat-]{+dog+}"}


def test_whoever_loses_all_choices_looks_again() -> None:
    wanted = {n: Sample(f"The same long text, number {n}") for n in range(60)}
    offered = {n: Sample(f"The same long text, number {n}!") for n in range(60)}
    assert pair(wanted, offered) == {n: n for n in range(60)}


def test_in_a_vast_post_texts_are_paired_by_their_rare_words() -> None:
    wanted = {n: Sample(f"The long text that is number {n} has changed") for n in range(700)}
    offered = {n: Sample(f"The long text that is number {n} has a change") for n in range(700)}
    assert pair(wanted, offered) == {n: n for n in range(700)}
