"""What a `.po` file cannot carry."""

from __future__ import annotations

import re

from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry, Key


def refuse_flaws(catalogue: Catalogue) -> None:
    """Nothing, if a `.po` file can hold all entries and headers; else raises `CatalogueError`."""
    keys: set[Key] = set()
    for entry in catalogue.entries:
        if flaw := "it is there twice" if entry.key in keys else _flaw(entry):
            raise CatalogueError(
                f"the entry {entry.msgid[:60]!r} cannot be written: {flaw}",
                remedy="Change the text in the post, or the entry",
            )
        keys.add(entry.key)
    for name, value in catalogue.headers:
        if not _is_header_field(name, value):
            raise CatalogueError(f"the header field {name!r} cannot be written")
    if not all(map(_is_comment, catalogue.header_comments)):
        raise CatalogueError("a comment of the header has more than one line")


def _flaw(entry: Entry) -> str:
    """Why a `.po` file cannot hold the entry; nothing for one that it can."""
    comments = entry.translator_comments + entry.comments
    if not entry.msgid:
        return "its msgid is empty"
    if comments and not all(map(_is_comment, comments)):
        return "a comment has more than one line"
    if not all(map(_is_reference, entry.references)):
        return "a reference is empty or has more than one line"
    if entry.flags and not all(map(_is_flag, entry.flags)):
        return "a flag is empty, holds a comma, or is `fuzzy`"
    return "" if _has_sound_plural(entry) else "it has plural forms without a plural, or none"


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


def refuse_characters(text: str) -> None:
    """Nothing, if gettext can read every character of the file; else raises `CatalogueError`."""
    if re.search(r"[\0\x04\ud800-\udfff]", text):
        raise CatalogueError(
            "a text holds a character that no catalogue can hold (U+0000, U+0004, or half a pair)",
            remedy="Remove it from the post",
        )
