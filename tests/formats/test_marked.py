from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PostError
from pipeline.formats.cut import cut
from pipeline.formats.detect import format_of
from pipeline.formats.marked import NUMBER, MarkedPage, marked_page
from pipeline.formats.page import read_page
from pipeline.formats.render import render
from pipeline.model.catalogue import Key
from pipeline.model.document import Kind
from pipeline.model.post import Format

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
REPEATED = re.compile(rf'<span {NUMBER}="\d+" data-tvilling-place="[a-z-]*">[^<]*</span>')
OPENING = re.compile(rf'<span {NUMBER}="\d+">')
LINES = st.sampled_from(
    [
        "# One",
        "_two_ and **three**",
        "![four](a.png)",
        "- five",
        "> six",
        "<b>seven</b> eight",
        "| a | b |\n|---|---|\n| *c* | `d` |",
        "<p title=nine>ten <img alt='eleven' src=x></p>",
        "```\ncode\n```",
        "Setext\n---",
        "",
    ]
)


def unmarked(page: MarkedPage) -> str:
    """The HTML without the elements of the marks; the text holds no spans of its own."""
    html = OPENING.sub("", REPEATED.sub("", page.html))
    return html.replace("</span>", "")


def upper(text: str, format: Format) -> dict[Key, str]:
    found = cut(text, format).segments
    return {each.key: each.msgid.upper() for each in found if each.msgid.isalnum()}


@given(st.lists(LINES, max_size=8).map("\n\n".join), st.sampled_from(Format), st.booleans())
def test_without_its_marks_the_page_is_the_page(text: str, format: Format, is_done: bool) -> None:
    document = cut(text, format)
    translations = upper(text, format) if is_done else {}
    page = marked_page(document, translations, format)
    plain = read_page(render(document, translations), format)
    assert (page.page, unmarked(page)) == (plain, plain.html)


@given(st.text(), st.sampled_from(Format))
def test_any_text_can_be_marked(text: str, format: Format) -> None:
    try:
        document = cut(text, format)
        plain = read_page(text, format)
    except PostError:
        return
    assert marked_page(document, {}, format).page == plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("_one_ two", f'<p><span {NUMBER}="0"><em>one</em> two</span></p>\n'),
        ("## One & two", f'<h2 id="one-two"><span {NUMBER}="0">One &amp; two</span></h2>\n'),
        (
            '![a "b"](c.png)',
            f'<p><img src="c.png" alt="a &quot;b&quot;" /><span {NUMBER}="0"'
            ' data-tvilling-place="alt">a &quot;b&quot;</span></p>\n',
        ),
        (
            "a ⸢ sign of ours",
            f'<p><span {NUMBER}="0">a ⸢ sign of ours</span></p>\n',
        ),
    ],
    ids=[
        "emphasis at the start stays emphasis",
        "a heading keeps its id",
        "the text of a picture is repeated behind it",
        "a sign that marks are made of may stand in the text",
    ],
)
def test_texts_are_marked_where_they_stand(text: str, html: str) -> None:
    assert marked_page(cut(text, Format.MARKDOWN), {}, Format.MARKDOWN).html == html


def test_a_title_in_the_body_says_which_segment_it_is() -> None:
    text = "Before\n\n# The title\n"
    page = marked_page(cut(text, Format.MARKDOWN), {}, Format.MARKDOWN)
    assert (page.page.title, page.title) == ("The title", 1)


def test_every_text_that_a_page_of_the_corpora_shows_is_marked() -> None:
    if not CORPORA.is_dir():
        pytest.skip("corpora not there")
    lost = []
    for path in sorted((CORPORA / "pairs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        document = cut(text, format_of(path.name, text) or Format.MARKDOWN)
        page = marked_page(document, {}, Format.MARKDOWN)
        seen = {int(number) for number in re.findall(rf'{NUMBER}="(\d+)"', page.html)}
        lost += [
            (path.name, segment.source)
            for number, segment in enumerate(document.segments)
            if number not in seen | {page.title}
            and segment.msgctxt is None
            and segment.kind is not Kind.ATTRIBUTE  # of a shortcode, which no page shows as text
        ]
    assert lost == []
