"""Texts edited on a page, carried back: whatever is taken shows what the page shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats.classic_html import classic_html
from pipeline.formats.front_matter_values import with_value
from pipeline.formats.inline_form import forms_of, html_of
from pipeline.formats.inline_markdown import inline_markdown
from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.native_blocks import native_blocks
from pipeline.formats.page_changes import TextChange, text_changes
from pipeline.model.post import Format
from pipeline.workflows.carrying import Texts, carried

WORDS = st.sampled_from(
    "tea två 2*3 a_b [x] `y` &amp; # 1. + &lt;b&gt; C:\\x ~~ it’s ! | -".split()
)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.tuples(st.sampled_from(["em", "strong", "kbd", "b"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        inner.map(lambda text: f'<a href="b.md">{text}</a>' if "<a" not in text else text),
    ),
    max_leaves=6,
)


def page(*paragraphs: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


@settings(deadline=None)
@given(st.lists(INLINE, min_size=1, max_size=4), INLINE, st.integers(0, 3), st.sampled_from(Format))
def test_whatever_is_taken_shows_what_the_page_shows(
    old: list[str], new: str, at: int, format: Format
) -> None:
    at %= len(old)
    is_markdown = format is Format.MARKDOWN
    texts = [inline_markdown(text) if is_markdown else text for text in old]
    shown = [html_of(text, format) for text in texts]
    edited = [*shown[:at], new, *shown[at + 1 :]]
    post = Texts(texts, format, {"b.md": "/b/"})
    published, now = (page(*each).replace("b.md", "/b/") for each in (shown, edited))
    found = carried(post, published, now)
    for number, text in found.texts.items():
        assert post.form(text) in forms_of(now)
        assert number == at


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Boil *it* twice, as [here](b.md).",
            "Boil <em>it</em> thrice, as <a href='/b/'>here</a>.",
            "Boil *it* thrice, as [here](b.md).",
        ),
        (
            "One _word_ of `code`.",
            "One <em>word</em> of <code>more</code>.",
            "One _word_ of `more`.",
        ),
        ("Plain.", "Plain <b>and</b> bold.", "Plain **and** bold."),
        ("See [it][ref].", "See <a href='https://e.example/'>it</a> now.", "See [it][ref] now."),
    ],
    ids=["a word", "code", "new markup", "a link by name"],
)
def test_as_little_as_can_be_is_changed(old: str, new: str, expected: str) -> None:
    definitions = "[ref]: https://e.example/"
    post = Texts([old], Format.MARKDOWN, {"b.md": "/b/"}, definitions)
    published = page(html_of(old, Format.MARKDOWN, definitions)).replace("b.md", "/b/")
    assert carried(post, published, page(new)).texts == {0: expected}


@pytest.mark.parametrize("shape", [native_blocks, classic_html])
def test_the_lines_of_a_text_are_known_again(shape: Callable[[str], str]) -> None:
    old, new = "Twin Press\nThe Harbour 4\nGothenburg", "Twin Press\nThe Harbour 5\nGothenburg"
    post = Texts([old, "<em>Poem</em>"], Format.HTML, {})
    published, edited = (shape(f"{text}\n\n<em>Poem</em>") for text in (old, new))
    assert carried(post, published, edited).texts == {0: new}


def test_texts_that_came_or_went_are_told_and_the_others_are_taken() -> None:
    post = Texts(["One text here.", "Two texts here.", "Three."], Format.HTML, {})
    found = carried(post, page(*post.texts), page("One text there.", "New.", "Three."))
    assert found.texts == {0: "One text there.", 1: "New."}
    found = carried(post, page(*post.texts), page("One text there.", "Three."))
    assert (found.texts, [change.old for change, _ in found.left]) == (
        {0: "One text there."},
        ["Two texts here."],
    )
    found = carried(post, page(*post.texts), page(*post.texts, "Four."))
    assert [change for change, _ in found.left] == [TextChange(None, "", "Four.", 3)]


def test_a_link_that_the_page_leaves_out_is_not_lost() -> None:
    post = Texts(["Go [there](b.md) now."], Format.MARKDOWN, {"b.md": None})
    found = carried(post, page("Go <a>there</a> now."), page("Go <a>there</a> later."))
    assert found.texts == {0: "Go [there](b.md) later."}
    found = carried(post, page("Go <a>there</a> now."), page("<b>Run</b> <a>there</a> now."))
    assert found.texts == {}


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_changes_account_for_every_text(old: list[str], new: list[str]) -> None:
    changes = text_changes(old, new)
    kept_old = [t for n, t in enumerate(old) if n not in {c.at for c in changes}]
    kept_new = [t for n, t in enumerate(new) if n not in {c.to for c in changes}]
    assert kept_old == kept_new


@given(INLINE)
def test_markdown_made_of_html_is_read_back_or_known_not_to_be(html: str) -> None:
    text = inline_markdown(html)
    assert markdown_to_html(text).strip() or not html.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Body\n", "---\nstatus: draft\n---\n\nBody\n"),
        ("---\ntitle: A # b\nstatus: publish\n---\nB", "---\ntitle: A # b\nstatus: draft\n---\nB"),
        ('+++\ntitle = "A"\n+++\nB', '+++\ntitle = "A"\nstatus = "draft"\n+++\nB'),
        ("---\r\ntitle: A\r\n---\r\nB", "---\r\ntitle: A\r\nstatus: draft\r\n---\r\nB"),
        ("---\ntext: |\n  status: x\n---\nB", "---\ntext: |\n  status: x\nstatus: draft\n---\nB"),
    ],
    ids=["no front matter", "there already", "TOML", "CRLF", "the word in another value"],
)
def test_one_value_is_written_and_no_other_line(text: str, expected: str) -> None:
    assert with_value(text, "status", "draft") == expected
