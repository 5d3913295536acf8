"""The rules as one blog applies them: its severities and options, and without those it put off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.checks.blog import BlogRule
from pipeline.checks.document import written_value
from pipeline.checks.page import Options, OptionValue
from pipeline.checks.rule import Option, Rule
from pipeline.checks.table import BLOG_RULES, RULES
from pipeline.errors import SettingsError
from pipeline.model.check_settings import CheckSettings, SetOption
from pipeline.model.finding import Severity
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is applied to the pages of a blog."""

    rules: tuple[Rule, ...]
    blog_rules: tuple[BlogRule, ...] = ()
    options: Options = field(default_factory=dict)
    """Those that the blog has set."""


def choose(
    settings: CheckSettings,
    path: str,
    rules: Sequence[Rule] = RULES,
    blog_rules: Sequence[BlogRule] = BLOG_RULES,
) -> tuple[Chosen, tuple[SettingsError, ...]]:
    """The rules as the settings in the file want them, and what of it makes no sense."""
    every: tuple[Rule | BlogRule, ...] = (*rules, *blog_rules)
    by_name = {rule.name: rule for rule in every}
    problems = list(_unknown(settings, by_name, path))
    levels = {level.rule: level.severity for level in settings.levels}
    options: dict[tuple[str, str], OptionValue] = {}
    for written in settings.options:
        rule = by_name.get(written.rule)
        try:
            if rule is not None:
                options[written.rule, written.name] = _value(rule, written)
        except ValueError as error:
            what, remedy = error.args
            problems.append(SettingsError(what, path=path, line=written.line, remedy=remedy))
    chosen = Chosen(_at_levels(rules, levels), _at_levels(blog_rules, levels), options)
    return chosen, tuple(problems)


AnyRule = TypeVar("AnyRule", Rule, BlogRule)


def _at_levels(
    rules: Sequence[AnyRule], levels: Mapping[str, Severity | None]
) -> tuple[AnyRule, ...]:
    """The rules that are not off, with the severities that are set."""
    found = ((rule, levels.get(rule.name, rule.severity)) for rule in rules)
    return tuple(replace(rule, severity=severity) for rule, severity in found if severity)


def _unknown(
    settings: CheckSettings, rules: Mapping[str, Rule | BlogRule], path: str
) -> Iterator[SettingsError]:
    """An error for each place that names a rule which is not there."""
    places = [*((level.rule, level.line) for level in settings.levels), *settings.named]
    for name, line in dict.fromkeys(places):
        if name not in rules:
            yield SettingsError(
                say("there is no check named {name!r}", name=name),
                path=path,
                line=line,
                remedy=_nearest(name, rules, say("`tvilling check --list-rules` shows them all")),
            )


def _value(rule: Rule | BlogRule, written: SetOption) -> OptionValue:
    options: Mapping[str, Option] = {option.name: option for option in rule.options}
    option = options.get(written.name)
    if option is None:
        known = ", ".join((*options, "severity", "ignore"))
        raise ValueError(
            say("the check {rule!r} has no option {name!r}", rule=rule.name, name=written.name),
            _nearest(written.name, options, say("Use one of {listed}", listed=known)),
        )
    try:
        return _READERS[type(option.default)](written.value)
    except ValueError:
        example = f"{written.name} = {written_value(option.default)}"
        raise ValueError(
            say(
                "{name} is {value!r}, which is not what {rule!r} can use",
                name=written.name,
                value=written.value,
                rule=rule.name,
            ),
            say("Write it like {example}", example=example),
        ) from None


def _yes_no(value: str) -> bool:
    known = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if value.lower() not in known:
        raise ValueError(value)
    return known[value.lower()]


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.replace("\n", ",").split(",") if word.strip())


_READERS: Mapping[type, Callable[[str], OptionValue]] = {
    str: str,
    int: int,
    float: float,
    bool: _yes_no,
    tuple: _words,
}


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return say("Did you mean {near}?", near=near[0]) if near else otherwise
