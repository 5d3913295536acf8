from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.three_way import Joined, merge3
from pipeline.model.catalogue import Catalogue, Entry

entries = st.builds(
    lambda **fields: Entry(**fields),  # else the fields that are not named are made up, too
    msgid=st.sampled_from("abcd"),
    msgstr=st.sampled_from(["", "hund", "katt"]),
    is_fuzzy=st.booleans(),
    is_obsolete=st.just(False),
    previous_msgid=st.none() | st.just("x"),
    comments=st.sampled_from([(), ("paragraph",)]),
    translator_comments=st.sampled_from([(), ("hm",), ("hm", "ho")]),
)
catalogues = st.builds(
    Catalogue,
    entries=st.lists(entries, unique_by=lambda entry: entry.key, max_size=4).map(tuple),
    headers=st.lists(
        st.tuples(st.sampled_from(["A", "B", "PO-Revision-Date"]), st.sampled_from("12")),
        unique_by=lambda field: field[0],
    ).map(tuple),
)


def _alike(catalogue: Catalogue) -> tuple[set[Entry], set[tuple[str, str]]]:
    return set(catalogue.entries), set(catalogue.headers)


@given(catalogues, catalogues)
def test_what_one_side_alone_changed_holds(base: Catalogue, ours: Catalogue) -> None:
    lost = {e.key for e in base.entries} - {e.key for e in ours.entries}
    assert merge3(base, ours, base) == Joined(ours)
    assert lost == {e.key for e in base.entries} - {
        e.key for e in merge3(base, base, ours).catalogue.entries
    }
    assert _alike(merge3(base, base, ours).catalogue) == _alike(ours)


@given(catalogues, catalogues)
def test_what_both_sides_changed_alike_holds(base: Catalogue, both: Catalogue) -> None:
    assert merge3(base, both, both) == Joined(both)


@given(catalogues, catalogues, catalogues)
def test_no_new_translation_is_lost(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
    before = {(entry.key, entry.msgstr) for entry in base.entries}
    joined = merge3(base, ours, theirs).catalogue
    kept = {
        (entry.key, text)
        for entry in joined.entries
        for text in (entry.msgstr, *(c.rpartition(": ")[2] for c in entry.translator_comments))
    }
    made = {(e.key, e.msgstr) for side in (ours, theirs) for e in side.entries if e.msgstr}
    assert made - before <= kept


@given(catalogues, catalogues, catalogues)
def test_what_was_joined_can_be_written(
    base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> None:
    joined = merge3(base, ours, theirs)
    assert parse(serialize(joined.catalogue)) == joined.catalogue


def _merge(base: Entry, ours: Entry, theirs: Entry) -> tuple[tuple[Entry, ...], bool]:
    joined = merge3(Catalogue((base,)), Catalogue((ours,)), Catalogue((theirs,)))
    return joined.catalogue.entries, bool(joined.conflicts)


def test_two_different_translations_are_a_conflict_that_loses_neither() -> None:
    assert _merge(Entry("a"), Entry("a", "hund"), Entry("a", "stor\nhund")) == (
        (
            Entry(
                "a",
                "hund",
                is_fuzzy=True,
                translator_comments=("Translated differently at the same time: stor hund",),
            ),
        ),
        True,
    )


def test_a_review_of_the_same_words_holds() -> None:
    fuzzy = Entry("a", "hund", is_fuzzy=True)
    assert _merge(Entry("a"), fuzzy, Entry("a", "hund")) == ((Entry("a", "hund"),), False)


def test_remarks_of_both_sides_are_kept() -> None:
    base = Entry("a", translator_comments=("old", "gone"))
    ours = Entry("a", "hund", translator_comments=("old", "gone", "ours"))
    theirs = Entry("a", translator_comments=("old", "theirs"))
    assert _merge(base, ours, theirs) == (
        (Entry("a", "hund", translator_comments=("old", "ours", "theirs")),),
        False,
    )


def test_a_text_that_one_side_removed_keeps_the_translation_made_meanwhile() -> None:
    base = Catalogue((Entry("a", references=("a.md",)), Entry("b")))
    ours = Catalogue((Entry("b"),))
    theirs = Catalogue((Entry("a", "hund", references=("a.md",)), Entry("b")))
    assert merge3(base, ours, theirs).catalogue.entries == (
        Entry("b"),
        Entry("a", "hund", is_obsolete=True),
    )


def test_an_edit_of_a_text_that_was_translated_meanwhile_gets_the_translation_for_review() -> None:
    def text(msgid: str, msgstr: str = "") -> Entry:
        return Entry(msgid, msgstr, comments=("paragraph",))

    base = Catalogue((text("The dog runs home in the rain"), text("See [a](b)"), text("Gone")))
    author = Catalogue(
        (text("The dog ran home in the rain"), text("See [a](c)"), text("A new text"))
    )
    translator = Catalogue(
        (
            text("The dog runs home in the rain", "Hunden springer hem i regnet"),
            text("See [a](b)", "Se [a](b)"),
            text("Gone", "Borta"),
        )
    )
    made = (
        text("The dog ran home in the rain", "Hunden springer hem i regnet")._replace(
            is_fuzzy=True,
            previous_msgid="The dog runs home in the rain",
        ),
        text("See [a](c)", "Se [a](c)"),
        text("A new text"),
        text("Gone", "Borta")._replace(is_obsolete=True),
    )
    assert merge3(base, author, translator) == Joined(Catalogue(made))
    assert set(merge3(base, translator, author).catalogue.entries) == set(made)


def test_new_texts_of_both_sides_stand_behind_their_neighbours() -> None:
    base = [Entry("a"), Entry("c")]
    ours = [Entry("a"), Entry("x"), Entry("c")]
    theirs = [Entry("n"), Entry("a"), Entry("c"), Entry("y"), Entry("z")]
    joined = merge3(*(Catalogue(tuple(side)) for side in (base, ours, theirs)))
    assert [entry.msgid for entry in joined.catalogue.entries] == ["n", "a", "x", "c", "y", "z"]


def test_the_later_date_holds_and_a_page_that_is_complete_is_not_outdated() -> None:
    def made(date: str) -> Catalogue:
        headers = (("PO-Revision-Date", date), ("X-Tvilling-State", "outdated"))
        return Catalogue((Entry("a", "hund"),), headers)

    joined = merge3(made("2026-01-01"), made("2026-03-01"), made("2026-02-01"))
    assert joined.catalogue.headers == (("PO-Revision-Date", "2026-03-01"),)
