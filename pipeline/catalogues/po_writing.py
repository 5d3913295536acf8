"""Entries and headers as the lines of a `.po` file: unwrapped, in the order of gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.catalogues.po_limits import (
    is_readable,
    refuse_characters,
    refuse_double_entries,
    refuse_entry,
    refuse_header,
)
from pipeline.model.catalogue import Catalogue, Entry, Message


def header_text(catalogue: Catalogue) -> str:
    """The header entry."""
    flags = catalogue.header_flags
    return _header_text(Catalogue((), catalogue.headers, catalogue.header_comments, flags))


@lru_cache(maxsize=64)  # the catalogues of a blog have few different headers
def _header_text(catalogue: Catalogue) -> str:
    refuse_header(catalogue)
    comments = "".join(_comment("#", comment) for comment in catalogue.header_comments)
    fields = "".join(f'"{_escaped(f"{name}: {value}")}\\n"\n' for name, value in catalogue.headers)
    flags = f"#, {', '.join(catalogue.header_flags)}\n" if catalogue.header_flags else ""
    return refuse_characters(f'{comments}{flags}msgid ""\nmsgstr ""\n{fields}')


def entry_texts(entries: Sequence[Entry]) -> list[str]:
    """Each entry as its lines.

    What the format cannot carry raises `CatalogueError`.
    """
    refuse_double_entries(entries)
    head_of = Heads()
    return [_plain_text(entry, head_of) or _entry_text(entry) for entry in entries]


class _Notes(dict[tuple[str, ...], str | None]):
    """The lines of comments, which recur; nothing where they are awkward."""

    def __missing__(self, comments: tuple[str, ...]) -> str | None:
        is_easy = all(comment and comment.isprintable() for comment in comments)
        text = "".join([f"#. {comment}\n" for comment in comments]) if is_easy else None
        self[comments] = text
        return text


class _Places(dict[tuple[str, ...], str | None]):
    """The lines of references, which recur; nothing where they are awkward."""

    def __missing__(self, names: tuple[str, ...]) -> str | None:
        text = self[names] = lines_of(names)
        return text


def lines_of(references: tuple[str, ...]) -> str | None:
    """The lines of references; nothing where they are awkward."""
    whole = "".join(references)
    if not whole.isprintable() or not all(map(str.strip, references)):
        return None
    # Of what is printable, the space alone is white.
    names = map(_isolated, references) if " " in whole else references
    return "".join([f"#: {name}\n" for name in names])


class Heads:
    """What stands before translations: the lines of an entry down to its `msgstr`."""

    def __init__(self) -> None:
        self._notes = _Notes()
        self._places = _Places()

    def __call__(self, text: Entry | Message) -> str:
        """The lines; nothing where a text cannot stand in a catalogue, or one above is awkward."""
        above = self.above(text.comments, text.references)
        return "" if above is None else head(above, text.msgctxt, text.msgid)

    def above(self, comments: tuple[str, ...], references: tuple[str, ...]) -> str | None:
        """The lines above the texts; nothing where one is awkward."""
        note, place = self._notes[comments], self._places[references]
        return None if note is None or place is None else note + place


def head(above: str, msgctxt: str | None, msgid: str) -> str:
    """The lines of an entry down to its `msgstr`; nothing where a text cannot stand there."""
    if not msgid:
        return ""
    text = _text("msgid", msgid)
    context = "" if msgctxt is None else _text("msgctxt", msgctxt)
    return f"{above}{context}{text}msgstr " if text and context is not None else ""


def _text(word: str, text: str) -> str | None:
    """The lines of a text; nothing where no catalogue can hold it."""
    if not is_awkward(text):
        return f'{word} "{text}"\n'
    return _field("", word, text) if is_readable(text) else None


def _plain_text(entry: Entry, head_of: Heads) -> str:
    """The entry, if it is as most are; else nothing."""
    msgstr = entry.msgstr
    if _is_special(entry) or (msgstr and is_awkward(msgstr)):
        return ""
    before = head_of(entry)
    return f'{before}"{msgstr}"\n' if before else ""


def _is_special(entry: Entry) -> bool:
    """Whether the entry has more than comments, references and two texts in use."""
    return (
        entry.is_fuzzy
        or entry.is_obsolete
        or entry.flags != ()
        or entry.translator_comments != ()
        or entry.msgstr_plural != ()
        or entry.msgid_plural is not None
        or entry.previous_msgid is not None
        or entry.previous_msgctxt is not None
        or entry.previous_msgid_plural is not None
    )


def is_awkward(text: str) -> bool:
    """Whether the text may have to be written in another way than as it is."""
    if text.isascii():
        # `isprintable` looks every character up in tables, which takes five times as long.
        return bool(text.encode().translate(None, _EASY))
    return '"' in text or "\\" in text or not text.isprintable()


def _entry_text(entry: Entry) -> str:
    refuse_entry(entry)
    return refuse_characters("".join((*_above_lines(entry), *_text_lines(entry))))


def _above_lines(entry: Entry) -> Iterator[str]:
    for comment in entry.translator_comments:
        yield _comment("#", comment)
    for comment in entry.comments:
        yield _comment("#.", comment)
    for reference in entry.references:
        yield f"#: {_isolated(reference)}\n"
    if flags := (("fuzzy",) if entry.is_fuzzy else ()) + entry.flags:
        yield f"#, {', '.join(flags)}\n"


def _text_lines(entry: Entry) -> Iterator[str]:
    mark = "#~ " if entry.is_obsolete else ""
    previous = "#~| " if entry.is_obsolete else "#| "
    if entry.previous_msgctxt is not None:
        yield _field(previous, "msgctxt", entry.previous_msgctxt)
    if entry.previous_msgid is not None:
        yield _field(previous, "msgid", entry.previous_msgid)
    if entry.previous_msgid_plural is not None:
        yield _field(previous, "msgid_plural", entry.previous_msgid_plural)
    if entry.msgctxt is not None:
        yield _field(mark, "msgctxt", entry.msgctxt)
    yield _field(mark, "msgid", entry.msgid)
    if entry.msgid_plural is None:
        yield _field(mark, "msgstr", entry.msgstr)
        return
    yield _field(mark, "msgid_plural", entry.msgid_plural)
    for index, msgstr in enumerate(entry.msgstr_plural):
        yield _field(mark, f"msgstr[{index}]", msgstr)


def _comment(mark: str, text: str) -> str:
    return f"{mark} {text}\n" if text else f"{mark}\n"


_SPACES = re.compile(r"\s")
_LINE_NUMBER = re.compile(r"(.*?)((?::\d+)?)", re.DOTALL)


def _isolated(reference: str) -> str:
    if not _SPACES.search(reference):
        return reference
    match = _LINE_NUMBER.fullmatch(reference)
    name, line = match.groups() if match else (reference, "")
    return f"\u2068{name}\u2069{line}"


_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\v": r"\v",
        "\f": r"\f",
        "\b": r"\b",
    }
)


_EASY = bytes({*range(0x20, 0x7F)}.difference(b'"\\'))
"""What prints of ASCII, without quotation mark and backslash."""
_SPECIAL = re.compile(r'[\\"\n\t\r\v\f\b]')


def _escaped(text: str) -> str:
    # Most texts need no escapes, and to look costs a tenth of translating.
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def _field(mark: str, word: str, text: str) -> str:
    """One text, on one line, or on one line for each of its lines, as gettext does it."""
    if "\n" not in text[:-1]:
        return f'{mark}{word} "{_escaped(text)}"\n'
    lines = "".join(f'{mark}"{_escaped(line)}"\n' for line in re.findall(r"[^\n]*\n|[^\n]+", text))
    return f'{mark}{word} ""\n{lines}'
