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
| `A <i>harbour</i>` | `En <i lang="en">harbour</i>` | right |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.checks.markup import PHRASING, Tag, inline_tags, unmatched
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_

_SAME: Mapping[str, str] = {"b": "strong", "i": "em", "tt": "code", "strike": "s", "del": "s"}
_OF_WORDS = frozenset({"lang", "translate", "dir"})
"""Attributes that say something of the words, which are others in a translation."""
_FREE = frozenset({"wbr", "bdi", "bdo", "abbr", "q", "span"})
"""Tags that follow the words, such as a shortened word, or that show nothing."""


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    before = inline_tags(entry.msgid, page.format)
    after = inline_tags(entry.msgstr, page.format)
    if unmatched(before) != unmatched(after):
        return ""  # The rule for tags speaks of it, and what is marked is not sure.
    source = _marked(before)
    target = [tag for tag in after if not tag.is_closing]
    lost, _ = differences(source, _marked(target))
    # What has a language of its own is a word of the source, kept or quoted by the translator.
    _, added = differences(source, _marked(tag for tag in target if not _is_of_words(tag)))
    return lost_and_added(lost, added)


def _marked(tags: Iterable[Tag]) -> list[str]:
    """The tags that mark words, by the name that tags of the same meaning share."""
    names = (tag.name for tag in tags if not tag.is_closing)
    told = (name for name in names if name in PHRASING and name not in _FREE)
    return [f"<{_SAME.get(name, name)}>" for name in told]


def _is_of_words(tag: Tag) -> bool:
    return any(name in _OF_WORDS for name, _ in tag.attributes)


RULE = Rule(
    "formatting",
    Severity.WARNING,
    N_("A translation has more or fewer words in bold, in italics, in code or otherwise marked."),
    in_markup(_compare),
)
