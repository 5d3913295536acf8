"""Dates written as the source's language writes them.

The name of a month in the other language, a month with a capital letter where the language has
none, and `10/31/2017`, which only Americans read. The names are Babel's data (CLDR).

| English | Swedish | |
|---|---|---|
| `On 31 October 2017` | `Den 31 October 2017` | found |
| `On 31 October 2017` | `Den 31 Oktober 2017` | found |
| `On 10/31/2017` | `Den 10/31/2017` | found |
| `On 31 October 2017` | `Den 31 oktober 2017` | right |
| `On 31 October 2017` | `2017-10-31` | right |

| Swedish | English | |
|---|---|---|
| `Den 31 oktober 2017` | `On 31 oktober 2017` | found |
| `Den 31 oktober 2017` | `On 31 October 2017` | right |
"""

from __future__ import annotations

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, together
from pipeline.checks.written import foreign_dates
from pipeline.model.finding import Severity
from pipeline.speech import N_


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if not texts.has_figures:
        return ""
    langs = page.source_lang, page.lang
    return together(dict.fromkeys(foreign_dates(texts.source, texts.target, langs)))


RULE = Rule(
    "date-format",
    Severity.NOTE,
    N_("A date of the translation is written as the source's language writes dates."),
    in_prose(_compare),
)
