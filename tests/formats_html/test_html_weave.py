"""How translations are written back into HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.html import cut_html
from pipeline.formats.html_attributes import AttributeText, decode
from pipeline.formats.inline import CommentText, RawText
from pipeline.model.document import Document
from pipeline.model.post import DEFAULT_RULES


def translated(html: str, msgstr: str) -> str:
    """The HTML with the text that starts with "See" translated."""
    pieces = Document(cut_html(html, DEFAULT_RULES)).pieces
    return "".join(
        p if isinstance(p, str) else p.translated(msgstr if p.msgid.startswith("See") else "")
        for p in pieces
    )


LINKS = '<p>See <a class="c" href="one">1</a> or <a\n class=d href="two" rel=x>2</a>.</p>'
WOVEN = {
    "hidden attributes come back": (
        LINKS,
        'Se <a href="one">ett</a> eller <a href="two">två</a>.',
        '<p>Se <a class="c" href="one">ett</a> eller <a\n class=d href="two" rel=x>två</a>.</p>',
    ),
    "tags in another order keep theirs": (
        LINKS,
        '<a href="two">Två</a> eller <a href="one">ett</a>',
        '<p><a\n class=d href="two" rel=x>Två</a> eller <a class="c" href="one">ett</a></p>',
    ),
    "a changed address is written": (
        LINKS,
        'Se <a href="/sv/en">ett</a> och <a href="two">två</a>',
        '<p>Se <a class="c" href="/sv/en">ett</a> och <a\n class=d href="two" rel=x>två</a></p>',
    ),
    "a dropped tag is dropped": (
        LINKS,
        'Se <a href="two">två</a>',
        '<p>Se <a\n class=d href="two" rel=x>två</a></p>',
    ),
    "an added tag is written as it is": (LINKS, "Se <em>här</em>", "<p>Se <em>här</em></p>"),
    "an added title joins the tag": (
        LINKS,
        'Se <a href="one" title="Ett">1</a>',
        '<p>Se <a class="c" href="one" title="Ett">1</a></p>',
    ),
    "a dropped title leaves the tag": (
        '<p>See <img class=x alt="A" src="i" />.</p>',
        'Se <img src="i">.',
        '<p>Se <img class=x src="i" />.</p>',
    ),
    "line breaks keep their spelling": ("<p>See<br />it</p>", "Se<br>den", "<p>Se<br />den</p>"),
    "icons come back": (
        '<p>See <svg a="b"><g/></svg> it</p>',
        "Se den <svg/> här",
        '<p>Se den <svg a="b"><g/></svg> här</p>',
    ),
    "upper case tags come back": ("<P>See <B>it</B>.", "Se <b>den</b>.", "<P>Se <B>den</B>."),
    "a blank line cannot end the paragraph": ("See\n\nB", "Se\n\n \nden", "Se\nden\n\nB"),
    "an unclosed tag cannot swallow the page": (
        "<p>See</p>",
        'Se <a href="',
        '<p>Se &lt;a href="</p>',
    ),
    "an unclosed comment cannot either": ("<p>See</p>", "Se <!-- x", "<p>Se &lt;!-- x</p>"),
    "a comment cannot be added": ("<p>See</p>", "Se <!-- x -->", "<p>Se &lt;!-- x --></p>"),
    "a script cannot be added": ("<p>See</p>", "<script>x", "<p>&lt;script>x</p>"),
    "the source's comment may stay": (
        "<p>See <!--x--> it</p>",
        "Se <!--x--> d",
        "<p>Se <!--x--> d</p>",
    ),
    "a title cannot end early": (
        "<title>See</title>",
        "Se </title> <b>",
        "<title>Se &lt;/title> <b></title>",
    ),
    "an alternative text is escaped": (
        '<img alt="See &quot;it&quot; &amp; all">',
        'Se "den" & <allt>',
        '<img alt="Se &quot;den&quot; &amp; <allt>">',
    ),
    "an unquoted alternative text gets quotes": ("<img alt=See>", "Se på", '<img alt="Se på">'),
    "an apostrophe is escaped where it would end the text": (
        "<img alt='See'>",
        'Se "X\'s"',
        "<img alt='Se \"X&#39;s\"'>",
    ),
    "an ampersand stays where it means itself": ('<img alt="See">', "S & T", '<img alt="S & T">'),
    "an ampersand is escaped where it would not": (
        '<img alt="See">',
        "Se &copy;",
        '<img alt="Se &amp;copy;">',
    ),
    "the text of `more` cannot end the comment": (
        "<!--more See-->",
        "Se -->",
        "<!--more Se -&#45;>-->",
    ),
}


@pytest.mark.parametrize(("html", "msgstr", "wanted"), WOVEN.values(), ids=WOVEN)
def test_a_translation_takes_its_place(html: str, msgstr: str, wanted: str) -> None:
    assert translated(html, msgstr) == wanted


ATTRIBUTE = st.text(st.sampled_from("ab&;#x3'\"<> =-é\u00a0copylt"), min_size=1, max_size=20)


@pytest.mark.parametrize("quote", ['"', "'", ""], ids=["double", "single", "no quotes"])
@given(source=ATTRIBUTE, msgstr=ATTRIBUTE)
def test_a_browser_reads_in_an_attribute_what_the_translator_wrote(
    quote: str, source: str, msgstr: str
) -> None:
    written = AttributeText(quote)(source, msgstr)
    value = written[1:-1] if not quote and written[0] == '"' else written

    assert (decode(value), quote in value if quote else False) == (msgstr, False)


@given(msgstr=st.text())
def test_raw_text_never_ends_its_element(msgstr: str) -> None:
    assert "</title" not in RawText("title")("x", msgstr).lower()


@given(msgstr=st.text(alphabet="-!>< a"))
def test_text_in_a_comment_never_ends_it(msgstr: str) -> None:
    written = CommentText()("x", msgstr)

    assert ("-->" in written, "--!>" in written) == (False, False)
