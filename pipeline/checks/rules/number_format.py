"""Numbers written as the source's language writes them.

`12,500` is twelve and a half to a Swedish reader, and `1.5 km` a slip of the pen. Which sign
stands before decimals and between thousands, and whether there is a space before the per cent
sign, is Babel's data (CLDR). A version such as `3.11` is no number, so the decimal sign counts
only where a unit follows.

| English | Swedish | |
|---|---|---|
| `12,500 readers` | `12,500 läsare` | found |
| `It grew by 3.5 %` | `Den växte med 3.5 %` | found |
| `Half, or 50%` | `Hälften, eller 50%` | found |
| `12,500 readers` | `12 500 läsare` | right |
| `Python 3.11 is here` | `Python 3.11 är här` | right |

| Swedish | English | |
|---|---|---|
| `Den växte med 3,5 %` | `It grew by 3,5%` | found |
| `1 000 läsare` | `1 000 readers` | found |
| `Den växte med 3,5 %` | `It grew by 3.5%` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.conventions import SPACES
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, together
from pipeline.checks.written import foreign_numbers
from pipeline.model.finding import Severity
from pipeline.speech import N_

_SEPARATED = re.compile(rf"\d[.,{SPACES}]\d|\d.?%")


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if not texts.has_figures or not _SEPARATED.search(texts.target):
        return ""
    langs = page.source_lang, page.lang
    return together(dict.fromkeys(foreign_numbers(texts.source, texts.target, langs)))


RULE = Rule(
    "number-format",
    Severity.NOTE,
    N_("A number of the translation is written as the source's language writes numbers."),
    in_prose(_compare),
)
