"""The rules as documents show them; `docs/checks.md` is written by `python -m` of this module."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.checks.blog import BlogRule
from pipeline.checks.page import OptionValue
from pipeline.checks.rule import Rule
from pipeline.checks.table import BLOCKING_RULES, BLOG_RULES, RULES
from pipeline.speech import N_, say

AnyRule = Rule | BlogRule
START = "<!-- What follows is written by `make docs`, from the rules. -->"
END = "<!-- Here it ends. -->"


def all_rules() -> tuple[AnyRule, ...]:
    """Every rule, in the order of the documents."""
    return (*RULES, *BLOG_RULES)


def overview(rules: tuple[AnyRule, ...] | None = None) -> str:
    """A table of the rules, in Markdown."""
    lines = ["| check | severity | what it says |", "|---|---|---|"]
    lines += [
        f"| [`{rule.name}`](#{rule.name}) | {rule.severity} | {rule.summary} |"
        for rule in rules or all_rules()
    ]
    return "\n".join(lines)


def explained(rule: AnyRule) -> str:
    """Everything there is to know of the rule, in Markdown and in the reader's language."""
    return "\n\n".join(_parts(rule))


def _parts(rule: AnyRule) -> Iterator[str]:
    yield f"### {rule.name}"
    severity = say("Severity: **{severity}**.", severity=rule.severity)
    yield f"{say(rule.summary)} {severity}"
    yield from map(_told, _more(rule))
    if isinstance(rule, Rule) and rule.name in {blocking.name for blocking in BLOCKING_RULES}:
        yield say(
            "A translation with such a finding is not published, whatever the settings say and "
            "whatever is ignored."
        )
    if rule.options:
        yield "\n".join(_options(rule))


def paragraphs(rule: AnyRule) -> Iterator[str]:
    """The messages that explain the rule, for translators: its prose, without tables and code."""
    return (" ".join(each.split()) for each in _more(rule) if not each.startswith(_NO_PROSE))


_NO_PROSE = ("|", "```")
_CELL = re.compile(r"(?<=\| )(?:found|right|English|Swedish)(?= \|)")
_CELLS = (N_("found"), N_("right"), N_("English"), N_("Swedish"))


def _told(paragraph: str) -> str:
    """The paragraph in the reader's language; in English, as it was."""
    if paragraph.startswith("|"):
        return _CELL.sub(lambda cell: say(cell[0]), paragraph)
    message = " ".join(paragraph.split())
    told = say(message)
    return paragraph if told == message else told


def _more(rule: AnyRule) -> list[str]:
    """What the module of the rule says in the paragraphs below its first line."""
    name = f"pipeline.checks.rules.{rule.name.replace('-', '_')}"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError:
        return []
    return inspect.cleandoc(module.__doc__ or "").split("\n\n")[1:]


def _options(rule: AnyRule) -> Iterator[str]:
    head = say("option in `[tvilling:check:{rule}]`", rule=rule.name)
    default, changes = say("default"), say("what it changes")
    yield f"| {head} | {default} | {changes} |"
    yield "|---|---|---|"
    for option in rule.options:
        yield f"| `{option.name}` | `{written_value(option.default)}` | {say(option.summary)} |"


def written_value(value: OptionValue) -> str:
    """The value as settings write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def with_rules(document: str) -> str:
    """The document with the rules between its two marks."""
    before, _, rest = document.partition(START)
    _, _, after = rest.partition(END)
    sections = "\n\n".join((overview(), *map(explained, all_rules())))
    return f"{before}{START}\n\n{sections}\n\n{END}{after}"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        path = Path(argument)
        path.write_text(with_rules(path.read_text(encoding="utf-8")), encoding="utf-8")
