"""How languages write numbers and dates, by Babel's data (CLDR); loaded when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes numbers and dates."""

    decimal: str
    """The decimal sign."""
    group: str
    """What stands between thousands; a space of any kind is written as `" "`."""
    percent_gap: str
    """What stands between a number and the per cent sign; often nothing."""
    months: Mapping[str, int]
    """The names of the months in small letters, short ones without their full stop."""
    month_names: tuple[str, ...]
    """The full names as they stand in a date, with the language's own capital letters."""
    scales: Mapping[str, int]
    """What a word behind a number multiplies it by: `miljoner` is 1,000,000."""
    month: re.Pattern[str]
    """The name of a month."""
    small_month: re.Pattern[str]
    """The same in a text in small letters, which takes a tenth of the time."""
    scale: re.Pattern[str]
    """A number and a word that multiplies it."""


@lru_cache(maxsize=64)
def conventions(lang: str) -> Conventions:
    """How the language of that tag writes; an unknown one as English does."""
    locale = _locale(lang)
    symbols = locale.number_symbols["latn"]
    group = symbols["group"]
    percent = locale.percent_formats[None].pattern
    months, scales = dict(_months(locale)), dict(_scales(locale))
    return Conventions(
        decimal=symbols["decimal"],
        group=" " if group in SPACES else group.replace("’", "'"),
        percent_gap=percent[percent.rindex("0") + 1 : percent.rindex("%")]
        if percent.endswith("%")
        else "",
        months=months,
        month_names=tuple(locale.months["format"]["wide"].values()),
        scales=scales,
        small_month=re.compile(rf"(?:{_by_first(months)})(?![^\W\d_])"),
        month=re.compile(rf"(?<![^\W\d_])(?:{_any(months)})(?![^\W\d_])", re.IGNORECASE),
        scale=re.compile(rf"(?<=\d)[{SPACES}-]?({_any(scales)})(?![^\W\d_])", re.IGNORECASE),
    )


def _any(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"


def _by_first(names: Iterable[str]) -> str:
    """The names, each behind no letter, so that a search runs from one first letter to the next."""
    return "|".join(
        rf"{re.escape(name[0])}(?<![^\W\d_].){re.escape(name[1:])}"
        for name in sorted(names, key=len, reverse=True)
    )


def _locale(lang: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    for tag in (lang, lang.partition("-")[0]):
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        if "latn" in locale.number_symbols:
            return locale
    return Locale("en")


def _months(locale: Locale) -> Iterator[tuple[str, int]]:
    for form in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[form][width].items():
                plain = name.rstrip(".").lower()
                if plain and not plain[0].isdigit():
                    yield plain, number


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    for forms in locale.compact_decimal_formats.get("long", {}).values():
        for power, pattern in forms.items():
            text = str(getattr(pattern, "pattern", pattern))
            word = text.strip("0 \u00a0\u202f'").lower()
            if word.isalpha():
                # Each power of ten has a pattern, and the zeros before the word take up a part.
                yield word, int(power) // 10 ** (text.count("0") - 1)
