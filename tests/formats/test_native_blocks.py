"""HTML as blocks of WordPress's editor, and as its classic editor keeps it."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.classic_html import classic_html
from pipeline.formats.html_mended import mended
from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.native_blocks import native_blocks
from pipeline.formats.page import heading_ids

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAME = re.compile(r"<!-- wp:(\S+)")


@pytest.mark.parametrize(
    ("html", "names"),
    [
        pytest.param("<p>A</p>", "paragraph", id="a paragraph"),
        pytest.param(
            '<p class="lead" id="x">A</p>', "paragraph", id="a paragraph with class and id"
        ),
        pytest.param('<p style="color: red">A</p>', "html", id="a paragraph with a style is kept"),
        pytest.param("<h2>A</h2><h4>B</h4>", "heading heading", id="headings"),
        pytest.param(
            "<ul><li>A<ol><li>B</li></ol></li></ul>",
            "list list-item list list-item",
            id="lists in lists",
        ),
        pytest.param("<ul><li><p>A</p></li></ul>", "list list-item", id="a loose list"),
        pytest.param("<ul><li><p>A</p><p>B</p></li></ul>", "html", id="items of two paragraphs"),
        pytest.param('<ul><li><input type="checkbox"> A</li></ul>', "html", id="a task list"),
        pytest.param("<blockquote><p>A</p></blockquote>", "quote paragraph", id="a quote"),
        pytest.param("<blockquote>A</blockquote>", "html", id="a quote without paragraphs"),
        pytest.param(
            "<blockquote>A\n\nB</blockquote>", "quote paragraph paragraph", id="lines in a quote"
        ),
        pytest.param(
            "<div>A\n\n<ul><li>B</li></ul>C</div>",
            "group paragraph list list-item paragraph",
            id="lines around a list in a container",
        ),
        pytest.param("<div>A <pre>B\n\nC</pre></div>", "html", id="a blank line in code alone"),
        pytest.param("<pre><code>A</code></pre>", "code", id="code"),
        pytest.param("<pre>A</pre>", "preformatted", id="preformatted text"),
        pytest.param("<hr>", "separator", id="a rule"),
        pytest.param("<table><tr><td>A</td></tr></table>", "table", id="a table"),
        pytest.param('<table border="1"><tr><td>A</td></tr></table>', "html", id="a styled table"),
        pytest.param('<p><img src="a.png" alt="A"></p>', "image", id="a picture in a paragraph"),
        pytest.param(
            '<figure><img src="a.png" alt="A"><figcaption>B</figcaption></figure>',
            "image",
            id="a picture with a caption",
        ),
        pytest.param(
            '<figure><img src="a.png" width="9" height="6" loading="lazy"></figure>',
            "image",
            id="a picture with its size",
        ),
        pytest.param(
            '<figure><img src="a.png" width="50%"></figure>', "html", id="a picture by percent"
        ),
        pytest.param(
            '<figure><img src="a.png" loading="eager"></figure>', "html", id="an eager picture"
        ),
        pytest.param('<p><a href="/b"><img src="a.png"></a></p>', "image", id="a linked picture"),
        pytest.param('<p>A <img src="a.png"> B</p>', "paragraph", id="a picture in a line"),
        pytest.param('<aside class="note"><p>A</p></aside>', "group paragraph", id="a box"),
        pytest.param("<details><summary>A</summary></details>", "html", id="what no block holds"),
        pytest.param(
            "One\n\nTwo", "paragraph paragraph", id="text that leaves paragraphs to WordPress"
        ),
        pytest.param('<p>[gallery ids="1"]</p>', "shortcode", id="a shortcode on its own"),
        pytest.param("A\n<!--more-->\nB", "paragraph more paragraph", id="the mark for more"),
        pytest.param("<ul><li>A<li>B</ul>", "list list-item list-item", id="end tags left out"),
    ],
)
def test_html_becomes_blocks(html: str, names: str) -> None:
    assert " ".join(_NAME.findall(native_blocks(html))) == names


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        pytest.param(
            '<h3 id="x">A <em>b</em></h3>',
            '<!-- wp:heading {"level":3} -->\n<h3 id="x">A <em>b</em></h3>\n<!-- /wp:heading -->',
            id="a heading says its level",
        ),
        pytest.param(
            '<ol start="3"><li>A</li></ol>',
            '<!-- wp:list {"ordered":true,"start":3} -->\n<ol start="3"><!-- wp:list-item -->\n'
            "<li>A</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->",
            id="a list says where it starts",
        ),
        pytest.param(
            '<pre><code class="language-text">[a] &lt;b&gt;\n</code></pre>',
            '<!-- wp:code {"className":"language-text"} -->\n<pre class="wp-block-code '
            'language-text"><code>&#91;a] &lt;b&gt;\n</code></pre>\n<!-- /wp:code -->',
            id="code starts no shortcode and keeps its language",
        ),
        pytest.param(
            '<table><thead><tr><th style="text-align: right">A</th></tr></thead><tbody></tbody>'
            "</table>",
            '<!-- wp:table -->\n<figure class="wp-block-table"><table><thead><tr>'
            '<th class="has-text-align-right" data-align="right">A</th></tr></thead></table>'
            "</figure>\n<!-- /wp:table -->",
            id="a table keeps how its cells are aligned",
        ),
        pytest.param(
            '<p class="a--b">A</p>',
            '<!-- wp:paragraph {"className":"a\\u002d\\u002db"} -->\n<p class="a--b">A</p>\n'
            "<!-- /wp:paragraph -->",
            id="a class cannot end the comment",
        ),
        pytest.param("<!-- wp:x /-->", "<!-- wp:x /-->", id="blocks stay as they are"),
        pytest.param(" \n", " \n", id="nothing stays nothing"),
    ],
)
def test_blocks_are_written_as_the_editor_saves_them(html: str, blocks: str) -> None:
    assert native_blocks(html) == blocks


@pytest.mark.parametrize(
    ("html", "well_formed"),
    [
        pytest.param("<p>1 < 2", "<p>1 &lt; 2</p>", id="a lone sign and a missing end"),
        pytest.param("<b><i>A</b></i>", "<b><i>A</i></b>", id="elements that overlap"),
        pytest.param("<P>A<p>B", "<p>A</p><p>B</p>", id="a paragraph ends a paragraph"),
        pytest.param("<p><b>A<p>B", "<p><b>A</b></p><p>B</p>", id="with what is open in it"),
        pytest.param(
            "<table><tr><td>A<td>B</table>",
            "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>",
            id="a table has a body",
        ),
        pytest.param("<a <b='x'>A</a>", "<a>A</a>", id="an attribute that is none"),
    ],
)
def test_mended_html_is_well_formed(html: str, well_formed: str) -> None:
    assert mended(html) == well_formed


_LINES = st.sampled_from(
    [
        "# Heading",
        "## Two words",
        "A *line* of [text](a.md) & more",
        "- item",
        "  - inner",
        "1. first",
        "> quote",
        "```python",
        "x[0] < 1",
        "```",
        "---",
        '![alt](a.png "Title")',
        '<div class="x">raw</div>',
        "<b>",
        "</p>",
        "<ul><li>a",
        "| a | b |",
        "| - | -: |",
        '[gallery ids="1"]',
        '!!! note "N"',
        "    inner",
        "",
        "<!-- a comment -->",
        "Term",
        ": Means",
    ]
)
_TEXTS = st.lists(_LINES, max_size=12).map("\n".join)


def _as_seen(html: str) -> str:
    """The text as a reader sees it, without white space, which blocks may move."""
    tree = html5lib.parseFragment(_COMMENT.sub("", html), treebuilder="etree")
    return "".join("".join(tree.itertext()).split())


@given(_TEXTS)
def test_readers_see_the_same_text(markdown: str) -> None:
    html = markdown_to_html(markdown)
    assert _as_seen(native_blocks(html)) == _as_seen(html)


@given(_TEXTS)
def test_headings_keep_their_ids(markdown: str) -> None:
    html = markdown_to_html(markdown)
    assert heading_ids(native_blocks(html)) == heading_ids(html)


@given(_TEXTS)
def test_blocks_open_and_close_in_order(markdown: str) -> None:
    open_names: list[str] = []
    for end, name in re.findall(r"<!-- (/?)wp:(\S+)", native_blocks(markdown_to_html(markdown))):
        if end:
            assert open_names.pop() == name
        else:
            open_names.append(name)
    assert open_names == []


@given(st.text(alphabet="<>/ \nabp=\"'{}[]!-&;", max_size=60))
def test_mending_twice_is_mending_once(html: str) -> None:
    assert mended(mended(html)) == mended(html)


@pytest.mark.parametrize(
    ("html", "classic"),
    [
        pytest.param(
            "<p>a\nb</p>\n\n<p>c</p>", "<p>a b</p>\n\n<p>c</p>", id="lines of a paragraph"
        ),
        pytest.param("<ul>\n<li>a\n  b</li>\n</ul>", "<ul>\n<li>a b</li>\n</ul>", id="of an item"),
        pytest.param("a\nb\n\nc", "a\nb\n\nc", id="lines outside of elements are the author's"),
        pytest.param("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>", id="preformatted text"),
        pytest.param(
            "<p>a <b>x\ny</b>\nz</p>", "<p>a <b>x y</b> z</p>", id="in inline elements too"
        ),
        pytest.param("<p>a\rb</p>", "<p>a b</p>", id="lines of an old Macintosh"),
        pytest.param(
            "<p><b>a</b>\n<i>b</i></p>", "<p><b>a</b> <i>b</i></p>", id="between inline elements"
        ),
        pytest.param(
            "<blockquote>a\nb\n\nc</blockquote>\n<div><b>d</b>\n\ne</div>",
            "<blockquote>a b\n\nc</blockquote>\n<div><b>d</b>\n\ne</div>",
            id="the paragraphs of a quotation",
        ),
    ],
)
def test_classic_html_gives_wordpress_no_line_to_break(html: str, classic: str) -> None:
    assert classic_html(html) == classic
