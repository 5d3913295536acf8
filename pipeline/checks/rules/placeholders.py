"""Placeholders of programs, such as `%s`, that a translation lost, added or translated.

They may stand in another order, but all must be there, spelled as they are. In a blog they are
often plain text about programs, so this is a warning.

| English | Swedish | |
|---|---|---|
| `You have %s letters` | `Du har brev` | found |
| `Hello {name}` | `Hej {namn}` | found |
| `%1$s of %2$s` | `%2$s har %1$s` | right |
| `100 %sure` | `100 % säker` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.markup import without_code
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_translations, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_

_PLACEHOLDER = re.compile(
    r"""
      %\([A-Za-z_]\w*\)[sdif]                    # %(name)s
    | (?<![\d\w%])%(?:\d+\$)?[sd](?!\w)          # %s, %1$s
    | %\{[A-Za-z_]\w*\}                          # %{name}
    | \$\{[A-Za-z_][\w.]*\}                      # ${name}
    | (?<![{$%\w])\{(?:\d+|[A-Za-z_]\w*)\}(?!\}) # {name}, {0}
    """,
    re.VERBOSE,
)


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    if not (_has_sign(entry.msgid) or _has_sign(entry.msgstr)):
        return ""
    source, target = (without_code(text, page.format) for text in (entry.msgid, entry.msgstr))
    lost, added = differences(_PLACEHOLDER.findall(source), _PLACEHOLDER.findall(target))
    return lost_and_added(lost, added)


def _has_sign(text: str) -> bool:
    return "%" in text or "{" in text


RULE = Rule(
    "placeholders",
    Severity.WARNING,
    N_(
        "A translation lost, added or translated a placeholder such as `%s`, `{name}` or `${name}`."
    ),
    in_translations(_compare),
)
