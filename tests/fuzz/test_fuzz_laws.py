"""The laws that the fuzzer tries, tried on texts of Hypothesis's making and on what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.laws import LAWS, Law
from tests.fuzz.scraps import TABLES, text_of

FOUND = {
    "a translation that looks like the mark of a tab": (
        "markdown: no translation changes a block",
        '$$\ny\n$$x\x1f=== "Tab"\n    body!!! note "T"',
    ),
    "a line of a quote that looks like the mark of a tab": (
        "markdown: translations come back",
        '> ~~gone~~\n>     === "Tab"\nbody',
    ),
    "a line of a paragraph that looks like the mark of a box, with a line behind it": (
        "markdown: translations come back",
        '*one*\n    !!!note "Title"\ntwo',
    ),
    "a shortcode behind the mark of a box, over a line with a link": (
        "markdown: translations come back",
        ':::: x {{< tab name="T" >}} z\nmore [a](b)',
    ),
    "a line feed in the translation of a comment's line with a carriage return": (
        "markdown: no translation changes a block",
        "<!-- x -->a\r# Head\n\nx\x1fo\nord",
    ),
    "a colon first on a line behind a carriage return": (
        "markdown: no translation changes a block",
        "a  \rSet\n---\x1fc\n:smile: x",
    ),
    "two backslashes before a line that divides no cells": (
        "markdown: translations come back",
        "\\\\| a | b |\n|---|:-:|\n| c | d |",
    ),
    "translations that look like the fences of front matter": (
        "markdown: no translation changes a block",
        "Term\n: Definition\n\none\x1f+++",
    ),
    "letters behind a no-break space without semicolon": (
        "html: translations come back",
        "\xa0&nbsp/Y",
    ),
    "a block in an attribute that a quotation mark ends": (
        "blocks: no translation changes a block",
        '<p title="<!-- wp:search --><a href="u">\x1fword',
    ),
    "a block within a text area": (
        "blocks: no translation changes a block",
        "<textarea><!-- wp:paragraph -->\x1fword",
    ),
    "the end of a block's comment in a text": (
        "blocks: no translation changes a block",
        '<b<!-- wp:search {"a":"--> "} /-->word\x1fone',
    ),
    "a block in the translation of a text area that holds a comment": (
        "blocks: no translation changes a block",
        "<textarea>word<!--\x1f<!-- wp:paragraph -->",
    ),
    "front matter in the translation of a text that begins with a brace": (
        "markdown: no translation changes a block",
        "{wordy\r\n \r\n[l](<u\nv>)\x1f+++",
    ),
    "front matter that is not closed in the translation of such a text": (
        "markdown: no translation changes a block",
        "{> <p>a\n> b</p>~~~# Head- [x] done\x1f+++",
    ),
    "a byte order mark behind the line that opens the front matter": (
        "front matter: translations come back",
        "---\n\ufeffLslug: a-b\nslug: a-b\ntitle:slug: a-b\n---\n---\nx",
    ),
}
"""What the fuzzer has found so far."""


@pytest.mark.parametrize(("kind", "law"), LAWS.values(), ids=LAWS)
@given(data=st.binary(max_size=40))
def test_no_text_breaks_the_law(kind: str, law: Law, data: bytes) -> None:
    law(text_of(data, kind))


@pytest.mark.parametrize(("name", "text"), FOUND.values(), ids=FOUND)
def test_what_the_fuzzer_found_breaks_no_law_any_more(name: str, text: str) -> None:
    LAWS[name][1](text)


@pytest.mark.parametrize("kind", TABLES)
def test_every_scrap_has_a_byte_and_some_bytes_are_characters(kind: str) -> None:
    assert len(TABLES[kind]) < 224
    assert text_of(bytes([*range(256)]), kind).startswith("".join(TABLES[kind]))
