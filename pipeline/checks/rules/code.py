"""Code spans that say something else in a translation."""

from __future__ import annotations

from pipeline.checks.markup import code_spans
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_translations
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = (code_spans(text, page.format) for text in (entry.msgid, entry.msgstr))
    if len(source) != len(target):
        return ""  # for the rule `markup`
    lost, added = differences(source, target)
    changed = zip(lost, added, strict=True)
    return " and ".join(f"the code {old} became {new}" for old, new in changed)


RULE = Rule(
    "code",
    Severity.WARNING,
    "A code span says something else in the translation; right for a name that the reader "
    "chooses, wrong for a command.",
    in_translations(_compare),
)
