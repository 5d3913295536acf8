"""The numbers of two texts compared: spelled out, in dates and times, converted, and so on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.checks.conventions import conventions
from pipeline.checks.currencies import currency, names_currency
from pipeline.checks.number_words import spells
from pipeline.checks.numerals import DIGITS, Numeral, numerals
from pipeline.checks.units import same_measure

Pair = tuple[str, str]
"""Of the source and of the target."""
Told = tuple[list[str], list[str]]
"""The numbers that only the source has, and those that only the target has, as written."""


def unlike(source: str, target: str, langs: Pair) -> Told:
    """The numbers that only one of the texts has.

    A number may be spelled out, belong to a date or a time of the other kind, be in another unit,
    or be counted in thousands or millions.

    >>> unlike("By 1 p.m. 1,500 of 30 came", "Klockan 13 hade 1 500 av 20 kommit", ("en", "sv"))
    (['30'], ['20'])
    """
    if _same_digits(source, target) and not _both_scaled(source, target, langs):
        return [], []
    lost, added = _without_copies(numerals(source, langs[0]), numerals(target, langs[1]))
    if len(lost) + len(added) > _MANY:
        return [], []
    lost, added = _unpaired(lost, added, lambda one, other: one.means(other))
    lost, added = _unpaired(lost, added, lambda one, other: _converted(one, other, langs))
    if added and names_currency(source, langs[0]):
        added = [one for one in added if not currency(one.before, one.after, langs[1])]
    sides = _Side(source, langs[0], _parts_of(lost)), _Side(target, langs[1], _parts_of(added))
    return (
        [one.told for one in lost if one.clashes(added) or not _is_in(one, *sides)],
        [one.told for one in added if one.clashes(lost) or not _is_in(one, *sides[::-1])],
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts."""

    text: str
    lang: str
    spare: set[int]
    """The parts of the numbers that have no partner on the other side."""

    def names_month(self, number: int) -> bool:
        rules = conventions(self.lang)
        names = rules.month.findall(self.text)
        return any(rules.months.get(name.lower()) == number for name in names)

    def says(self, number: int) -> bool:
        """Whether the number stands there in figures or in words."""
        in_figures = re.search(rf"(?<!\d)0*{number}(?!\d)", self.text) is not None
        # One is in most texts, as an article; “this century” is 2000-talet.
        return (
            in_figures
            or number == 1
            or spells(self.text, number, self.lang)
            or (number >= _YEARS and number % _CENTURY == 0 and bool(_CENTURIES.search(self.text)))
        )


_MANY = 200
"""From so many unlike numbers on, a text is a table of another year rather than a translation."""


def _without_copies(
    source: Sequence[Numeral], target: Sequence[Numeral]
) -> tuple[list[Numeral], list[Numeral]]:
    """The numbers that do not stand in both texts as they are."""
    before, after = Counter(map(_copied, source)), Counter(map(_copied, target))
    return _beyond(source, before & after), _beyond(target, before & after)


def _copied(one: Numeral) -> tuple[str, frozenset[str]]:
    return one.written, one.scaled


def _beyond(
    numbers: Iterable[Numeral], shared: Counter[tuple[str, frozenset[str]]]
) -> list[Numeral]:
    left, spare = [], shared.copy()
    for one in numbers:
        if spare[_copied(one)]:
            spare[_copied(one)] -= 1
        else:
            left.append(one)
    return left


def _same_digits(source: str, target: str) -> bool:
    return sorted(DIGITS.findall(source)) == sorted(DIGITS.findall(target))


def _both_scaled(source: str, target: str, langs: Pair) -> bool:
    return _is_scaled(source, langs[0]) and _is_scaled(target, langs[1])


def _is_scaled(text: str, lang: str) -> bool:
    """Whether a word behind a number multiplies it."""
    scale = conventions(lang).scale
    return any(scale.match(text, number.end()) for number in DIGITS.finditer(text))


