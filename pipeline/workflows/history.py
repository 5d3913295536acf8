"""How coverage came to be what it is: the catalogues of the past, as git has kept them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.po import parse
from pipeline.errors import TvillingError
from pipeline.model.coverage import Count, Coverage
from pipeline.speech import N_
from pipeline.storage import past
from pipeline.storage.history import Change, changes, contents
from pipeline.storage.workspace import Workspace, catalogue_text
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell, silent

_VERSION = 1
"""Counts the ways in which words and strings have been counted."""
_MOST = 60
"""Points in time; more would not be seen on a chart."""
_BATCH = 2000
"""Contents in memory at a time."""
_Numbers = list[int]
"""Strings and words of what is translated, fuzzy and missing."""
_NOTHING = [0] * 6


@dataclass(frozen=True, slots=True)
class Point:
    """All catalogues at one moment."""

    moment: datetime
    coverage: Mapping[str, Coverage]
    """By language; the state says nothing here."""


def history(workspace: Workspace, *, tell: Tell = silent) -> tuple[Point, ...]:
    """How the catalogues stood at up to sixty moments of the past, the oldest first.

    Empty where git keeps none. What a content came to is kept, so that it is counted once only.
    """
    folder = workspace.settings.locales
    steps = _sampled(changes(workspace.root, folder))
    wanted = {blob for step in steps for blob in step.blobs.values() if blob}
    counted = _counted(workspace, wanted, tell)
    langs = set(workspace.settings.languages)
    sums: defaultdict[str, _Numbers] = defaultdict(_NOTHING.copy)
    held: dict[str, tuple[str, _Numbers]] = {}
    points: list[Point] = []
    for step in steps:
        for path, blob in step.blobs.items():
            file = workspace.catalogue_file(path)
            if file is None or file.lang not in langs:
                continue
            lang, before = held.pop(path, (file.lang, _NOTHING))
            after = counted.get(blob, _NOTHING)
            held[path] = (lang, after)
            sums[lang] = [a - b + c for a, b, c in zip(sums[lang], before, after, strict=True)]
        moment = datetime.fromtimestamp(step.moment, UTC)
        points.append(Point(moment, {lang: _coverage(sums[lang]) for lang in sums}))
    return tuple(points)


def _sampled(steps: Sequence[Change]) -> list[Change]:
    """The changes joined to as many as are shown, evenly in time."""
    if len(steps) <= _MOST:
        return list(steps)
    # Clocks may be wrong: a commit may be older than the one before it.
    first = min(step.moment for step in steps)
    width = (max(step.moment for step in steps) - first) / _MOST or 1
    joined: dict[int, Change] = {}
    slot = 0
    for step in steps:
        slot = max(int((step.moment - first) / width), slot)
        before = joined[slot].blobs if slot in joined else {}
        joined[slot] = Change(step.moment, {**before, **step.blobs})
    return list(joined.values())


def _counted(workspace: Workspace, wanted: Iterable[str], tell: Tell) -> dict[str, _Numbers]:
    """What each content came to; one that is no catalogue came to nothing."""
    kept = past.known(workspace, _VERSION)
    news = sorted(blob for blob in wanted if blob not in kept)
    facts: dict[str, str] = {}
    found = contents(workspace.root, news)
    while batch := list(islice(found, _BATCH)):
        facts.update(mapped(_fact, None, batch))
        tell(N_("Looking back"), len(facts), len(news))
    past.keep(workspace, _VERSION, facts)
    every = {**kept, **facts}
    return {blob: json.loads(every[blob]) for blob in wanted if blob in every}


def _fact(_: None, task: tuple[str, bytes]) -> tuple[str, str]:
    blob, data = task
    try:
        found = coverage(parse(catalogue_text(data, blob), blob))
    except TvillingError:
        return blob, json.dumps(_NOTHING)
    shares = (found.translated, found.fuzzy, found.missing)
    return blob, json.dumps([number for share in shares for number in (share.strings, share.words)])


def _coverage(numbers: _Numbers) -> Coverage:
    a, b, c, d, e, f = numbers
    return Coverage(Count(a, b), Count(c, d), Count(e, f))
