"""What blogs write beyond CommonMark: boxes, shortcodes, addresses, formulas, HTML in its place."""

from __future__ import annotations

import pytest

from pipeline.formats.markdown import cut_markdown
from pipeline.formats.render import render
from pipeline.model.document import Document, Kind

CAPTION, PARAGRAPH, ITEM = Kind.CAPTION, Kind.PARAGRAPH, Kind.LIST_ITEM


def segments(text: str) -> list[tuple[Kind, str]]:
    return [(s.kind, s.msgid) for s in Document(cut_markdown(text)).segments]


def translated(text: str, *msgstrs: str) -> str:
    document = Document(cut_markdown(text))
    keys = [segment.key for segment in document.segments]
    return render(document, dict(zip(keys, msgstrs, strict=True)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '!!! note "A title"\n    One\n\n    Two\n\n    - Three\n\nAfter\n',
            [
                (CAPTION, "A title"),
                (PARAGRAPH, "One"),
                (PARAGRAPH, "Two"),
                (ITEM, "Three"),
                (PARAGRAPH, "After"),
            ],
        ),
        ("??? tip\n    One\n\n    Two\n", [(PARAGRAPH, "One"), (PARAGRAPH, "Two")]),
        ('=== "A tab"\n\n    One\n', [(CAPTION, "A tab"), (PARAGRAPH, "One")]),
        (
            '!!! note\n    !!! tip "Inner"\n        One\n\n        Two\n',
            [(CAPTION, "Inner"), (PARAGRAPH, "One"), (PARAGRAPH, "Two")],
        ),
        (
            '- One\n\n    !!! note "Two"\n        Three\n',
            [(ITEM, "One"), (CAPTION, "Two"), (PARAGRAPH, "Three")],
        ),
        (
            '> !!! note "One"\n>     Two\n',
            [(CAPTION, "One"), (PARAGRAPH, "Two")],
        ),
        ("::: tip A title\nOne\n:::\nTwo\n", [(CAPTION, "A title"), *[(PARAGRAPH, "One")]]),
        (":::note[A label]\nOne\n:::\n", [(CAPTION, "A label"), (PARAGRAPH, "One")]),
        ("::: {.box}\nOne\n:::\n", [(PARAGRAPH, "One")]),
        ("::: details Open me {open}\n- One\n:::\n", [(CAPTION, "Open me"), (ITEM, "One")]),
        ("> [!WARNING]\n> One\n> two\n", [(PARAGRAPH, "One two")]),
        ("> [!WARNING] A title\n> One\n> two\n", [(CAPTION, "A title"), (PARAGRAPH, "One two")]),
        ("> [!tip]- Folded\n> One\n", [(CAPTION, "Folded"), (PARAGRAPH, "One")]),
        ("> [!example]\n> One\n", [(PARAGRAPH, "One")]),
        ('```\n!!! note "No"\n::: tip No\n```\n', []),
        ('!!! note "A"\n\n        code\n', [(CAPTION, "A")]),
        ('!!! note "A"\n    One\n    one\nTwo\n', [(CAPTION, "A"), (PARAGRAPH, "One one")]),
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_boxes_have_titles_and_bodies(text: str, expected: list[tuple[Kind, str]]) -> None:
    found = segments(text)
    assert found[: len(expected)] == expected
    assert [msgid for _, msgid in found[len(expected) :]] in ([], ["Two"])


@pytest.mark.parametrize(
    ("text", "msgstr", "expected"),
    [
        ('!!! note "One"\n    1\n', 'Ett "ord"\ntill', '!!! note "Ett "ord" till"\n    1\n'),
        ("::: tip One\n1\n:::\n", "Ett: två {3}", "::: tip Ett&#58; två &#123;3}\n1\n:::\n"),
        (":::tip[One]\n1\n:::\n", "Ett [två]", ":::tip[Ett två]\n1\n:::\n"),
        ('{{< x alt="One" >}}\n', 'Ett "ord" >}}', '{{< x alt="Ett \\"ord\\" > }}" >}}\n'),
        ("{{< x alt=`One` >}}\n", "Ett `ord`", "{{< x alt=`Ett ’ord’` >}}\n"),
        ('[x caption="One"]\n', 'Ett "ord" [2]', '[x caption="Ett ’ord’ (2)"]\n'),
        ("[r]: /u 'One'\n", "Ett 'ord'", "[r]: /u 'Ett \\'ord\\''\n"),
        ("> <p>One\n> two</p>\n", "Ett", "> <p>Ett</p>\n"),
        ("- <div>\n  One\n  </div>\n", "Ett\n\ntvå", None),
    ],
    ids=ascii,
)
def test_a_translation_stays_in_its_place(text: str, msgstr: str, expected: str | None) -> None:
    found = segments(translated(text, msgstr))
    if expected is not None:
        assert translated(text, msgstr) == expected
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{{< figure src="a.png" caption="A caption" alt="An alt" title=`A title` >}}\n',
            [
                (CAPTION, "A caption"),
                (Kind.ALT_TEXT, "An alt"),
                (Kind.ATTRIBUTE, "A title"),
            ],
        ),
        (
            '{{< figure\n  src="a.png"\n  alt="Two\n  lines"\n>}}\n',
            [(Kind.ALT_TEXT, "Two lines")],
        ),
        ('{{< x alt="A \\"b\\"" class="big" title="12" >}}\n', [(Kind.ALT_TEXT, 'A "b"')]),
        ('{{% x label="https://example.com/" %}}\n', []),
        ("{{< note >}}One{{< /note >}}\n", [(PARAGRAPH, "One")]),
        ("{{% note %}}\nOne\n{{% /note %}}\n", [(PARAGRAPH, "One")]),
        ("{{< highlight py >}}one = two{{< /highlight >}}\n", []),
        ("One {{< icon name >}} two\n", [(PARAGRAPH, "One {{< icon name >}} two")]),
        (
            '[caption id="a"]![Alt](a.png) One[/caption]\n',
            [(PARAGRAPH, "![Alt](a.png) One")],
        ),
        ("[code]one[/code]\n", []),
        ("{% highlight ruby %}\none\n\ntwo\n{% endhighlight %}\n\nOne\n", [(PARAGRAPH, "One")]),
        ("{% raw %}\nOne {{ two }}\n{% endraw %}\n", [(PARAGRAPH, "One {{ two }}")]),
        (
            "One\n\n{{< highlight py >}}\na = b\n\nc\n{{< /highlight >}}\n\nTwo\n",
            [(PARAGRAPH, "One"), (PARAGRAPH, "Two")],
        ),
        ("One\n[code]\na\n[/code]\nTwo\n", [(PARAGRAPH, "One"), (PARAGRAPH, "Two")]),
        ("[code] is one\n", [(PARAGRAPH, "[code] is one")]),
        ("See [sic] and [/sic]\n", [(PARAGRAPH, "See [sic] and [/sic]")]),
    ],
    ids=ascii,
)
def test_of_shortcodes_the_prose_is_for_translators(
    text: str, expected: list[tuple[Kind, str]]
) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/one\n",
        "<https://example.com/one>\n",
        "<someone@example.com>\n",
        "someone@example.com\n",
        "www.example.com\n",
        "[https://example.com](https://example.com)\n",
        "- https://example.com/one\n- 12 %\n",
        "| --- | 1.5 |\n|---|---|\n| € 3 | … |\n",
        "$$\nx = y\n$$\n",
        "$x + y$\n",
        "&copy; &nbsp; 2024\n",
        "![](https://example.com/a.png)\n",
        "***\n",
        "<br>\n",
        "{: .note}\n",
        "{.note #one}\n",
        "* TOC\n{:toc}\n",
        "1. TOC\n{:toc .short}\n",
        "import One from '@site/one';\nimport {\n  Two,\n} from \"two\"\n",
        "export const One = () => (\n  <b />\n);\n",
        "{/* truncate */}\n",
        '--8<-- "one.md"\n',
        "\\\\[ one = two \\\\]\n",
        "\\begin{align*}\none &= two\n\\end{align*}\n",
        '<span translate="no">Tvilling</span>\n\n12\n',
    ],
    ids=ascii,
)
def test_what_nobody_translates_is_no_segment(text: str) -> None:
    assert segments(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "import the goods from 'abroad', and be happy.",
        "export your work to a file.",
        "- --8<-- is an item",
        "Where \\\\(x\\\\) is big",
        "{one} and two",
    ],
)
def test_what_only_looks_like_an_order_to_a_program_is_text(text: str) -> None:
    assert segments(f"{text}\n") == [
        (Kind.LIST_ITEM if text.startswith("- ") else PARAGRAPH, text.removeprefix("- "))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> <div>\n> <p>One</p>\n> </div>\n", [(PARAGRAPH, "One")]),
        ("- <p>One\n  two</p>\n", [(PARAGRAPH, "One two")]),
        ("> - <p>One</p>\n>   <p>two</p>\n", [(PARAGRAPH, "One"), (PARAGRAPH, "two")]),
        (
            '<div translate="no">\n\nOne\n\n<div>\n\nTwo\n\n</div>\n\n</div>\n\nThree\n',
            [(PARAGRAPH, "Three")],
        ),
        ('<p translate="no">One\n\nTwo\n', [(PARAGRAPH, "Two")]),
        ("<details>\n<summary>One</summary>\n\nTwo\n\n</details>\n", None),
        ("[r]: /u 'One'\n> [s]: /u (Two)\n", [(Kind.ATTRIBUTE, "One"), (Kind.ATTRIBUTE, "Two")]),
        (
            "[![One](a)](b) [![Two](c)](d)\n",
            [(Kind.ALT_TEXT, "One"), (Kind.ALT_TEXT, "Two")],
        ),
        ("Term\n: Meaning\n\n    More\n", None),
        ("Text[^a] www.example.com\n\n[^a]: One\n    two\n", None),
        ("$a$ is one $b$\n", [(PARAGRAPH, "$a$ is one $b$")]),
    ],
    ids=ascii,
)
def test_html_definitions_and_images_have_segments(
    text: str, expected: list[tuple[Kind, str]] | None
) -> None:
    words = {"One", "Two", "Meaning", "More", "Term", "Text[^a] www.example.com", "One two"}
    found = segments(text)
    if expected is None:
        assert {msgid for _, msgid in found} <= words
        assert len(found) >= 2
    else:
        assert found == expected


