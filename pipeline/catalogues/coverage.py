"""How much of a catalogue is translated, in strings and words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.catalogues.headers import is_marked_outdated
from pipeline.catalogues.words import count_words_of
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.coverage import Count, Coverage, PageState


def coverage(catalogue: Catalogue) -> Coverage:
    """What is done and what is left; obsolete entries do not count.

    A page without any text to translate is complete.
    """
    done: list[str] = []
    to_review: list[str] = []
    left: list[str] = []
    for entry in catalogue.entries:
        if entry.is_obsolete:
            continue
        if _is_empty(entry):
            left.append(entry.msgid)
        elif entry.is_fuzzy:
            to_review.append(entry.msgid)
        else:
            done.append(entry.msgid)
    is_outdated = is_marked_outdated(catalogue)
    return coverage_of(done, left, to_review, _edited_words(catalogue), is_outdated=is_outdated)


def coverage_of(
    done: Sequence[str],
    left: Sequence[str],
    to_review: Sequence[str] = (),
    edited: int = 0,
    *,
    is_outdated: bool,
) -> Coverage:
    """The coverage of a page of which these texts are translated, left, and to be reviewed.

    `edited` are the words that were edited since, `is_outdated` says whether the page was complete
    until it was.
    """
    translated, fuzzy, missing = _count(done), _count(to_review), _count(left)
    state = _state(translated, fuzzy + missing, is_outdated)
    new = missing.words if state is PageState.OUTDATED else 0
    return Coverage(translated, fuzzy, missing, state, new + edited)


def _edited_words(catalogue: Catalogue) -> int:
    """The words that differ in texts that were edited since they were translated."""
    edited = [
        (entry.previous_msgid, entry.msgid)
        for entry in catalogue.entries
        if entry.previous_msgid is not None
        and entry.is_fuzzy
        and not entry.is_obsolete
        and not _is_empty(entry)
    ]
    if not any(old != new for old, new in edited):
        return 0
    # Imported here: most catalogues have no such text, and the comparison of words is a library.
    from pipeline.catalogues.diff import changed_words

    return sum(changed_words(old, new) for old, new in edited)


_NONE = Count()


def _count(texts: Sequence[str]) -> Count:
    return Count(len(texts), _words(tuple(texts))) if texts else _NONE


@lru_cache(maxsize=8)  # a post has the same texts in all the languages it is translated into
def _words(texts: tuple[str, ...]) -> int:
    return count_words_of(texts)


def is_complete(catalogue: Catalogue) -> bool:
    """Whether every string of the post is translated and reviewed."""
    live = (entry for entry in catalogue.entries if not entry.is_obsolete)
    return not any(entry.is_fuzzy or _is_empty(entry) for entry in live)


def _is_empty(entry: Entry) -> bool:
    return not entry.msgstr and not (entry.msgstr_plural and all(entry.msgstr_plural))


def _state(translated: Count, left: Count, is_outdated: bool) -> PageState:
    if not left.strings:
        return PageState.COMPLETE
    if is_outdated:
        return PageState.OUTDATED
    return PageState.PARTIAL if translated.strings else PageState.UNTRANSLATED
