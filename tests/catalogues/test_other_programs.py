"""Files as other programs save them, and what is loaded to read them."""

from __future__ import annotations

import subprocess
import sys

import polib
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.headers import merged_headers, plural_forms
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.model.catalogue import Catalogue, Entry, Message

SENTENCE = "A long sentence about dogs that run home through the rain, day after day. "
MESSAGES = [
    Message("A heading", comments=("heading",), references=("posts/en/a.md",)),
    Message(SENTENCE * 3 + "end", comments=("paragraph, under: A heading",), references=("a.md",)),
    Message("/a-slug", "slug", ("front matter",), ("posts/en/a b.md",)),
]
HEADERS = {
    "Project-Id-Version": "blog",
    "POT-Creation-Date": "",
    "PO-Revision-Date": "2026-02-03 10:00+0100",
    "Last-Translator": "Example <translator@example.org>",
    "Language-Team": "",
    "Language": "sv",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "X-Source-Language": "en",
    "X-Generator": "Poedit 3.4.2",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "X-Poedit-Bookmarks": "-1,-1",
}


def _as_poedit_saves(catalogue: Catalogue, wrap: int = 78) -> str:
    """Wrapped, with a header in Poedit's order."""
    file = polib.pofile(serialize(catalogue), wrapwidth=wrap)
    file.metadata = dict(HEADERS)
    return str(file)


def _translated(catalogue: Catalogue) -> Catalogue:
    done = Entry("Old text", "Gammal text", is_obsolete=True, translator_comments=("kept",))
    entries = (
        Entry(
            entry.msgid,
            f"På svenska: {entry.msgid}",
            entry.msgctxt,
            is_fuzzy=entry.msgctxt is not None,
            previous_msgid="a-slag" if entry.msgctxt else None,
            comments=entry.comments,
            references=entry.references,
            translator_comments=("Mind the dogs",),
        )
        for entry in catalogue.entries
    )
    return Catalogue((*entries, done), catalogue.headers)


@given(st.integers(40, 120))
def test_a_file_in_step_that_poedit_wrapped_and_reordered_is_not_written_again(wrap: int) -> None:
    text = _as_poedit_saves(_translated(merge(None, MESSAGES, "sv", "en")), wrap)
    assert text != serialize(parse(text))
    assert merge(parse(text), MESSAGES, "sv", "en") == parse(text)


def test_when_the_post_changes_the_file_is_written_in_our_form_with_poedits_header() -> None:
    saved = parse(_as_poedit_saves(_translated(merge(None, MESSAGES, "sv", "en"))))
    merged = merge(saved, MESSAGES[1:], "sv", "en")
    assert (merged.headers, dict(merged.headers)) == (saved.headers, HEADERS)
    assert parse(serialize(merged)) == merged


def test_a_fuzzy_header_and_the_plural_of_a_previous_text_survive() -> None:
    text = (
        '#, fuzzy\nmsgid ""\nmsgstr ""\n"Language: sv\\n"\n\n'
        '#, fuzzy\n#| msgid "%d dogs"\n#| msgid_plural "%d dog"\n'
        'msgid "%d cat"\nmsgid_plural "%d cats"\nmsgstr[0] "%d katt"\nmsgstr[1] ""\n'
    )
    catalogue = parse(text)
    assert (serialize(catalogue), catalogue.header_flags) == (text, ("fuzzy",))
    assert merge(catalogue, [], "sv", "en").header_flags == ("fuzzy",)


def test_a_catalogue_that_has_its_header_loads_no_library() -> None:
    code = (
        "import sys\n"
        "from pipeline.catalogues.merge import merge\n"
        "from pipeline.catalogues.po import parse, serialize\n"
        "from pipeline.model.catalogue import Message\n"
        "old = parse(sys.stdin.read())\n"
        "serialize(merge(old, [Message('A')], 'sv', 'en'))\n"
        "print(sorted({'babel', 'polib', 'rapidfuzz'} & set(sys.modules)))\n"
    )
    headers = merged_headers((), "sv", "en", is_outdated=False)
    text = serialize(Catalogue((Entry("A", "B"),), headers))
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_language_that_nobody_knows_has_the_plural_forms_of_most() -> None:
    assert plural_forms("qqq") == "nplurals=2; plural=(n != 1);"
