"""Only addresses change; every other byte of the HTML stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.links import addresses, rewrite

PIECES = st.sampled_from(
    [
        '<a href="x.md">',
        "<a href='x.md#a'>",
        "<a href=x.md>",
        "</a>",
        "<p>x.md",
        '<img src="x.png">',
        '<img srcset="x.png 1x, y.png 2x" src=x.png>',
        '<a title="x.md" href="&amp;x.md">',
        '<!-- wp:image {"url":"x.png"} -->',
        "<!-- x.md -->",
        "<script>a='<a href=x.md>'</script>",
        "<textarea><a href=x.md></textarea>",
        *("<a href=", "<a href>", "<script>", "<!--", "-->", "<", ">", '"', "'", "{", "å", "\n"),
    ]
)
HTML = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(HTML)
def test_nothing_changes_when_no_address_does(html: str) -> None:
    assert rewrite(html, lambda url: url) == html


@given(HTML)
def test_changed_addresses_are_found_again_as_they_were_meant(html: str) -> None:
    new = '/sv/?a=1&b="2"<3>--\'å'
    changed = rewrite(html, lambda _: new)
    # A list of candidates has spaces and commas between addresses, so those hold neither.
    assert addresses(changed) == (new,) * len(addresses(html))


@given(HTML)
def test_a_change_and_its_reverse_give_the_same_addresses(html: str) -> None:
    there = rewrite(html, lambda url: f"up/{url}")
    assert addresses(rewrite(there, lambda url: url.removeprefix("up/"))) == addresses(html)


@given(HTML)
def test_what_is_taken_away_is_gone_and_nothing_else_is(html: str) -> None:
    bare = rewrite(html, lambda _: None)
    assert set(addresses(bare)) <= {""}
    assert rewrite(bare, lambda url: url) == bare


def test_only_the_span_of_the_address_differs() -> None:
    before = '<p CLASS=x  >\n<a  href = "a.md"\ttitle="a.md">a.md &amp; <em>b</em></a>'
    after = '<p CLASS=x  >\n<a  href = "/a/?x&amp;y"\ttitle="a.md">a.md &amp; <em>b</em></a>'
    assert rewrite(before, {"a.md": "/a/?x&y"}.get) == after


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param('<a href="a&amp;b">', ("a&b",), id="entities are resolved"),
        pytest.param("<A HREF=a>", ("a",), id="case counts not"),
        pytest.param('<a href="1" href="2">', ("1", "2"), id="both of two attributes"),
        pytest.param('<a data-href="a">', (), id="a name that only ends so"),
        pytest.param('<a title=">" href="a">', ("a",), id="a bracket in another value"),
        pytest.param('<video poster="p" src="v"></video>', ("p", "v"), id="a film and its picture"),
        pytest.param('<img srcset=" a 1x,b  2x , c">', ("a", "b", "c"), id="candidates"),
        pytest.param(
            '<img srcset="data:a,b 1x, c 2x">', ("data:a,b", "c"), id="a comma inside one"
        ),
        pytest.param('<!-- <a href="a"> -->', (), id="a comment"),
        pytest.param("<style>a{}<a href=a></style>", (), id="a style"),
        pytest.param("<style-x><a href=a></style-x>", ("a",), id="an element that is called alike"),
        pytest.param("<script>'<a href=a>'", (), id="a script that does not end"),
        pytest.param('<!-- wp:x {"url":"a\\u0026b","n":1} /-->', ("a&b",), id="a block's JSON"),
        pytest.param('<!-- wp:x {"text":"\\"url\\":\\"a\\""} -->', (), id="text in a block's JSON"),
        pytest.param("a < b href=c > d", (), id="brackets in a text"),
    ],
)
def test_addresses_are_found_where_they_count(html: str, found: tuple[str, ...]) -> None:
    assert addresses(html) == found


def test_a_block_comment_and_its_html_get_the_same_address() -> None:
    before = '<!-- wp:cover {"url":"a.png"} --><img src="a.png"/><!-- /wp:cover -->'
    after = (
        '<!-- wp:cover {"url":"/m?x\\u0026y\\u002d\\u002dz"} --><img src="/m?x&amp;y--z"/>'
        "<!-- /wp:cover -->"
    )
    assert rewrite(before, {"a.png": "/m?x&y--z"}.get) == after


def test_a_bare_value_gets_quotes() -> None:
    assert rewrite("<a href=a.md>", {"a.md": "/a b/"}.get) == '<a href="/a b/">'


def test_a_link_without_an_address_keeps_its_text_and_its_other_attributes() -> None:
    before = '<a class="button" href="a.md" id="x">Read on</a>'
    assert rewrite(before, lambda _: None) == '<a class="button" id="x">Read on</a>'
