"""What of Markdown is for translators, and how translations are written into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.formats.cut import cut
from pipeline.formats.front_matter import split
from pipeline.formats.markdown import cut_markdown
from pipeline.formats.markdown_blocks import PARSER, name_of
from pipeline.formats.render import render
from pipeline.model.document import Document, Kind
from pipeline.model.post import ExtractionRules, Format

CORPORA = Path(__file__).parents[2] / "../shared/corpora"


def segments(text: str) -> list[tuple[Kind, str]]:
    return [(s.kind, s.msgid) for s in Document(cut_markdown(text)).segments]


def translated(text: str, *msgstrs: str) -> str:
    document = Document(cut_markdown(text))
    keys = [segment.key for segment in document.segments]
    return render(document, dict(zip(keys, msgstrs, strict=True)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head #\n", [(Kind.HEADING, "Head")]),
        ("## Head *x* {#id .c}\n", [(Kind.HEADING, "Head *x*")]),
        ("Two\nlines\n=====\n", [(Kind.HEADING, "Two lines")]),
        ("One\ntwo\n", [(Kind.PARAGRAPH, "One two")]),
        ("One  \ntwo\\\nthree\n", [(Kind.PARAGRAPH, "One\ntwo\nthree")]),
        ("> One\n> two\nthree\n", [(Kind.PARAGRAPH, "One two three")]),
        ("> > a `b\n> > c` [d](\n> > u)", [(Kind.PARAGRAPH, "a `b c` [d]( u)")]),
        (
            "- [ ] Task\n- Item\n  more\n\n  Second\n",
            [
                (Kind.LIST_ITEM, "Task"),
                (Kind.LIST_ITEM, "Item more"),
                (Kind.LIST_ITEM, "Second"),
            ],
        ),
        ("- Outer\n  1. Inner\n", [(Kind.LIST_ITEM, "Outer"), (Kind.LIST_ITEM, "Inner")]),
        (
            "| Head | x |\n|---|---|\n| a\\|b | 12 |\n",
            [(Kind.TABLE_CELL, "Head"), (Kind.TABLE_CELL, "x"), (Kind.TABLE_CELL, "a\\|b")],
        ),
        ("Text[^1]\n\n[^1]: Note\n", [(Kind.PARAGRAPH, "Text[^1]"), (Kind.PARAGRAPH, "Note")]),
        ("Term\n: Meaning\n", [(Kind.TERM, "Term"), (Kind.DEFINITION, "Meaning")]),
        ('![Alt](a.png "Title")\n', [(Kind.ALT_TEXT, "Alt"), (Kind.ATTRIBUTE, "Title")]),
        ("![](a.png)\n", []),
        (
            "![Alt][ref]\n\n[ref]: /u 'title'\n",
            [(Kind.ALT_TEXT, "Alt"), (Kind.ATTRIBUTE, "title")],
        ),
        ("\\# Text\n", [(Kind.PARAGRAPH, "\\# Text")]),
        ("12 – 13!\n\n***\n", []),
        ("```\ncode\n```\n\n    more\n", []),
        ('{{< figure src="a.png" >}}\n\n{{% note %}}\n\n[gallery ids="1,2"]\n', []),
        ("{{< x >}}\nText {{< y >}}\n{{< /x >}}\n", [(Kind.PARAGRAPH, "Text {{< y >}}")]),
        ("Text `{{path}}`\n", [(Kind.PARAGRAPH, "Text `{{path}}`")]),
        ("[ref]\n\n[ref]: /u\n", [(Kind.PARAGRAPH, "[ref]")]),
        ("::: tip\nText\n:::\n", [(Kind.PARAGRAPH, "Text")]),
        (
            '!!! note "Title"\n    Text\n',
            [(Kind.CAPTION, "Title"), (Kind.PARAGRAPH, "Text")],
        ),
        ("> [!NOTE]\n> Text\n", [(Kind.PARAGRAPH, "Text")]),
        ("<div>\n<p>Text <b>b</b></p>\n</div>\n", [(Kind.PARAGRAPH, "Text <b>b</b>")]),
        ("- One\n  ***\n  two\n", [(Kind.LIST_ITEM, "One"), (Kind.LIST_ITEM, "two")]),
        ("Rad ett\r\nrad två\r\n", [(Kind.PARAGRAPH, "Rad ett rad två")]),
    ],
    ids=ascii,
)
def test_the_msgids_are_the_prose(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "msgstr", "expected"),
    [
        ("One\ntwo\n", "# Ett", "\\# Ett\n"),
        ("One\n", "- Ett", "\\- Ett\n"),
        ("One\n", "1. Ett", "1\\. Ett\n"),
        ("One\n", "> Ett", "\\> Ett\n"),
        ("One\n", "    Ett", "Ett\n"),
        ("One\n", "<div>Ett", "\\<div>Ett\n"),
        ("One\n", "[ett]: två", "\\[ett]: två\n"),
        ("One\n", ": Ett", "\\: Ett\n"),
        ("One\n", "#ett", "#ett\n"),
        ("One\n", "**Ett**", "**Ett**\n"),
        ("One\n", "-ett", "-ett\n"),
        ("One\n", "1.5 ett", "1.5 ett\n"),
        ("One\n", "Ett\n\ntvå\ntre", "Ett två tre\n"),
        ("- One\n", "[x] Ett", "- \\[x] Ett\n"),
        ("> One\n", "[!NOTE]\nEtt", "> \\[!NOTE] Ett\n"),
        ("> One  \n> two\n", "Ett\ntvå\ntre", "> Ett  \n> två  \n> tre\n"),
        ("- One\\\n  two\n", "Ett\n- två", "- Ett\\\n  \\- två\n"),
        ("One  \ntwo\n", "Ett\n===", "Ett  \n\\===\n"),
        ("One  \ntwo\n", "Ett\\\ntvå", "Ett  \ntvå\n"),
        ("One\\\r\ntwo\r\n", "Ett\ntvå", "Ett\\\r\ntvå\r\n"),
        ("# One #\n", "Ett #", "# Ett \\# #\n"),
        ("# One\n", "Ett\ntvå", "# Ett två\n"),
        ("# One {#x}\n", "Ett {två}", "# Ett {två&#125; {#x}\n"),
        ("|a|b|\n|-|-|\n|1|One|\n", "Ett | två \\| tre\n", None),
        ("![One](a)\n", "Ett] [två", "![Ett\\] \\[två](a)\n"),
        ("![One](a)\n", "[Ett] två", "![[Ett] två](a)\n"),
        ('![](a "One")\n', 'Ett "två"', '![](a "Ett \\"två\\"")\n'),
        ("One\n", " \n ", "One\n"),
    ],
    ids=ascii,
)
def test_a_translation_stays_in_its_place(text: str, msgstr: str, expected: str | None) -> None:
    if expected is None:
        msgstrs, expected = ["a", "b", msgstr], "|a|b|\n|-|-|\n|1|Ett \\| två \\| tre|\n"
        assert translated(text, *msgstrs) == expected
    else:
        assert translated(text, msgstr) == expected


def test_directives_say_what_is_skipped_explained_and_told_apart() -> None:
    text = """
