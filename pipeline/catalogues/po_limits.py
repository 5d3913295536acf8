"""What a `.po` file cannot carry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.speech import N_, say


def refuse_double_entries(entries: Sequence[Entry]) -> None:
    """Nothing, if no two entries have one key; else raises `CatalogueError`."""
    if len({(entry.msgctxt, entry.msgid) for entry in entries}) == len(entries):
        return
    seen: set[Key] = set()
    for entry in entries:
        if entry.key in seen:
            raise _unwritable(entry, N_("the entry {msgid!r} cannot be written: it is there twice"))
        seen.add(entry.key)


def refuse_entry(entry: Entry) -> None:
    """Nothing, if a `.po` file can hold the entry; else raises `CatalogueError`."""
    if flaw := _flaw(entry):
        raise _unwritable(entry, flaw)


def refuse_header(catalogue: Catalogue) -> None:
    """Nothing, if a `.po` file can hold the header; else raises `CatalogueError`."""
    for name, value in catalogue.headers:
        if not _is_header_field(name, value):
            raise CatalogueError(say("the header field {name!r} cannot be written", name=name))
    if not all(map(_is_comment, catalogue.header_comments)):
        raise CatalogueError(say("a comment of the header has more than one line"))
    others = [flag for flag in catalogue.header_flags if flag != "fuzzy"]
    if not all(map(_is_flag, others)) or "fuzzy" in catalogue.header_flags[1:]:
        raise CatalogueError(say("a flag of the header cannot be written"))


def _unwritable(entry: Entry, flaw: str) -> CatalogueError:
    return CatalogueError(
        say(flaw, msgid=entry.msgid[:60]),
        remedy=say("Change the text in the post, or the entry"),
    )


def _flaw(entry: Entry) -> str:
    """Why a `.po` file cannot hold the entry; nothing for one that it can."""
    comments = entry.translator_comments + entry.comments
    if not entry.msgid:
        return N_("the entry {msgid!r} cannot be written: its msgid is empty")
    if comments and not all(map(_is_comment, comments)):
        return N_("the entry {msgid!r} cannot be written: a comment has more than one line")
    if not all(map(_is_reference, entry.references)):
        return N_(
            "the entry {msgid!r} cannot be written: a reference is empty or has more than one line"
        )
    if entry.flags and not all(map(_is_flag, entry.flags)):
        return N_(
            "the entry {msgid!r} cannot be written: a flag is empty, holds a comma, or is `fuzzy`"
        )
    if not _has_sound_plural(entry):
        return N_(
            "the entry {msgid!r} cannot be written: it has plural forms without a plural, or none"
        )
    return ""


def _has_sound_plural(entry: Entry) -> bool:
    if entry.msgid_plural is None:
        return not entry.msgstr_plural
    return not entry.msgstr and 0 < len(entry.msgstr_plural) <= 10


def _is_comment(text: str) -> bool:
    return "\n" not in text and not text.endswith("\r")


def _is_reference(text: str) -> bool:
    return bool(text.strip()) and _is_comment(text) and not _ISOLATES.search(text)


_ISOLATES = re.compile("[\u2068\u2069]")


def _is_flag(text: str) -> bool:
    return bool(text) and text == text.strip() and text != "fuzzy" and not _NO_FLAG.search(text)


_NO_FLAG = re.compile(r"[,\n]")


def _is_header_field(name: str, value: str) -> bool:
    sound = name == name.strip() and value == value.strip()
    return sound and bool(name) and ":" not in name and "\n" not in name + value


_UNREADABLE = re.compile(r"[\0\x04\ud800-\udfff]")


def is_readable(text: str) -> bool:
    """Whether gettext can read every character of the text."""
    return _UNREADABLE.search(text) is None


def refuse_characters(text: str) -> str:
    """The text, if gettext can read every character of it; else raises `CatalogueError`."""
    if not is_readable(text):
        raise CatalogueError(
            say(
                "a text holds a character that no catalogue can hold (U+0000, U+0004, or "
                "half a pair)"
            ),
            remedy=say("Remove it from the post"),
        )
    return text
