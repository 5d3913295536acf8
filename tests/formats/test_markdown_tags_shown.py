"""Of the tags within a text of Markdown, translators see what concerns them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.markdown import cut_markdown
from pipeline.formats.render import render
from pipeline.model.document import Document

TAGS = {
    '<span class="x" style="y">': "<span>",
    "<a href='/u' target=_blank rel=\"noopener\">": "<a href='/u'>",
    '<img src="a.png" alt="An alt" width="3"/>': '<img src="a.png" alt="An alt">',
    "<br/>": "<br/>",
    '<SPAN TITLE="A title">': '<SPAN TITLE="A title">',
    '<Card color="red" class="x">': '<Card color="red">',
    '`<b class="x">`': '`<b class="x">`',
    '\\<b class="x">': '\\<b class="x">',
}
"""How a tag is written, and how translators see it."""


@pytest.mark.parametrize(("tag", "shown"), TAGS.items(), ids=TAGS)
@pytest.mark.parametrize(
    "frame", ["One {} two", "# One {}", "> One\n> {} two", "- å {}", "| {} å |\n|---|"]
)
def test_attributes_that_are_no_business_of_translators_are_hidden(
    frame: str, tag: str, shown: str
) -> None:
    text = frame.format(tag)
    (segment,) = Document(cut_markdown(text)).segments
    assert (shown in segment.msgid, segment.weave(segment.source, segment.msgid)) == (
        True,
        " ".join(segment.source.replace("\n>", "\n").split()),
    )


@given(st.permutations([tag for tag in TAGS if tag[0] == "<"]))
def test_they_are_put_back_in_any_order(tags: list[str]) -> None:
    document = Document(cut_markdown("One " + " å ".join(t for t in TAGS if t[0] == "<")))
    (segment,) = document.segments
    msgstr = "Ett " + " ö ".join(TAGS[tag] for tag in tags)
    assert render(document, {segment.key: msgstr}) == "Ett " + " ö ".join(tags)


def test_a_tag_over_two_lines_of_a_quote_comes_back_on_one() -> None:
    document = Document(cut_markdown('> One <span\n> class="x">two</span>\n'))
    (segment,) = document.segments
    assert segment.msgid == "One <span>two</span>"
    rendered = render(document, {segment.key: "<span>Två</span>, ett"})
    assert rendered == '> <span class="x">Två</span>, ett\n'
