"""Translations with white space at their ends.

A source text never begins or ends with white space: what stands around a text is kept by Tvilling.
More of it, or nothing else, is a slip of the keyboard that may tear a word from its mark.

| English | Swedish | |
|---|---|---|
| `Read more` | `Läs mer ` | found |
| `Read more` | `Läs mer` | right |
"""

from __future__ import annotations

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, in_translations
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_TOLD = {
    (False, False): "",
    (True, False): N_("the translation begins with white space"),
    (False, True): N_("the translation ends with white space"),
    (True, True): N_("the translation begins and ends with white space"),
}
"""By whether there is some before the text, and behind it."""


def _compare(_page: PageUnderCheck, entry: Entry) -> str:
    text = entry.msgstr
    if text.strip() == text:
        return ""
    if not text.strip():
        return say("the translation is nothing but white space")
    return say(_TOLD[text != text.lstrip(), text != text.rstrip()])


RULE = Rule(
    "white-space",
    Severity.WARNING,
    N_("A translation begins or ends with white space; a source text never does."),
    in_translations(_compare),
)
