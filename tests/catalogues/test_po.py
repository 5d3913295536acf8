from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.catalogues.headers import merged_headers
from pipeline.catalogues.po import parse, read, serialize
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry

AWKWARD = (
    '\\"\n\t\r\v\f\b\a\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0\ufeff\u2068\u2069#~|:;,%<>[](){}åäö😀'
)

characters = st.one_of(
    st.sampled_from(AWKWARD + "abc  "),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"),
)
texts = st.text(characters, max_size=30)
full_texts = texts.filter(bool)
comments = texts.map(lambda text: text.replace("\n", " ")).filter(lambda t: not t.endswith("\r"))
names = (
    comments.map(lambda text: text.replace("\u2068", "").replace("\u2069", ""))
    .filter(lambda text: bool(text.strip()))
    .filter(lambda t: not t.endswith("\r"))
)
references = st.one_of(names, st.builds(lambda name, line: f"{name}:{line}", names, st.integers(1)))
flags = (
    comments.map(lambda text: text.replace(",", "").strip())
    .filter(bool)
    .filter(lambda flag: flag != "fuzzy")
)


def tuples_of(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


plain_entries = st.builds(
    lambda **fields: Entry(**fields),  # else the fields that are not named are made up, too
    msgid=full_texts,
    msgstr=texts,
    msgctxt=st.none() | texts,
    is_fuzzy=st.booleans(),
    is_obsolete=st.booleans(),
    previous_msgid=st.none() | texts,
    previous_msgctxt=st.none() | texts,
    previous_msgid_plural=st.none() | texts,
    comments=tuples_of(comments),
    translator_comments=tuples_of(comments),
    references=tuples_of(references),
    flags=tuples_of(flags),
)
plural_entries = st.builds(
    lambda **fields: Entry(**fields),  # else the fields that are not named are made up, too
    msgid=full_texts,
    msgid_plural=texts,
    msgstr_plural=st.lists(texts, min_size=1, max_size=3).map(tuple),
    is_obsolete=st.booleans(),
)
header_names = st.from_regex(r"[A-Za-z][A-Za-z-]{0,12}", fullmatch=True).filter(
    lambda name: name.lower() != "content-type"
)
header_values = comments.map(str.strip)
catalogues = st.builds(
    Catalogue,
    entries=st.lists(
        plain_entries | plural_entries, unique_by=lambda entry: entry.key, max_size=5
    ).map(tuple),
    headers=st.lists(st.tuples(header_names, header_values), max_size=4).map(tuple),
    header_comments=tuples_of(comments),
    header_flags=st.builds(
        lambda fuzzy, others: fuzzy + others, st.sampled_from([(), ("fuzzy",)]), tuples_of(flags)
    ),
)

HEADER = (("Language", "sv"), ("Content-Type", "text/plain; charset=UTF-8"))


@given(catalogues)
@example(Catalogue((Entry("a\u2028b\x85c\x1cd\ve\ff\rg\ah", '\\n \\\\ \\" \\'),)))
@example(Catalogue((Entry("a", references=("my posts/a b.md:3", "my posts/c.md")),)))
@example(Catalogue((Entry("a", comments=("", " x "), translator_comments=("", ". : , | ~", "")),)))
def test_what_is_written_is_read_again(catalogue: Catalogue) -> None:
    assert parse(serialize(catalogue)) == catalogue


@given(catalogues)
def test_writing_twice_gives_the_same_bytes(catalogue: Catalogue) -> None:
    once = serialize(catalogue)
    assert serialize(parse(once)) == once


@given(catalogues)
def test_windows_line_ends_change_no_value(catalogue: Catalogue) -> None:
    assert parse("\ufeff" + serialize(catalogue).replace("\n", "\r\n")) == catalogue


@given(st.lists(st.tuples(texts.filter(bool), texts), unique_by=lambda pair: pair[0], max_size=4))
def test_polib_alone_reads_the_same_texts(pairs: list[tuple[str, str]]) -> None:
    kept = [
        (msgid, msgstr)
        for msgid, msgstr in pairs
        if len((msgid + msgstr).replace("\n", "").replace("\r", "").splitlines()) <= 1
        and not set(msgid + msgstr) & set("\x1c\x1d\x1e\x85\u2028\u2029")
    ]
    text = serialize(Catalogue(tuple(Entry(*pair) for pair in kept), HEADER))
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(text)] == kept


@given(st.text() | st.text(alphabet='#~|.:, "\\\nmsgidstrctx_plural[012]') | texts)
def test_any_text_is_an_error_of_ours_or_a_catalogue(text: str) -> None:
    _read_or_refuse(text)


def _read_or_refuse(text: str) -> None:
    refused: list[CatalogueError] = []
    try:
        catalogue = parse(text, "a.po")
        assert parse(serialize(catalogue)) == catalogue
    except CatalogueError as error:
        refused.append(error)
    assert all(error.path == "a.po" and error.line and error.remedy for error in refused)


