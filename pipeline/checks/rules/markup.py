"""Code spans, shortcodes and placeholders that a translation lost or added."""

from __future__ import annotations

from pipeline.checks.markup import code_spans, placeholders
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_translations, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = (code_spans(text, page.format) for text in (entry.msgid, entry.msgstr))
    # As many as before: the rule `code` looks at what they say.
    lost, added = differences(source, target) if len(source) != len(target) else ([], [])
    more_lost, more_added = differences(
        placeholders(entry.msgid, page.format), placeholders(entry.msgstr, page.format)
    )
    return lost_and_added(lost + more_lost, added + more_added)


RULE = Rule(
    "markup",
    Severity.ERROR,
    "A translation lost or added a code span, a shortcode, a {{placeholder}}, a comment, a "
    "footnote or a link reference.",
    in_translations(_compare),
)
