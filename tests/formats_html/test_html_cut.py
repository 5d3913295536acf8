"""What of HTML is for translators, and how they read it."""

from __future__ import annotations

import pytest

from pipeline.formats.html import cut_html
from pipeline.model.document import Document, Kind, Segment
from pipeline.model.post import DEFAULT_RULES, ExtractionRules


def segments(html: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[Segment, ...]:
    return Document(cut_html(html, rules)).segments


def msgids(html: str, rules: ExtractionRules = DEFAULT_RULES) -> list[str]:
    return [segment.msgid for segment in segments(html, rules)]


def kinds(html: str) -> list[tuple[Kind, str]]:
    return [(segment.kind, segment.msgid) for segment in segments(html)]


TEXTS = {
    "white space folds": ("<p>\n  One\n\ttwo </p>", ["One two"]),
    "a line break stays, without space around it": ("<p>One <br />\n two</p>", ["One<br>two"]),
    "line breaks at the ends are left out": ("<p><br>One<br></p>", ["One"]),
    "no-break spaces at the ends are left out": ("<p>&nbsp; One&#160;\u00a0</p>", ["One"]),
    "no-break spaces inside stay": ("<p>5&nbsp;kg</p>", ["5&nbsp;kg"]),
    "entities stay as written": ("<p>R&amp;D &eacute; &lt;</p>", ["R&amp;D &eacute; &lt;"]),
    "class and rel are hidden, href is shown": (
        '<p>See <a class="x" href="a?b&amp;c" rel="y">it</a></p>',
        ['See <a href="a?b&amp;c">it</a>'],
    ),
    "upper case tags are read in lower case": ("<P>A <B>bold</B> x</P>", ["A <b>bold</b> x"]),
    "an element around everything is left out": ("<p><em><b>One</b></em></p>", ["One"]),
    "a link around everything stays": ('<p><a href="x">One</a></p>', ['<a href="x">One</a>']),
    "a link without address around everything is left out": (
        '<p><a class="x">One</a></p>',
        ["One"],
    ),
    "elements side by side stay": ("<p><b>A</b> <b>B</b></p>", ["<b>A</b> <b>B</b>"]),
    "a language around everything stays": (
        '<p><span lang="sv">En</span></p>',
        ['<span lang="sv">En</span>'],
    ),
    "an empty anchor is left out": ('<h2><a id="x"></a>One</h2>', ["One"]),
    "an icon at the start is left out": ("<p><svg><path/></svg> One</p>", ["One"]),
    "an icon inside is shown as a mark": ("<p>A <svg><g>x</g></svg> b</p>", ["A <svg/> b"]),
    "code in a sentence stays": ("<p>Run <code class=x>ls</code></p>", ["Run <code>ls</code>"]),
    "an unknown element shows what it has": (
        '<p>At <url "http://a.example/" class=x> now</p>',
        ['At <url "http://a.example/"> now'],
    ),
    "a comment inside stays": ("<p>a <!-- x --> b</p>", ["a <!-- x --> b"]),
    "a comment at the end is left out": ("<p>a<!-- x --></p>", ["a"]),
    "data in an address is hidden": (
        '<p>a <img src="data:image/png;base64,AA" alt="b"> c</p>',
        ['a <img alt="b"> c'],
    ),
    "an amount of money is text": ("<p>$0</p><p>5 €</p>", ["$0", "5 €"]),
    "numbers, punctuation and spaces are not": ("<p>31</p><p>&nbsp;</p><p>– / –</p>", []),
    "an address alone is not": ("<p>https://a.example/b</p>", []),
    "unclosed paragraphs end where the next starts": (
        "<p>One<p>Two<div>Three",
        ["One", "Two", "Three"],
    ),
    "unclosed items end where the next starts": ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
    "text around blocks is text of its own": ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
    "a blank line ends a paragraph of loose text": ("One\ntwo\n\nThree", ["One two", "Three"]),
    "a blank line in an element does not": ("<p>One\n\ntwo</p>", ["One two"]),
    "preformatted text keeps its lines": ("<pre>One\n  two</pre>", ["One\n  two"]),
    "scripts and styles are copied": ("<script>'a'</script><style>b</style><p>c</p>", ["c"]),
    "code blocks are copied": ("<pre><code>a = b</code></pre>", []),
    "what is not translated is copied": (
        '<p translate="no">a</p><div class="x notranslate"><p>b</p></div><p>c</p>',
        ["c"],
    ),
    "translate=yes lets translators in again": (
        '<div translate="no">a<p translate="yes">b</p></div>',
        ["b"],
    ),
    "a name that stays as it is, is shown as such": (
        '<p>Use <span class=x translate="no">Tvilling</span></p>',
        ['Use <span translate="no">Tvilling</span>'],
    ),
    "nothing but such a name is no text": ('<p><b translate="no">Tvilling</b> 2</p>', []),
    "`more` and `nextpage` stay outside": ("<p>a<!--more-->b<!--nextpage-->c</p>", ["a", "b", "c"]),
    "the text of `more` is text": ("<!--more Read on-->", ["Read on"]),
    "a broken tag at the end is copied": ('<p>One</p><a href="x', ["One"]),
    "a doctype and processing instructions are copied": ("<!doctype html><?xml a?><p>b", ["b"]),
    "a shortcode alone is no text": ('<p>[gallery ids="1,2"]</p>[products]\n\n{{< x "y" >}}', []),
    "a shortcode in a sentence is shown": (
        '<p>Go [icon name="x"] on</p>',
        ['Go [icon name="x"] on'],
    ),
    "a shortcode around everything is left out": ('[box a="b"]One[/box]', ["One"]),
    "brackets in prose are prose": ("<p>[sic] and [see page 3]</p>", ["[sic] and [see page 3]"]),
    "code between shortcodes is copied": ("[code]a = <b>[/code]\n\nOne", ["One"]),
}


@pytest.mark.parametrize(("html", "wanted"), TEXTS.values(), ids=TEXTS)
def test_what_a_translator_reads(html: str, wanted: list[str]) -> None:
    assert msgids(html) == wanted


def test_each_text_says_what_it_is() -> None:
    html = """
        <title>T</title><h1>H</h1><p>P</p><ul><li><p>L</p></ul><table><caption>C</caption>
        <tr><th>A<td>B</table><figure><figcaption>F</figcaption></figure><dl><dt>D<dd>E</dl>
        <button>G</button><label>I</label><select><option>J</select>
        <div class="a wp-block-button b"><a href="x">K</a></div><blockquote><p>M</p></blockquote>"""

    assert kinds(html) == [
        (Kind.TITLE, "T"),
        (Kind.HEADING, "H"),
        (Kind.PARAGRAPH, "P"),
        (Kind.LIST_ITEM, "L"),
        (Kind.CAPTION, "C"),
        (Kind.TABLE_CELL, "A"),
        (Kind.TABLE_CELL, "B"),
        (Kind.CAPTION, "F"),
        (Kind.TERM, "D"),
        (Kind.DEFINITION, "E"),
        (Kind.BUTTON, "G"),
        (Kind.BUTTON, "I"),
        (Kind.BUTTON, "J"),
        (Kind.BUTTON, '<a href="x">K</a>'),
        (Kind.PARAGRAPH, "M"),
    ]


def test_attributes_of_elements_that_stand_alone_are_texts() -> None:
    html = """<meta name="description" content="A &amp; b"><meta property="og:title" content="Og">
        <meta name="date" content="June"><link title="Feed"><nav aria-label="Main">
        <p><a href="x"><img src="a" alt="Cat &quot;Tom&quot;" title='T'></a><img alt=""></p>
        <input placeholder="Name"><input type="submit" value="Send"><input value="kept">
        <iframe title="Film"></iframe><video><track label="Swedish"></video>"""

    assert kinds(html) == [
        (Kind.ATTRIBUTE, "A & b"),
        (Kind.TITLE, "Og"),
        (Kind.ATTRIBUTE, "Main"),
        (Kind.ALT_TEXT, 'Cat "Tom"'),
        (Kind.ATTRIBUTE, "T"),
        (Kind.ATTRIBUTE, "Name"),
        (Kind.BUTTON, "Send"),
        (Kind.ATTRIBUTE, "Film"),
        (Kind.ATTRIBUTE, "Swedish"),
    ]


def test_a_caption_shortcode_gives_the_image_and_the_caption_apart() -> None:
    html = '[caption id="a"]<a href="b"><img src="c" alt="Cat"></a> Our <b>cat</b>[/caption]'

    assert kinds(html) == [(Kind.ALT_TEXT, "Cat"), (Kind.CAPTION, "Our <b>cat</b>")]


def test_the_button_of_a_file_is_apart_from_its_name() -> None:
    html = '<div><a href="a">Plan</a><a href="a" class="wp-block-file__button">Get it</a></div>'

    assert kinds(html) == [
        (Kind.PARAGRAPH, '<a href="a">Plan</a>'),
        (Kind.BUTTON, '<a href="a">Get it</a>'),
    ]


def test_texts_stand_under_the_last_heading() -> None:
    found = segments("<p>A</p><h2>One<br><em>two</em> &amp; 3</h2><p>B</p><h3>C</h3>")

    assert [(s.msgid, s.under) for s in found] == [
        ("A", ""),
        ("One<br><em>two</em> &amp; 3", ""),
        ("B", "One two & 3"),
        ("C", ""),
    ]


def test_code_blocks_are_texts_where_the_blog_says_so() -> None:
    rules = ExtractionRules(code_blocks=True)
    html = '<pre class="x">\n<code class="y"><i class=z>a</i> = 1\n  b</code></pre>'

    assert [(s.kind, s.msgid) for s in segments(html, rules)] == [(Kind.CODE, "<i>a</i> = 1\n  b")]


DIRECTIVES = {
    "skip, up to end": (
        "<p>a</p><!-- tvilling: skip --><h2>b</h2><img alt=c><!-- tvilling: end --><p>d</p>",
        [("a", None, ""), ("d", None, "")],
    ),
    "a note for the next text only": (
        "<!-- tvilling: note Be kind. --><p>a</p><p>b</p>",
        [("a", None, "Be kind."), ("b", None, "")],
    ),
    "a context for the next text only": (
        "<p><!-- tvilling: context menu -->a</p><p>b</p>",
        [("a", "menu", ""), ("b", None, "")],
    ),
    "code, for the next block only": (
        "<!-- tvilling: code --><pre><code>a</code></pre><pre><code>b</code></pre>",
        [("a", None, "")],
    ),
    "no part of a text": ("<p>a <!-- tvilling: end --> b</p>", [("a", None, ""), ("b", None, "")]),
}


@pytest.mark.parametrize(("html", "wanted"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_directives(html: str, wanted: list[tuple[str, str | None, str]]) -> None:
    assert [(s.msgid, s.msgctxt, s.note) for s in segments(html)] == wanted
