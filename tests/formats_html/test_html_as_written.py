"""HTML as people write it: what the standard lets them leave out, and what it calls text."""

from __future__ import annotations

import pytest

from pipeline.formats.html import cut_html
from pipeline.formats.html_scripts import script_end
from pipeline.model.document import Document, Kind
from pipeline.model.post import DEFAULT_RULES


def found(html: str) -> list[tuple[Kind, str]]:
    return [(s.kind, s.msgid) for s in Document(cut_html(html, DEFAULT_RULES)).segments]


P, LI, TD, H = Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.HEADING
CAPTION, BUTTON, ATTRIBUTE = Kind.CAPTION, Kind.BUTTON, Kind.ATTRIBUTE

WRITTEN = {
    "p without an end, before a list": ("<p>One<ul><li>Two</ul>", [(P, "One"), (LI, "Two")]),
    "p without an end, before the end of what is around it": (
        "<div><p>One</div>Two",
        [(P, "One"), (P, "Two")],
    ),
    "paragraphs without p in a quotation, as WordPress makes them": (
        "<blockquote>One\n\nTwo</blockquote><div>Three\n\n<b>Four</b></div>",
        [(P, "One"), (P, "Two"), (P, "Three"), (P, "Four")],
    ),
    "a blank line within a paragraph or a list item": (
        "<p>One\n\ntwo</p><ul><li>Three\n\nfour</ul>",
        [(P, "One two"), (LI, "Three four")],
    ),
    "an end of p without a start": ("One</p>Two", [(P, "One"), (P, "Two")]),
    "li without an end, with a list in it": (
        "<ul><li>One<ul><li>Two<li>Three</ul><li>Four</ul>",
        [(LI, "One"), (LI, "Two"), (LI, "Three"), (LI, "Four")],
    ),
    "li without an end, with a paragraph in it": (
        "<ol><li><p>One<li><p>Two</ol><p>Three",
        [(LI, "One"), (LI, "Two"), (P, "Three")],
    ),
    "cells and rows without ends": (
        "<table><thead><tr><th>A<th>B<tbody><tr><td>1 a<td>2 b<tfoot><tr><td>c</table>d",
        [(TD, "A"), (TD, "B"), (TD, "1 a"), (TD, "2 b"), (TD, "c"), (P, "d")],
    ),
    "dt and dd without ends": (
        "<dl><dt>A<dt>B<dd>C<dd><p>D<dt>E</dl>",
        [
            (Kind.TERM, "A"),
            (Kind.TERM, "B"),
            (Kind.DEFINITION, "C"),
            (Kind.DEFINITION, "D"),
            (Kind.TERM, "E"),
        ],
    ),
    "a heading ended by another": ("<h2>A</h3><p>b", [(H, "A"), (P, "b")]),
    "upper case": (
        '<H2 CLASS=X>A</H2><UL><LI>B <A HREF="c">d</A><LI><IMG ALT="E"></UL>',
        [(H, "A"), (LI, 'B <a HREF="c">d</a>'), (Kind.ALT_TEXT, "E")],
    ),
    "entities without semicolon": (
        "<p>&copy 2024 R&ampD &Aring;sa &#229 &unknown; AT&T</p>",
        [(P, "&copy 2024 R&ampD &Aring;sa &#229 &unknown; AT&T")],
    ),
    "no-break spaces without semicolon around a text": (
        "<p>&nbsp One&#160 &nbsp</p>",
        [(P, "One")],
    ),
    "what only looks like a no-break space without semicolon": (
        "<p>&nbspx One &#1600</p>",
        [(P, "&nbspx One &#1600")],
    ),
    "a no-break space without semicolon before a sign stays, as letters may come": (
        "<p>&nbsp]A</p>",
        [(P, "&nbsp]A")],
    ),
    "comments between blocks, and one without an end": (
        "<!-- a --><p>One</p><!-- b <p>c</p>",
        [(P, "One")],
    ),
    "a comment closed in the old way": ("<p>a</p><!-- b --!><p>c</p>", [(P, "a"), (P, "c")]),
    "a preformatted poem": ("<pre>\n  One\n    two\n</pre>", [(P, "One\n    two")]),
    "a table with a caption": (
        "<table summary='S'><caption>C</caption><tr><th abbr='A'>B</table>",
        [(ATTRIBUTE, "S"), (CAPTION, "C"), (ATTRIBUTE, "A"), (TD, "B")],
    ),
    "a figure": (
        "<figure><img src=a alt='A cat'><figcaption>Our <i>cat</i></figcaption></figure>",
        [(Kind.ALT_TEXT, "A cat"), (CAPTION, "Our <i>cat</i>")],
    ),
    "details, with text that is in no paragraph": (
        "<details open><summary>More</summary>Text <b>b</b><p>P</details>",
        [(BUTTON, "More"), (P, "Text <b>b</b>"), (P, "P")],
    ),
    "inline elements around blocks": (
        '<a href="x"><h2>A</h2><p>b</p></a><ins><p>c</ins><span><div>d</div></span>',
        [(H, "A"), (P, "b"), (P, "c"), (P, "d")],
    ),
    "inline elements of the standard": (
        "<p>a <abbr title='B'>b</abbr> <bdi>c</bdi><wbr><dfn>d</dfn> <kbd>e</kbd> <ruby>f"
        "<rp>(</rp><rt>g</rt></ruby> <time datetime='1'>h</time> <var>i</var>"
        " <data value=1>j</data></p>",
        [
            (
                P,
                "a <abbr title='B'>b</abbr> <bdi>c</bdi><wbr><dfn>d</dfn> <kbd>e</kbd> <ruby>f"
                "<rp>(</rp><rt>g</rt></ruby> <time datetime='1'>h</time> <var>i</var>"
                " <data>j</data>",
            )
        ],
    ),
    "a block in another language is text like the rest": (
        '<p>One</p><blockquote lang="fr"><p>Deux</p></blockquote>',
        [(P, "One"), (P, "Deux")],
    ),
    "a block in another language that is to stay says so": (
        '<p>One</p><blockquote lang="fr" translate="no"><p>Deux</p></blockquote>',
        [(P, "One")],
    ),
    "words in another language are shown as such": (
        '<p>It is <i lang="fr" class=x>chic</i>.</p>',
        [(P, 'It is <i lang="fr">chic</i>.')],
    ),
    "translate is read in upper case and without a value": (
        "<p TRANSLATE=NO>a</p><div translate=no><p translate>b</div>",
        [(P, "b")],
    ),
    "attributes of what is not translated": (
        '<img translate="no" alt="a"><img alt="b">',
        [
            (Kind.ALT_TEXT, "b"),
        ],
    ),
    "metadata": (
        """<head><META NAME=Description CONTENT="A">
        <meta property="og:title" content="B"><meta property="og:description" content="C">
        <meta property="og:image:alt" content="D"><meta property="og:site_name" content="E">
        <meta name="twitter:title" content="F"><meta name="twitter:description" content="G">
        <meta name="twitter:image:alt" content="H"><meta name="twitter:label1" content="I">
        <meta name="twitter:data1" content="J"><meta itemprop="headline" content="K">
        <meta name="keywords" content="L, l"><meta property="og:type" content="article">
        <meta name="viewport" content="width=device-width"><meta property="og:url" content="x">
        <meta name="author" content="x"><meta http-equiv="refresh" content="x"></head>""",
        [
            (ATTRIBUTE, "A"),
            (Kind.TITLE, "B"),
            (ATTRIBUTE, "C"),
            (Kind.ALT_TEXT, "D"),
            (Kind.TITLE, "E"),
            (Kind.TITLE, "F"),
            (ATTRIBUTE, "G"),
            (Kind.ALT_TEXT, "H"),
            (ATTRIBUTE, "I"),
            (ATTRIBUTE, "J"),
            (Kind.TITLE, "K"),
            (ATTRIBUTE, "L, l"),
        ],
    ),
    "text in attributes of blocks": (
        '<section aria-label="A" title="B"><ul aria-description="C"><li title="D">e</ul>'
        '<textarea placeholder="F">g</textarea><select><optgroup label="H"><option label="I">j',
        [
            (ATTRIBUTE, "A"),
            (ATTRIBUTE, "B"),
            (ATTRIBUTE, "C"),
            (ATTRIBUTE, "D"),
            (LI, "e"),
            (ATTRIBUTE, "F"),
            (P, "g"),
            (ATTRIBUTE, "H"),
            (BUTTON, "I"),
            (BUTTON, "j"),
        ],
    ),
    "scripts, styles and templates of a script": (
        '<style>p::after {content: "a"}</style><script type="text/template"><p>b</p></script>'
        "<noscript><p>c</p></noscript><template><p>d</p></template>",
        [(P, "c"), (P, "d")],
    ),
    "a script in a comment in a script": (
        "<script><!-- document.write('<script>a</script><p>b</p>') --></script><p>c</p>",
        [(P, "c")],
    ),
}


