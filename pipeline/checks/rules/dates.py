"""Dates that are in another month in the translation.

The day and the year are numbers, and so for [`numbers`](#numbers); this check reads the names of
the months in both languages, by Babel's data (CLDR). A month in figures, or alone, is left alone.

| English | Swedish | |
|---|---|---|
| `It opened on June 30, 2017.` | `Det öppnade den 30 juli 2017.` | found |
| `It opened on June 30, 2017.` | `Det öppnade den 30 juni 2017.` | right |
| `It opened on June 30, 2017.` | `Det öppnade 2017-06-30.` | right |

| Swedish | English | |
|---|---|---|
| `Den 30 maj 2017` | `30 March 2017` | found |
| `Den 30 maj 2017` | `May 30, 2017` | right |
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.checks.conventions import Conventions, conventions
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, differences, in_prose, together
from pipeline.checks.written import dated
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if not (texts.source_has_figures and texts.has_figures):
        return ""
    theirs, ours = conventions(page.source_lang), conventions(page.lang)
    before, after = _months(texts.source, theirs), _months(texts.target, ours)
    # Each as often as it is there: of two dates in July, one may have become another month.
    lost, added = differences(before, after)
    if not (lost and added):
        return ""  # a month alone may stand there in figures, or in other words
    return say("{lost} became {added}", lost=_named(lost, ours), added=_named(added, ours))


def _months(text: str, rules: Conventions) -> list[int]:
    return [rules.months[name.lower()] for name in dated(text, rules)]


def _named(months: Iterable[int], rules: Conventions) -> str:
    return together(rules.month_names[month - 1] for month in sorted(set(months)))


RULE = Rule(
    "dates",
    Severity.WARNING,
    N_("A date is in another month in the translation."),
    in_prose(_compare),
)
