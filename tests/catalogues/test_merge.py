from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.links import addresses, without_addresses
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.model.catalogue import Catalogue, Entry, Message
from pipeline.model.coverage import PageState

WORDS = st.sampled_from(
    ["the", "dog", "dogs", "ran", "home", "  ", "[a](/x)", "[a](/y)", "one two three four five"]
)
msgids = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).map(str.strip).filter(bool)
contexts = st.sampled_from([None, None, "title", "menu"])
kinds = st.sampled_from([(), ("paragraph",), ("heading, under: X",), ("code",)])
messages = st.lists(
    st.builds(Message, msgids, contexts, kinds, st.just(())),
    unique_by=lambda message: message.key,
    max_size=6,
)
entries = st.builds(
    lambda **fields: Entry(**fields),  # else the fields that are not named are made up, too
    msgid=msgids,
    msgstr=st.sampled_from(["", "hund", "hem", "se [a](/x)", "se [a](/y) nu"]),
    msgctxt=contexts,
    is_fuzzy=st.booleans(),
    is_obsolete=st.booleans(),
    previous_msgid=st.none() | msgids,
    comments=kinds,
    translator_comments=st.sampled_from([(), ("check this",)]),
)
catalogues = st.builds(
    Catalogue,
    entries=st.lists(entries, unique_by=lambda entry: entry.key, max_size=8).map(tuple),
    headers=st.sampled_from([(), (("X-Generator", "Poedit 3.4"),)]),
)


@given(catalogues, messages)
def test_merging_twice_is_merging_once(old: Catalogue, now: list[Message]) -> None:
    once = merge(old, now, "sv", "en")
    assert merge(once, now, "sv", "en") == once


@given(catalogues, messages)
def test_to_see_at_one_look_what_is_in_step_changes_nothing(
    old: Catalogue, now: list[Message]
) -> None:
    for before in (old, merge(old, now, "sv", "en")):
        quick = merge(before, now, "sv", "en")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pipeline.catalogues.merge._is_in_step", lambda *_: False)
            assert merge(before, now, "sv", "en") == quick


@given(catalogues, messages)
def test_a_merged_catalogue_survives_its_file(old: Catalogue, now: list[Message]) -> None:
    merged = merge(old, now, "sv", "en")
    assert parse(serialize(merged)) == merged


@given(catalogues, messages)
def test_there_is_one_entry_for_each_message_in_order(old: Catalogue, now: list[Message]) -> None:
    merged = merge(old, now, "sv", "en")
    active = [entry for entry in merged.entries if not entry.is_obsolete]
    assert [(e.key, e.comments) for e in active] == [(m.key, m.comments) for m in now]


def _traces(catalogue: Catalogue) -> list[tuple[str, tuple[str, ...]]]:
    """What must never be lost: the translations, their links aside, and the remarks on them."""
    return sorted(
        (without_addresses(entry.msgstr), entry.translator_comments)
        for entry in catalogue.entries
        if entry.msgstr
    )


@given(catalogues, messages)
def test_no_translation_is_lost(old: Catalogue, now: list[Message]) -> None:
    assert _traces(merge(old, now, "sv", "en")) == _traces(old)


@given(catalogues, messages)
def test_a_reviewed_translation_serves_no_other_words_unreviewed(
    old: Catalogue, now: list[Message]
) -> None:
    merged = merge(old, now, "sv", "en")
    made_for = {
        (entry.msgctxt, " ".join(without_addresses(text).split()))
        for entry in old.entries
        for text in (entry.msgid, entry.previous_msgid)
        if entry.msgstr and text is not None
    } | {
        (entry.previous_msgctxt, " ".join(without_addresses(entry.previous_msgid).split()))
        for entry in old.entries
        if entry.previous_msgid is not None
    }
    published = {
        (context, " ".join(without_addresses(msgid).split()))
        for context, msgid in merged.translations
    }
    assert published <= made_for


def _one(entry: Entry, message: Message) -> tuple[Entry, ...]:
    return merge(Catalogue((entry,)), [message], "sv", "en").entries


PARAGRAPH = ("paragraph",)
TEXT = "The dogs ran home through the wet grass"

