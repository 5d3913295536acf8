"""HTML tags that break the page: not closed, nested wrongly, or of another structure.

A tag that is not closed makes all that follows bold, or part of a link; a list or a division that
the source does not have tears the page apart. Words that are marked another way than in the
source, but properly, are a matter of [`formatting`](#formatting); links of [`links`](#links).

| English | Swedish | |
|---|---|---|
| `It is <b>not</b> a book.` | `Det är <b>inte en bok.` | found |
| `It is <b>not</b> a <i>book</i>.` | `Det är <b>inte en <i>bok</b></i>.` | found |
| `It is not a book.` | `<div>Det är inte en bok.</div>` | found |
| `It is <b>not</b> a <i>book</i>.` | `<i>Boken</i> är det <b>inte</b>.` | right |
| `It is <b>not</b> a book.` | `Det är inte en bok.` | right |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.markup import PHRASING, Tag, inline_tags, unmatched
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source = inline_tags(entry.msgid, page.format)
    target = inline_tags(entry.msgstr, page.format)
    if message := lost_and_added(*differences(_structure(source), _structure(target))):
        return message
    left = unmatched(target)
    if left != unmatched(source):
        return _told(left)
    return ""


def _structure(tags: Sequence[Tag]) -> Iterator[str]:
    """The tags that make more than words on a line, and those that close or open nothing."""
    yield from (str(tag) for tag in tags if tag.name not in PHRASING and tag.name != "a")


def _told(left: Sequence[str]) -> str:
    starts = [tag for tag in left if not tag.startswith("</")]
    ends = [tag for tag in left if tag.startswith("</")]
    if starts and not ends:
        return say("{starts} is not closed in the translation", starts=starts[0])
    if ends and not starts:
        return say("{ends} closes nothing in the translation", ends=ends[0])
    return say("the tags of the translation are not nested as they should be")


RULE = Rule(
    "tags",
    Severity.ERROR,
    N_(
        "A translation nests its HTML tags wrongly, leaves one open, or has other tags of "
        "structure than its source."
    ),
    in_markup(_compare),
)