def _unpaired(
    source: Sequence[Numeral],
    target: Sequence[Numeral],
    is_same: Callable[[Numeral, Numeral], bool],
) -> tuple[list[Numeral], list[Numeral]]:
    """What is left when each number of the source has taken one of the target that is the same."""
    left, lost = list(target), []
    for one in source:
        partner = next((other for other in left if is_same(one, other)), None)
        if partner is None:
            lost.append(one)
        else:
            left.remove(partner)
    return lost, left


def _converted(one: Numeral, other: Numeral, langs: Pair) -> bool:
    """Whether the numbers are one time, year, century or measure, counted in two ways."""
    return (
        _same_clock(one, other)
        or _same_years(one, other)
        or _other_currency(one, other, langs)
        or same_measure(one.value, one.after, langs[0], other.value, other.after, langs[1])
    )


def _same_clock(one: Numeral, other: Numeral) -> bool:
    first, second = _clock(one), _clock(other)
    if first is None or second is None:
        return False
    return first[1] == second[1] and first[0] % _NOON == second[0] % _NOON


def _other_currency(one: Numeral, other: Numeral, langs: Pair) -> bool:
    """Whether both are amounts of money, in two currencies: prices differ from land to land."""
    first = currency(one.before, one.after, langs[0])
    second = currency(other.before, other.after, langs[1])
    return bool(first and second) and first != second


_NOON = 12
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_HALF_DAY = re.compile(r"[\s\u00a0]?(?:[ap]\.?\s?m\b|o['’]clock|[fe]\.?\s?m\b)", re.IGNORECASE)
_HOUR_BEFORE = re.compile(r"\b(?:kl|klockan|at|um|uhr|à|a las)\.?\s*$|[-–—]\s*$", re.IGNORECASE)


def _clock(one: Numeral) -> tuple[int, int] | None:
    """The hours and minutes; nothing where the number is no time of day."""
    if match := _CLOCK.fullmatch(one.written):
        return int(match[1]), int(match[2])
    is_hour = _HALF_DAY.match(one.after) or _HOUR_BEFORE.search(one.before)
    if is_hour and len(one.parts) == 1 and one.parts[0] <= 2 * _NOON:
        return one.parts[0], 0
    return None


_CENTURY = 100
_YEARS = 1000
_CENTURIES = re.compile(
    r"\b(?:centur(?:y|ies)|sekel|sekl|århundrade|århundred|jahrhundert|eeuw|siècle|siglo|secolo)",
    re.IGNORECASE,
)


def _same_years(one: Numeral, other: Numeral) -> bool:
    """Whether one is the short form of the other's year, or the century that the other counts."""
    low, high = sorted((one.value, other.value))
    if high < 10 * _CENTURY or not (one.written.isdigit() and other.written.isdigit()):
        return False
    return high % _CENTURY == low or (high % _CENTURY == 0 and (low - 1) * _CENTURY == high)


def _parts_of(numbers: Iterable[Numeral]) -> set[int]:
    return {part for number in numbers for part in number.parts}


def _is_in(one: Numeral, own: _Side, other: _Side) -> bool:
    """Whether the other text has all parts of the number, in figures, in words or as a month."""
    if one.written in _IDIOMS:
        return True
    clock = _clock(one)
    if clock and any(other.says(hour) for hour in (clock[0], clock[0] % _NOON + _NOON)):
        return True
    if not one.has_parts:
        return _is_said_in_words(one, other)
    return all(
        part in other.spare
        or other.says(part)
        or (other.names_month(part) and not own.names_month(part))
        for part in one.parts
    )


def _is_said_in_words(one: Numeral, other: _Side) -> bool:
    """Whether the other text has a half where the number is so many and a half."""
    return one.value % 1 == _HALF and spells(other.text, _TWO, other.lang)


_HALF = 0.5
_TWO = 2
_IDIOMS = frozenset({"24/7"})
"""What another language says in other words altogether."""
