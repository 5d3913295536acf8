"""The laws of Markdown documents, on text made of what is nasty in Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.formats import markdown
from pipeline.formats.markdown import cut_markdown
from pipeline.formats.markdown_blocks import PARSER, as_parsed, name_of
from pipeline.formats.markdown_weave import InHtml
from pipeline.formats.render import render
from pipeline.model.document import Document, Kind
from tests.fuzz import scraps

MARKDOWN = st.lists(
    st.sampled_from(scraps.MARKDOWN) | st.sampled_from(scraps.CONTROL) | st.text(max_size=8),
    max_size=14,
).map("".join)
WORDS = st.lists(st.sampled_from(["ett", "två", "Åtta", "ord", "här"]), min_size=1, max_size=5)
BREAKERS = st.sampled_from(
    scraps.bits("""
# x  ¦  - x  ¦  + x  ¦  * x  ¦  1. x  ¦  9) x  ¦  > x  ¦      x  ¦  ```  ¦  ~~~ x  ¦  ---
===  ¦  ***  ¦  <div>  ¦  <!-- x  ¦  a⏎⏎b  ¦  a⏎b  ¦  a | b  ¦  |a|⏎|-|  ¦  [x]: y  ¦  [^1]: y
: x  ¦  [ ] x  ¦  [x]  ¦  [!NOTE]  ¦  x {#y}  ¦  x #  ¦  \\  ¦  x\\  ¦  `x  ¦  <b>  ¦  $$
{{< x  ¦  a⏎: b  ¦  a⏎- b  ¦  a⏎===  ¦  a⏎# b  ¦  -  ¦  #  ¦  1.
""")
)
SPANS = frozenset("Emphasis Strong Strikethrough Link Image Superscript Subscript".split())


def document_of(text: str) -> Document:
    return Document(cut_markdown(text))


def blocks_of(text: str) -> list[str]:
    """Start and end of every block, with what a box says it is, in order."""
    found = []
    for event in PARSER.events(as_parsed(text)):
        if event == "Rule":
            found.append("Rule")
        elif isinstance(event, dict):
            for edge in ("Start", "End"):
                tag = event.get(edge, "Link")
                if name_of(tag) not in SPANS:
                    found.append(f"{edge} {name_of(tag)} {is_alert(tag)}")
            found += [str(event)] if "TaskListMarker" in event else []
    return found


def is_alert(tag: object) -> str:
    return str(tag["BlockQuote"]) if isinstance(tag, dict) and "BlockQuote" in tag else ""


def keeps_its_tags(document: Document) -> bool:
    """Whether no text in HTML has tags of its own, which a translation may leave out.

    A tag that opens in one text and closes in the next holds both together: without it, what is
    HTML to the browser is other text than before, and no law can hold.
    """
    return not any(isinstance(s.weave, InHtml) and "<" in s.msgid for s in document.segments)


@given(MARKDOWN)
@example("\ud800\udc00 # x\n\nå")
@example("> a `b\n> c` d")
def test_the_pieces_of_any_text_join_to_the_text(text: str) -> None:
    assert document_of(text).text == text


@given(MARKDOWN)
def test_a_translation_equal_to_its_source_changes_no_byte(text: str) -> None:
    document = document_of(text)
    assert render(document, {s.key: s.msgid for s in document.segments}) == text


@given(MARKDOWN)
def test_no_msgid_is_empty_or_has_white_space_at_its_ends(text: str) -> None:
    segments = document_of(text).segments
    assert [s for s in segments if not s.source or not s.msgid or s.msgid != s.msgid.strip()] == []


@given(MARKDOWN, WORDS)
@example("<div># Head\r0", ["ett"])
@example('> \0[caption id="1"]\n> ![alt](a.png "title")', ["ett"])
def test_words_as_translation_are_what_the_translated_post_says(
    text: str, words: list[str]
) -> None:
    document = document_of(text)
    if not keeps_its_tags(document):
        return
    translations = {s.key: " ".join([*words, str(i)]) for i, s in enumerate(document.segments)}
    translated = document_of(render(document, translations))
    assert [s.msgid for s in translated.segments] == [
        translations[s.key] for s in document.segments
    ]


@given(MARKDOWN, st.lists(BREAKERS, min_size=1, max_size=4), st.booleans())
@example("a|b\n-|-\nc", ["\\"], False)
@example("{{< short code >}}\n  10) ten", ["1. x"], False)
@example("> <> > deep\n> lazy", ["<div>"], False)
@example("\u2028\n  a|b\n-|-\nc", ["==="], False)
def test_no_translation_changes_the_blocks_of_the_post(
    text: str, breakers: list[str], has_words: bool
) -> None:
    document = document_of(text)
    if not keeps_its_tags(document):
        return
    translations = {
        s.key: breakers[i % len(breakers)] + " ord" * has_words
        for i, s in enumerate(document.segments)
    }
    assert blocks_of(render(document, translations)) == blocks_of(text)


@given(MARKDOWN, st.text(min_size=1, max_size=20))
@example("\ud800a|b\n-|-\nc", " ")
@example("<div>\n> # Head\n> ", "\n0")
def test_no_text_as_translation_changes_the_blocks_of_the_post(text: str, msgstr: str) -> None:
    document = document_of(text)
    segments = [s for s in document.segments if s.kind is not Kind.CODE]
    if keeps_its_tags(document):
        assert blocks_of(render(document, {s.key: msgstr for s in segments})) == blocks_of(text)


@given(MARKDOWN)
@example("&#65; [a](b)\n> \\> c")
def test_what_is_cut_the_short_way_is_what_is_cut_the_long_way(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "plain_cut", lambda *_: None)
        the_long_way = cut_markdown(text)
    assert cut_markdown(text) == the_long_way
