"""Translations that are far longer or shorter than their source.

A paragraph may have been cut short, or have slipped into the wrong place. A Chinese or Japanese
character counts as two and a half letters.

| English | Swedish | |
|---|---|---|
| `The boat lay in the harbour for three long weeks of rain.` | `Båten låg där.` | found |
| `FAQ` | `FAQ (vanliga frågor)` | right |
| `The boat lay in the harbour.` | `Båten låg i hamnen.` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Option, Rule, in_prose
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_DENSE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Characters of which one says as much as two and a half letters."""
_WEIGHT = 2.5


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    source, target = texts.source, texts.target
    ratio, slack = page.option("length", "ratio"), page.option("length", "slack")
    before, after = _size(source), _size(target)
    if after > before * ratio + slack:
        return say(
            "the translation is {value:.1f} times as long as its source",
            value=after / max(before, 1),
        )
    if before > after * ratio + slack:
        return say(
            "the source is {value:.1f} times as long as the translation",
            value=before / max(after, 1),
        )
    return ""


def _size(text: str) -> float:
    if text.isascii():
        return len(text)
    return len(text) + (_WEIGHT - 1) * len(_DENSE.findall(text))


RULE = Rule(
    "length",
    Severity.NOTE,
    N_(
        "A translation is far longer or shorter than its source: something may be missing, or may "
        "belong elsewhere."
    ),
    in_prose(_compare),
    (
        Option("ratio", 1.8, N_("How many times as long one text may be as the other.")),
        Option("slack", 25, N_("How many characters more are no matter; for short texts.")),
    ),
)
