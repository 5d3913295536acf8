"""The sections about checks: `[tvilling:checks]`, and `[tvilling:check:RULE]` for one rule.

Names of rules and of their options are taken as they are written: which there are is known to
those who apply them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import SettingsError
from pipeline.model.check_settings import (
    CheckSettings,
    IgnoredFiles,
    SetLevel,
    SetOption,
    Threshold,
)
from pipeline.model.finding import Severity
from pipeline.model.language import parse_tag
from pipeline.speech import say
from pipeline.storage.ini import Ini, Section
from pipeline.storage.setting_values import Reader, choice, inside, listed

CHECKS = "tvilling:checks"
CHECK = "tvilling:check:"
_THRESHOLD = "threshold_"
_IGNORED = re.compile(r"(?P<pattern>\S+)\s+(?:--|\u2013|\u2014)\s*(?P<reason>\S.*)")
_LEVELS: Mapping[str, Severity | None] = {**{s.value: s for s in Severity}, "off": None}
_ENDS: Mapping[str, Severity | None] = {**{s.value: s for s in Severity}, "never": None}


def is_about_checks(section: str) -> bool:
    """Whether the section is one of these."""
    return section == CHECKS or section.startswith(CHECK)


def check_settings(
    ini: Ini, languages: Sequence[str], path: str
) -> tuple[CheckSettings, list[SettingsError]]:
    """What the sections say, and what of it cannot be read; `path` is the file's."""
    reading = _Reading(path, languages)
    found = CheckSettings()
    for section in ini.sections.values():
        if section.name == CHECKS:
            found = reading.of_all(found, section)
        elif section.name.startswith(CHECK):
            found = reading.of_rule(found, section)
    return found, reading.problems


class _Reading:
    """The settings read so far are handed on; only the problems add up."""

    def __init__(self, path: str, languages: Sequence[str]) -> None:
        self.path = path
        self.languages = languages
        self.problems: list[SettingsError] = []

    def of_all(self, found: CheckSettings, section: Section) -> CheckSettings:
        for key, written in section.values.items():
            line = section.lines[key]
            try:
                found = self._with(found, key, written, line)
            except ValueError as error:
                what, remedy = error.args
                self._refuse(f"{key} {what}", remedy, line)
        return found

    def _with(self, found: CheckSettings, key: str, written: str, line: int) -> CheckSettings:
        if key in _KEYS:
            field, read = _KEYS[key]
            return found._replace(**{field: read(written)})  # type: ignore[arg-type]
        if key == "ignore":
            return found._replace(ignored=(*found.ignored, *_ignored(written, "", line)))
        if key == "threshold" or key.startswith(_THRESHOLD):
            lang = self._language(key.removeprefix("threshold").removeprefix("_"))
            threshold = Threshold(lang, _percent(written), line)
            return found._replace(thresholds=(*found.thresholds, threshold))
        level = SetLevel(key, _severity(written), line)
        return found._replace(levels=(*found.levels, level))

    def of_rule(self, found: CheckSettings, section: Section) -> CheckSettings:
        rule = section.name.removeprefix(CHECK)
        found = found._replace(named=(*found.named, (rule, section.line)))
        for key, written in section.values.items():
            line = section.lines[key]
            try:
                found = _with_option(found, rule, key, written, line)
            except ValueError as error:
                what, remedy = error.args
                self._refuse(f"{key} {what}", remedy, line)
        return found

    def _language(self, written: str) -> str:
        try:
            tag = parse_tag(written) if written else ""
        except SettingsError as error:
            raise ValueError(
                say("names no language: {reason}", reason=error.what), error.remedy
            ) from None
        if tag and self.languages and tag not in self.languages:
            raise ValueError(
                say("names {tag!r}, which is none of the blog's languages", tag=tag),
                say("Use one of {listed}", listed=listed(self.languages)),
            )
        return tag

    def _refuse(self, what: str, remedy: str, line: int) -> None:
        self.problems.append(SettingsError(what, path=self.path, line=line, remedy=remedy))


def _with_option(
    found: CheckSettings, rule: str, key: str, written: str, line: int
) -> CheckSettings:
    if key == "severity":
        level = SetLevel(rule, _severity(written), line)
        return found._replace(levels=(*found.levels, level))
    if key == "ignore":
        return found._replace(ignored=(*found.ignored, *_ignored(written, rule, line)))
    option = SetOption(rule, key, written.strip(), line)
    return found._replace(options=(*found.options, option))


def _severity(written: str) -> Severity | None:
    if written not in _LEVELS:
        raise ValueError(
            say("is {written!r}, which is no severity", written=written),
            say("Write one of {listed}", listed=listed(_LEVELS)),
        )
    return _LEVELS[written]


def _percent(written: str) -> float:
    try:
        value = float(written.strip().removesuffix("%"))
    except ValueError:
        value = -1
    if not 0 <= value <= 100:
        raise ValueError(
            say("is {written!r}, which is no percentage", written=written),
            say("Write a number from 0 to 100"),
        )
    return value


def _ignored(written: str, rule: str, line: int) -> Iterator[IgnoredFiles]:
    """One pattern a line; `line` is that of the key."""
    for number, text in enumerate(written.split("\n"), line):
        if not text.strip():
            continue
        match = _IGNORED.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                say("does not say why {pattern!r} is left out", pattern=text.strip()),
                say(
                    "Write a pattern and a reason on each line, such as: "
                    "posts/*/legal/** -- the lawyers' words stay as they are"
                ),
            )
        yield IgnoredFiles(match["pattern"], match["reason"], rule, number)


def _fail_on(written: str) -> Severity | None:
    choice(*_ENDS)(written)
    return _ENDS[written]


_KEYS: Mapping[str, tuple[str, Reader]] = {
    "fail_on": ("fail_on", _fail_on),
    "baseline": ("baseline", inside),
    "threshold_of": ("threshold_of", choice("words", "strings")),
}
"""The keys that are no rules, each with its field of `CheckSettings`."""