CARRIED = {
    "the same text keeps all that was there": (
        Entry("A", "B", is_fuzzy=True, flags=("no-wrap",), translator_comments=("x",)),
        Message("A", comments=PARAGRAPH, references=("a.md",)),
        Entry(
            "A",
            "B",
            is_fuzzy=True,
            flags=("no-wrap",),
            translator_comments=("x",),
            comments=PARAGRAPH,
            references=("a.md",),
        ),
    ),
    "a text that returns gets its translation back": (
        Entry("A", "B", is_obsolete=True),
        Message("A"),
        Entry("A", "B"),
    ),
    "an edit that is taken back gets its translation back": (
        Entry("A new dog", "En hund", is_fuzzy=True, previous_msgid="A dog"),
        Message("A dog"),
        Entry("A dog", "En hund"),
    ),
    "white space alone keeps the translation": (
        Entry("A  dog\nran", "En hund sprang", "menu"),
        Message("A dog ran", "menu"),
        Entry("A dog ran", "En hund sprang", "menu"),
    ),
    "white space in code is a change": (
        Entry("if a:\n  b_function()", "om a:\n  b()", comments=("code",)),
        Message("if a:\n    b_function()", comments=("code",)),
        Entry(
            "if a:\n    b_function()",
            "om a:\n  b()",
            is_fuzzy=True,
            previous_msgid="if a:\n  b_function()",
            comments=("code",),
        ),
    ),
    "a link address alone is carried over": (
        Entry('<a href="/a">A</a> dog', 'En <a href="/a">hund</a>'),
        Message('<a href="/b">A</a> dog'),
        Entry('<a href="/b">A</a> dog', 'En <a href="/b">hund</a>'),
    ),
    "a link address that the translation does not have needs review": (
        Entry("[A dog](/en/dog) ran", "[En hund](/sv/hund) sprang"),
        Message("[A dog](/en/dogs) ran"),
        Entry(
            "[A dog](/en/dogs) ran",
            "[En hund](/sv/hund) sprang",
            is_fuzzy=True,
            previous_msgid="[A dog](/en/dog) ran",
        ),
    ),
    "a similar text needs review": (
        Entry(TEXT, "Hundarna sprang hem", comments=PARAGRAPH),
        Message(TEXT + "!", comments=PARAGRAPH),
        Entry(
            TEXT + "!",
            "Hundarna sprang hem",
            is_fuzzy=True,
            previous_msgid=TEXT,
            comments=PARAGRAPH,
        ),
    ),
    "a text that was outdated already keeps the text it was made for": (
        Entry(TEXT, "Hundarna", is_fuzzy=True, previous_msgid="The dogs ran"),
        Message(TEXT + "!"),
        Entry(TEXT + "!", "Hundarna", is_fuzzy=True, previous_msgid="The dogs ran"),
    ),
    "a suggestion that nobody reviewed never claims to be made for a text": (
        Entry(TEXT, "Hundarna", is_fuzzy=True),
        Message(TEXT + "!"),
        Entry(TEXT + "!", "Hundarna", is_fuzzy=True),
    ),
    "a text that is given a context needs review": (
        Entry("Home", "Hem"),
        Message("Home", "menu"),
        Entry("Home", "Hem", "menu", is_fuzzy=True, previous_msgid="Home"),
    ),
}


@pytest.mark.parametrize(("old", "message", "expected"), CARRIED.values(), ids=CARRIED)
def test_a_translation_is_carried(old: Entry, message: Message, expected: Entry) -> None:
    assert _one(old, message) == (expected,)


LEFT = {
    "a text of another kind": (
        Entry(TEXT, "Hundarna", comments=PARAGRAPH),
        Message(TEXT + "!", comments=("heading",)),
    ),
    "a text of another context": (
        Entry("A long title", "T", "title"),
        Message("A long title", "x"),
    ),
    "a text that is too different": (Entry(TEXT, "Hundarna"), Message("The cat stayed out")),
    "a short text within a long one": (Entry("The dogs ran", "H"), Message(TEXT)),
}


