"""Translations of a text that has changed.

`tvilling extract` keeps the old translation, marks it as fuzzy, and keeps the text that it was the
translation of. The finding shows which words were changed. Where the translation is right all the
same, `tvilling accept` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule, quoted
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    for entry in page.entries:
        if entry.is_fuzzy and entry.msgstr and entry.previous_msgid is not None:
            yield Flaw(_message(page, entry), entry.key)


def _message(page: PageUnderCheck, entry: Entry) -> str:
    if entry.previous_msgid == entry.msgid:
        return say(
            "{msgid} stands in another context since it was translated", msgid=quoted(entry.msgid)
        )
    change = page.changes.get(entry.key) or quoted(entry.msgid)
    return say("the source changed since it was translated: {change}", change=change)


RULE = Rule(
    "outdated",
    Severity.ERROR,
    N_("A text of the post changed after it was translated; the message shows which words."),
    _check,
)
