"""Catalogues made and compared by their outline, against the long way through their entries."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.catalogues.collect import References, collect
from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.merge import merge
from pipeline.catalogues.outline import coverage_in_step, new_text, outline, outline_of
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.po_writing import is_awkward
from pipeline.catalogues.seal import seal_of, sealed
from pipeline.errors import CatalogueError
from pipeline.formats.inline import InlineText
from pipeline.model.catalogue import Catalogue, Message
from pipeline.model.coverage import PageState
from pipeline.model.document import Document, Kind, Piece, Segment

TEXTS = st.sampled_from(
    [
        "One",
        "Two words",
        "Två ord",
        "a  b",
        "# x",
        'say "hi"',
        "back\\slash",
        "two\nlines",
        "\u2028",
    ]
)
MESSAGES = st.lists(
    st.builds(
        Message,
        TEXTS,
        st.none() | st.sampled_from(["title", "", 'a"b']),
        st.lists(st.sampled_from(["paragraph", "heading, under: Å", " x", ""]), max_size=2).map(
            tuple
        ),
        st.sampled_from([(), ("posts/en/a.md",), ("a b.md",), ("å.md", "c.md:3")]),
    ),
    max_size=5,
    unique_by=lambda message: message.key,
)
TRANSLATIONS = st.sampled_from(["", "Ett", "Två\nrader", 'säg "hej"', "bak\\streck", "\t"])
SLIPS = st.sampled_from(
    ["", " ", "\n", "\r", "\r\n", "\0", '"', "\\", "x", "#, fuzzy\n", '""\n', "# Nils\n", "#~ "]
)


def filled(messages: list[Message], translations: list[str]) -> Catalogue:
    new = merge(None, messages, "sv", "en")
    pairs = zip(new.entries, translations, strict=False)
    return replace(new, entries=tuple(entry._replace(msgstr=text) for entry, text in pairs))


def the_long_way(text: str, messages: list[Message]) -> Catalogue | None:
    """The catalogue, if it is in step with the messages."""
    try:
        old = parse(text)
    except CatalogueError:
        return None
    return old if merge(old, messages, "sv", "en") == old else None


def both_ways_agree(text: str, messages: list[Message]) -> None:
    post = outline_of(messages)
    quick = coverage_in_step(text, post, "sv", "en") if post else None
    if quick is not None:
        long = the_long_way(text, messages)
        assert long is not None
        assert quick == coverage(long)


@given(st.text() | st.text(st.characters(max_codepoint=0x80)) | TEXTS)
def test_texts_that_print_as_they_are_are_told_from_awkward_ones(text: str) -> None:
    is_easy = text.isprintable() and not set('"\\') & set(text)
    assert is_awkward(text) is not is_easy


@given(MESSAGES)
def test_a_new_catalogue_is_the_one_that_merging_makes(messages: list[Message]) -> None:
    post = outline_of(messages)
    if post is not None:
        seal = seal_of("post", "".join(post.heads))
        made = sealed(merge(None, messages, "sv", "en"), seal)
        assert new_text(post, "sv", "en", seal) == serialize(made)


@given(MESSAGES, st.lists(TRANSLATIONS, min_size=5, max_size=5))
def test_what_the_outline_tells_of_a_catalogue_is_what_its_entries_tell(
    messages: list[Message], translations: list[str]
) -> None:
    both_ways_agree(serialize(filled(messages, translations)), messages)


@given(MESSAGES, MESSAGES, st.lists(TRANSLATIONS, min_size=5, max_size=5))
def test_the_outline_of_another_post_never_takes_a_catalogue_for_its_own(
    before: list[Message], after: list[Message], translations: list[str]
) -> None:
    both_ways_agree(serialize(filled(before, translations)), after)


@given(MESSAGES, st.lists(TRANSLATIONS, min_size=5, max_size=5), st.integers(0, 600), SLIPS)
@example([Message("One")], ["Ett"], 0, "\n")
@example([Message("One")], [""], 600, '\n\n#~ msgid "x"\n#~ msgstr "y"\n')
def test_a_catalogue_with_a_slip_is_judged_as_by_its_entries(
    messages: list[Message], translations: list[str], place: int, slip: str
) -> None:
    text = serialize(filled(messages, translations))
    both_ways_agree(text[:place] + slip + text[place:], messages)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Language: sv", "Language: de"),
        ("X-Generator: Tvilling", "X-Generator: Poedit 3.4"),
        ("X-Source-Language: en\\n", "X-Source-Language: en\\nX-Tvilling-State: outdated\\n"),
        ("X-Source-Language: en\\n", "X-Source-Language: en\\nX-Tvilling-Rules: 0\\n"),
        ("charset=UTF-8", "charset=latin-1"),
        ('"MIME-Version: 1.0\\n"\n', ""),
    ],
    ids=[
        "of another language",
        "of another program",
        "marked outdated",
        "by older rules",
        "of a charset that is not ours",
        "without a field",
    ],
)
@pytest.mark.parametrize("translations", [["Ett", "Två"], ["Ett", ""], ["", ""]])
def test_a_header_is_judged_as_by_its_fields(old: str, new: str, translations: list[str]) -> None:
    messages = [Message("One"), Message("Two")]
    text = serialize(filled(messages, translations))
    assert old in text
    both_ways_agree(text.replace(old, new), messages)


SEGMENTS = st.lists(
    st.builds(
        Segment,
        st.just("source"),
        TEXTS,
        st.sampled_from([Kind.HEADING, Kind.PARAGRAPH]),
        st.just(InlineText()),
        st.none() | st.just("title"),
        st.sampled_from(["", "Head", "a  b", "\n"]),
        st.sampled_from(["", "", "note"]),
    )
    | st.just("copied"),
    max_size=6,
)


@given(
    SEGMENTS, st.sampled_from(["posts/en/a.md", "a b.md"]), st.sampled_from(get_args(References))
)
def test_the_outline_of_a_post_is_that_of_its_messages(
    pieces: list[Piece], path: str, references: References
) -> None:
    document = Document(tuple(pieces))
    assert outline(document, path, references) == outline_of(collect(document, path, references))


def test_most_catalogues_need_no_long_way() -> None:
    messages = [Message("One", comments=("paragraph",)), Message("Two", "title")]
    post = outline_of(messages)
    assert post is not None
    text = serialize(filled(messages, ["", 'Två "ord"\noch rader']))
    found = coverage_in_step(text, post, "sv", "en")
    assert found is not None
    assert (found.state, found.translated.strings, found.missing.strings) == (
        PageState.PARTIAL,
        1,
        1,
    )


def test_an_outdated_page_is_told_by_its_header() -> None:
    messages = [Message("One"), Message("Two")]
    post = outline_of(messages)
    assert post is not None
    done = filled(messages[:1], ["Ett"])
    text = serialize(merge(done, messages, "sv", "en"))
    found = coverage_in_step(text, post, "sv", "en")
    assert found is not None
    assert found.state is PageState.OUTDATED
    assert found == coverage(parse(text))
