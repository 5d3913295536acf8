"""Translations that end with another mark than their source.

A question that no longer asks, a heading with a full stop, a sentence without one. Quotation marks
and brackets behind the mark make no difference, nor do the full stops and question marks of other
scripts.

| English | Swedish | |
|---|---|---|
| `Is it far?` | `Är det långt.` | found |
| `It is not far.` | `Det är inte långt` | found |
| `“It is not far.”` | `”Det är inte långt.”` | right |
| `Wait...` | `Vänta…` | right |
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_END = re.compile(r"(\.\.\.?|…|[.!?:;。！？：；؟؛।])[\s\"'”“’‘»«)\]』」\ufffc]*$")
_SAME: Mapping[str, str] = {
    "...": "…", "..": "…", "。": ".", "।": ".", "！": "!", "？": "?", "؟": "?", "：": ":",
    "；": ";", "؛": ";",
}  # fmt: skip
_TAIL = 12
_NAMES = {
    ".": N_("a full stop"),
    "!": N_("an exclamation mark"),
    "?": N_("a question mark"),
    ":": N_("a colon"),
    ";": N_("a semicolon"),
    "…": N_("an ellipsis"),
    "": N_("no mark"),
}


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    source, target = texts.source, texts.target
    before, after = _end(source, page.source_lang), _end(target, page.lang)
    if before == after:
        return ""
    return say(
        "the source ends with {before}, the translation with {after}",
        before=say(_NAMES[before]),
        after=say(_NAMES[after]),
    )


def _end(text: str, lang: str) -> str:
    if text[-1:].isalpha():
        return ""
    match = _END.search(text[-_TAIL:])
    if match is None:
        return ""
    mark = "?" if match[1] == ";" and lang == "el" else match[1]
    return _SAME.get(mark, mark)


RULE = Rule(
    "punctuation",
    Severity.WARNING,
    N_("A translation ends with another punctuation mark than its source, or with none."),
    in_prose(_compare),
)
