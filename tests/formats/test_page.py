"""A post is read for publishing."""

from __future__ import annotations

import pytest

from pipeline.formats.cut import cut
from pipeline.formats.detect import SUFFIXES, format_of
from pipeline.formats.directives import Directive, Verb, parse_directive, without_directives
from pipeline.formats.page import heading_ids, read_page
from pipeline.formats.render import render
from pipeline.model.post import Format
from pipeline.model.version import Page

BLOCK = '<!-- wp:heading {"level":1} -->\n<h1>Head <b>b</b></h1>\n<!-- /wp:heading -->\n\n'


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        (
            "---\ntitle: Told\n---\n# Head\n",
            Format.MARKDOWN,
            Page("Told", '<h1 id="head">Head</h1>\n', {"title": "Told"}),
        ),
        ("# Head *x*\n\nText\n", Format.MARKDOWN, Page("Head x", "<p>Text</p>\n", {})),
        ("---\ntitle: 1984\n---\n", Format.MARKDOWN, Page("1984", "", {"title": 1984})),
        ("Text\n", Format.MARKDOWN, Page("", "<p>Text</p>\n", {})),
        ("<p>a</p>\n<h1>Head</h1>\n<p>b", Format.HTML, Page("Head", "<p>a</p>\n\n<p>b", {})),
        (
            "<!doctype html><html><head><title>A &amp; b</title></head><body class=x>\n<p>c</body>",
            Format.HTML,
            Page("A & b", "<p>c", {}),
        ),
        (
            "<!-- tvilling: skip -->\n" + BLOCK + "<!-- wp:more --><!-- /wp:more -->",
            Format.BLOCKS,
            Page("Head b", "<!-- wp:more --><!-- /wp:more -->", {}),
        ),
    ],
    ids=lambda value: ascii(value)[:50],
)
def test_a_page_has_a_title_and_a_body(text: str, format: Format, expected: Page) -> None:
    assert read_page(text, format) == expected


def test_heading_ids_stand_in_order_and_are_empty_where_there_is_none() -> None:
    html = "<h2 class=x id='a&amp;b'>A</h2><h3>B</h3><!-- <h2 id=no> --><H1 ID=c>C</H1>"
    assert heading_ids(html) == ("a&b", "", "c")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("posts/en/a.md", "", Format.MARKDOWN),
        ("a.MARKDOWN", "", Format.MARKDOWN),
        ("a.html", "<p>", Format.HTML),
        ("a.htm", "<!-- wp:paragraph -->", Format.BLOCKS),
        ("a.md", "<!-- wp:paragraph -->", Format.MARKDOWN),
        ("a.txt", "", None),
        ("html/md", "", None),
    ],
    ids=str,
)
def test_the_format_is_told_by_name_and_text(path: str, text: str, expected: Format | None) -> None:
    assert format_of(path, text) == expected


def test_every_suffix_has_a_format() -> None:
    assert [suffix for suffix in SUFFIXES if format_of(f"a{suffix}", "") is None] == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (" tvilling: skip ", Directive(Verb.SKIP)),
        ("tvilling:end", Directive(Verb.END)),
        (" tvilling: note two\n  lines ", Directive(Verb.NOTE, "two lines")),
        (" tvilling: context menu", Directive(Verb.CONTEXT, "menu")),
        (" tvilling: code ", Directive(Verb.CODE)),
        (" tvilling: skip this ", None),
        (" tvilling: note ", None),
        (" tvilling: other ", None),
        (" a comment ", None),
        ("", None),
    ],
    ids=repr,
)
def test_a_comment_is_a_directive_or_not(comment: str, expected: Directive | None) -> None:
    assert parse_directive(comment) == expected


def test_only_directives_leave_the_published_text() -> None:
    html = "a\r\n <!-- tvilling: skip -->\r\nb <!-- tvilling: end -->c <!-- tvilling: oops -->"
    assert without_directives(html) == "a\r\nb c <!-- tvilling: oops -->"


@pytest.mark.parametrize("format", Format, ids=str)
def test_translations_take_the_places_of_their_texts_and_missing_ones_do_not(
    format: Format,
) -> None:
    document = cut("---\ntitle: One\n---\n<p>Two</p>\n\n<p>Three</p>\n", format)
    rendered = render(
        document, {("title", "One"): "Ett", (None, "Three"): "Tre", (None, "Two"): ""}
    )
    assert rendered == "---\ntitle: Ett\n---\n<p>Two</p>\n\n<p>Tre</p>\n"
