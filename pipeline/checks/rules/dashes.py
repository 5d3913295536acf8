"""Dashes that the language does not use, and hyphens in their place.

Swedish has an en dash with a space on both sides where English has an em dash; a range has an en
dash in both.

| English | Swedish | |
|---|---|---|
| `The boat — a small one — sank.` | `Båten — en liten — sjönk.` | found |
| `Open 10–16` | `Öppet 10-16` | found |
| `The boat — a small one — sank.` | `Båten - en liten - sjönk.` | found |
| `The boat — a small one — sank.` | `Båten – en liten – sjönk.` | right |
| `On 2017-10-31` | `Den 2017-10-31` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_SPACED = frozenset("sv da nb nn no fi de is et lv lt cs sk pl sl hr hu".split())
"""Languages whose dash is an en dash with a space on both sides."""
_EM = re.compile(r"\w*\s?—\s?\w*")
_RANGE = re.compile(r"(?<![\d-])\d{1,4}-\d{1,4}(?![\d-])")
_HYPHEN = re.compile(r"\w+ - \w+")


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if "—" in texts.target and page.lang.partition("-")[0] in _SPACED:
        found = _EM.search(texts.target)
        return (
            say("{found} has the dash of another language; write –", found=quoted(found[0]))
            if found
            else ""
        )
    if "-" not in texts.target or not _has_dash(texts.source) or _has_dash(texts.target):
        return ""
    found = _RANGE.search(texts.target) or _HYPHEN.search(texts.target)
    if found and found[0] not in texts.source:
        return say("{found} has a hyphen where the source has a dash", found=quoted(found[0]))
    return ""


def _has_dash(text: str) -> bool:
    return "–" in text or "—" in text


RULE = Rule(
    "dashes",
    Severity.NOTE,
    N_(
        "A translation has a hyphen where its source has a dash, or a dash that its language does "
        "not use."
    ),
    in_prose(_compare),
)
