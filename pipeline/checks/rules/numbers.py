"""Numbers that are others in the translation, or are gone.

A number may be written as the language writes it, spelled out, stand in a date or a time of the
other kind (`3 pm`, `15.00`), be in thousands or millions, be a year in short or a century, be
converted (miles and kilometres, pounds and kilos, degrees) or be a price in another currency; how
each language writes them is Babel's data (CLDR).

| English | Swedish | |
|---|---|---|
| `It was built in 1847.` | `Den byggdes 1874.` | found |
| `It costs 1.5 billion.` | `Den kostar 1,5 biljoner.` | found |
| `Twelve of 30 boats` | `Tolv båtar` | found |
| `On 31 October 2017, 1,000.5 litres` | `Den 31 oktober 2017, 1 000,5 liter` | right |
| `On 10/31/2017` | `Den 31 oktober 2017` | right |
| `Three boats and a third of 25` | `3 båtar och en tredjedel av tjugofem` | right |
| `From 9 a.m. to 3:30 p.m.` | `Klockan 9–15.30` | right |
| `About 100 miles away, at 68 °F` | `Ungefär 160 kilometer bort, vid 20 °C` | right |
| `In the 19th century` | `På 1800-talet` | right |
| `1.5 million readers` | `1 500 000 läsare` | right |
| `$28 a month` | `299 kr i månaden` | right |

| Swedish | English | |
|---|---|---|
| `Den byggdes 1847.` | `It was built in 1874.` | found |
| `Klockan 19.30 den 5 maj` | `At 7:30 pm on 5 May` | right |
| `2,5 mil bort` | `25 km away` | right |
| `tre miljarder kronor` | `3 billion kronor` | right |
"""

from __future__ import annotations

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, together
from pipeline.checks.same_numbers import unlike
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_TOLD = 5


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    source, target = texts.source, texts.target
    if not (texts.source_has_figures or texts.has_figures):
        return ""
    lost, added = unlike(source, target, (page.source_lang, page.lang))
    if lost and added:
        return say(
            "the source has {lost} where the translation has {added}",
            lost=_all(lost),
            added=_all(added),
        )
    if lost:
        return say("the translation does not have {lost}", lost=_all(lost))
    return (
        say("the translation has {added}, the source does not", added=_all(added)) if added else ""
    )


def _all(numbers: list[str]) -> str:
    return together(list(dict.fromkeys(numbers))[:_TOLD])


RULE = Rule(
    "numbers",
    Severity.WARNING,
    N_("A number of the source is another one in the translation, or is gone."),
    in_prose(_compare),
)
