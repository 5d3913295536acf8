"""Outdated translations that somebody found to be valid still, such as after a typo was mended.

What was accepted stands in the catalogue, as a translator's comment: every program keeps those,
while Poedit and Weblate may drop flags that they do not know.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.catalogues.coverage import is_complete
from pipeline.catalogues.diff import described
from pipeline.catalogues.headers import STATE
from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.speech import N_, say

ACCEPTED = "Still valid after an edit: "
"""How the comment begins; the change of the source text follows, word by word."""
_CONTEXT = N_("its context")


def acceptable(catalogue: Catalogue) -> tuple[Entry, ...]:
    """The outdated entries: fuzzy, with a translation and the text that it was made for.

    Other fuzzy entries are suggestions, and nobody knows what they were made for.
    """
    return tuple(entry for entry in catalogue.entries if _is_acceptable(entry))


def accept(catalogue: Catalogue, keys: Collection[Key]) -> Catalogue:
    """The catalogue with the outdated entries of these keys translated again."""
    entries = tuple(
        _accepted(entry) if entry.key in keys and _is_acceptable(entry) else entry
        for entry in catalogue.entries
    )
    accepted = replace(catalogue, entries=entries)
    if not is_complete(accepted):
        return accepted
    headers = tuple(field for field in catalogue.headers if field[0].lower() != STATE.lower())
    return replace(accepted, headers=headers)


def change_of(entry: Entry, *, is_for_file: bool = False) -> str:
    """What changed in the source of an outdated entry, on one line."""
    if entry.previous_msgid is None or entry.previous_msgid == entry.msgid:
        return _CONTEXT if is_for_file else say(_CONTEXT)
    return described(entry.previous_msgid, entry.msgid, is_for_file=is_for_file)


def _is_acceptable(entry: Entry) -> bool:
    has_translation = entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural))
    is_outdated = entry.is_fuzzy and entry.previous_msgid is not None
    return bool(has_translation and is_outdated and not entry.is_obsolete)


def _accepted(entry: Entry) -> Entry:
    # One edit after another would pile up comments; the last one says what was looked at last.
    others = tuple(text for text in entry.translator_comments if not text.startswith(ACCEPTED))
    return entry._replace(
        is_fuzzy=False,
        previous_msgid=None,
        previous_msgctxt=None,
        previous_msgid_plural=None,
        translator_comments=(*others, f"{ACCEPTED}{change_of(entry, is_for_file=True)}"),
    )
