"""Real edits of real pages, where they are there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.updates import Outcome, Update, is_address_edit, lost, outcomes, updates

FOLDER = Path(__file__).parents[3] / "shared" / "corpora" / "updates"


@pytest.fixture(scope="module")
def real_edits() -> list[Update]:
    if not FOLDER.is_dir():
        pytest.skip("corpora not there")
    return list(updates(FOLDER))


@pytest.fixture(scope="module")
def results(real_edits: list[Update]) -> list[Outcome]:
    return [outcome for update in real_edits for outcome in outcomes(update)]


def test_every_page_is_compared(real_edits: list[Update]) -> None:
    assert len(real_edits) == 40


def test_every_text_that_an_edit_left_alone_stays_translated(real_edits: list[Update]) -> None:
    assert [lost(update) for update in real_edits] == [set()] * len(real_edits)


def test_an_edit_of_addresses_alone_leaves_what_the_translator_made_of_it(
    results: list[Outcome],
) -> None:
    found = Counter(o.result for o in results if is_address_edit(o))
    assert list(found) == ["kept, as the translator has it"]


def test_no_translation_is_offered_for_a_text_that_it_was_not_made_for(
    results: list[Outcome],
) -> None:
    assert [o for o in results if "WRONG" in o.result or "not the same" in o.result] == []


def test_nearly_all_changed_texts_bring_their_old_translation(results: list[Outcome]) -> None:
    made_from_old = [outcome for outcome in results if outcome.edit is not None]
    brought = [outcome for outcome in made_from_old if outcome.entry.msgstr]
    assert len(brought) >= 0.9 * len(made_from_old)
