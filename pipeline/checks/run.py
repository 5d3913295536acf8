"""The rules applied to a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.checks.ignoring import without_ignored
from pipeline.checks.page import Options, PageUnderCheck
from pipeline.checks.rule import Flaw, Rule
from pipeline.checks.table import NAMES, RULES
from pipeline.model.catalogue import Key
from pipeline.model.finding import Finding


def check_page(
    page: PageUnderCheck, rules: Sequence[Rule] = RULES, *, ignores: bool = True
) -> list[Finding]:
    """What the rules see on one page, by file and line.

    A finding stands at its entry in the `.po` file; where the entry is not there yet, at the text
    in the post. Unless `ignores` is false, findings are left out where a comment asks for that.
    """
    page = replace(page, options={**defaults(rules), **page.options})
    flaws: Iterable[tuple[Rule, Flaw]] = (
        (rule, flaw) for rule in rules for flaw in rule.check(page)
    )
    if ignores:
        seen = _if_applied(without_ignored(flaws, page.entries, NAMES), rules)
        return sorted(_finding(page, rule, flaw) for rule, flaw in seen)
    return sorted(_finding(page, rule, flaw) for rule, flaw in flaws)


def _if_applied(
    flaws: Iterable[tuple[Rule, Flaw]], rules: Sequence[Rule]
) -> Iterator[tuple[Rule, Flaw]]:
    """The flaws, each with its rule as it is applied."""
    by_name = {rule.name: rule for rule in rules}
    return ((by_name[rule.name], flaw) for rule, flaw in flaws if rule.name in by_name)


def defaults(rules: Iterable[Rule]) -> Options:
    """The options of the rules, as they are where a blog sets nothing."""
    return {(rule.name, option.name): option.default for rule in rules for option in rule.options}


def _finding(page: PageUnderCheck, rule: Rule, flaw: Flaw) -> Finding:
    path, line = _place(page, flaw.key)
    return Finding(
        path=path,
        line=line,
        rule=rule.name,
        severity=rule.severity,
        message=flaw.message,
        post=page.post,
        lang=page.lang,
        msgid=flaw.key[1] if flaw.key else "",
        source=_source(page, flaw.key),
    )


def _place(page: PageUnderCheck, key: Key | None) -> tuple[str, int]:
    if key is None:
        return (page.source_path if page.on_disk is None else page.path), 1
    if line := page.lines.get(key):
        return page.path, line
    return page.source_path, page.source_lines.get(key, 1)


def _source(page: PageUnderCheck, key: Key | None) -> str:
    line = page.source_lines.get(key) if key else None
    return f"{page.source_path}:{line}" if line else ""
