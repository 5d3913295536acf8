"""Words that stand twice in a row.

The slip that everybody makes and nobody sees. Words that may well stand twice (`that that`, `det
det`) are left alone, and so is any text whose source has such a pair.

| English | Swedish | |
|---|---|---|
| `He said that it rains.` | `Han sade att att det regnar.` | found |
| `He said that it rains.` | `Han sade att det regnar.` | right |
| `He said what it means.` | `Det det betyder sade han.` | right |
| `Bye bye, boat` | `Hej hej hej, båt` | right |

| Swedish | English | |
|---|---|---|
| `Han sade att det regnar.` | `He said that the the rain fell.` | found |
| `Allt det innebär` | `All that that means` | right |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import eq

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)\s+\1(?![\w'’-])", re.IGNORECASE)
_RIGHT: Mapping[str, frozenset[str]] = {
    "en": frozenset("had that is do no yes very so bye ha who".split()),
    "sv": frozenset("det den de är var om så ja nej mycket ha hej som på i".split()),
    "de": frozenset("die der das sie".split()),
    "fr": frozenset("nous vous".split()),
    "nl": frozenset("die dat".split()),
}
"""Words that may well stand twice in a row: “de de älskar”, “all that that means”."""


_MARKS = ".,;:!?…)]\"'”’»“"


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    source, target = texts.source, texts.target
    spoken = texts.tokens
    # First whether a word begins with the one before it, for that is the quickest to tell.
    if not any(map(str.startswith, spoken[1:], spoken)):
        return ""
    if not any(map(eq, spoken, (word.rstrip(_MARKS) for word in spoken[1:]))):
        return ""
    if _DOUBLED.search(source):
        return ""
    found = [match[1] for match in _DOUBLED.finditer(target)]
    right = _RIGHT.get(page.lang.partition("-")[0], frozenset())
    wrong = next((word for word in found if word.lower() not in right), "")
    return say("{wrong} stands twice in a row", wrong=quoted(wrong)) if wrong else ""


RULE = Rule(
    "doubled",
    Severity.WARNING,
    N_("A word stands twice in a row in the translation, and none does in the source."),
    in_prose(_compare),
)