POEDIT = """\
# Swedish translation.
#
msgid ""
msgstr ""
"Project-Id-Version: \\n"
"PO-Revision-Date: 2024-05-01 10:00+0200\\n"
"Language: sv\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"
"X-Poedit-Bookmarks: 1,-1,-1\\n"

# A translator's remark
#. paragraph, under: Start
#: posts/en/a.md ⁨posts/en/b c.md⁩:7
#: posts/en/d.md:3
#, fuzzy, python-format
#| msgid ""
#| "The old text that "
#| "was long"
msgid ""
"The text that "
"is long %s"
msgstr ""
"Texten som "
"är lång %s"

#,c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fil"
msgstr[1] "%d filer"

#~| msgctxt "menu"
#~| msgid "Go"
#, fuzzy
#~ msgctxt "menu"
#~ msgid "Leave"
#~ msgstr "Gå"
# below the last entry
"""


@given(
    st.integers(0, len(POEDIT)), st.integers(0, 30), st.sampled_from(["", "\n", '"', "\\"]) | texts
)
def test_a_damaged_file_is_an_error_of_ours_or_a_catalogue(
    start: int, length: int, damage: str
) -> None:
    _read_or_refuse(POEDIT[:start] + damage + POEDIT[start + length :])


def test_a_file_that_poedit_saved_loses_nothing() -> None:
    assert parse(POEDIT.replace("\n", "\r\n")) == Catalogue(
        entries=(
            Entry(
                msgid="The text that is long %s",
                msgstr="Texten som är lång %s",
                is_fuzzy=True,
                previous_msgid="The old text that was long",
                comments=("paragraph, under: Start",),
                translator_comments=("A translator's remark",),
                references=("posts/en/a.md", "posts/en/b c.md:7", "posts/en/d.md:3"),
                flags=("python-format",),
            ),
            Entry(
                msgid="%d file",
                msgid_plural="%d files",
                msgstr_plural=("%d fil", "%d filer"),
                flags=("c-format",),
            ),
            Entry(
                msgid="Leave",
                msgstr="Gå",
                msgctxt="menu",
                is_fuzzy=True,
                is_obsolete=True,
                previous_msgid="Go",
                previous_msgctxt="menu",
            ),
        ),
        headers=(
            ("Project-Id-Version", ""),
            ("PO-Revision-Date", "2024-05-01 10:00+0200"),
            ("Language", "sv"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("X-Generator", "Poedit 3.4"),
            ("X-Poedit-Bookmarks", "1,-1,-1"),
        ),
        header_comments=("Swedish translation.", "", "below the last entry"),
    )


def test_a_file_is_written_without_wrapping_in_the_order_of_gettext() -> None:
    entry = Entry(
        msgid="word " * 40 + "end",
        msgstr="rad\nrad",
        msgctxt="menu",
        is_fuzzy=True,
        previous_msgid="old",
        comments=("paragraph",),
        translator_comments=("remark",),
        references=("a b.md:7",),
        flags=("no-wrap",),
    )
    assert serialize(Catalogue((entry,), HEADER, ("Top",))) == (
        '# Top\nmsgid ""\nmsgstr ""\n"Language: sv\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        "# remark\n#. paragraph\n#: \u2068a b.md\u2069:7\n#, fuzzy, no-wrap\n"
        '#| msgid "old"\nmsgctxt "menu"\n' + f'msgid "{"word " * 40}end"\n'
        'msgstr ""\n"rad\\n"\n"rad"\n'
    )


def test_the_name_of_a_file_is_a_broken_catalogue_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CatalogueError, match="not part of a gettext catalogue"):
        parse("there.po")


