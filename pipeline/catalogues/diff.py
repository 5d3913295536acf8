"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.catalogues.edits import Edit, classify
from pipeline.catalogues.words import count_words_of
from pipeline.model.catalogue import Catalogue, Key
from pipeline.speech import N_, say


class Change(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share one fate."""

    change: Change
    text: str


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_CELLS = 25_000_000
"""Beyond that, a comparison of all words with all words takes too long to be worth it."""


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs that make the old text into the new one.

    The equal and removed ones join to `old`, the equal and added ones to `new`; no two of a kind
    follow one another, and what was removed comes before what was added in its place.

    >>> [(run.change.value, run.text) for run in word_diff("A good day", "A bad day")]
    [('equal', 'A '), ('removed', 'good'), ('added', 'bad'), ('equal', ' day')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    removed = added = ""
    for is_equal, gone, come in _blocks(before, after):
        # A lone space between two changes would only chop up what reads better as one change.
        if is_equal and not (gone.isspace() and (removed or added)):
            runs += _changed(removed, added)
            runs.append(Run(Change.EQUAL, gone))
            removed = added = ""
        else:
            removed, added = removed + gone, added + come
    return (*runs, *_changed(removed, added))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Whether the parts are equal, and the parts, in order."""
    from rapidfuzz.distance import Indel

    if len(before) * len(after) > _MOST_CELLS:
        yield False, "".join(before), "".join(after)
        return
    for step in Indel.opcodes(before, after):
        gone = "".join(before[step.src_start : step.src_end])
        come = "".join(after[step.dest_start : step.dest_end])
        yield step.tag == "equal", gone, come


def _changed(removed: str, added: str) -> list[Run]:
    runs = (Run(Change.REMOVED, removed), Run(Change.ADDED, added))
    return [run for run in runs if run.text]


def compact_diff(old: str, new: str) -> str:
    """The change on one line: `[-removed-]{+added+}`, with a few words around.

    >>> compact_diff("It was one very good day for a walk", "It was one very bad day for a walk")
    '…was one very [-good-]{+bad+} day for a…'
    """
    runs = word_diff(old, new)
    last = len(runs) - 1
    shown = "".join(_shown(run, index == 0, index == last) for index, run in enumerate(runs))
    return " ".join(shown.split())


def changed_words(old: str, new: str) -> int:
    """How many words were put in the place of others, added or taken away.

    >>> changed_words("A good day", "A very bad day!"), changed_words("Yes, no", "Yes no.")
    (2, 0)
    """
    runs = word_diff(old, new)
    sides = ([run.text for run in runs if run.change is change] for change in _SIDES)
    return max(map(count_words_of, sides))


_SIDES = (Change.REMOVED, Change.ADDED)
_MARKS = {Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def _shown(run: Run, is_first: bool, is_last: bool) -> str:
    if run.change in _MARKS:
        return _MARKS[run.change].format(run.text)
    head = "" if is_first else _first_words(run.text)
    tail = "" if is_last else _last_words(run.text)
    return run.text if len(head) + len(tail) >= len(run.text) else f"{head}…{tail}"


def _first_words(text: str) -> str:
    match = re.match(r"\s*(?:\S+\s+){0,2}\S+", text)
    return match[0] if match else text


def _last_words(text: str) -> str:
    return _first_words(text[::-1])[::-1]


def changes(catalogue: Catalogue) -> dict[Key, str]:
    """For each outdated entry, what changed in its source since it was translated.

    Where it was less than the wording, the change begins with its class, such as `typography only`.
    """
    return {
        entry.key: described(entry.previous_msgid, entry.msgid)
        for entry in catalogue.entries
        if entry.previous_msgid is not None and entry.is_fuzzy and not entry.is_obsolete
    }


_ONLY = {
    Edit.WHITE_SPACE: N_("white space only: {shown}"),
    Edit.TYPOGRAPHY: N_("typography only: {shown}"),
    Edit.ADDRESS: N_("link address only: {shown}"),
    Edit.MARKUP: N_("markup only: {shown}"),
}


def described(old: str, new: str, *, is_for_file: bool = False) -> str:
    """The change on one line, after its class where that is less than the wording.

    What is written into a file is the same in all languages.

    >>> described("a -- b", "a – b")
    'typography only: a [----]{+–+} b'
    """
    told = _ONLY.get(classify(old, new), "{shown}")
    shown = compact_diff(old, new)
    return told.format(shown=shown) if is_for_file else say(told, shown=shown)
