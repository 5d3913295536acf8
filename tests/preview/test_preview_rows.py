from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.localcms.site.sanitise import clean
from pipeline.preview.rows import parts, rows
from pipeline.preview.values import Row


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>\n<h2>b</h2>", ["<p>a</p>", "<h2>b</h2>"]),
        ("a <b>c</b><p>d</p>e", ["<p>a <b>c</b></p>", "<p>d</p>", "<p>e</p>"]),
        (
            '<ol start="3"><li>a<p>b</p></li><li>c</li></ol>',
            ['<ol start="3"><li>a<p>b</p></li></ol>', '<ol start="4"><li>c</li></ol>'],
        ),
        ('<ul class="x"><li>a</li></ul>', ['<ul class="x"><li>a</li></ul>']),
        ("<section><p>a</p><hr></section>", ["<p>a</p>", "<hr>"]),
        ('<div class="wp-block-columns"><p>a</p></div>',) * 2,
    ],
    ids=[
        "elements stand apart",
        "loose text goes together",
        "the items of a list keep their numbers",
        "a list keeps its class",
        "a frame without a look of its own is opened",
        "columns stay together",
    ],
)
def test_a_text_is_cut_into_its_parts(html: str, expected: list[str] | str) -> None:
    assert list(parts(html)) == ([expected] if isinstance(expected, str) else expected)


def test_as_many_parts_stand_side_by_side() -> None:
    assert rows("<p>a</p><p>b</p>", "<p>c</p><p>d</p>") == (
        Row("<p>a</p>", "<p>c</p>"),
        Row("<p>b</p>", "<p>d</p>"),
    )


def test_a_part_that_only_one_text_has_stands_alone() -> None:
    one, two = '<p data-seg="1">a</p>', '<p data-seg="2">b</p>'
    assert rows(one + two, f"{one}<p>more</p>{two}") == (
        Row(one, one),
        Row("", "<p>more</p>"),
        Row(two, two),
    )


@given(st.lists(st.sampled_from("<p> <ul> <li> </li> </ul> a <b> </b> <hr> </p> <div>".split())))
def test_no_word_is_lost(tags: list[str]) -> None:
    html = clean("".join(tags))
    text = "".join(parts(html))
    assert text.count("a") - text.count("class") == html.count("a")
