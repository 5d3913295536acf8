"""All about a rule, for a terminal: what `tvilling check --explain RULE` says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from pipeline.checks.document import BLOCKS, AnyRule, is_blocking, paragraphs, written_value
from pipeline.speech import N_, say

_WIDTH = 80
_TABLE, _LISTING = "|", "```"
_LINK = re.compile(r"\[(`[^`]*`)\]\(#[^()]*\)")
_CELL = re.compile(r"`` ?(.*?) ?``|`(.*?)`")
_LANGUAGES = {"English": N_("English"), "Swedish": N_("Swedish")}
_VERDICTS = {"found": N_("found"), "right": N_("right")}


def rule_help(rule: AnyRule) -> str:
    """The rule in words, with examples and options, in the reader's language."""
    return "\n\n".join(_parts(rule))


def rule_messages(rule: AnyRule) -> Iterator[str]:
    """The messages of the help of a rule that stand in its documentation."""
    for paragraph in paragraphs(rule):
        if not paragraph.startswith((_TABLE, _LISTING)):
            yield " ".join(paragraph.split())


def _parts(rule: AnyRule) -> Iterator[str]:
    yield f"{rule.name} ({rule.severity})"
    yield _filled(say(rule.summary))
    for paragraph in paragraphs(rule):
        if paragraph.startswith(_TABLE):
            yield "\n".join(_examples(paragraph.splitlines()))
        elif paragraph.startswith(_LISTING):
            yield textwrap.indent("\n".join(paragraph.splitlines()[1:-1]), "  ")
        else:
            yield _filled(_LINK.sub(r"\1", say(" ".join(paragraph.split()))))
    if is_blocking(rule):
        yield _filled(say(BLOCKS))
    if rule.options:
        yield "\n".join(_options(rule))


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_on_hyphens=False, break_long_words=False)


def _examples(table: list[str]) -> Iterator[str]:
    """The rows of a table, each as two lines: the source, and below it the translation."""
    source, target = (say(_LANGUAGES[cell.strip()]) for cell in table[0].split("|")[1:3])
    yield say("From {source} into {target}:", source=source, target=target)
    verdicts = {name: say(word) for name, word in _VERDICTS.items()}
    width = max(map(len, verdicts.values()))
    for row in table[2:]:
        first, second = ("".join(cell) for cell in _CELL.findall(row))
        verdict = verdicts[row.split("|")[-2].strip()]
        yield f"  {verdict:{width}}  {first}"
        yield f"  {'':{width}}  {second}"


def _options(rule: AnyRule) -> Iterator[str]:
    yield say("Options in [tvilling:check:{rule}]:", rule=rule.name)
    for option in rule.options:
        yield f"  {option.name} = {written_value(option.default)}"
        yield textwrap.indent(_filled(say(option.summary)), "    ")
