"""The laws of cutting HTML and block HTML, over nasty and over plain texts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.block_tree import block_tree
from pipeline.formats.blocks import cut_blocks
from pipeline.formats.html import cut_html
from pipeline.formats.html_tokens import attributes, tokenise
from pipeline.formats.inline import InlineText
from pipeline.model.document import Document, Piece
from pipeline.model.post import DEFAULT_RULES, ExtractionRules
from tests.fuzz import scraps

Cutter = Callable[[str, ExtractionRules], tuple[Piece, ...]]

CUTTERS = [
    pytest.param(cut_html, id="HTML"),
    pytest.param(cut_blocks, id="block HTML"),
]
TRANSLATE_CODE = ExtractionRules(code_blocks=True)

SCRAPS = st.sampled_from(scraps.HTML)
WORDS = st.sampled_from(
    [
        "one",
        "två",
        "$5",
        "31",
        " ",
        "\n",
        "&nbsp",
        "&#160 ",
        "\n\n",
        "\r\n \r\n",
        "\u00a0",
        "\u2028",
        "-",
    ]
)
NASTY = st.lists(SCRAPS | WORDS, max_size=25).map("".join) | st.lists(
    SCRAPS | WORDS, max_size=25
).map(" ".join)
ANY_TEXT = NASTY | st.text(max_size=60) | st.text(alphabet="<>/!-[]{}'\"=& \nabp", max_size=60)


@pytest.mark.parametrize("cut", CUTTERS)
@pytest.mark.parametrize("rules", [DEFAULT_RULES, TRANSLATE_CODE])
@given(text=ANY_TEXT)
def test_the_pieces_join_to_the_text(cut: Cutter, rules: ExtractionRules, text: str) -> None:
    assert Document(cut(text, rules)).text == text


@pytest.mark.parametrize("cut", CUTTERS)
@given(text=ANY_TEXT)
def test_a_translation_equal_to_its_source_changes_no_byte(cut: Cutter, text: str) -> None:
    document = Document(cut(text, TRANSLATE_CODE))
    same = [p if isinstance(p, str) else p.translated(p.msgid) for p in document.pieces]

    assert "".join(same) == text


@pytest.mark.parametrize("cut", CUTTERS)
@given(text=ANY_TEXT)
def test_what_a_translator_reads_has_text_and_no_white_space_around_it(
    cut: Cutter, text: str
) -> None:
    segments = Document(cut(text, DEFAULT_RULES)).segments

    assert [s.msgid for s in segments if not s.source or not s.msgid.strip()] == []
    assert [s.msgid for s in segments if s.msgid != s.msgid.strip()] == []


@pytest.mark.parametrize("cut", CUTTERS)
@given(text=ANY_TEXT)
def test_weaving_its_own_msgid_makes_the_msgid_again(cut: Cutter, text: str) -> None:
    document = Document(cut(text, DEFAULT_RULES))
    for segment in document.segments:
        woven = segment.weave(segment.source, segment.msgid)
        assert segment.weave(woven, segment.msgid) == woven


@given(source=ANY_TEXT, msgstr=ANY_TEXT)
def test_any_translation_can_be_woven(source: str, msgstr: str) -> None:
    assert isinstance(InlineText()(source, msgstr), str)


@given(text=ANY_TEXT)
def test_the_tokens_cover_the_text(text: str) -> None:
    tokens = tokenise(text)

    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert [token for token in tokens if token.start >= token.end] == []


@given(text=ANY_TEXT)
def test_the_attributes_of_any_tag_can_be_read(text: str) -> None:
    tag = f"<a {text}>"

    assert [a for a in attributes(tag) if not 0 < a.start < a.end < len(tag)] == []


@given(text=ANY_TEXT)
def test_a_block_tree_never_jumps_inwards(text: str) -> None:
    depths = [0, *(depth for depth, _ in block_tree(text))]

    assert all(inner <= outer + 1 for outer, inner in pairwise(depths))


PROSE = st.text(alphabet="abcåäö é,.&-\"'$1\u00a0", min_size=1, max_size=12).map(
    lambda text: f"W{' '.join(text.replace('&', '&amp;').split())}w"
)
INLINE = st.sampled_from(
    [
        "<a href='s' class=\"k\">{}</a>",
        '<em class="k">{}</em>',
        "<span lang=sv>{}</span>",
        "{}<br/>\n{}",
        '<img src="i" width=1 alt="{}"/>',
        "<code>{}</code>",
        "<svg><path d='{}'/></svg>",
        "<x-y id=a b>{}</x-y>",
    ]
)


@st.composite
def sentences(draw: st.DrawFn, inline: st.SearchStrategy[str] = INLINE) -> str:
    """Text with balanced inline markup, that starts and ends with a word."""
    parts = [draw(PROSE)]
    for pattern in draw(st.lists(inline, max_size=4)):
        parts += [pattern.replace("{}", draw(PROSE).replace('"', "").replace("'", "")), draw(PROSE)]
    return " ".join(parts)


SOURCES = sentences(INLINE | st.sampled_from(["<!-- a note -->", "<?php x ?>"]))
FRAMES = st.sampled_from(
    [
        "<p>{}</p>",
        "<P>{}\n<p>Two",
        "<ul><li>{}<li>Two</ul>",
        "One\n\n{}\n\nTwo",
        "<div class=a>\n  {}&nbsp; <br>\n</div>",
        "<p><strong class=b>{}</strong></p>",
        '[caption id="a"]<img src=a> {}[/caption]',
        "<table><tr><td>{}<td>Two</table>",
        "<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->",
    ]
)


@pytest.mark.parametrize("cut", CUTTERS)
@given(frame=FRAMES, source=SOURCES, target=sentences())
def test_cutting_a_translation_again_gives_the_translation(
    cut: Cutter, frame: str, source: str, target: str
) -> None:
    document = Document(cut(frame.replace("{}", source), DEFAULT_RULES))
    msgstr = Document(cut(f"<p>{target}</p>", DEFAULT_RULES)).segments[0].msgid
    translated = next(s for s in document.segments if s.msgid.startswith("W"))
    woven = "".join(
        p if isinstance(p, str) else p.translated(msgstr if p is translated else "")
        for p in document.pieces
    )

    actual = [s.msgid for s in Document(cut(woven, DEFAULT_RULES)).segments]

    assert actual == [msgstr if s is translated else s.msgid for s in document.segments]


HOSTILE = {
    "brackets that open nothing": "<",
    "unclosed tags": "<a ",
    "unclosed quotes": '<a b="',
    "unclosed comments": "<!-- x ",
    "unclosed end tags": "</",
    "unclosed scripts": "<script>",
    "unclosed titles": "<title>",
    "unclosed drawings": "<svg><![CDATA[",
    "unclosed blocks": '<!-- wp:a {"name":"x" -->',
    "unclosed shortcodes": '[caption a="',
    "unclosed braces": "{{< x ",
    "deep nesting": "<div><b>",
    "stray end tags": "<div></p></b>",
    "no-break spaces": "&nbsp; ",
    "line breaks": "x<br>",
    "blank lines": "x\n\n",
    "bold over blank lines": "<b>x\n\n",
    "bold that ends over and over": "<b>x\n\n<i></b>y<b></i>",
    "scripts that are commented out": "<script><!--<script>",
    "shortcode attributes": '[a title="',
    "no-break spaces without semicolon": "&nbsp",
    "ampersands": "&a",
}


@pytest.mark.parametrize("scrap", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("cut", CUTTERS)
@pytest.mark.parametrize("before", ["<p>", ""], ids=["in a paragraph", "alone"])
def test_hostile_texts_are_cut_without_hanging(cut: Cutter, scrap: str, before: str) -> None:
    text = before + scrap * 20_000
    document = Document(cut(text, DEFAULT_RULES))

    assert document.text == text
