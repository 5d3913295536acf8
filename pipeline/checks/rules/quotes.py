"""Quotation marks that the language of the translation does not use.

Swedish writes ”so”, English “so”, German „so“ and French « so »; the marks of each language are
those of CLDR, with what its books use besides. Straight marks (") belong to no language, and
WordPress turns them into the right ones: set `straight = yes` to hear of them where the source has
typographic ones.

| English | Swedish | |
|---|---|---|
| `He said “yes”.` | `Han sade “ja”.` | found |
| `He said “yes”.` | `Han sade „ja“.` | found |
| `He said “yes”.` | `Han sade ”ja”.` | right |
| `He said “yes”.` | `Han sade »ja».` | right |
| `He said “yes”.` | `Han sade "ja".` | right |

| Swedish | English | |
|---|---|---|
| `Han sade »ja».` | `He said »yes».` | found |
| `Han sade ”ja”.` | `He said “yes”.` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.quotation import QUOTES, marks_of, pairs_of, straight, typographic
from pipeline.checks.rule import Option, Rule, in_prose
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_MARK = re.compile(rf'[{QUOTES}"]')


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    target = texts.target
    pairs = pairs_of(page.lang)
    if not pairs or not _MARK.search(texts.signs):
        return ""
    wrong = [mark for mark in typographic(target) if mark not in marks_of(page.lang)]
    if wrong := wrong or _turned(target, page.lang):
        return say(
            "{marks} stands in the translation; {usual}",
            marks=" ".join(dict.fromkeys(wrong)),
            usual=_usual(*pairs[0]),
        )
    if page.option("quotes", "straight") and typographic(texts.source) and straight(target):
        return say(
            'the straight mark " stands in the translation; {usual}', usual=_usual(*pairs[0])
        )
    return ""


def _usual(opening: str, closing: str) -> str:
    return say(
        "the language of the translation writes {opening}so{closing}",
        opening=opening,
        closing=closing,
    )


_BEGINS = re.compile(rf"(?:(?<=^)|(?<=[\s(]))([{QUOTES}])(?=\w)")


def _turned(text: str, lang: str) -> list[str]:
    """The marks before a word that the language has behind words alone: ”so” in English."""
    opening = {pair[0] for pair in pairs_of(lang)}
    return [mark for mark in _BEGINS.findall(text) if mark not in opening]


RULE = Rule(
    "quotes",
    Severity.NOTE,
    N_("A translation has quotation marks that its language does not use."),
    in_prose(_compare),
    (
        Option(
            "straight",
            False,
            N_('Whether to tell of straight marks ("), which WordPress turns into the right ones.'),
        ),
    ),
)
