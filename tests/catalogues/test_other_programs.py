"""Files as other programs save them, and what is loaded to read them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.headers import merged_headers, plural_forms
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.po_form import written_over
from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.catalogues.seal import SEAL, seal_line
from pipeline.model.catalogue import Catalogue, Entry, Message
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.extract import extract

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
    "X-Tvilling-Rules": str(RULES_VERSION),
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


def test_when_the_post_changes_only_what_changed_is_written_in_another_form() -> None:
    text = _as_poedit_saves(_translated(merge(None, MESSAGES, "sv", "en")))
    saved = parse(text)
    first = Message("A headings", comments=("heading",), references=("posts/en/a.md",))
    merged = merge(saved, [first, *MESSAGES[1:]], "sv", "en")
    written = written_over(text, saved, merged)
    gone = [line for line in text.splitlines() if line not in written.splitlines()]
    assert (parse(written), dict(merged.headers)) == (merged, HEADERS)
    assert gone == ['msgid "A heading"']


@given(st.integers(40, 120), st.sets(st.integers(0, 2)))
def test_what_is_written_over_any_form_is_the_new_catalogue(wrap: int, left: set[int]) -> None:
    text = _as_poedit_saves(_translated(merge(None, MESSAGES, "sv", "en")), wrap)
    saved = parse(text)
    merged = merge(saved, [MESSAGES[number] for number in left], "sv", "en")
    assert parse(written_over(text, saved, merged)) == merged
    assert written_over(serialize(saved), saved, merged) == serialize(merged)


POEDIT = """\
# A comment above the header
msgid ""
msgstr ""
"Project-Id-Version: blog\\n"
"POT-Creation-Date: \\n"
"PO-Revision-Date: 2026-02-03 10:00+0100\\n"
"Last-Translator: Example Translator <translator@example.com>\\n"
"Language-Team: \\n"
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.2.2\\n"
"X-Source-Language: en\\n"

# A remark of the translator, which nobody wraps, however long it is, and it is long.
#. heading
#: posts/en/a.md
msgid "The dogs run home"
msgstr "Hundarna springer hem"

#. paragraph, under: The dogs run home
#: posts/en/a.md
msgid ""
"The [dogs](https://example.com/a/long/address/that/makes/the/line/longer) "
"run home through the rain, and they \\"bark\\" at the cats, which stay "
"where they are."
msgstr ""
"[Hundarna](https://example.com/a/long/address/that/makes/the/line/longer) "
"springer hem genom regnet."

#. paragraph, under: The dogs run home
#: posts/en/a.md
msgid ""
"A line with a hard break\\n"
"and a second line."
msgstr "En rad\\noch en till."
"""
"""As Poedit 3.2.2 saved a catalogue of ours that gettext had wrapped: it keeps the wrapping,
adds four header fields in places of its own, and leaves fields that it does not know."""


def _post(second: str) -> str:
    return (
        "# The dogs run home\n\n"
        "The [dogs](https://example.com/a/long/address/that/makes/the/line/longer) run home"
        ' through the rain, and they "bark" at the cats, which stay where they are.\n\n'
        f"A line with a hard break  \n{second}\n"
    )


def test_a_file_that_poedit_saved_is_the_same_bytes_after_extract_and_after_an_edit_but_for_it(
    tmp_path: Path,
) -> None:
    catalogue = tmp_path / "locales/sv/LC_MESSAGES/a.po"
    post = tmp_path / "posts/en/a.md"
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", "utf-8")
    catalogue.parent.mkdir(parents=True)
    post.parent.mkdir(parents=True)
    catalogue.write_text(POEDIT, "utf-8")
    post.write_text(_post("and a second line."), "utf-8")
    workspace = open_workspace(tmp_path)
    extract(workspace)
    assert catalogue.read_text("utf-8") == POEDIT
    post.write_text(_post("and another line."), "utf-8")
    extract(workspace)
    head, _, changed = catalogue.read_text("utf-8").partition("#, fuzzy")
    # The header says from now on who spelled the texts, that the page was complete before, and of
    # which post the texts are.
    told = f'"X-Tvilling-Rules: {RULES_VERSION}\\n"\n"X-Tvilling-State: outdated\\n"\n'
    told += seal_line(parse(catalogue.read_text("utf-8")).header(SEAL) or "none")
    expected = POEDIT.replace('"X-Source-Language: en\\n"\n', f'"X-Source-Language: en\\n"\n{told}')
    assert head == expected.partition('msgid ""\n"A line')[0]
    assert '"and another line."' in changed


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
