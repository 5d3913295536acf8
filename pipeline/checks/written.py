"""Numbers and dates that a translation still writes as the language of its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.conventions import SPACES, Conventions, conventions
from pipeline.checks.rule import in_quotes
from pipeline.speech import N_, say

_PERCENT = re.compile(rf"\d([{SPACES}]?)%")
_GROUPS = re.compile(rf"(?<![\d.,:/-])[1-9]\d{{0,2}}(?:([.,{SPACES}])\d{{3}})+(?![\d.,:/]*\d)")
_FRACTION = re.compile(
    rf"(?<![\d.,:/-])\d+([.,])\d{{1,2}}(?=[{SPACES}-]?(?:%|‰|°|[^\W\d_]))(?![.,]\d)"
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4})(?![\d/])")
_MONTHS = 12


_PERCENT_TOLD = {
    True: N_("there is a space before % in the language of the translation"),
    False: N_("there is no space before % in the language of the translation"),
}


def _is_written(written: str, right: str) -> str:
    return say(
        "{written} is written {right} in the language of the translation",
        written=in_quotes(written),
        right=in_quotes(right),
    )


def foreign_numbers(source: str, target: str, langs: tuple[str, str]) -> Iterator[str]:
    """What the numbers of the target have of the other language's conventions, as sentences."""
    theirs, ours = conventions(langs[0]), conventions(langs[1])
    yield from _foreign_groups(source, target, theirs, ours)
    yield from _foreign_fractions(source, target, theirs, ours)
    yield from _foreign_percents(target, ours)


def _foreign_groups(
    source: str, target: str, theirs: Conventions, ours: Conventions
) -> Iterator[str]:
    """Thousands as the source groups them: 12,500 is twelve and a half to a Swedish reader."""
    for match in _GROUPS.finditer(target):
        sign = " " if match[1] in SPACES else match[1]
        if sign == theirs.group != ours.group and match[0] in source:
            right = match[0].replace(match[1], ours.group)
            yield _is_written(match[0], right)


def _foreign_fractions(
    source: str, target: str, theirs: Conventions, ours: Conventions
) -> Iterator[str]:
    """A decimal sign as the source has it, where a unit or a word that multiplies follows."""
    for match in _FRACTION.finditer(target):
        if match[1] == theirs.decimal != ours.decimal and match[0] in source:
            if not _is_measured(target, match.end(), ours):
                continue
            right = match[0].replace(match[1], ours.decimal)
            yield _is_written(match[0], right)


_UNIT = re.compile(
    rf"[{SPACES}-]?(?:%|‰|°|(?:[kMGT]i?B|k[mg]|[cmk]?m|g|MHz|GHz|[kM]bit/s|procent|percent)(?!\w))"
)


def _is_measured(text: str, at: int, rules: Conventions) -> bool:
    """Whether a unit follows: 3.5 % is a number, 3.5 alone may be a version."""
    return bool(_UNIT.match(text, at) or rules.scale.match(text, at))


def _foreign_percents(target: str, ours: Conventions) -> Iterator[str]:
    for match in _PERCENT.finditer(target):
        if bool(match[1]) != bool(ours.percent_gap):
            yield say(_PERCENT_TOLD[bool(ours.percent_gap)])
            return


def foreign_dates(source: str, target: str, langs: tuple[str, str]) -> Iterator[str]:
    """Names of months and forms of dates that are the other language's, as sentences."""
    theirs, ours = conventions(langs[0]), conventions(langs[1])
    for match in dated(target, theirs):
        if match.lower() not in ours.months and match.lower() in source.lower():
            right = ours.month_names[theirs.months[match.lower()] - 1]
            yield say(
                "{written} is {right} in the language of the translation",
                written=in_quotes(match),
                right=in_quotes(right),
            )
    for match in dated(target, ours):
        right = _as_in_dates(match, ours)
        if right[0].islower() and match[0].isupper() and not _begins(target, match):
            yield _is_written(match, right)
    yield from _slashed(target)


def dated(text: str, rules: Conventions) -> Iterator[str]:
    """The names of months that stand beside a day or a year."""
    if not rules.small_month.search(text.lower()):
        return
    for match in rules.month.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() :][:_NEAR]
        is_dated = _DAY_BEFORE.search(around[0]) or _DAY_AFTER.match(around[1])
        # A letter such as ı is i to a pattern without regard to case, and yet no small I.
        if is_dated and match[0].lower() in rules.months:
            yield match[0]


_NEAR = 8
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th|:[ae]|\.|er)?,?[\s\u00a0](?:of |de |d')?$")
_DAY_AFTER = re.compile(r"\.?,?[\s\u00a0](?:of |de |del )?\d")


def _begins(text: str, word: str) -> bool:
    """Whether the word stands first in the text or in a sentence of it."""
    return (
        re.search(rf"(?:^|[.!?:|(]\s+){re.escape(word)}", text.strip("\ufffc \"'“”’")) is not None
    )


def _as_in_dates(month: str, rules: Conventions) -> str:
    """The full name with the language's own capital letters; a short one as it is."""
    names = (name for name in rules.month_names if name.lower() == month.lower())
    return next(names, month)


def _slashed(target: str) -> Iterator[str]:
    if "/" not in target:
        return
    for match in _SLASHED.finditer(target):
        if int(match[1]) <= _MONTHS < int(match[2]):
            yield say("{written} has the month first", written=in_quotes(match[0]))
