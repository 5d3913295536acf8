"""Lines of a post without `<p>`: what WordPress shows as a line is one for translators."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogues.collect import collect
from pipeline.catalogues.merge import merge
from pipeline.formats.blocks import cut_blocks
from pipeline.formats.classic_html import classic_html
from pipeline.formats.cut import cut
from pipeline.formats.native_blocks import native_blocks
from pipeline.formats.render import render
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.post import DEFAULT_RULES, Format

WORDPRESS = Path("/usr/share/wordpress/wp-includes/formatting.php")
WPAUTOP = f"""
require {str(WORDPRESS)!r};
echo json_encode(array_map('wpautop', json_decode(stream_get_contents(STDIN))));
"""


def msgids(html: str) -> list[str]:
    return [segment.msgid for segment in cut(html, Format.HTML).segments]


LINES = {
    "an address": (
        "Twin Press\n  12 Main Street \r\nLondon\n\nEnd",
        ["Twin Press\n12 Main Street\nLondon", "End"],
    ),
    "lines over a tag": ("One <em>two\nthree</em>\nfour", ["One <em>two\nthree</em>\nfour"]),
    "a line end beside a break": ("One<br />\ntwo\n<br>three", ["One<br>two<br>three"]),
    "a line end within a tag": ('One <a\n href="u">two</a>', ['One <a href="u">two</a>']),
    "a line end of an old Macintosh": ("One\rtwo", ["One\ntwo"]),
    "the lines of an element": ("<p>One\ntwo</p><div>three\nfour</div>", ["One two", "three four"]),
    "the lines of a whole document": ("<html><body>One\ntwo</body></html>", ["One two"]),
    "lines between an element and a heading": (
        "<h2>A\nb</h2>\nOne\ntwo\n<hr>",
        ["A b", "One\ntwo"],
    ),
    "the lines of a caption": ("[caption]<img src=a>One\ntwo[/caption]", ["One\ntwo"]),
}


@pytest.mark.parametrize(("html", "wanted"), LINES.values(), ids=LINES)
def test_a_translator_reads(html: str, wanted: list[str]) -> None:
    assert msgids(html) == wanted


def test_block_html_has_no_lines() -> None:
    pieces = cut_blocks("<!-- wp:html -->One\ntwo<!-- /wp:html -->", DEFAULT_RULES)
    assert [p.msgid for p in pieces if not isinstance(p, str)] == ["One two"]


def test_a_translation_made_for_one_line_is_kept_until_somebody_parts_it() -> None:
    old = Catalogue((Entry("One two", "Ett två", comments=("paragraph",)),))
    merged = merge(old, collect(cut("One\ntwo", Format.HTML), "a.html"), "sv", "en")
    assert [(e.msgid, e.msgstr, e.is_fuzzy) for e in merged.entries] == [
        ("One\ntwo", "Ett två", False)
    ]


WORD = st.sampled_from(["One", "två", "<em>three</em>", '<a href="u">four</a>', "R&amp;D", "5"])
LINE = st.lists(WORD, min_size=1, max_size=4).map(lambda words: " ".join(["A", *words]))
ENDS = st.sampled_from(
    ["\n", "\r\n", " \n", "\n  ", "<br>\n", "<br />", "\n\n", "\n\n\n", "\r\n\r\n"]
)
OUTER = st.sampled_from(
    [
        "<h2>A head</h2>",
        "<p>A text\nin <b>two</b>\n<i>lines</i></p>",
        "<ul>\n<li>A b</li>\n</ul>",
        "<blockquote>A quotation\nin\n\nA few\nlines</blockquote>",
        "<hr />",
    ]
)


@st.composite
def classic_posts(draw: st.DrawFn) -> str:
    parts = []
    for line in draw(st.lists(LINE, min_size=1, max_size=5)):
        parts += [line, draw(ENDS)]
        if draw(st.integers(0, 5)) == 0:
            parts += ["\n", draw(OUTER), "\n"]
    return "".join(parts)


def wpautop(*texts: str) -> list[str]:
    """What WordPress makes of each of the texts."""
    command = ["php", "-r", WPAUTOP]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    return [str(text) for text in json.loads(done.stdout)]


def shown(html: str) -> list[str]:
    """The lines that a browser shows."""
    parts = re.split(r"<br ?/?>|</?(?:p|h2|ul|li|blockquote|hr)\b[^>]*>|<!--.*?-->", html)
    return [line for part in parts if (line := " ".join(part.split()))]


def told(html: str) -> list[str]:
    return [line for msgid in msgids(html) for line in re.split(r"\n|<br>", msgid)]


@pytest.mark.skipif(
    not WORDPRESS.exists() or not shutil.which("php"), reason="needs PHP and WordPress"
)
@settings(max_examples=15, deadline=None)
@given(st.lists(classic_posts(), min_size=20, max_size=20))
def test_translators_see_and_write_the_lines_that_wordpress_shows(posts: list[str]) -> None:
    translated = [
        render(d, {s.key: s.msgid.replace("A", "En") for s in d.segments})
        for d in (cut(post, Format.HTML) for post in posts)
    ]
    for post, page in zip(posts, wpautop(*map(classic_html, posts)), strict=True):
        assert told(post) == shown(page)
    for post, page in zip(posts, wpautop(*map(classic_html, translated)), strict=True):
        assert [line.replace("A", "En") for line in told(post)] == shown(page)


# A quotation of lines without <p> becomes a block of type Custom HTML, which shows what HTML shows.
@given(classic_posts().filter(lambda post: "<blockquote" not in post))
def test_the_block_editor_gets_the_same_lines(post: str) -> None:
    assert told(post) == shown(native_blocks(post))
