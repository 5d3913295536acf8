"""Shortcodes, template placeholders, comments and footnotes that a translation lost or added.

They are no words: a program puts something in their place, and where one is lost or misspelt,
readers see the brackets, or nothing. Their texts (`title`, `caption`, `alt`) are the translator's.

| English | Swedish | |
|---|---|---|
| `[gallery ids="1,2"] Our boats` | `Våra båtar` | found |
| `Hello {{ name }}` | `Hej {{ namn }}` | found |
| `A claim.[^1]` | `Ett påstående.` | found |
| `{{< img src="a" title="A boat" >}}` | `{{< img src="a" title="En båt" >}}` | right |
| `A word [sic] here` | `Ett ord [så] här` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.markup import placeholders
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = (placeholders(text, page.format) for text in (entry.msgid, entry.msgstr))
    return lost_and_added(*differences(map(_fixed, source), map(_fixed, target)))


_TEXT = re.compile(
    r"""\b(alt|aria-label|caption|description|heading|label|summary|text|title)=("[^"]*"|'[^']*')"""
)


def _fixed(placeholder: str) -> str:
    """The placeholder without the texts in it, which are for the translator."""
    return _TEXT.sub(r"\1=…", placeholder)


RULE = Rule(
    "markup",
    Severity.ERROR,
    N_(
        "A translation lost or added a shortcode, a {{placeholder}}, a comment, a footnote or a "
        "link reference."
    ),
    in_markup(_compare),
)
