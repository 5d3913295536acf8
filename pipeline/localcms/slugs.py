"""Slugs as WordPress makes them: `sanitize_title` after `remove_accents`, and `-2` for the second.

Letters that WordPress has no plain spelling for stay, percent-encoded in small letters. The facts
were taken from a running WordPress; `tests/localcms_rest` holds them as examples.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

MAX_LENGTH = 200
RESERVED = frozenset({"feed", "rdf", "rss", "rss2", "atom", "embed"})
"""Words that have a meaning of their own at the end of an address."""

# What decomposition alone does not spell plainly.
_PLAIN = dict(
    pair.split("=")
    for pair in (
        "ß=s ª=a º=o Æ=AE æ=ae Ð=D ð=d Ø=O ø=o Þ=TH þ=th Đ=D đ=d Ħ=H ħ=h ı=i ĸ=k Ŀ=L ŀ=l Ł=L ł=l"
        " ŉ=n Ŋ=N ŋ=n Œ=OE œ=oe Ŧ=T ŧ=t ſ=s Ĳ=IJ ĳ=ij ɑ=a €=E £="
    ).split()
)
# The ranges whose letters WordPress spells plainly; others keep their accents.
_SPELLED = ((0xC0, 0x17F), (0x1A0, 0x1B0), (0x1CD, 0x1DC), (0x218, 0x21B), (0x1EA0, 0x1EF9))

_HYPHENS = re.compile(
    "[\u00a0\u2013\u2014\u2000-\u200a\u2028\u2029\u202f/]|&nbsp;|&#160;|&ndash;|&#8211;|&mdash;|&#8212;"
)
_DROPPED = re.compile(
    "[\u00ad\u00a1\u00bf\u00ab\u00bb\u2039\u203a\u2018-\u201f\u2022\u00a9\u00ae\u00b0\u2026\u2122"
    "\u00b4\u02ca\u0301\u0341\u0300\u0304\u030c\u200b-\u200f\u202a-\u202e\ufeff\ufffc]"
)
_TAG = re.compile(r"<[^\s<>][^<>]*>?")
_OCTET = re.compile(r"%(?![0-9a-fA-F]{2})")
_ENTITY = re.compile(r"&.+?;")
_UNFIT = re.compile(r"[^%a-z0-9 _-]")


def sanitize_title(text: str) -> str:
    """The slug that WordPress makes of a title or of a slug that was sent; may be empty.

    >>> sanitize_title("Räksmörgås & C#"), sanitize_title("a/b"), sanitize_title("«1.5»")
    ('raksmorgas-c', 'a-b', '1-5')
    """
    plain = _HYPHENS.sub("-", remove_accents(text))
    return _encode(_DROPPED.sub("", plain).replace("\u00d7", "x"))


def slug_for_query(text: str) -> str:
    """The slug to look for; unlike a new slug it keeps its accents, percent-encoded.

    >>> slug_for_query("hälsa"), slug_for_query("halsa")
    ('h%c3%a4lsa', 'halsa')
    """
    return _encode(text)


def remove_accents(text: str) -> str:
    """The text with Latin letters spelled plainly.

    >>> remove_accents("Åäö é ß Ł"), remove_accents("ё ά")
    ('Aao e s L', 'ё ά')
    """
    if text.isascii():
        return text
    return "".join(map(_plain, unicodedata.normalize("NFC", text)))


def _plain(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if not any(low <= ord(character) <= high for low, high in _SPELLED):
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else _PLAIN.get(base, character)


def _encode(text: str) -> str:
    text = _OCTET.sub("", _TAG.sub("", text)).lower()
    text = _ENTITY.sub("", _shortened(text)).replace(".", "-")
    text = _UNFIT.sub("", re.sub(r"[\t\n\r\v\f]", " ", text))
    return re.sub(r"-+", "-", re.sub(r"\s+", "-", text)).strip("-")


def _shortened(text: str) -> str:
    """The text with other than ASCII characters percent-encoded, none of them cut in two."""
    encoded: list[str] = []
    room = MAX_LENGTH
    for character in text:
        octets = character if character.isascii() else quote(character).lower()
        room -= len(octets)
        if room < 0:
            break
        encoded.append(octets)
    return "".join(encoded)


def unique_slug(slug: str, is_taken: Callable[[str], bool]) -> str:
    """The slug itself, or with the first of `-2`, `-3`, ... that is free.

    >>> unique_slug("hello", {"hello", "hello-2"}.__contains__)
    'hello-3'
    """
    number, free = 2, slug
    while is_taken(free):
        ending = f"-{number}"
        free = _cut(slug, MAX_LENGTH - len(ending)) + ending
        number += 1
    return free


def is_reserved(slug: str) -> bool:
    """Whether a post cannot have the slug: the address would mean a feed or a year.

    >>> is_reserved("feed"), is_reserved("2024"), is_reserved("2024-review")
    (True, True, False)
    """
    return slug in RESERVED or slug.isdecimal()


def trashed_slug(slug: str) -> str:
    """The slug of a post in the trash, which frees its own for others.

    >>> trashed_slug("hello")
    'hello__trashed'
    """
    ending = "__trashed"
    return slug if slug.endswith(ending) else _cut(slug, MAX_LENGTH - len(ending)) + ending


def _cut(slug: str, length: int) -> str:
    return re.sub(r"%[0-9a-f]?\Z", "", slug[:length]).rstrip("-") if len(slug) > length else slug
