"""Texts without a translation."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule, quoted
from pipeline.model.finding import Severity


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    for entry in page.entries:
        if entry.is_missing and not all(entry.msgstr_plural or ("",)):
            yield Flaw(f"{quoted(entry.msgid)} is not translated", entry.key)


RULE = Rule("missing", Severity.ERROR, "A text of the post has no translation.", _check)
