"""The sweep over regular files against the reader of record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.po import serialize
from pipeline.catalogues.po_library import library_entries
from pipeline.catalogues.po_regular import regular_entries
from pipeline.model.catalogue import Catalogue, Entry
from tests.fuzz import scraps

ENTRIES = [
    ("# remark", "#. note", "#: a.md", "#, fuzzy", '#| msgid "old"', 'msgid "a"', 'msgstr ""'),
    ('msgctxt "menu"', 'msgid ""', '"a"', '"b"', 'msgstr "c"'),
    ('msgid "n"', 'msgid_plural "ns"', 'msgstr[0] "1"', 'msgstr[1] ""', '"2"'),
    ("#, fuzzy", '#~| msgid "x"', '#~| "y"', '#~ msgid ""', '#~ "z"', '#~ msgstr "z"'),
]
files = (
    st.lists(
        st.sampled_from(ENTRIES)
        | st.lists(st.sampled_from(scraps.CATALOGUE), max_size=3).map(tuple)
        | st.sampled_from(["#: b.md", "#. x", "", "# y"]).map(lambda line: (line,)),
        max_size=8,
    )
    .map(lambda blocks: "\n".join(line for block in blocks for line in block))
    .flatmap(lambda text: st.sampled_from([text, text + "\n", text.replace("\n", "\r\n")]))
)


def _regular_reads_as_the_library(text: str) -> None:
    regular = regular_entries(text)
    if regular is not None:
        assert (regular, ()) == library_entries(text, "")


@given(files)
def test_a_regular_file_is_read_as_the_library_reads_it(text: str) -> None:
    _regular_reads_as_the_library(text)


@given(files, st.integers(0, 400), st.sampled_from([" ", "\t", "#", '"', "\\", "\r", "\n", "é"]))
def test_a_file_with_a_slip_is_read_as_the_library_reads_it(
    text: str, place: int, slip: str
) -> None:
    _regular_reads_as_the_library(text[:place] + slip + text[place:])


@given(st.lists(st.text(alphabet=' \t\x0b\x1c\x85\xa0\u2028\u2029",;#~|:.\\nå', max_size=9)))
def test_awkward_texts_and_comments_are_read_as_the_library_reads_them(parts: list[str]) -> None:
    notes = tuple(part for part in parts if "\n" not in part)
    text = serialize(
        Catalogue(
            tuple(
                Entry(f"{number}{part}", part, part, comments=notes, translator_comments=notes)
                for number, part in enumerate(parts)
            )
        )
    )
    assert regular_entries(text) is not None
    _regular_reads_as_the_library(text)


REGULAR = "\n\n".join("\n".join(entry) for entry in ENTRIES)


@pytest.mark.parametrize(
    "text",
    [REGULAR, REGULAR + "\n", REGULAR.replace("\n", "\r\n"), ""],
    ids=["no line end at the end", "as gettext writes it", "as Windows writes it", "nothing"],
)
def test_a_regular_file_needs_no_library(text: str) -> None:
    assert regular_entries(text) == library_entries(text, "")[0]


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\n# below\n',
        ' msgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "\\d"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n',
        'msgid "a"\rmsgstr "b"\r',
        'msgid "a\0"\nmsgstr ""\n',
    ],
    ids=[
        "a comment below the last entry",
        "a line that is indented",
        "an escape that gettext does not know",
        "plural forms out of order",
        "line ends of old Macs",
        "a NUL character",
    ],
)
def test_the_library_decides_on(text: str) -> None:
    assert regular_entries(text) is None
