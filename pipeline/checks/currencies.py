"""Amounts of money: what stands beside a number to say in which currency it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_CODES = "USD EUR GBP SEK NOK DKK JPY CHF PLN CAD AUD CNY INR".split()
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "kr": "SEK", ":-": "SEK"}


@lru_cache(maxsize=16)
def _names(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What currencies are called in a language; the last word of a name is enough."""
    found = dict(_named(lang)) | {code.lower(): code for code in _CODES} | _SYMBOLS
    names = "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE), found


def _named(lang: str) -> Iterator[tuple[str, str]]:
    from babel import UnknownLocaleError
    from babel.numbers import get_currency_name

    for code in reversed(_CODES):
        for count in (1, 2):
            try:
                name = get_currency_name(code, count=count, locale=lang.replace("-", "_"))
            except (UnknownLocaleError, ValueError):
                continue
            yield name.split()[-1].lower(), code


_NEAR = 12
_SPACES = " \u00a0\u202f-"


def currency(before: str, after: str, lang: str) -> str:
    """The code of the currency that stands beside a number, given the text around it; or nothing.

    >>> currency("for $", " a month", "en"), currency("för ", " kronor", "sv")
    ('USD', 'SEK')
    """
    pattern, codes = _names(lang)
    ahead = before[-_NEAR:].rstrip(_SPACES)
    found = pattern.match(after[:_NEAR].lstrip(_SPACES)) or next(
        (match for match in pattern.finditer(ahead) if match.end() == len(ahead)), None
    )
    return codes[found[0].lower()] if found else ""


def names_currency(text: str, lang: str) -> bool:
    """Whether the text speaks of money at all."""
    return _names(lang)[0].search(text) is not None