<!-- tvilling: note For the menu -->
<!-- tvilling: context menu -->
# Home

<!-- tvilling: skip -->

## Not this

nor this
<!-- tvilling: end -->

Text

<div>
<!-- tvilling: note On HTML -->
<p>More</p>
<!-- tvilling: note Behind it -->
</div>

Last
"""
    found = [(s.msgid, s.msgctxt, s.note, s.under) for s in Document(cut_markdown(text)).segments]
    assert found == [
        ("Home", "menu", "For the menu", ""),
        ("Text", None, "", "Not this"),
        ("More", None, "On HTML", "Not this"),
        ("Last", None, "Behind it", "Not this"),
    ]


def test_a_heading_stands_under_the_heading_above_its_level() -> None:
    text = "# One\n\na\n\n## Two\n\n### Three\n\nb\n\n## Four\n"
    found = [(s.msgid, s.under) for s in Document(cut_markdown(text)).segments]
    assert found == [
        ("One", ""),
        ("a", "One"),
        ("Two", "One"),
        ("Three", "Two"),
        ("b", "Three"),
        ("Four", "One"),
    ]


@pytest.mark.parametrize(
    ("text", "msgid", "msgstr", "expected"),
    [
        ("```py\na\n  b\n```\n", "a\n  b", "c\n\n  d", "```py\nc\n\n  d\n```\n"),
        ("> ~~~\n> a\n> b\n> ~~~\n", "a\nb", "c\n~~~\nd", "> ~~~\n> c\n>     ~~~\n> d\n> ~~~\n"),
        ("    a\n\n    b\n", "a\n\nb", "c\nd", "    c\n    d\n"),
        ("```\r\na\r\nb\r\n```\r\n", "a\nb", "c\nd", "```\r\nc\r\nd\r\n```\r\n"),
    ],
    ids=ascii,
)
def test_code_is_translated_where_the_blog_wants_it(
    text: str, msgid: str, msgstr: str, expected: str
) -> None:
    document = cut(text, Format.MARKDOWN, ExtractionRules(code_blocks=True))
    actual = [s.msgid for s in document.segments], render(document, {(None, msgid): msgstr})
    assert actual == ([msgid], expected)


def test_a_directive_asks_for_one_code_block_only() -> None:
    assert segments("<!-- tvilling: code -->\n\n```\na\n```\n\n```\nb\n```\n") == [(Kind.CODE, "a")]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 100_000 + " a",
        "- x\n" * 50_000,
        "[a" * 20_000,
        "{{<" * 20_000,
        "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n",
        "a\n" * 20_000,
        "> a  \n" * 20_000,
        "<b>" * 20_000,
        "[x=" * 20_000,
        "<!-- tvilling:" * 20_000,
    ],
    ids=lambda text: f"{text[:6]!a}... of {len(text)} characters",
)
def test_long_and_deep_texts_are_cut_too(text: str) -> None:
    assert Document(cut_markdown(text)).text == text


def corpus() -> list[tuple[str, str]]:
    if not CORPORA.exists():
        pytest.skip("corpora not there")
    examples = json.loads((CORPORA / "markdown/commonmark/spec.examples.json").read_text("utf-8"))
    files = [(str(p), p.read_bytes().decode()) for p in sorted(CORPORA.rglob("*.md"))]
    named = [(f"example {e['example']}", e["markdown"]) for e in examples]
    return named + [(path, split(text)[1]) for path, text in files]


def blocks_of(text: str) -> list[str]:
    spans = {"Emphasis", "Strong", "Strikethrough", "Link", "Image"}
    starts = [e["Start"] for e in PARSER.events(text) if isinstance(e, dict) and "Start" in e]
    return [name for name in map(name_of, starts) if name not in spans]


def test_all_real_markdown_keeps_its_bytes_when_nothing_is_translated() -> None:
    changed = [name for name, text in corpus() if translated_as(text, str) != text]
    assert changed == []


def test_all_real_markdown_keeps_its_blocks_when_prose_is_in_capitals() -> None:
    changed = [n for n, t in corpus() if blocks_of(translated_as(t, capitals)) != blocks_of(t)]
    assert changed == []


def translated_as(text: str, change: Callable[[str], str]) -> str:
    document = Document(cut_markdown(text))
    return render(document, {s.key: change(s.msgid) for s in document.segments})


def capitals(msgid: str) -> str:
    """The msgid in capitals, where that changes no tag, entity, or link."""
    return msgid if set(msgid) & set("<&[") else msgid.upper()
