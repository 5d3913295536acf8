"""Findings that somebody has looked at and means to live with, one string at a time.

A translator writes `# tvilling: ignore quotes -- the shop spells its name so` above the entry in
the catalogue; an author writes the same in a comment before the text, which extraction hands on
to the catalogue of each language. Without a reason nothing is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.checks.rule import Flaw, Rule
from pipeline.model.catalogue import Entry, Key
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_MARK = "tvilling:"
_IGNORE = re.compile(
    r"tvilling:\s*ignore\b(?P<names>.*?)"
    r"(?:\s(?:--|\u2013|\u2014)\s*(?P<reason>.*?))?(?=\s*tvilling:|\Z)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment."""

    rules: tuple[str, ...]
    reason: str
    is_by_translator: bool
    """Whether it is meant for this language alone."""


def ignores_of(entry: Entry) -> tuple[Ignore, ...]:
    """What the comments of the entry ask to ignore.

    >>> ignores_of(Entry("A", "B", translator_comments=("tvilling: ignore quotes -- a name",)))
    (Ignore(rules=('quotes',), reason='a name', is_by_translator=True),)
    """
    return (
        *_found(entry.translator_comments, is_by_translator=True),
        *_found(entry.comments, is_by_translator=False),
    )


def _found(comments: Iterable[str], *, is_by_translator: bool) -> Iterator[Ignore]:
    for comment in comments:
        if _MARK in comment:
            for match in _IGNORE.finditer(comment):
                names = tuple(re.split(r"[\s,]+", match["names"].strip()))
                yield Ignore(tuple(filter(None, names)), match["reason"] or "", is_by_translator)


def ignored_rules(entry: Entry) -> frozenset[str]:
    """The rules whose findings about the entry are left out."""
    if not entry.comments and not entry.translator_comments:
        return frozenset()
    found = (ignore.rules for ignore in ignores_of(entry) if ignore.reason)
    return frozenset(name for names in found for name in names)


def without_ignored(
    flaws: Iterable[tuple[Rule, Flaw]], entries: Iterable[Entry], known: Collection[str]
) -> Iterator[tuple[Rule, Flaw]]:
    """The flaws that nobody ignores, and what is wrong with the ignores.

    `known` are the names of all rules there are.
    """
    found = {e.key: (e, ignores) for e in entries if (ignores := ignores_of(e))}
    if not found:
        yield from flaws
        return
    used: set[tuple[Key, str]] = set()
    for rule, flaw in flaws:
        if flaw.key in found and rule.name in ignored_rules(found[flaw.key][0]):
            used.add((flaw.key, rule.name))
        else:
            yield rule, flaw
    for entry, ignores in found.values():
        yield from ((RULE, flaw) for flaw in _complaints(entry, ignores, used, known))


def _complaints(
    entry: Entry, ignores: Iterable[Ignore], used: set[tuple[Key, str]], known: Collection[str]
) -> Iterator[Flaw]:
    for ignore in ignores:
        unknown = [name for name in ignore.rules if name not in known]
        if not ignore.rules:
            yield Flaw(say("an ignore names no check"), entry.key)
        elif not ignore.reason:
            yield Flaw(say(_NO_REASON).format(", ".join(ignore.rules)), entry.key)
        elif unknown:
            yield Flaw(
                say("an ignore names {unknown}, which is no check", unknown=unknown[0]), entry.key
            )
        # Before the text is translated, it shows nothing that there is nothing to ignore.
        elif ignore.is_by_translator and entry.is_translated:
            for name in ignore.rules:
                if (entry.key, name) not in used and name not in _OF_BLOG:
                    yield Flaw(
                        say("the ignore of {name} ignores nothing; delete it", name=name), entry.key
                    )


_NO_REASON = N_(
    "the ignore of {0} gives no reason and ignores nothing; write it like: "
    "tvilling: ignore {0} -- because"
)
_OF_BLOG = frozenset({"slugs", "twins"})
"""Rules that see more than a page."""

RULE = Rule(
    "ignores",
    Severity.NOTE,
    N_("A comment that ignores findings gives no reason, names no check, or ignores nothing."),
    lambda _page: (),
)
"""In the table for its name; what it sees takes the findings of all others."""
