"""Words in bold, in italics, in code or otherwise marked, in other numbers than in the source.

The page holds together, but a word lost its stress, or a command is no longer shown as code. `<b>`
and `<strong>` are the same here, and so are `<i>` and `<em>`; what has a `lang` of its own, and
`<q>`, which may become quotation marks, follow the words. Where Swedish stresses another way,
ignore the text: `# tvilling: ignore formatting -- the word order does it`.

| English | Swedish | |
|---|---|---|
| `It is <b>not</b> a book.` | `Det är inte en bok.` | found |
| `Run <code>make</code> first.` | `Kör <i>make</i> först.` | found |
| `It is <b>not</b> a book.` | `Det är <strong>inte</strong> en bok.` | right |
| `The author says no.` | `Författaren, <i lang="en">the author</i>, säger nej.` | right |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.checks.markup import PHRASING, Tag, in_markup, inline_tags
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity

_SAME: Mapping[str, str] = {"b": "strong", "i": "em", "tt": "code", "strike": "s", "del": "s"}
_OF_WORDS = frozenset({"lang", "translate", "dir"})
"""Attributes that say something of the words, which are others in a translation."""
_FREE = frozenset({"wbr", "bdi", "bdo", "abbr", "q"})
"""Tags that follow the words: a shortened word, quotation marks."""


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = _formats(entry.msgid, page), _formats(entry.msgstr, page)
    lost, added = differences(source.elements(), target.elements())
    return lost_and_added(lost, added)


def _formats(text: str, page: PageUnderCheck) -> Counter[str]:
    tags = (tag for tag in inline_tags(text, page.format) if not tag.is_closing)
    return Counter(f"<{_SAME.get(tag.name, tag.name)}>" for tag in tags if _is_told(tag))


def _is_told(tag: Tag) -> bool:
    if tag.name not in PHRASING or tag.name in _FREE:
        return False
    return not any(name in _OF_WORDS for name, _ in tag.attributes)


RULE = Rule(
    "formatting",
    Severity.WARNING,
    "A translation has more or fewer words in bold, in italics, in code or otherwise marked.",
    in_markup(_compare),
)
