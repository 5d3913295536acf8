from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.glossary import Glossary, Term, parse_glossary
from pipeline.checks.markup import same_markup
from pipeline.checks.prose import prose, words
from pipeline.checks.table import RULES
from pipeline.errors import SettingsError
from pipeline.model.post import Format
from tests.checks.checked_texts import found

SHOWN = {
    "emphasis": ("a **b** _c_ snake_case ~~d~~", Format.MARKDOWN, "a b c snake_case d"),
    "a link": ('see [the **list**](/a_(b) "t").', Format.MARKDOWN, "see the list."),
    "a link reference": ("see [the list][1] and [^2]", Format.MARKDOWN, "see the list and "),
    "a picture": ("![A boat](b.png)", Format.MARKDOWN, "A boat"),
    "code": ("run `a  b` or ``c ` d``", Format.MARKDOWN, "run \ufffc or \ufffc"),
    "an escape": (r"5 \* 3 \<b>", Format.MARKDOWN, "5 * 3 <b>"),
    "an address": (
        "at https://a.example/b. And x@y.example!",
        Format.HTML,
        "at \ufffc. And \ufffc!",
    ),
    "tags": ('<a href="/x">A</a><br/>B<img src=x alt="C">', Format.HTML, "A B\ufffc"),
    "code in HTML": ("run <code>a <b>b</b></code> now", Format.HTML, "run \ufffc now"),
    "entities": ("5 &lt; 6 &amp;&nbsp;7", Format.HTML, "5 < 6 &\u00a07"),
    "a comment": ("a<!-- b -->c", Format.HTML, "ac"),
    "a shortcode": ('a {{< b c="d" >}} [gallery ids="1"]', Format.HTML, "a \ufffc \ufffc"),
    "lines": ("a\nb", Format.MARKDOWN, "a b"),
}