def test_directives_count_in_the_middle_of_lists_and_paragraphs() -> None:
    text = (
        "- One\n- <!-- tvilling: note A --> Two\n- Three <!-- tvilling: context c -->\n"
        "- Four\n- Five <!-- tvilling: skip -->\n- Six\n- <!-- tvilling: end -->Seven\n"
    )
    found = [(s.msgid, s.note, s.msgctxt) for s in Document(cut_markdown(text)).segments]
    assert found == [
        ("One", "", None),
        ("Two", "A", None),
        ("Three", "", None),
        ("Four", "", "c"),
        ("Five", "", None),
        ("Seven", "", None),
    ]


@pytest.mark.parametrize(
    ("text", "msgid", "expected"),
    [
        ("[x]: <u v> 'A title\nover lines'\n", "A title over lines", "[x]: <u v> 'T'\n"),
        ('> [x]: /u "In\n> a quote"\n', "In a quote", '> [x]: /u "T"\n'),
        ('[x]: /u\n  "On its line"\n', "On its line", '[x]: /u\n  "T"\n'),
        ('[a "b"]: /u "Behind"\n', "Behind", '[a "b"]: /u "T"\n'),
        ('![](b "Of\nan image")\n', "Of an image", '![](b "T")\n'),
    ],
    ids=[
        "a title over two lines",
        "a title over two lines in a quote",
        "a title on a line of its own",
        "a label with quotation marks",
        "the title of an image",
    ],
)
def test_the_title_behind_an_address_is_a_text(text: str, msgid: str, expected: str) -> None:
    assert [m for _, m in segments(text)] == [msgid]
    assert translated(text, "T") == expected


