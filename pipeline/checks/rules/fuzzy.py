"""Translations that nobody has reviewed.

A translation is marked `fuzzy` by a translator who is not sure, or by a tool that suggested it. A
person reads it, mends it, and takes the mark away; in Poedit that is the button Needs Work.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    for entry in page.entries:
        if entry.is_fuzzy and entry.msgstr and entry.previous_msgid is None:
            message = say(
                "the translation of {msgid} is marked as needing review", msgid=quoted(entry.msgid)
            )
            yield Flaw(message, entry.key)


RULE = Rule(
    "fuzzy",
    Severity.ERROR,
    N_("A translation is marked fuzzy: somebody has to review it before it is published."),
    _check,
)