BROKEN = {
    "a conflict left by a merge": (
        'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n',
        "a.po:2: a merge conflict was left here. Keep one of the two sides and remove the lines "
        "with <<<<<<<, ======= and >>>>>>>",
    ),
    "a file cut off inside a text": (
        'msgid "a"\nmsgstr "b',
        "a.po:2: the text is not closed with a quotation mark. Close it; if it is the last line, "
        "the file was cut off",
    ),
    "a file cut off before a translation": (
        'msgid "a"\n',
        "a.po:2: the file ends inside an entry. Get the whole file again from where it came from; "
        "this one was cut off",
    ),
    "a quotation mark inside a text": (
        'msgid "a"\nmsgstr "say "b""\n',
        "a.po:2: something stands behind the closing quotation mark. "
        'Write \\" for a quotation mark inside a text',
    ),
    "a lone backslash": (
        'msgid "a"\nmsgstr "C:\\dir"\n',
        "a.po:2: \\d is not an escape that gettext knows. Write \\\\ for a backslash",
    ),
    "an entry that is there twice": (
        'msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n',
        "a.po:4: the entry stands in the file twice, first in line 1. "
        "Keep the better translation and remove the other entry",
    ),
    "another encoding": (
        '\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n',
        "a.po:2: the header says that the file is written in ISO-8859-1, not in UTF-8. "
        "Save it as UTF-8 (in Poedit: Properties, Charset), or run `msgconv --to-code=UTF-8` on it",
    ),
    "a missing translation line": (
        'msgid "a"\n#: x\nmsgid "b"\nmsgstr "c"\n',
        "a.po:2: a comment stands inside an entry, below its msgid. "
        "Move it above the entry, or put back the msgstr that is missing",
    ),
    "a translation without a text": (
        'msgstr "c"\n',
        "a.po:1: msgstr stands where msgctxt or msgid should. Put back what is missing",
    ),
    "a continued text that was not begun": (
        '# x\n"abc"\n',
        "a.po:2: a text is continued that was not begun. Remove the line",
    ),
    "no catalogue at all": (
        "<html>\n",
        "a.po:1: the line is not part of a gettext catalogue. Start it with # to make it a comment",
    ),
    "a NUL character": (
        '# \0\nmsgid "a"\n',
        "a.po:1: the line holds a NUL character. Save the file as UTF-8 text",
    ),
    "the control character that gettext keeps": (
        'msgid "a\x04b"\nmsgstr ""\n',
        "a.po:1: the text holds the control character U+0004, which gettext keeps for itself. "
        "Remove it",
    ),
    "an empty text with a context": (
        'msgctxt "a"\nmsgid ""\nmsgstr "b"\n',
        "a.po:2: the entry has an empty msgid. Remove the entry",
    ),
    "an unreadable obsolete line": (
        "#~ msgid abc\n",
        "a.po:1: the line is not part of a gettext catalogue. Start it with # to make it a comment",
    ),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_malformed_file_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse(text, "a.po")
    assert str(caught.value) == message


UNWRITABLE = {
    "an empty text": Catalogue((Entry(""),)),
    "one text twice": Catalogue((Entry("a"), Entry("a", is_obsolete=True))),
    "half a surrogate pair": Catalogue((Entry("a\ud800"),)),
    "a NUL character": Catalogue((Entry("a\0"),)),
    "a comment of two lines": Catalogue((Entry("a", comments=("b\nc",)),)),
    "a flag with a comma": Catalogue((Entry("a", flags=("b,c",)),)),
    "an empty reference": Catalogue((Entry("a", references=("",)),)),
    "plural forms without a plural": Catalogue((Entry("a", msgstr_plural=("b",)),)),
    "a header field with a colon in its name": Catalogue((), (("a:b", "c"),)),
    "a header comment of two lines": Catalogue((), (), ("a\nb",)),
    "a header flag with a comma": Catalogue((), (), (), ("a,b",)),
}


@pytest.mark.parametrize("catalogue", UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_the_format_cannot_carry_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError):
        serialize(catalogue)


def test_the_lines_are_those_of_the_msgids() -> None:
    text = dedent(
        """\
        msgid ""
        msgstr "Language: sv\\n"

        #. paragraph
        msgid "a"
        msgstr ""
        "b"

        msgctxt "menu"
        msgid "a"
        msgstr ""
        """
    )
    assert read(text).lines == {(None, "a"): 5, ("menu", "a"): 10}


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def _run(program: str, *arguments: str, text: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [_program(program), *arguments, "-"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def _for_msgfmt(catalogue: Catalogue) -> Catalogue:
    """The catalogue with our header, and texts that begin and end as their translations do."""
    entries = tuple(
        Entry(
            msgid=f"x{entry.msgid}x",
            msgstr=entry.msgstr and f"x{entry.msgstr}x",
            msgctxt=entry.msgctxt,
            is_fuzzy=entry.is_fuzzy,
            is_obsolete=entry.is_obsolete,
            previous_msgid=entry.previous_msgid,
            comments=entry.comments,
            translator_comments=entry.translator_comments,
            references=entry.references,
        )
        for entry in catalogue.entries
    )
    return Catalogue(entries, merged_headers((), "sv", "en", is_outdated=False))


@pytest.mark.component
def test_msgfmt_accepts_every_file() -> None:
    _program("msgfmt")

    @given(catalogues)
    def check(catalogue: Catalogue) -> None:
        text = serialize(_for_msgfmt(catalogue))
        done = _run("msgfmt", "-c", "-o", os.devnull, text=text)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr

    check()


@pytest.mark.component
def test_gettext_reads_the_same_values_and_writes_the_same_bytes() -> None:
    catalogue = Catalogue(
        (
            Entry("One\ntwo", "Ett\ntvå", "menu", references=("a b.md:3",), comments=("heading",)),
            Entry("Three", "Fyra", is_fuzzy=True, previous_msgid="Four", flags=("no-wrap",)),
            Entry("Old \\ text", 'Gammal "text"', is_obsolete=True, previous_msgid="x"),
        ),
        merged_headers((), "sv", "en", is_outdated=True),
        ("A comment",),
    )
    text = serialize(catalogue)
    assert _run("msgcat", "--no-wrap", text=text).stdout == text


@pytest.mark.component
def test_msgmerge_reads_our_files(tmp_path: Path) -> None:
    headers = merged_headers((), "sv", "en", is_outdated=False)
    old = tmp_path / "old.po"
    old.write_text(serialize(Catalogue((Entry("Home", "Hem"),), headers)), encoding="utf-8")
    done = _run(
        "msgmerge",
        "--no-wrap",
        "-q",
        str(old),
        text=serialize(Catalogue((Entry("Home"),), headers)),
    )
    assert parse(done.stdout).translations == {(None, "Home"): "Hem"}
