"""Texts without a translation.

A page with such a text is not published unless you allow it. Where translators follow later, put
`missing = note` and set a `threshold` for each language instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say, written


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    entries = list(page.entries)
    missing = [e for e in entries if e.is_missing and not all(e.msgstr_plural or ("",))]
    if len(missing) == len(entries) > 1 and not page.is_in_full:
        words = page.coverage.missing.words
        yield Flaw(
            say(
                "none of the {number} texts is translated ({words} words)",
                number=len(missing),
                words=written(words),
            )
        )
        return
    for entry in missing:
        yield Flaw(say("{msgid} is not translated", msgid=quoted(entry.msgid)), entry.key)


RULE = Rule(
    "missing",
    Severity.ERROR,
    N_("A text of the post has no translation. Where none has, the page is told of as one."),
    _check,
)
