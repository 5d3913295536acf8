"""Code spans that say something else in a translation, or are gone.

A command must be typed as it is. What a reader fills in is the translator's: `{{name}}`, `<file>`,
`[option]`, `$HOME`. For a name that the reader chooses, ignore the text, or write it as `<name>`.

| English | Swedish | |
|---|---|---|
| ``Run `make test`.`` | ``Kör `gör test`.`` | found |
| ``Run `make test`.`` | `Kör make test.` | found |
| ``Run `cat {{file}}`.`` | ``Kör `cat {{fil}}`.`` | right |
| ``Run `a` before `b`.`` | ``Före `b`, kör `a`.`` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.markup import code_spans
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added, together
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_CHOSEN = re.compile(
    r"\{\{.*?\}\}|\{[^{}\s]*\}|<[^<>]*>|\[[^\[\]]*\]|\$\{?\w+\}?|(?:path|sökväg)\S*"
)
"""What a reader puts a word of their own for, and what a translator therefore may translate."""


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = (code_spans(text, page.format) for text in (entry.msgid, entry.msgstr))
    if source == target:
        return ""
    lost, added = differences(map(_fixed, source), map(_fixed, target))
    if len(lost) != len(added):
        return lost_and_added(lost, added)
    changed = zip(lost, added, strict=True)
    return together(say("the code {old} became {new}", old=old, new=new) for old, new in changed)


def _fixed(span: str) -> str:
    return _CHOSEN.sub("{…}", span)


RULE = Rule(
    "code",
    Severity.WARNING,
    N_(
        "A code span says something else in the translation, or is gone; right for a name that the "
        "reader chooses, wrong for a command."
    ),
    in_markup(_compare),
)
