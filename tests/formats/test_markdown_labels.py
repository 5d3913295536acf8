"""A link whose text is its label stays a link when the text is translated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.markdown import cut_markdown
from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.render import render
from pipeline.model.document import Document

DEFINITIONS = "\n\n[one]: /1\n[two *x*]: /2\n[note]: /3\n"


def rendered(text: str, *msgstrs: str) -> str:
    document = Document(cut_markdown(text + DEFINITIONS))
    keys = [segment.key for segment in document.segments]
    return render(document, dict(zip(keys, msgstrs, strict=True))).removesuffix(DEFINITIONS)


@pytest.mark.parametrize(
    ("text", "msgstr", "expected"),
    [
        ("See [one] now", "Se [ett] nu", "Se [ett][one] nu"),
        ("See [one][] now", "Se [ett][] nu", "Se [ett][one] nu"),
        ("See [one]", "Se [one]", "Se [one]"),
        ("See [One] and [two *x*]", "Se [två] och [ett]", "Se [två][One] och [ett][two *x*]"),
        ("See [one] and [note]", "Se [note] och [ett]", "Se [note] och [ett][one]"),
        ("See [one] and ![note]", "Se [ett] och ![bild]", "Se [ett][one] och ![bild][note]"),
        ("See [one] [sic]", "Se [ett] [sic]", "Se [ett][one] [sic]"),
        ("See [one] [sic]", "Se [ett] [så]", "Se [ett] [så]"),
        ("See [one] now", "Se `[x]` [ett](/u) [a][b] nu", "Se `[x]` [ett](/u) [a][b] nu"),
        ("See [a](b) and [one][note]", "Se [c](b), [d][note]", "Se [c](b), [d][note]"),
        ("> See\n> [one][]", "Se [ett]", "> Se [ett][one]"),
        ("- [one]", "[ett]", "- [ett][one]"),
        ("# [one]", "[ett]", "# [ett][one]"),
        ("![one]", "ett", "![ett][one]"),
        ("![one][]", "ett", "![ett][one]"),
        ("> ![one][] ![a](b)\n> ![note]", "ett", None),
    ],
    ids=ascii,
)
def test_a_translated_label_is_written_behind(text: str, msgstr: str, expected: str | None) -> None:
    if expected is None:
        assert rendered(text, "x", "y", "z") == "> ![x][one] ![y](b)\n> ![z][note]"
    else:
        assert rendered(text, msgstr) == expected


@given(st.lists(st.sampled_from(["[one]", "![one][]", "[two *x*][]", "[note]", "x [a](b)"])))
def test_all_links_of_a_translated_text_lead_where_they_did(links: list[str]) -> None:
    text = " ".join(["One", *links])
    msgstr = text
    for label in ("one", "two *x*", "note"):
        msgstr = msgstr.replace(f"[{label}]", f"[ö {label[:2]}]")
    page, translated = (markdown_to_html(t + DEFINITIONS) for t in (text, rendered(text, msgstr)))
    assert page.count("<a ") + page.count("<img ") == len(links)
    for address in ("/1", "/2", "/3", "b"):
        assert translated.count(f'"{address}"') == page.count(f'"{address}"')


def test_all_brackets_of_a_reference_are_in_the_text() -> None:
    document = Document(cut_markdown("See [one][]\n\nTwo ![one][]" + DEFINITIONS))
    assert [segment.msgid for segment in document.segments] == ["See [one][]", "Two ![one][]"]


def test_each_line_before_a_definition_is_a_term() -> None:
    document = Document(cut_markdown("One *x*\nTwo\n: Three\n\n*Four\nfive*\n: Six\n"))
    assert [s.msgid for s in document.segments] == ["One *x*", "Two", "Three", "*Four five*", "Six"]
