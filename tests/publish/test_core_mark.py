"""The mark at the end of a post: it comes back as it was written, and leaves the text as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.core_mark import Mark, Marked, marked, unmarked, word_of

KEYS = st.text(min_size=1)
LANGS = st.sampled_from(("en", "sv", "pt-BR"))
MARKS = st.builds(
    Mark,
    key=KEYS,
    lang=LANGS,
    id=st.integers(0, 10**9),
    fingerprint=st.from_regex(r"[0-9a-f-]*", fullmatch=True),
    etag=st.from_regex(r"[0-9a-f]*", fullmatch=True),
    is_dated=st.booleans(),
    is_filed=st.booleans(),
    twins=st.dictionaries(LANGS, st.integers(1, 10**9)).map(lambda d: tuple(sorted(d.items()))),
)
TEXTS = st.text().map(lambda text: text.rstrip("\n"))


@given(TEXTS, MARKS, st.dictionaries(LANGS, st.sampled_from(("/a/", "/?p=1&x=2", "https://x.y/"))))
def test_a_mark_comes_back_and_the_text_is_as_it_was(
    text: str, mark: Mark, addresses: dict[str, str]
) -> None:
    written = marked(text, mark, addresses)
    listed = tuple(address for _, address in sorted(addresses.items()))
    assert unmarked(written) == Marked(text, mark, listed)


@given(MARKS)
def test_a_mark_is_a_comment_that_wordpress_keeps(mark: Mark) -> None:
    inside = marked("", mark, {}).strip().removeprefix("<!-- ").removesuffix(" -->")
    assert "--" not in inside
    assert not set(inside) & set("<>&\"'\n")
    assert word_of(mark.key) in inside.split()


def test_a_text_without_a_mark_is_left_alone() -> None:
    assert unmarked("<p>Hello</p>\n\n") == Marked("<p>Hello</p>\n\n")


def test_in_a_text_of_blocks_the_end_is_a_block() -> None:
    end = marked("<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph -->", Mark("a", "en"), {})
    assert end.endswith(" with= -->\n<!-- /wp:html -->")