@pytest.mark.parametrize(("html", "wanted"), WRITTEN.values(), ids=WRITTEN)
def test_text_in(html: str, wanted: list[tuple[Kind, str]]) -> None:
    assert found(html) == wanted


SCRIPTS = {
    "the first end tag": ("a</scripts></SCRIPT >", 11),
    "none": ("a</scripts>", None),
    "a comment without a script in it ends nothing": ("<!-- </script>", 5),
    "a script in a comment ends with its own tag": ("<!--<script></script></script>", 21),
    "a comment of two dashes": ("<!--><script></script>", 13),
    "a script that is commented out and never closed": ("<!--<script></script>", None),
}


@pytest.mark.parametrize(("text", "end"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_ends_at(text: str, end: int | None) -> None:
    assert script_end(text, 0) == end


def test_a_title_that_is_never_closed_holds_nothing() -> None:
    html = "<title>A</title><book>\n<title B>\n<p>One\n<p>Two <b>three</b>"
    assert [msgid for _, msgid in found(html)] == ["A", "One", "Two <b>three</b>"]


def test_no_translation_opens_a_title() -> None:
    (_, segment, *_) = cut_html("<p>One <b>x</b></p>", DEFAULT_RULES)
    assert not isinstance(segment, str)
    assert segment.translated("Ett <title> <b>x</b>") == "Ett &lt;title> <b>x</b>"


CLASSIC = {
    "blank lines between paragraphs": (
        "One\ntwo\n\n<b>Three</b> x\r\n\r\nFour",
        ["One two", "<b>Three</b> x", "Four"],
    ),
    "bold that goes on over a blank line": (
        "One <b>two <i>x</i>\n\nthree <b>y</b> z</b> four <b>five</b>\n\nsix",
        ["One", "two <i>x</i>", "three <b>y</b> z", "four <b>five</b>", "six"],
    ),
    "headings and lists without p": (
        "<h2>A</h2>\nOne\n\n<ul>\n<li>Two</li>\n</ul>\nThree",
        ["A", "One", "Two", "Three"],
    ),
    "a caption around an image": (
        'One\n\n[caption id="a" align="left"]<img src="b" alt="A cat" /> Our cat[/caption]\n\nTwo',
        ["One", "A cat", "Our cat", "Two"],
    ),
    "a caption in an attribute": (
        '[caption id="a" caption="Our &quot;cat&quot; &amp; dog"]<img src="b">[/caption]',
        ['Our "cat" &amp; dog'],
    ),
    "a gallery between paragraphs": ('One\n[gallery ids="1,2" columns="3"]\ntwo', ["One", "two"]),
    "text in attributes of a shortcode": (
        '[gallery ids="1" title="Our cats"]\n\n[box title=\'A "b"\' color="red"]Text[/box]',
        ["Our cats", 'A "b"', "Text"],
    ),
    "a shortcode in a sentence shows its attributes": (
        'Press [icon name="x" title="Home"] now',
        ['Press [icon name="x" title="Home"] now'],
    ),
    "addresses, code and films stay": (
        "[embed]https://a.example/[/embed]\n\n[video src='a' poster='b']\n\n[code]a = b[/code]",
        [],
    ),
    "the name of a form is for editors": ('[contact-form-7 id="1" title="Contact us"]', []),
    "brackets that are doubled are prose": ("See [[gallery]] now", ["See [[gallery]] now"]),
    "shortcodes on lines of their own": (
        "[row][col width=\"1/2\"]\nOne\ntwo\n\nThree\n[/col][/row]\n[box title='A']\nFour\n[/box]",
        ["One two", "Three", "A", "Four"],
    ),
    "a pair of shortcodes on each line": (
        '[tabs]\n[tab title="A"]One[/tab]\n[tab title="B"]Two <b>x</b>[/tab]\n[/tabs]\nThree',
        ["A", "One", "B", "Two <b>x</b>", "Three"],
    ),
    "a pair that is a part of a sentence": (
        "[cap]O[/cap]ne\n[mark]two[/mark] and [mark]three[/mark]",
        ["[cap]O[/cap]ne [mark]two[/mark] and [mark]three[/mark]"],
    ),
    "words that are set off": ("[highlight]One[/highlight]", ["One"]),
    "films by their address": ("[youtube https://a.example/b]\n\n[vimeo 12 w=1]", []),
    "an address in code": (
        '<code> https://a.example/b </code>\n\n<a href="b"><code>https://a.example/b</code></a>',
        ['<a href="b"><code>https://a.example/b</code></a>'],
    ),
    "more and pages": ("One\n<!--more-->\ntwo<!--nextpage-->three", ["One", "two", "three"]),
}


@pytest.mark.parametrize(("html", "wanted"), CLASSIC.values(), ids=CLASSIC)
def test_classic_text_with(html: str, wanted: list[str]) -> None:
    assert [msgid for _, msgid in found(html)] == wanted


def test_a_translation_cannot_end_a_shortcode() -> None:
    html = "[caption caption='See']x[/caption]"
    pieces = cut_html(html, DEFAULT_RULES)
    woven = "".join(p if isinstance(p, str) else p.translated("D'\"[]<!-- b") for p in pieces[:2])

    assert woven == "[caption caption='D&#39;\"&#91;&#93;&lt;!-- b"
