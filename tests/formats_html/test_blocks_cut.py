"""What of WordPress block HTML is for translators, and how it is written back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.block_tree import block_tree
from pipeline.formats.blocks import cut_blocks
from pipeline.formats.blocks_attributes import BLOCKS, TextAttribute
from pipeline.formats.blocks_json import (
    JsonString,
    JsonText,
    decode_string,
    encode_string,
    strings,
    trim_string,
)
from pipeline.formats.inline import InlineText
from pipeline.model.document import Document, Kind
from pipeline.model.post import DEFAULT_RULES, ExtractionRules


def document(html: str) -> Document:
    return Document(cut_blocks(html, DEFAULT_RULES))


def translated(html: str, msgstr: str) -> str:
    """The HTML with every text translated in the same way."""
    pieces = document(html).pieces
    return "".join(p if isinstance(p, str) else p.translated(msgstr) for p in pieces)


TEXTS = {
    "the name of any block": ('{"metadata":{"name":"Q \\u0026 A"}}', "x/y", ["Q & A"]),
    "text attributes of core blocks": ('{"id":3,"alt":"A cat","url":"a b"}', "image", ["A cat"]),
    "the long name of a core block": ('{"alt":"A cat"}', "core/image", ["A cat"]),
    "other blocks' attributes are not known": ('{"alt":"A cat"}', "x/image", []),
    "rich text is HTML": (
        '{"label":"R\\u0026amp;D \\u003cb\\u003ex\\u003c/b\\u003e"}',
        "home-link",
        ["R&amp;D <b>x</b>"],
    ),
    "white space at the ends is left out": ('{"alt":" \\n A cat\\t"}', "image", ["A cat"]),
    "lists are walked": ('{"tracks":[{"src":"a"},{"label":"Swedish"}]}', "video", ["Swedish"]),
    "no text in it": ('{"alt":"","title":"31","caption":"https://a.example/"}', "image", []),
    "a name that is a key of a pattern's texts": (
        '{"metadata":{"bindings":{"content":{"source":"core/pattern-overrides"}},"name":"Title"}}',
        "paragraph",
        [],
    ),
    "half a character is left alone": ('{"alt":"a \\ud83d"}', "image", []),
    "broken JSON is left alone": ('{"alt":"A cat",}', "image", []),
    "JSON with an arrow is read to its end": ('{"alt":"A --> b"}', "image", ["A --> b"]),
}


@pytest.mark.parametrize(("attributes", "block", "wanted"), TEXTS.values(), ids=TEXTS)
def test_texts_in_the_comment(attributes: str, block: str, wanted: list[str]) -> None:
    html = f"<!-- wp:{block} {attributes} /-->"

    assert [segment.msgid for segment in document(html).segments] == wanted


CONFIGURED = ExtractionRules(
    blocks=(
        ("acme/hero", ("heading", "items.*.text")),
        ("acme/*", ("note",)),
        ("core/image", ("alt", "credit")),
    )
)
TOLD = {
    "a path of its block": (
        '<!-- wp:acme/hero {"heading":"One","url":"no","items":[{"text":"Two","x":"no"}]} /-->',
        ["One", "Two"],
    ),
    "a path of a family of blocks": ('<!-- wp:acme/x {"note":"One","heading":"no"} /-->', ["One"]),
    "another path of one of WordPress's own blocks": (
        '<!-- wp:image {"alt":"One","credit":"Two"} /-->',
        ["One", "Two"],
    ),
    "HTML where there is a tag": (
        '<!-- wp:acme/x {"note":"A \\u003cb class=x\\u003eb\\u003c/b\\u003e  c"} /-->',
        ["A <b>b</b> c"],
    ),
    "blocks that nobody told of": ('<!-- wp:other/hero {"heading":"no"} /-->', []),
}


@pytest.mark.parametrize(("html", "wanted"), TOLD.values(), ids=TOLD)
def test_a_blog_can_say_what_is_text_in(html: str, wanted: list[str]) -> None:
    segments = Document(cut_blocks(html, CONFIGURED)).segments

    assert [segment.msgid for segment in segments] == wanted


def nested(path: tuple[str, ...], text: str) -> object:
    if not path:
        return text
    return [nested(path[1:], text)] if path[0] == "*" else {path[0]: nested(path[1:], text)}


@pytest.mark.parametrize(
    ("block", "attribute"),
    [pytest.param(b, a, id=f"{b} {'.'.join(a.path)}") for b, all in BLOCKS.items() for a in all],
)
def test_every_text_of_wordpress_own_blocks_is_found(block: str, attribute: TextAttribute) -> None:
    text = json.dumps(nested(attribute.path, "Some <b>text</b>"))
    (segment,) = document(f"<!-- wp:{block} {text} /-->").segments

    assert (segment.msgid, segment.kind) == ("Some <b>text</b>", attribute.kind)


REFERENCES = {
    "a synced pattern": '<!-- wp:block {"ref":12} /-->',
    "a pattern of the theme": '<!-- wp:pattern {"slug":"twentytwentyfive/footer"} /-->',
    "a part of the template": '<!-- wp:template-part {"slug":"header","theme":"x"} /-->',
    "a menu": '<!-- wp:navigation {"ref":4} /-->',
}


@pytest.mark.parametrize("html", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_stays(html: str) -> None:
    assert cut_blocks(html, DEFAULT_RULES) == (html,)


def test_a_synced_pattern_shows_what_this_post_changes_in_it() -> None:
    html = '<!-- wp:block {"ref":12,"content":{"Heading":{"content":"Our cats"}}} /-->'

    assert [segment.msgid for segment in document(html).segments] == ["Our cats"]


def test_a_search_form_tells_its_label_from_its_button() -> None:
    html = '<!-- wp:search {"label":"Search","buttonText":"Search"} /-->'

    assert [(s.kind, s.key) for s in document(html).segments] == [
        (Kind.ATTRIBUTE, ("search label", "Search")),
        (Kind.BUTTON, ("search button", "Search")),
    ]


def test_comment_and_html_share_a_text() -> None:
    html = (
        '<!-- wp:more {"customText":"Go on"} -->\n<!--more Go on-->\n<!-- /wp:more -->'
        '<!-- wp:cover {"alt":"A \\u0022cat\\u0022"} --><img alt="A &quot;cat&quot;">'
    )

    assert [segment.msgid for segment in document(html).segments] == [
        "Go on",
        "Go on",
        'A "cat"',
        'A "cat"',
    ]


def test_block_comments_end_a_text() -> None:
    html = "One\n<!-- wp:x/y -->\ntwo\n<!-- /wp:x/y -->\nthree<!-- wp:spacer /-->"

    assert [segment.msgid for segment in document(html).segments] == ["One", "two", "three"]


def test_the_address_of_an_embed_is_no_text() -> None:
    html = (
        '<!-- wp:embed {"url":"https://a.example/"} -->\n<figure><div>\nhttps://a.example/\n'
        "</div><figcaption>Film</figcaption></figure>\n<!-- /wp:embed -->"
    )

    assert [segment.msgid for segment in document(html).segments] == ["Film"]


def test_a_translation_is_written_as_wordpress_writes_it() -> None:
    html = '<!-- wp:image {"alt":"A cat\\u002d\\u002d","x":"\\/"} /-->'

    assert translated(html, '<B> & "c" -- ö \\') == (
        '<!-- wp:image {"alt":"\\u003cB\\u003e \\u0026 \\u0022c\\u0022 \\u002d\\u002d ö \\\\",'
        '"x":"\\/"} /-->'
    )


def test_hidden_attributes_in_rich_text_come_back() -> None:
    html = '<!-- wp:home-link {"label":"\\u003cb class=x\\u003eA\\u003c/b\\u003e b"} /-->'

    assert translated(html, "c <b>d</b>") == (
        '<!-- wp:home-link {"label":"c \\u003cb class=x\\u003ed\\u003c/b\\u003e"} /-->'
    )


def test_the_tree_of_blocks() -> None:
    html = """<!-- wp:group {"a":"b"} --><!-- wp:core/heading --><h2>A</h2><!-- /wp:heading -->
        <!-- wp:x/y /--><!-- /wp:group --><!-- not:wp --><!-- wp:paragraph --><!-- /wp:x -->
        <!-- /wp:x --><!-- wp:Bad --><!-- wp:spacer /-->"""

    assert block_tree(html) == (
        (0, "group"),
        (1, "heading"),
        (1, "x/y"),
        (0, "paragraph"),
        (0, "spacer"),
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


def _flat(value: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, dict):
        value = value.items()
    elif isinstance(value, list):
        value = enumerate(value)
    else:
        return []
    return [found for key, inner in value for found in _flat(inner, (*path, str(key)))]


@given(value=st.dictionaries(st.text(max_size=3), VALUES, max_size=4), ascii_only=st.booleans())
def test_the_strings_of_any_json_are_found(value: dict[str, object], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=1)

    found = [(s.path, decode_string(text[s.start : s.end])) for s in strings(text)]

    assert found == [(path, string) for path, string in _flat(value) if len(path) <= 6]


@given(text=st.text() | st.text(alphabet='-<>&"\\u'))
def test_a_json_parser_reads_what_was_written_and_html_sees_no_markup(text: str) -> None:
    written = encode_string(text)

    assert json.loads(f'"{written}"') == text
    assert [mark for mark in ("--", "<", ">", "&", '"') if mark in written] == []


@given(text=st.text(alphabet=' \n\ta\\"\u00a0u0'))
def test_trimming_the_written_string_trims_the_text(text: str) -> None:
    written = encode_string(text)
    start, end = trim_string(written)

    assert decode_string(written[start:end]) == text.strip()


def test_positions_are_those_between_the_quotes() -> None:
    text = '{"a": "b", "c": ["", {"d": "\\"e"}]}'

    assert list(strings(text)) == [
        JsonString(("a",), 7, 8),
        JsonString(("c", "0"), 18, 18),
        JsonString(("c", "1", "d"), 28, 31),
    ]


def test_equal_ways_of_writing_are_equal() -> None:
    assert JsonText(InlineText()) == JsonText(InlineText())


QUESTION = """<!-- wp:acme/faq {"items":[{"id":"a one","q":"Why \\u0026amp; how?","a":"So."}]} -->
<p>Why &amp; how?</p><p>So.</p>
<!-- /wp:acme/faq -->
"""


def test_what_a_plugin_keeps_in_settings_and_shows_is_translated_in_both() -> None:
    assert [s.msgid for s in document(QUESTION).segments] == [
        "Why &amp; how?",
        "Why &amp; how?",
        "So.",
    ]
    assert translated(QUESTION, "Varför <b>då</b>?").startswith(
        '<!-- wp:acme/faq {"items":[{"id":"a one",'
        '"q":"Varför \\u003cb\\u003edå\\u003c/b\\u003e?","a":"So."}]} -->\n'
        "<p>Varför <b>då</b>?</p>"
    )
