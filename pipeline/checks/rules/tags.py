"""HTML tags that a translation lost, added or nested wrongly."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.markup import Tag, inline_tags
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_translations, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source = inline_tags(entry.msgid, page.format)
    target = inline_tags(entry.msgstr, page.format)
    if message := lost_and_added(*differences(map(str, source), map(str, target))):
        return message
    if _is_nested(source) and not _is_nested(target):
        return "the tags of the translation are not nested as they should be"
    return ""


def _is_nested(tags: Sequence[Tag]) -> bool:
    """Whether every tag that opens is closed, the last one first."""
    open_names: list[str] = []
    for tag in tags:
        if tag.is_closing and (not open_names or open_names.pop() != tag.name):
            return False
        if not tag.is_closing and tag.name not in _VOID:
            open_names.append(tag.name)
    return not open_names


RULE = Rule(
    "tags",
    Severity.ERROR,
    "A translation has other HTML tags than its source, or nests them wrongly.",
    in_translations(_compare),
)