@pytest.mark.parametrize(("text", "format", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_reader_sees_of(text: str, format: Format, shown: str) -> None:
    assert prose(text, format) == shown


@given(st.text(), st.sampled_from(Format))
def test_any_text_has_words(text: str, format: Format) -> None:
    assert all(word in prose(text, format) for word in words(prose(text, format)))


pieces = st.lists(
    st.sampled_from(
        'word · another · The · 12,500 · 3.5 · % · “ · ” · " · — · the the · May 5, · <b> · '
        "</b> · <br> · [a](/b) · ` · x@y.example · #tag · {name} · %s · ? · ! · . ".split(" · ")
    )
).map(" ".join)


@given(pieces | st.text(), st.sampled_from(Format), st.sampled_from([("en", "sv"), ("sv", "fr")]))
def test_a_copy_has_no_finding_but_that_it_is_one(
    text: str, format: Format, langs: tuple[str, str]
) -> None:
    glossary = Glossary((Term("", "", "word", ("ord",)), Term("en", "sv", "The")))
    seen = {
        rule.name: found(rule, text, text, langs=langs, format=format, glossary=glossary)
        for rule in RULES
        if text
    }
    assert [name for name, messages in seen.items() if messages and name != "unchanged"] == []


@given(pieces.filter(bool), pieces.filter(bool), st.sampled_from(Format))
def test_any_two_texts_can_be_checked_by_every_rule(
    msgid: str, msgstr: str, format: Format
) -> None:
    assert all(isinstance(found(rule, msgid, msgstr, format=format), list) for rule in RULES)


MARKED = {
    "no markup": ("a", "b", Format.MARKDOWN, True),
    "the same tags": ("<b>a</b>", "<b>c</b> d", Format.HTML, True),
    "tags in another order": ("<b>a</b><i>b</i>", "<i>b</i><b>a</b>", Format.HTML, False),
    "another link": ("[a](/b)", "[c](/d)", Format.MARKDOWN, False),
    "the same link": ("[a](/b)", "[c](/b)", Format.MARKDOWN, True),
    "a link with brackets in its address": (
        "[a](/b)",
        "[c](javascript:x(1))",
        Format.MARKDOWN,
        False,
    ),
    "a link that is not closed": ("[a](/b)", "[c](/b", Format.MARKDOWN, False),
    "an address that is a reference": ("[a]: /b", "[a]: javascript:x", Format.MARKDOWN, False),
    "a tag without its end": ("<b>a</b>", "<b>a</b><script", Format.HTML, False),
}


@pytest.mark.parametrize(("source", "target", "format", "same"), MARKED.values(), ids=MARKED)
def test_markup_is_the_same_at_a_glance_for(
    source: str, target: str, format: Format, same: bool
) -> None:
    assert same_markup(source, target, format) == same


KINDS = {
    "a slug": {"msgctxt": "slug", "msgid": "a-boat-of-12", "msgstr": "en-bat"},
    "a code block": {"kind": "code, under: Boats", "msgid": "x = 12", "msgstr": "x = 13"},
}


@pytest.mark.parametrize("asked", KINDS.values(), ids=KINDS)
def test_there_are_no_words_to_check_in(asked: dict[str, str]) -> None:
    assert found("numbers", **asked) == []  # type: ignore[arg-type]


UNSAFE = {
    "a comment that is not closed": ("a", "b <!-- c"),
    "a declaration": ("a", "b <!DOCTYPE c"),
    "an instruction": ("a", "<?php x"),
    "a link in the place of another": ("[a](/b)", "[a](javascript:x)"),
    "a link with brackets": ("[a](/b(c))", "[a](javascript:alert(1))"),
    "a link over two lines": ("[a](/b)", "[a](java\nscript:x)"),
    "a picture": ("![a](/b)", "![a](data:text/html,x)"),
    "an address with an entity in Markdown": ("[a](/b)", "[a](&#106;avascript:x)"),
    "an address in HTML within Markdown": ('<a href="/b">a</a>', '<a href="javascript:x">a</a>'),
    "a handler in the place of another attribute": ('<b title="x">a</b>', '<b onclick="x">a</b>'),
    "a frame with a page in it": ("a", '<iframe srcdoc="x">'),
    "a style": ('<b class="x">a</b>', '<b style="x">a</b>'),
}


@pytest.mark.parametrize(("msgid", "msgstr"), UNSAFE.values(), ids=UNSAFE)
def test_a_translation_is_unsafe_with(msgid: str, msgstr: str) -> None:
    assert len(found("unsafe", msgid, msgstr)) == 1


BROKEN = {
    "a comment of a block": ("a", "<!-- wp:html -->b<!-- /wp:html -->"),
    "a shortcode": ("a", "[embed]b[/embed]"),
}


@pytest.mark.parametrize(("msgid", "msgstr"), BROKEN.values(), ids=BROKEN)
def test_a_translation_may_not_add(msgid: str, msgstr: str) -> None:
    assert len(found("markup", msgid, msgstr, format=Format.BLOCKS)) == 1


TERMS = parse_glossary(
    "source,target,term,translation,note,forbidden\n"
    "en,sv,girl,flicka,,tjej\n"
    "en,sv,source code,källkod,,\n"
    "en,sv,request,begäran,,\n"
    "en,sv,pull request,ändringsförslag,as in the handbook,\n"
    "en,sv,story,berättelse|novell,,\n"
    "sv,en,flicka,girl,,\n"
    ",,Åkerö,,,\n"
)
WORDED = {
    "a plural": ("The girls", "Flickorna"),
    "a genitive": ("The girl's boat", "Flickans båt"),
    "a compound": ("The ballet girls", "Balettflickorna"),
    "a compound with a joint": ("The source code of it", "Källkodsfilerna"),
    "one of two translations": ("Short stories", "Korta noveller"),
    "a longer term that holds a shorter one": ("A pull request", "Ett ändringsförslag"),
    "a word that only begins like the term": ("The girlish one", "Den barnsliga"),
    "a name in small letters": ("A dog", "En hund vid åkerö"),
    "a name in a compound": ("Near Åkerö", "Nära Åkeröbron"),
}


@pytest.mark.parametrize(("msgid", "msgstr"), WORDED.values(), ids=WORDED)
def test_a_term_is_right_in(msgid: str, msgstr: str) -> None:
    assert found("glossary", msgid, msgstr, glossary=TERMS) == []


MISSED = {
    "another word": (
        "The girls",
        "Barnen",
        "“girl” is not translated, as the glossary wants, by “flicka”",
    ),
    "a forbidden word": (
        "A girl",
        "En tjej och en flicka",
        "“girl” is translated by “tjej”, as the glossary wants, by “flicka”",
    ),
    "a term with a note": (
        "A pull request",
        "En dragning",
        "“pull request” is not translated, as the glossary wants, by “ändringsförslag” "
        "(as in the handbook)",
    ),
    "a name": ("Near Åkerö", "Nära Akero", "“Åkerö” is to stay as it is"),
}


@pytest.mark.parametrize(("msgid", "msgstr", "message"), MISSED.values(), ids=MISSED)
def test_a_term_is_missed_with(msgid: str, msgstr: str, message: str) -> None:
    assert found("glossary", msgid, msgstr, glossary=TERMS) == [message]


def test_a_term_counts_in_its_direction_only() -> None:
    assert (
        found("glossary", "Flickorna", "The girls", langs=("sv", "en"), glossary=TERMS),
        found("glossary", "The stories", "Die Sagen", langs=("en", "de"), glossary=TERMS),
    ) == ([], [])


GLOSSARIES = {
    "no head": ("en,sv,a,b\n", 1, "lacks 'source'"),
    "an unknown column": ("source,target,term,translation,colour\n", 1, "has 'colour'"),
    "no term": ("source,target,term,translation\nen,sv,,b\n", 2, "has no term"),
    "a comma too many": ("source,target,term,translation\nen,sv,a,b,c\n", 2, "more values"),
    "no language": ("source,target,term,translation\n??,sv,a,b\n", 2, "not a language tag"),
    "a quotation mark too few": ('source,target,term,translation\nen,sv,"a,b\n', 2, "no CSV"),
}


@pytest.mark.parametrize(("text", "line", "what"), GLOSSARIES.values(), ids=GLOSSARIES)
def test_a_glossary_that_makes_no_sense_has(text: str, line: int, what: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse_glossary(text, "glossary.csv")
    assert (raised.value.path, raised.value.line, what in raised.value.what) == (
        "glossary.csv",
        line,
        True,
    )


def test_a_glossary_from_a_spreadsheet_is_read() -> None:
    text = '\ufeffSource,Target,Term,Translation\r\n*,sv,a,"b, c | d"\r\n,,,\r\n'
    assert parse_glossary(text).terms == (Term("", "sv", "a", ("b, c", "d")),)


OPTIONS = {
    "straight marks": ("quotes", "“a”", 'och "b"', {("quotes", "straight"): True}),
    "a ratio": ("length", "a" * 40, "b" * 80, {("length", "ratio"): 1.2}),
}


@pytest.mark.parametrize(("rule", "msgid", "msgstr", "options"), OPTIONS.values(), ids=OPTIONS)
def test_an_option_asks_for_more(
    rule: str, msgid: str, msgstr: str, options: dict[tuple[str, str], bool]
) -> None:
    told = found(rule, msgid, msgstr), found(rule, msgid, msgstr, options={**options})
    assert [len(messages) for messages in told] == [0, 1]


OTHER_LANGUAGES = {
    "French quotation marks in German": ("quotes", "“a”", "«a»", ("en", "de"), 1),
    "English quotation marks in German": ("quotes", "“a”", "”b”", ("en", "de"), 1),
    "any quotation marks in a language unknown here": ("quotes", "“a”", "„a”", ("en", "eo"), 0),
    "no space before a French mark": ("spacing", "Why?", "Pourquoi?", ("en", "fr"), 1),
    "a space before a French mark": ("spacing", "Why?", "Pourquoi\u202f?", ("en", "fr"), 0),
    "five words copied into a language unknown here": (
        "language",
        "we go to the old harbour",
        "hej to the old harbour kun we go to the old",
        ("en", "eo"),
        1,
    ),
    "a Greek question mark": ("punctuation", "Why?", "Γιατί;", ("en", "el"), 0),
    "a Chinese full stop": ("punctuation", "So it is.", "是的。", ("en", "zh"), 0),
    "a short Chinese text": (
        "length",
        "The boat lay in the harbour for weeks",
        "船在港里停了几周",
        ("en", "zh"),
        0,
    ),
    "a German month": ("date-format", "31 October 2017", "31. Oktober 2017", ("en", "de"), 0),
}


@pytest.mark.parametrize(
    ("rule", "msgid", "msgstr", "langs", "count"), OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES
)
def test_other_languages_have_their_own_ways(
    rule: str, msgid: str, msgstr: str, langs: tuple[str, str], count: int
) -> None:
    assert len(found(rule, msgid, msgstr, langs=langs)) == count
