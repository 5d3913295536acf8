"""The rules as documents show them; `docs/checks.md` is written by `python -m` of this module."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.checks.blog import BlogRule
from pipeline.checks.page import OptionValue
from pipeline.checks.rule import Rule
from pipeline.checks.table import BLOCKING_RULES, BLOG_RULES, RULES
from pipeline.speech import N_

AnyRule = Rule | BlogRule
BLOCKS = N_(
    "A translation with such a finding is not published, whatever the settings say and "
    "whatever is ignored."
)
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
    """Everything there is to know of the rule, in Markdown."""
    return "\n\n".join(_parts(rule))


def _parts(rule: AnyRule) -> Iterator[str]:
    yield f"### {rule.name}"
    yield f"{rule.summary} Severity: **{rule.severity}**."
    yield from paragraphs(rule)
    if is_blocking(rule):
        yield BLOCKS
    if rule.options:
        yield "\n".join(_options(rule))


def paragraphs(rule: AnyRule) -> list[str]:
    """What the module of the rule says below its first line, in Markdown."""
    name = _ELSEWHERE.get(rule.name, f"rules.{rule.name.replace('-', '_')}")
    module = importlib.import_module(f"pipeline.checks.{name}")
    return inspect.cleandoc(module.__doc__ or "").split("\n\n")[1:]


_ELSEWHERE = {"ignores": "ignoring"}


def is_blocking(rule: AnyRule) -> bool:
    """Whether its findings keep a translation from being published."""
    return any(rule is blocking for blocking in BLOCKING_RULES)


def _options(rule: AnyRule) -> Iterator[str]:
    yield f"| option in `[tvilling:check:{rule.name}]` | default | what it changes |"
    yield "|---|---|---|"
    for option in rule.options:
        yield f"| `{option.name}` | `{written_value(option.default)}` | {option.summary} |"


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