@pytest.mark.parametrize(("old", "message"), LEFT.values(), ids=LEFT)
def test_a_translation_is_left_as_obsolete_by(old: Entry, message: Message) -> None:
    fresh = Entry(message.msgid, msgctxt=message.msgctxt, comments=message.comments)
    left = Entry(old.msgid, old.msgstr, old.msgctxt, is_obsolete=True, comments=old.comments)
    assert _one(old, message) == (fresh, left)


def test_the_best_match_comes_first_and_is_used_once() -> None:
    old = Catalogue((Entry("The dogs ran home today", "1"), Entry("The dogs ran home", "2")))
    now = [Message("The dogs ran home toda"), Message("The dogs ran home today!")]
    assert [(e.msgid, e.msgstr) for e in merge(old, now, "sv", "en").entries] == [
        ("The dogs ran home toda", "2"),
        ("The dogs ran home today!", "1"),
    ]


def test_untranslated_entries_go_and_obsolete_ones_keep_their_order() -> None:
    old = Catalogue(
        (
            Entry("a"),
            Entry("first long text", "1", references=("a.md",)),
            Entry("%d file", msgid_plural="%d files", msgstr_plural=("f", "fs")),
            Entry("zzz", "0", is_obsolete=True),
        )
    )
    assert merge(old, [], "sv", "en").entries == (
        Entry("zzz", "0", is_obsolete=True),
        Entry("first long text", "1", is_obsolete=True),
        Entry("%d file", msgid_plural="%d files", msgstr_plural=("f", "fs"), is_obsolete=True),
    )


def test_a_new_catalogue_has_the_header_that_programs_need() -> None:
    assert merge(None, [Message("a")], "en-GB", "sv").headers == (
        ("Project-Id-Version", "blog"),
        ("Language", "en_GB"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ("X-Generator", "Tvilling"),
        ("X-Source-Language", "sv"),
        ("X-Tvilling-Rules", str(RULES_VERSION)),
    )


def test_header_fields_of_other_programs_stay_where_they_are() -> None:
    old = Catalogue((), (("X-Generator", "Poedit 3.4"), ("language", "xx"), ("X-Own", "1")), ("c",))
    merged = merge(old, [], "sv", "en")
    assert (merged.headers[:3], merged.header_comments) == (
        (("X-Generator", "Poedit 3.4"), ("language", "sv"), ("X-Own", "1")),
        ("c",),
    )


def _state(catalogue: Catalogue) -> tuple[str | None, PageState]:
    return catalogue.header("X-Tvilling-State"), coverage(catalogue).state


def test_a_page_that_was_complete_is_outdated_until_it_is_complete_again() -> None:
    complete = merge(Catalogue((Entry("A", "1"),)), [Message("A")], "sv", "en")
    outdated = merge(complete, [Message("A"), Message("B")], "sv", "en")
    still = merge(outdated, [Message("A"), Message("C")], "sv", "en")
    done = Catalogue((Entry("A", "1"), Entry("C", "2")), still.headers)
    again = merge(done, [Message("A"), Message("C")], "sv", "en")
    assert [_state(c) for c in (complete, outdated, still, done, again)] == [
        (None, PageState.COMPLETE),
        ("outdated", PageState.OUTDATED),
        ("outdated", PageState.OUTDATED),
        ("outdated", PageState.COMPLETE),
        (None, PageState.COMPLETE),
    ]


def test_a_page_that_never_was_complete_is_partial() -> None:
    old = merge(Catalogue((Entry("A", "1"),)), [Message("A"), Message("B")], "sv", "en")
    partial = Catalogue((Entry("A", "1"), Entry("B")), ())
    assert (_state(merge(partial, [Message("A"), Message("C")], "sv", "en")), _state(old)) == (
        (None, PageState.PARTIAL),
        ("outdated", PageState.OUTDATED),
    )


@given(st.lists(st.sampled_from(["/a", "/b?x=(1)", "https://a.example/"]), min_size=1, max_size=3))
def test_addresses_are_found_in_markdown_and_html(found: list[str]) -> None:
    markdown = " ".join(f'[x]({address} "t")' for address in found)
    html = " ".join(f"<a class=\"k\" href='{address}'>x</a>" for address in found)
    assert (addresses(markdown), addresses(html)) == (found, found)
