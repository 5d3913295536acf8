"""Two people's work on one catalogue, joined entry by entry.

Where only one side changed something, its change holds. Comments and references that extraction
makes again are nobody's work. A translation is never dropped, not even where the other side has
no use for the text any more: the text that the author made of it meanwhile gets it, for review, or
else it is kept as obsolete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.catalogues.coverage import is_complete
from pipeline.catalogues.headers import STATE
from pipeline.catalogues.merge import brought_over
from pipeline.model.catalogue import Catalogue, Entry, Key

T = TypeVar("T")

OTHER = "Translated differently at the same time: "
"""How the comment begins that keeps the other side's translation."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The catalogue that both sides make, and what two people translated differently."""

    catalogue: Catalogue
    conflicts: tuple[Key, ...] = ()
    """Their entries hold our translation, fuzzy, with the other one in a comment."""


def merge3(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Joined:
    """The catalogue with what either side changed since the base.

    The entries stand in our order, those that only the other side has behind their neighbours.
    """
    sides = [{entry.key: entry for entry in side.entries} for side in (base, ours, theirs)]
    entries: list[Entry] = []
    conflicts: list[Key] = []
    for key in _order([e.key for e in ours.entries], [e.key for e in theirs.entries]):
        entry, is_conflict = _joined(*(side.get(key) for side in sides))
        if entry is not None:
            entries.append(entry)
        if is_conflict:
            conflicts.append(key)
    entries.sort(key=lambda entry: entry.is_obsolete)
    catalogue = Catalogue(
        _with_late_work(entries, base, ours, theirs),
        _fields(base.headers, ours.headers, theirs.headers),
        _either(base.header_comments, ours.header_comments, theirs.header_comments),
        _either(base.header_flags, ours.header_flags, theirs.header_flags),
    )
    return Joined(_without_stale_state(catalogue), tuple(conflicts))


def _with_late_work(
    entries: Sequence[Entry], base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> tuple[Entry, ...]:
    """The entries, with what was translated on one side while the other edited the text."""
    before, mine, other = (
        {entry.key for entry in side.entries if not entry.is_obsolete}
        for side in (base, ours, theirs)
    )
    late = {e.key for e in entries if e.is_obsolete} & before & (mine | other)
    if not late:
        return tuple(entries)
    new = {e.key for e in entries if not e.is_obsolete and _is_untouched(e)} - before
    return brought_over(entries, new, late)


def _is_untouched(entry: Entry) -> bool:
    """Whether nobody has worked on the entry."""
    return entry == entry._replace(**_UNTOUCHED)


def _order(ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """Our keys in order; behind each the keys that follow it on the other side alone."""
    known = set(ours)
    followers: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in theirs:
        if key in known:
            last = key
        else:
            followers.setdefault(last, []).append(key)
    found = list(followers.get(None, ()))
    for key in ours:
        found += (key, *followers.get(key, ()))
    return found


Choice = tuple[Entry | None, bool]
"""What an entry becomes, nothing if it goes, and whether the sides are at odds about it."""


_UNTOUCHED: dict[str, Any] = {
    "msgstr": "",
    "msgstr_plural": (),
    "is_fuzzy": False,
    "translator_comments": (),
    "previous_msgid": None,
    "previous_msgctxt": None,
    "previous_msgid_plural": None,
}
"""What an entry holds before anybody worked on it."""


def _joined(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Choice:
    if ours is None or theirs is None:
        return _one_sided(base, ours or theirs), False
    origin = base or ours._replace(**_UNTOUCHED)
    entry = ours._replace(
        is_obsolete=_either(origin.is_obsolete, ours.is_obsolete, theirs.is_obsolete),
        comments=_either(origin.comments, ours.comments, theirs.comments),
        references=_either(origin.references, ours.references, theirs.references),
        flags=_either(origin.flags, ours.flags, theirs.flags),
        translator_comments=_remarks(origin, ours, theirs),
    )
    worked = _side_that_counts(origin, ours, theirs)
    if worked is not None:
        return _with_work_of(worked, entry), False
    other = " / ".join(filter(None, _texts(theirs)))
    remark = f"{OTHER}{' '.join(other.split())}"
    remarks = tuple(dict.fromkeys((*entry.translator_comments, remark)))
    return entry._replace(is_fuzzy=True, translator_comments=remarks), True


def _side_that_counts(base: Entry, ours: Entry, theirs: Entry) -> Entry | None:
    """The side whose translation holds; nothing if both made one, and not the same."""
    if _work(theirs) in (_work(base), _work(ours)):
        return ours
    if _work(ours) == _work(base):
        return theirs
    if _texts(ours) == _texts(theirs):
        # The same words: whoever reviewed them is right.
        return theirs if ours.is_fuzzy else ours
    if not any(_texts(ours)):
        return theirs
    return None if any(_texts(theirs)) else ours


def _one_sided(base: Entry | None, left: Entry | None) -> Entry | None:
    """An entry that only one side has: new there, or removed on the other."""
    if left is None or base is None:
        return left
    # It was removed since its text is gone; what was translated meanwhile may still be of use.
    if _work(left) == _work(base) or not any(_texts(left)):
        return None
    return left._replace(is_obsolete=True, references=())


Work = tuple[str, str | None, tuple[str, ...], bool, str | None, str | None, str | None]


def _work(entry: Entry) -> Work:
    """What belongs together when somebody translates or reviews, or an edit makes it outdated."""
    return (
        entry.msgstr,
        entry.msgid_plural,
        entry.msgstr_plural,
        entry.is_fuzzy,
        entry.previous_msgid,
        entry.previous_msgctxt,
        entry.previous_msgid_plural,
    )


def _with_work_of(worked: Entry, entry: Entry) -> Entry:
    return worked._replace(
        is_obsolete=entry.is_obsolete,
        comments=entry.comments,
        references=entry.references,
        flags=entry.flags,
        translator_comments=entry.translator_comments,
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.msgstr, *entry.msgstr_plural)


def _remarks(base: Entry, ours: Entry, theirs: Entry) -> tuple[str, ...]:
    """Our remarks without those that the other side removed, then those that it added."""
    before, other = base.translator_comments, theirs.translator_comments
    mine = ours.translator_comments
    kept = (remark for remark in mine if remark in other or remark not in before)
    added = (remark for remark in other if remark not in before and remark not in mine)
    return (*kept, *added)


Fields = tuple[tuple[str, str], ...]


def _fields(base: Fields, ours: Fields, theirs: Fields) -> Fields:
    before, mine, other = (
        {name.lower(): value for name, value in side} for side in (base, ours, theirs)
    )
    kept = (
        (name, _field(name.lower(), before, value, other))
        for name, value in ours
        if name.lower() in other or before.get(name.lower()) != value
    )
    added = (
        (name, value)
        for name, value in theirs
        if name.lower() not in mine and before.get(name.lower()) != value
    )
    return (*kept, *added)


def _field(name: str, before: dict[str, str], value: str, other: dict[str, str]) -> str:
    theirs = other.get(name, value)
    if name == _DATE and before.get(name) not in (value, theirs):
        return max(value, theirs)
    return _either(before.get(name), value, theirs)


_DATE = "po-revision-date"
"""When a translator saved the file last: of two such dates the later one is true."""


def _without_stale_state(catalogue: Catalogue) -> Catalogue:
    if not is_complete(catalogue):
        return catalogue
    headers = tuple(field for field in catalogue.headers if field[0].lower() != STATE.lower())
    return replace(catalogue, headers=headers)


def _either(base: T | None, ours: T, theirs: T) -> T:
    """The value of the side that changed it, ours if both did."""
    return theirs if ours == base else ours
