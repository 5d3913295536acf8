from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.page import PageUnderCheck, source_lines
from pipeline.checks.rules.malformed import malformed
from pipeline.checks.run import check_page
from pipeline.checks.table import BLOCKING_RULES, RULES
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.document import Document, Kind, Segment
from pipeline.model.finding import Finding, Severity
from pipeline.model.post import Format

PO = "locales/sv/LC_MESSAGES/a.po"


def _page(*entries: Entry, format: Format = Format.MARKDOWN) -> PageUnderCheck:
    catalogue = Catalogue(entries)
    return PageUnderCheck(
        post="a",
        lang="sv",
        source_lang="en",
        path=PO,
        source_path="posts/en/a.md",
        format=format,
        catalogue=catalogue,
        on_disk=catalogue,
    )


def _seen(msgid: str, msgstr: str, format: Format = Format.MARKDOWN) -> list[tuple[str, str]]:
    findings = check_page(_page(Entry(msgid, msgstr), format=format))
    return [(finding.rule, finding.message) for finding in findings]


STATES = {
    "a translated text": (Entry("A", "B"), []),
    "a missing text": (
        Entry("A   very long text that goes on and on and on", ""),
        [("missing", "“A very long text that goes on and on…” is not translated")],
    ),
    "a fuzzy text": (
        Entry("A", "B", is_fuzzy=True),
        [("fuzzy", "the translation of “A” is marked as needing review")],
    ),
    "a fuzzy text without a translation": (
        Entry("A", "", is_fuzzy=True),
        [("missing", "“A” is not translated")],
    ),
    "an outdated text": (
        Entry("A", "B", is_fuzzy=True, previous_msgid="C"),
        [("outdated", "the source changed since it was translated: “A”")],
    ),
    "a text in a new context": (
        Entry("A", "B", "menu", is_fuzzy=True, previous_msgid="A"),
        [("outdated", "“A” stands in another context since it was translated")],
    ),
    "an obsolete text": (Entry("A", "<b>B", is_obsolete=True), []),
    "a text with plural forms": (Entry("A", msgid_plural="B", msgstr_plural=("C", "D")), []),
}


@pytest.mark.parametrize(("entry", "expected"), STATES.values(), ids=STATES)
def test_the_state_is_told_of(entry: Entry, expected: list[tuple[str, str]]) -> None:
    assert [(f.rule, f.message) for f in check_page(_page(entry))] == expected


MARKDOWN = {
    "the same tags": ("a <b>c</b><br>", "<br/> <B>d</B>", []),
    "a lost tag": ("a <b>c</b>", "a c", [("formatting", "the translation lost <strong>")]),
    "an added tag": ("a", "<i>a</i>", [("formatting", "the translation added <em>")]),
    "a tag not closed": ("<b>a</b>", "<b>a", [("tags", "<b> is not closed in the translation")]),
    "tags in the wrong order": (
        "<b>a</b> <i>b</i>",
        "</b>a<b> <i>b</i>",
        [("tags", "the tags of the translation are not nested as they should be")],
    ),
    "what only looks like a tag": ("a < b", "a < c och d <e", []),
    "a tag in code": ("use `<b>`", "bruka `<b>` nu", []),
    "a lost link": (
        "see [a](/b) here",
        "se a här",
        [("links", "the translation lost the link to /b")],
    ),
    "an added link": (
        "see a",
        "se [a](/b(c)) och <https://d.example/>",
        [("links", "the translation added the link to /b(c) the link to https://d.example/")],
    ),
    "an image without its address": (
        "![a](b.png)",
        "![c]()",
        [("links", "the translation lost the link to b.png")],
    ),
    "a link that leads elsewhere": (
        "[a](/b)",
        "[c](/d)",
        [("addresses", "the link to /b leads to /d")],
    ),
    "links to the same pages in the other language, in another order": (
        "[a](https://en.example.org/x?lang=en) [b](../en/c.md)",
        "[d](../sv/c.md) [a](https://sv.example.org/x?lang=sv)",
        [],
    ),
    "a link to the same page in the other language": ("[a](/en/x/)", "[d](/sv/x/)", []),
    "a link to the site of the language": (
        "[a](http://b.example)",
        "[c](https://sv.b.example/)",
        [],
    ),
    "a file for the language": (
        "[a](https://b.example/c.txt)",
        "[d](https://b.example/c.sv.txt)",
        [],
    ),
    "an address with an entity": ("[a](/x?a&amp;b)", "[d](/x?a&b)", []),
    "a lost code span": ("run `x  y`", "kör x y", [("code", "the translation lost `x y`")]),
    "a changed shortcode": (
        'a {{< fig src="a" >}} {{ name }} b[^1]',
        'a {{< fig src="b" >}} {{ namn }} b[^1]',
        [
            (
                "markup",
                'the translation lost {{< fig src="a" >}} {{ name }} and added '
                '{{< fig src="b" >}} {{ namn }}',
            )
        ],
    ),
    "a changed code span": (
        "run `mv your_file` and `x`",
        "kör `x` och `mv din_fil`",
        [("code", "the code `mv your_file` became `mv din_fil`")],
    ),
    "a lost link reference": ("[a][b]", "[a]", [("markup", "the translation lost [b]")]),
    "brackets that are prose": ("a [sic] b", "a [så!] b [här och nu]", []),
    "white space at the ends": (
        "a",
        " b\n",
        [("white-space", "the translation begins and ends with white space")],
    ),
    "nothing but white space": (
        "a",
        "  ",
        [("white-space", "the translation is nothing but white space")],
    ),
}


