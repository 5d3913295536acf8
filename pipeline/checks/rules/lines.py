r"""Translations with fewer or more lines than their source.

Lines that a text keeps are lines on the page too: those of a poem or an address, of code, and after
a break in Markdown. In this table, `\n` is where a line ends, as in the file.

| English | Swedish | |
|---|---|---|
| `Roses are red,\nviolets are blue.` | `Rosor är röda, violer är blå.` | found |
| `Open from nine to five.` | `Öppet från nio\ntill fem.` | found |
| `Roses are red,\nviolets are blue.` | `Rosor är röda,\nvioler är blå.` | right |
"""

from __future__ import annotations

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, in_translations
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, ngettext, say


def _compare(_page: PageUnderCheck, entry: Entry) -> str:
    lines, found = (text.strip().count("\n") + 1 for text in (entry.msgid, entry.msgstr))
    if lines == found or not entry.msgstr.strip():
        return ""
    return say(
        "the translation has {found}, the text has {lines}",
        found=ngettext("{number} line", "{number} lines", found),
        lines=ngettext("{number} line", "{number} lines", lines),
    )


RULE = Rule(
    "lines",
    Severity.WARNING,
    N_("A translation has fewer or more lines than its source, where lines are kept."),
    in_translations(_compare),
)
