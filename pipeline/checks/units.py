"""Measures that a translator converts: so many miles here are so many kilometres there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Literal

_KINDS: Mapping[str, Mapping[str, float]] = {
    "length": {
        "inch": 0.0254, "foot": 0.3048, "yard": 0.9144, "mile": 1609.34, "mile-scandinavian": 1e4,
        "nautical-mile": 1852, "millimeter": 0.001, "centimeter": 0.01, "meter": 1,
        "kilometer": 1e3,
    },
    "area": {
        "square-inch": 6.4516e-4, "square-foot": 0.0929, "square-yard": 0.8361, "acre": 4046.9,
        "square-mile": 2.59e6, "square-meter": 1, "hectare": 1e4, "square-kilometer": 1e6,
    },
    "mass": {
        "ounce": 28.35, "pound": 453.6, "stone": 6350, "ton": 907185, "gram": 1, "kilogram": 1e3,
        "tonne": 1e6,
    },
    "volume": {
        "teaspoon": 4.93, "tablespoon": 14.8, "fluid-ounce": 29.57, "cup": 236.6, "pint": 473.2,
        "quart": 946.4, "gallon": 3785, "milliliter": 1, "centiliter": 10, "deciliter": 100,
        "liter": 1000,
    },
    "speed": {
        "mile-per-hour": 1.609, "knot": 1.852, "kilometer-per-hour": 1, "meter-per-second": 3.6,
    },
}  # fmt: skip
_DEGREES = re.compile(r"\s*(?:°\s*([CF])\b|(?:degrees?|grad(?:er)?)\s+([CF]))", re.IGNORECASE)
_ROUNDED = 0.15
"""How far a converted number may be from the exact one: nobody writes 160.9 km for 100 miles."""
_DEGREES_ROUNDED = 2.0
_BEHIND = 30


@lru_cache(maxsize=16)
def _names(lang: str) -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, float], ...]]]:
    """What measures are called in a language, by Babel's data; one name may mean several."""
    found: dict[str, set[tuple[str, float]]] = {}
    for kind, factors in _KINDS.items():
        for unit, factor in factors.items():
            for name in _written(f"{kind}-{unit}", lang) | _british(f"{kind}-{unit}", lang):
                found.setdefault(name, set()).add((kind, factor))
    names = "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)) or "(?!)"
    pattern = re.compile(rf"[\s-]?({names})(?![^\W\d_])", re.IGNORECASE)
    return pattern, {name: tuple(sorted(kinds)) for name, kinds in found.items()}


def _british(unit: str, lang: str) -> set[str]:
    """The other spelling of the name in English, such as litre."""
    return _written(unit, "en-GB") if lang.partition("-")[0] == "en" else set()


def _written(unit: str, lang: str) -> set[str]:
    from babel import UnknownLocaleError
    from babel.units import format_unit

    lengths: tuple[Literal["long", "short"], ...] = ("long", "short")
    names = set()
    for count in (1, 2):
        for length in lengths:
            with suppress(UnknownLocaleError, ValueError):
                written = format_unit(count, unit, length, locale=lang.replace("-", "_"))
                names.add(written.replace(str(count), "").strip().lower())
    return names - {""}


def same_measure(
    source: float, source_after: str, source_lang: str, target: float, after: str, lang: str
) -> bool:
    """Whether two numbers say the same measure, each with the text that stands behind it.

    >>> same_measure(100, " miles away", "en", 160, " kilometer bort", "sv")
    True
    """
    if _degrees(source_after) != _degrees(after):
        return abs(_celsius(source, source_after) - _celsius(target, after)) <= _DEGREES_ROUNDED
    return any(
        kind == other and _near(source * factor, target * other_factor)
        for kind, factor in _measures(source_after, source_lang)
        for other, other_factor in _measures(after, lang)
        if factor != other_factor
    )


def _measures(after: str, lang: str) -> tuple[tuple[str, float], ...]:
    pattern, names = _names(lang)
    match = pattern.match(after[:_BEHIND])
    return names[match[1].lower()] if match else ()


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def _degrees(after: str) -> str:
    match = _DEGREES.match(after[:_BEHIND])
    return "".join(filter(None, match.groups())).upper() if match else ""


def _celsius(number: float, after: str) -> float:
    return (number - 32) / 1.8 if _degrees(after) == "F" else number