@pytest.mark.parametrize(("msgid", "msgstr", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_in_markdown(msgid: str, msgstr: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(_seen(msgid, msgstr)) == sorted(expected)


HTML = {
    "a shortcode": (
        '[caption id="x"]a[/caption]',
        "[caption]a",
        [
            (
                "markup",
                'the translation lost [caption id="x"] [/caption] and added [caption]',
            )
        ],
    ),
    "backticks and brackets that are prose": ("a", "`b` [c](d)", []),
    "a lost address": (
        '<a href="/b">c</a>',
        "<a>c</a>",
        [("links", "the translation lost the link to /b")],
    ),
    "a changed picture": (
        '<img src="a.png" alt="A > b">',
        "<img alt='c' src=b.png>",
        [("addresses", "the link to a.png leads to b.png")],
    ),
}


@pytest.mark.parametrize(("msgid", "msgstr", "expected"), HTML.values(), ids=HTML)
def test_in_html(msgid: str, msgstr: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(_seen(msgid, msgstr, Format.HTML)) == sorted(expected)


UNSAFE = {
    "a script": ("<script>x</script>", "<script>"),
    "a script that what follows would close": ("text <SCRIPT src=x", "<script>"),
    "a script inside another tag": ('<a "<script>x</script>', "<script>"),
    "a frame": ("<iframe/src=x>", "<iframe>"),
    "a drawing": ("<svg/onload=x>", '<svg> and onload="x"'),
    "a handler": ("<img src=x OnError=alert(1)>", 'onerror="alert(1)"'),
    "a handler behind a slash": ("<b/onclick=x>", 'onclick="x"'),
    "a handler without the end of the tag": ("<b onclick=x", 'onclick="x"'),
    "a handler behind a false quotation mark": ("<b \"\" onclick='x'>", 'onclick="x"'),
    "a style": ('<b style="position:fixed">', 'style="position:fixed"'),
    "a script address": ('<a href="javascript:x">', "javascript:x"),
    "a script address in capitals": ("<a href=JaVaScRiPt:x>", "javascript:x"),
    "a script address with entities": ("<a href='&#106;ava&Tab;script&colon;x'>", "javascript:x"),
    "a script address with white space": ('<a href=" \x01java\n\tscript:x">', "javascript:x"),
    "a page in an address": ("<a href=data:text/html,x>", "data:text/html,x"),
    "a script address in Markdown": ("[a](javascript:x)", "javascript:x"),
    "a script address in Markdown with entities": ("[a](<&#x6a;avascript\\:x>)", "javascript:x"),
    "a script address as a reference": ("[a]: vbscript:x", "vbscript:x"),
    "a script address as an automatic link": ("<javascript:x>", "javascript:x"),
}


@pytest.mark.parametrize(("msgstr", "brought"), UNSAFE.values(), ids=UNSAFE)
def test_a_translation_may_not_bring(msgstr: str, brought: str) -> None:
    findings = check_page(_page(Entry("text", msgstr)))
    unsafe = [finding.message for finding in findings if finding.rule == "unsafe"]
    assert unsafe == [f"the translation brings {brought}, which is not safe"]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("JavaScript: a primer", "Om JavaScript: en [bok](/b) (javascript: nej)"),
        ("<b onclick=x>a</b>", "<b onclick=x>b</b>"),
        ("a [b](javascript:x)", "c [d](javascript:x)"),
        ("on = 1", "on = 2 < 3 och onclick = 4"),
    ],
    ids=["prose", "a handler of the source", "an address of the source", "an equation"],
)
def test_a_translation_may_hold(msgid: str, msgstr: str) -> None:
    assert [rule for rule, _ in _seen(msgid, msgstr) if rule == "unsafe"] == []


snippets = st.lists(
    st.sampled_from(
        "<b> </b> <a\thref='x'> ` `` [a](b) {{ }} <script> [^1] [ <!-- --> [x\ty=1] "
        'javascript: ]( \\ &#106; " > <i\tonclick=x'.split(" ")
    )
).map("".join)


@given(snippets | st.text(), st.sampled_from(Format))
def test_a_translation_that_equals_its_source_has_no_finding(text: str, format: Format) -> None:
    seen = [told for told in _seen(text, text, format) if told[0] != "unchanged"]
    assert seen == [] or not text


@given(snippets.filter(bool), snippets.filter(bool), st.sampled_from(Format))
def test_any_translation_can_be_checked(msgid: str, msgstr: str, format: Format) -> None:
    names = {rule.name for rule in RULES}
    assert {rule for rule, _ in _seen(msgid, msgstr, format)} <= names


@given(snippets.filter(bool), st.sampled_from(Format))
def test_markup_of_the_source_alone_is_never_unsafe(text: str, format: Format) -> None:
    assert [rule for rule, _ in _seen(text, "och " + text, format) if rule == "unsafe"] == []


def test_a_finding_stands_at_its_entry_and_names_its_source() -> None:
    page = PageUnderCheck(
        post="a",
        lang="sv",
        source_lang="en",
        path=PO,
        source_path="posts/en/a.md",
        format=Format.MARKDOWN,
        catalogue=Catalogue((Entry("A"), Entry("B"), Entry("C", "D", is_fuzzy=True))),
        on_disk=Catalogue((Entry("A"), Entry("E", "F"))),
        lines={(None, "A"): 12},
        source_lines={(None, "A"): 3, (None, "B"): 5},
        changes={},
    )
    assert check_page(page) == [
        Finding(
            PO,
            1,
            "out-of-step",
            Severity.ERROR,
            "the post has 2 texts that the catalogue lacks, and lost 1; run `tvilling extract`",
            "a",
            "sv",
        ),
        Finding(
            PO,
            12,
            "missing",
            Severity.ERROR,
            "“A” is not translated",
            "a",
            "sv",
            "A",
            "posts/en/a.md:3",
        ),
        Finding(
            "posts/en/a.md",
            1,
            "fuzzy",
            Severity.ERROR,
            "the translation of “C” is marked as needing review",
            "a",
            "sv",
            "C",
        ),
        Finding(
            "posts/en/a.md",
            5,
            "missing",
            Severity.ERROR,
            "“B” is not translated",
            "a",
            "sv",
            "B",
            "posts/en/a.md:5",
        ),
    ]


STEPS = {
    "a catalogue that is not there": (
        None,
        "there is no catalogue for posts/en/a.md yet; run `tvilling extract`",
    ),
    "a text that is new": (
        Catalogue(),
        "the post has 1 text that the catalogue lacks; run `tvilling extract`",
    ),
    "texts that are gone": (
        Catalogue((Entry("A", "B"), Entry("C"), Entry("D"))),
        "the catalogue has 2 texts that the post lost; run `tvilling extract`",
    ),
    "another comment": (
        Catalogue((Entry("A", "B", comments=("x",)),)),
        "the comments, the order or the header of the catalogue are not up to date; "
        "run `tvilling extract`",
    ),
}


@pytest.mark.parametrize(("on_disk", "message"), STEPS.values(), ids=STEPS)
def test_a_catalogue_is_out_of_step_for(on_disk: Catalogue | None, message: str) -> None:
    page = PageUnderCheck(
        post="a",
        lang="sv",
        source_lang="en",
        path=PO,
        source_path="posts/en/a.md",
        format=Format.HTML,
        catalogue=Catalogue((Entry("A", "B"),)),
        on_disk=on_disk,
    )
    assert [(f.rule, f.line, f.message) for f in check_page(page)] == [("out-of-step", 1, message)]


def test_an_outdated_text_shows_what_changed() -> None:
    entry = Entry("A dog", "B", is_fuzzy=True, previous_msgid="A cat")
    page = PageUnderCheck(
        post="a",
        lang="sv",
        source_lang="en",
        path=PO,
        source_path="posts/en/a.md",
        format=Format.HTML,
        catalogue=Catalogue((entry,)),
        on_disk=Catalogue((entry,)),
        changes={entry.key: "A [-cat-]{+dog+}"},
    )
    assert [f.message for f in check_page(page)] == [
        "the source changed since it was translated: A [-cat-]{+dog+}"
    ]


def test_a_file_that_cannot_be_read_is_a_finding() -> None:
    error = CatalogueError("it is broken", path="x.po", line=7, remedy="Mend it")
    assert (malformed(error, "y.po", "a", "sv"), malformed(CatalogueError("bad"), "y.po")) == (
        Finding("x.po", 7, "malformed", Severity.ERROR, "it is broken. Mend it", "a", "sv"),
        Finding("y.po", 1, "malformed", Severity.ERROR, "bad"),
    )


def test_the_lines_of_the_source_are_those_where_a_text_stands_first() -> None:
    def weave(source: str, msgstr: str) -> str:
        return msgstr

    text = Segment("A", "A", Kind.PARAGRAPH, weave)
    assert source_lines(Document(("\n\n", text, "\n", text))) == {(None, "A"): 3}


def test_every_rule_has_a_name_and_a_summary_of_its_own() -> None:
    names = [rule.name for rule in RULES]
    assert (len(set(names)), len({rule.summary for rule in RULES})) == (len(RULES), len(RULES))


def test_only_what_could_break_a_page_blocks_it() -> None:
    blocked = [check_page(_page(Entry("A", msgstr)), BLOCKING_RULES) for msgstr in ("", "<i>B")]
    assert [[finding.rule for finding in findings] for findings in blocked] == [[], ["tags"]]
