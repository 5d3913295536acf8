"""The numbers of a text, read as its language writes them, and compared with another text's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.conventions import SPACES, Conventions, conventions
from pipeline.checks.currencies import currency, names_currency
from pipeline.checks.number_words import spells
from pipeline.checks.prose import OBJECT
from pipeline.checks.units import same_measure

_TOKEN = re.compile(
    rf"""
      \d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?(?![\d])       # 10 000,5
    | \d+(?:[.,:'’/]\d+)*
    """,
    re.VERBOSE,
)
_NUMERONYM = re.compile(r"(?<!\w)[^\W\d_]\d+[^\W\d_](?!\w)")
"""A word in short, such as i18n."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text."""

    written: str
    readings: frozenset[str]
    """What it may mean: `1,000` is 1000, and 1 where the comma is a decimal sign."""
    scaled: frozenset[str]
    """What it means with the word behind it: `1.5 million` is 1500000."""
    before: str
    after: str

    @property
    def parts(self) -> tuple[int, ...]:
        """The runs of digits: those of a date, a time or a version."""
        return tuple(int(part) for part in _DIGITS.findall(self.written))

    def means(self, other: Numeral) -> bool:
        """Whether both are one number; a word that multiplies counts where both have one."""
        if self.scaled & other.scaled or (self.written == other.written and not self.readings):
            return True
        are_scaled = self.is_scaled and other.is_scaled
        return not are_scaled and bool(self.readings & other.readings)

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as million multiplies it."""
        return self.scaled != self.readings

    def clashes(self, others: Iterable[Numeral]) -> bool:
        """Whether one of the others is written the same and multiplied by something else."""
        return self.is_scaled and any(
            other.is_scaled and self.readings & other.readings for other in others
        )

    @property
    def told(self) -> str:
        """The number as messages show it, with the word that multiplies it."""
        word = self.after.split()[:1] if self.is_scaled else []
        return " ".join((self.written, *word)).rstrip(".,;:!?)")

    @property
    def value(self) -> float:
        return float(min(self.readings, key=len)) if self.readings else 0.0


_AROUND = 40


def numerals(text: str, lang: str) -> list[Numeral]:
    """The numbers of the text, in order."""
    if not _DIGITS.search(text):
        return []
    rules = conventions(lang)
    plain = _NUMERONYM.sub(OBJECT, text)
    return [_numeral(plain, match, rules) for match in _TOKEN.finditer(plain)]


def _numeral(text: str, match: re.Match[str], rules: Conventions) -> Numeral:
    written = match[0]
    readings = frozenset(_readings(written))
    factor = _factor(text, match.end(), rules)
    return Numeral(
        written,
        readings,
        frozenset(_plain(float(value) * factor) for value in readings) if factor > 1 else readings,
        text[max(0, match.start() - _AROUND) : match.start()],
        text[match.end() : match.end() + _AROUND],
    )


_THOUSAND = re.compile(r"[kK](?!\w)")


def _factor(text: str, at: int, rules: Conventions) -> int:
    """What the word behind a number multiplies it by, as in 3 million, 10k and Y2K."""
    if scale := rules.scale.match(text, at):
        return rules.scales[scale[1].lower()]
    return 1000 if _THOUSAND.match(text, at) else 1


def _readings(written: str) -> Iterator[str]:
    """What digits and separators may mean as one number, whichever language wrote them."""
    plain = written
    for space in SPACES:
        plain = plain.replace(space, "")
    if plain.isdigit():
        yield _plain(float(plain)) if len(plain) < _LONG else plain.lstrip("0")
        return
    if match := _GROUPED.fullmatch(plain):
        yield plain.replace(match[1], "").lstrip("0") or "0"
    whole, sign, fraction = _split(plain)
    if sign and whole.isdigit() and fraction.isdigit():
        yield _plain(float(f"{whole}.{fraction}"))


_LONG = 15


def _split(plain: str) -> tuple[str, str, str]:
    """The whole part without what stands between thousands, the decimal sign, the fraction."""
    at = max(plain.rfind("."), plain.rfind(","))
    if at < 0 or plain.count(plain[at]) > 1:
        return plain, "", ""
    whole = plain[:at]
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    return whole, plain[at], plain[at + 1 :]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"


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
    lost, added = _unpaired(
        numerals(source, langs[0]), numerals(target, langs[1]), lambda one, other: one.means(other)
    )
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
        return any(rules.months[name.lower()] == number for name in rules.month.findall(self.text))

    def says(self, number: int) -> bool:
        """Whether the number stands there in figures or in words."""
        in_figures = re.search(rf"(?<!\d)0*{number}(?!\d)", self.text) is not None
        # One is in most texts, as an article.
        return in_figures or number == 1 or spells(self.text, number, self.lang)


def _same_digits(source: str, target: str) -> bool:
    return sorted(_DIGITS.findall(source)) == sorted(_DIGITS.findall(target))


def _both_scaled(source: str, target: str, langs: Pair) -> bool:
    return all(
        conventions(lang).scale.search(text)
        for text, lang in zip((source, target), langs, strict=True)
    )


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
    return all(
        part in other.spare
        or other.says(part)
        or (other.names_month(part) and not own.names_month(part))
        for part in one.parts
    )


_IDIOMS = frozenset({"24/7"})
"""What another language says in other words altogether."""