@pytest.mark.parametrize("mark", ['!!! note "T"', "::: tip", ":::: x[L]", '=== "Tab"', "??? x"])
def test_a_translation_that_looks_like_the_mark_of_a_box_is_text(mark: str) -> None:
    assert translated("1 dog\n", mark) == f"\\{mark}\n"


CAPTIONED = '[caption id="a"]<a href="x"><img src="a.jpg" alt="Dogs" /></a> A *caption*[/caption]\n'


def test_a_captioned_image_is_an_alternative_text_and_a_caption() -> None:
    assert segments(CAPTIONED) == [(Kind.ALT_TEXT, "Dogs"), (CAPTION, "A *caption*")]
    assert translated(CAPTIONED, "Hundar", "En *bildtext*") == (
        '[caption id="a"]<a href="x"><img src="a.jpg" alt="Hundar" /></a> En *bildtext*[/caption]\n'
    )


def test_the_title_of_a_box_in_a_quote_stays_on_its_line() -> None:
    text = "> [!NOTE] Title\n> Some text\n> more\n"
    assert translated(text, "Rubrik", "Lite text") == "> [!NOTE] Rubrik\n> Lite text\n"


def test_a_colon_without_a_space_begins_no_definition() -> None:
    text = "One\n\n:smile: Two\n\n- :tada: Three\n"
    assert segments(text) == [
        (PARAGRAPH, "One"),
        (PARAGRAPH, ":smile: Two"),
        (ITEM, ":tada: Three"),
    ]
    assert translated(text, "1 A", ":smile: B", ":tada: C") == ("1 A\n\n:smile: B\n\n- :tada: C\n")


def test_the_name_of_a_tab_is_a_text_and_other_names_are_not() -> None:
    text = '{{< tab name="One" >}}\nTwo\n{{< /tab >}}\n\n{{< x name="three" >}}\n'
    assert segments(text) == [(Kind.BUTTON, "One"), (PARAGRAPH, "Two")]


def test_the_arguments_of_a_pair_on_one_line_are_texts_too() -> None:
    text = (
        '[button url="/x" title="A tip"]Click[/button]\n\n'
        '{{< tab name="A" header="true" >}}B{{< /tab >}}\n'
    )
    assert [msgid for _, msgid in segments(text)] == ["A tip", "Click", "A", "B"]
    assert translated(text, "Ett", "två", "3 a", "4 b") == (
        '[button url="/x" title="Ett"]två[/button]\n\n'
        '{{< tab name="3 a" header="true" >}}4 b{{< /tab >}}\n'
    )


def test_an_image_in_html_alone_in_a_paragraph_is_its_alternative_text() -> None:
    text = (
        '<a href="x" class="y"><img src="a.png" alt="Dogs"></a>\n\n'
        '- <a href="b"><img src="c" /></a>\n'
    )
    assert segments(text) == [(Kind.ALT_TEXT, "Dogs")]
    assert translated(text, "Hundar") == text.replace("Dogs", "Hundar")
