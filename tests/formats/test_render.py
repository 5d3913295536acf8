"""What no translation can make of a post."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.formats.cut import cut
from pipeline.formats.front_matter import split
from pipeline.formats.page import read_page
from pipeline.formats.render import render, woven
from pipeline.model.post import Format

POSTS = st.sampled_from(
    [
        (Format.MARKDOWN, "one\n\ntwo\n"),
        (Format.MARKDOWN, "\n\none\n\ntwo\n"),
        (Format.MARKDOWN, "one\n===\n\ntwo\n"),
        (Format.MARKDOWN, "one\n: two\n"),
        (Format.MARKDOWN, "{one\n\ntwo}\n"),
        (Format.HTML, "{one} more\n\ntwo\n"),
        (Format.HTML, "one\n\ntwo\n"),
        (Format.HTML, "\ufeffone\n\ntwo\n"),
        (Format.HTML, "\n\n<b>one</b> more\n\ntwo\n"),
    ]
)
TEXTS = st.text('+-{}":\nas 1', min_size=1, max_size=16)


@given(POSTS, TEXTS)
@example((Format.MARKDOWN, "one\n\ntwo\n"), "+++")
@example((Format.MARKDOWN, "one\n\ntwo\n"), '{"status": "draft"}')
@example((Format.HTML, "one\n\ntwo\n"), "---\nstatus: draft\n---")
@example((Format.HTML, "\n\none\n\ntwo\n"), "---\nstatus: draft\n---")
def test_no_translation_gives_front_matter_to_a_post_without_any(
    post: tuple[Format, str], msgstr: str
) -> None:
    form, text = post
    document = cut(text, form)
    rendered = render(document, {segment.key: msgstr for segment in document.segments})
    assert split(rendered)[0] in {"", "\ufeff"}
    assert read_page(rendered, form).fields == {}


def test_a_reader_sees_such_a_translation_as_it_was_written() -> None:
    document = cut("one\n\ntwo\n", Format.MARKDOWN)
    rendered = render(document, {(None, "one"): "+++", (None, "two"): "+++"})
    assert read_page(rendered, Format.MARKDOWN).html == "<p>+++</p>\n<p>+++</p>\n"


def test_no_text_taken_over_from_the_cms_gives_front_matter_either() -> None:
    assert woven(cut("one\n\ntwo\n", Format.MARKDOWN), ["+++", ""]) == "&#43;++\n\ntwo\n"
