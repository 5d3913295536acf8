"""Markdown becomes the HTML that is published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.page import heading_ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Hej på dig!", '<h1 id="hej-på-dig">Hej på dig!</h1>\n'),
        ("## A `b` & c", '<h2 id="a-b-c">A <code>b</code> &amp; c</h2>\n'),
        ("# A {#own}", '<h1 id="own">A</h1>\n'),
        ("# !", '<h1 id="section">!</h1>\n'),
        ("<!-- tvilling: note x -->\nText", "<p>Text</p>\n"),
        ("a <!-- tvilling: note x -->b <!-- kept -->", "<p>a b <!-- kept --></p>\n"),
        (
            "`<!-- tvilling: skip -->`",
            "<p><code>&lt;!-- tvilling: skip --&gt;</code></p>\n",
        ),
        ("```py\nx\n```", '<pre><code class="language-py">x\n</code></pre>\n'),
        (
            "> [!TIP]\n> a",
            '<blockquote class="markdown-alert-tip">\n<p>a</p>\n</blockquote>\n',
        ),
        (
            "a[^ö b]\n\n[^ö b]: c",
            '<p>a<sup class="footnote-reference"><a href="#fn-1">1</a></sup></p>\n'
            '<div class="footnote-definition" id="fn-1">'
            '<sup class="footnote-definition-label">1</sup>\n<p>c</p>\n</div>\n',
        ),
    ],
    ids=ascii,
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert markdown_to_html(text) == expected


def test_equal_headings_have_different_ids() -> None:
    text = "# A\n\n# A\n\n# A-3 {#a-3}\n\n# A\n\n# A 2\n"
    assert heading_ids(markdown_to_html(text)) == ("a", "a-2", "a-3", "a-4", "a-2-2")


@given(st.lists(st.sampled_from(["a", "A 2", "a-2", "!", "å", "a {#a-2}", "<b>"]), max_size=8))
def test_no_id_of_a_heading_is_given_twice_by_us(heads: list[str]) -> None:
    html = markdown_to_html("\n\n".join(f"# {head}" for head in heads))
    own = [found for found in heading_ids(html) if found != "a-2"]
    assert len(own) == len(set(own))


@given(st.text())
def test_any_text_becomes_html(text: str) -> None:
    assert isinstance(markdown_to_html(text), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "> [!WARNING] A title\n> One\n",
            '<blockquote class="markdown-alert-warning">\n'
            '<p class="markdown-alert-title">A title</p>\n<p>One</p>\n</blockquote>\n',
        ),
        (
            "> [!example]\n> One\n",
            '<blockquote class="markdown-alert-example">\n<p>One</p>\n</blockquote>\n',
        ),
        (
            "> [!quote]+ Two\n",
            '<blockquote class="markdown-alert-quote">\n'
            '<p class="markdown-alert-title">Two</p>\n\n</blockquote>\n',
        ),
        (
            "> <!-- tvilling: note For the title -->\n> [!TIP] A title\n> One\n",
            '<blockquote class="markdown-alert-tip">\n'
            '<p class="markdown-alert-title">A title</p>\n<p>One</p>\n</blockquote>\n',
        ),
        (
            "> [!TIP] A *short* title\\\n> One\n",
            '<blockquote class="markdown-alert-tip">\n'
            '<p class="markdown-alert-title">A <em>short</em> title</p>\n'
            "<p>One</p>\n</blockquote>\n",
        ),
        (
            "> [!TIP] A *title\n> and more*\n",
            "<blockquote>\n<p>[!TIP] A <em>title\nand more</em></p>\n</blockquote>\n",
        ),
        (
            r"> \[!TIP] One",
            "<blockquote>\n<p>[!TIP] One</p>\n</blockquote>\n",
        ),
        (
            "> [!a] One\n\n> [\\!a] One\n\n\ue000",
            '<blockquote class="markdown-alert-a">\n'
            '<p class="markdown-alert-title">One</p>\n\n</blockquote>\n'
            "<blockquote>\n<p>[!a] One</p>\n</blockquote>\n<p>\ue000</p>\n",
        ),
        (
            "> One\n>\n> [!TIP] two\n",
            "<blockquote>\n<p>One</p>\n<p>[!TIP] two</p>\n</blockquote>\n",
        ),
        ("One\n\n:smile: two\n", "<p>One</p>\n<p>:smile: two</p>\n"),
    ],
    ids=[
        "a box with a title",
        "a box of any name",
        "a title alone",
        "a note to the translator of the title",
        "a title with markup",
        "markup that the title does not end",
        "an escaped mark",
        "a mark before the same escaped",
        "a mark within a quote",
        "a colon without a space",
    ],
)
def test_what_blogs_write_beyond_the_parser_is_published_as_meant(text: str, expected: str) -> None:
    assert markdown_to_html(text) == expected
