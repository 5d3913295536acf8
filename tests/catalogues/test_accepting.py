from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.accepting import accept, acceptable
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.model.catalogue import Catalogue, Entry, Message

OUTDATED = Entry(
    "The dog ran",
    "Hunden sprang",
    is_fuzzy=True,
    previous_msgid="Teh dog ran",
    translator_comments=("Mind the dog", "Still valid after an edit: [-x-]{+y+}"),
)
ACCEPTED = Entry(
    "The dog ran",
    "Hunden sprang",
    translator_comments=("Mind the dog", "Still valid after an edit: [-Teh-]{+The+} dog ran"),
)
SUGGESTION = Entry("A cat", "En katt", is_fuzzy=True)
GONE = Entry("Old", "Gammal", is_fuzzy=True, is_obsolete=True, previous_msgid="Olde")
EMPTY = Entry("None", "", is_fuzzy=True, previous_msgid="Non")
STATE = (("X-Tvilling-State", "outdated"), ("X-Own", "1"))


def test_an_accepted_translation_counts_and_says_which_edit_it_survived() -> None:
    assert accept(Catalogue((OUTDATED,)), {OUTDATED.key}).entries == (ACCEPTED,)


def test_nothing_but_outdated_translations_can_be_accepted() -> None:
    catalogue = Catalogue((OUTDATED, SUGGESTION, GONE, EMPTY))
    keys = {entry.key for entry in catalogue.entries}
    assert (acceptable(catalogue), accept(catalogue, keys).entries) == (
        (OUTDATED,),
        (ACCEPTED, SUGGESTION, GONE, EMPTY),
    )


def test_what_is_not_named_stays_outdated() -> None:
    assert accept(Catalogue((OUTDATED,), STATE), set()) == Catalogue((OUTDATED,), STATE)


def test_a_page_that_is_complete_again_is_no_longer_marked_outdated() -> None:
    assert accept(Catalogue((OUTDATED,), STATE), {OUTDATED.key}).headers == (("X-Own", "1"),)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), min_size=1)


@given(texts, texts)
def test_what_was_accepted_survives_the_file_and_the_next_extraction(old: str, new: str) -> None:
    entry = Entry(new, "översatt", is_fuzzy=True, previous_msgid=old)
    catalogue = merge(Catalogue((entry,)), [Message(new)], "sv", "en")
    done = accept(catalogue, {entry.key})
    assert merge(parse(serialize(done)), [Message(new)], "sv", "en") == done
