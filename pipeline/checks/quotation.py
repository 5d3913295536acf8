"""Which quotation marks languages use, and which stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Opening and closing marks, the outer ones first, then those within; as CLDR's delimiters say.
# What a language uses besides, such as » » in Swedish books, follows.
_MARKS: Mapping[str, str] = {
    "bg": "„ “ „ “",
    "cs": "„ “ ‚ ‘ » «",
    "da": "” ” ’ ’ » « › ‹ “ ”",
    "de": "„ “ ‚ ‘ » « › ‹",
    "de-CH": "« » ‹ › „ “ ‚ ‘",
    "el": "« » “ ”",
    "en": "“ ” ‘ ’",
    "es": "« » “ ” ‘ ’",
    "et": "„ “ « »",
    "fi": "” ” ’ ’ » »",
    "fr": "« » “ ” ‹ ›",
    "hr": "„ “ ‚ ‘ » «",
    "hu": "„ ” » «",
    "is": "„ “ ‚ ‘",
    "it": "« » “ ” ‘ ’",
    "ja": "「 」 『 』",
    "ko": "“ ” ‘ ’",
    "lt": "„ “ ‚ ‘",
    "lv": "“ ” „ “ ‘ ’ « »",
    "nb": "« » ‘ ’ “ ” ” ”",
    "nl": "‘ ’ “ ” ’ ’ ” ”",
    "nn": "« » ‘ ’ “ ”",
    "no": "« » ‘ ’ “ ”",
    "pl": "„ ” « » ‚ ’",
    "pt": "“ ” ‘ ’ « »",
    "pt-PT": "« » “ ” ‘ ’",
    "ro": "„ ” « »",
    "ru": "« » „ “",
    "sk": "„ “ ‚ ‘ » «",
    "sl": "„ “ ‚ ‘ » «",
    "sv": "” ” ’ ’ » » » «",
    "tr": "“ ” ‘ ’",
    "uk": "« » „ “",
    "zh": "“ ” ‘ ’ 「 」 『 』",
}
QUOTES = "“”„«»‹›‚‘「」『』"
"""Marks that quote and nothing else; ’ is an apostrophe too, and ' and \" are of no language."""
_QUOTES = re.compile(f"[{QUOTES}]")


@lru_cache(maxsize=64)
def pairs_of(lang: str) -> tuple[tuple[str, str], ...]:
    """The pairs of marks of a language, the usual one first; none for a language unknown here."""
    marks = _MARKS.get(lang) or _MARKS.get(lang.partition("-")[0], "")
    flat = marks.split()
    return tuple(zip(flat[::2], flat[1::2], strict=True))


@lru_cache(maxsize=64)
def marks_of(lang: str) -> frozenset[str]:
    """Every mark that the language uses."""
    return frozenset(mark for pair in pairs_of(lang) for mark in pair)


def typographic(text: str) -> list[str]:
    """The quotation marks of the text but for straight ones and apostrophes, in order."""
    return _QUOTES.findall(text)


_STRAIGHT = re.compile(r'(?<![\d\\])"')


def straight(text: str) -> int:
    """How many straight quotation marks there are; 5" is a measure."""
    return len(_STRAIGHT.findall(text))


_QUOTED = re.compile(
    r'“[^“”]*”|”[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*[»«]|(?<!\w)"[^"]*"|(?<!\w)[‘’\'][^‘’\']*[’\'](?!\w)'
)


_LONGEST = 12
"""Of so many words is a title or a saying that may be quoted in its own language; not a speech."""


def without_quotes(text: str) -> str:
    """The text without the words that it quotes, which may be in any language."""
    return _QUOTED.sub(lambda m: m[0] if m[0].count(" ") >= _LONGEST else "\ufffc", text)
