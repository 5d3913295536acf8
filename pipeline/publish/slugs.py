"""The last part of a post's address, made from its title the way WordPress makes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

LETTERS: Mapping[str, str] = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
}
"""Small letters that Unicode does not take apart. The rest (å ä ö é) lose their marks: a a o e."""

_QUOTES = re.compile("['\"`´‘’‚“”„«»\u00ad]")
_SHARP = re.compile(r"(?<=[a-z0-9])#(?![a-z0-9])")
_PLUS = re.compile(r"(?<=[a-z0-9+])\+(?![a-z0-9])")
_OTHER = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"[0-9]+|feed|embed|page|category|tag|rss|rss2|rdf|atom")


@dataclass(frozen=True, slots=True)
class SlugRules:
    """How slugs are made, where blogs differ."""

    letters: Mapping[str, str] = field(default_factory=dict)
    """What single letters become, before `LETTERS`: `{"ö": "oe"}` for German readers."""
    by_language: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The same for single languages, before `letters`."""
    max_length: int = 80
    """At most 200, WordPress's own limit; cut between words where that keeps half of it."""

    def of(self, lang: str) -> SlugRules:
        """The rules for slugs in that language, or in the language that it is a kind of."""
        own = self.by_language.get(lang) or self.by_language.get(lang.partition("-")[0]) or {}
        return SlugRules({**self.letters, **own}, {}, self.max_length)


DEFAULT_SLUGS = SlugRules()


def slug_of(text: str, rules: SlugRules = DEFAULT_SLUGS) -> str:
    """The text in `a-z`, `0-9` and `-`; empty where the text has no such letters.

    What WordPress keeps for itself (numbers are pages and years, `feed` is the feed) gets a word
    in front, since WordPress would put a `-2` behind it.

    >>> slug_of("Räksmörgås, igen!"), slug_of("It’s C++ & C#"), slug_of("2024")
    ('raksmorgas-igen', 'its-c-plus-plus-c-sharp', 'post-2024')
    """
    plain = _QUOTES.sub("", _transliterated(text, rules.letters))
    spelled = _PLUS.sub("-plus", _SHARP.sub("-sharp", plain))
    slug = _cut(_OTHER.sub("-", spelled).strip("-"), rules.max_length)
    return f"post-{slug}" if _RESERVED.fullmatch(slug) else slug


def free_slug(slug: str, lang: str, taken: Container[str], max_length: int = 80) -> str:
    """The slug, or where it is taken, the slug with the language, or then a number, behind it.

    >>> free_slug("python", "sv", {"python"}), free_slug("python", "sv", {"python", "python-sv"})
    ('python-sv', 'python-sv-2')
    """
    return next(option for option in _options(slug, lang, max_length) if option not in taken)


def _options(slug: str, lang: str, max_length: int) -> Iterator[str]:
    yield slug
    behind = f"-{lang.lower()}"
    yield _cut(slug, max_length - len(behind)) + behind
    for number in count(2):
        suffix = f"{behind}-{number}"
        yield _cut(slug, max_length - len(suffix)) + suffix


def _transliterated(text: str, letters: Mapping[str, str]) -> str:
    # Composed first: a decomposed "ö" is one letter to the blog that maps it.
    lowered = unicodedata.normalize("NFC", text).lower()
    mapped = "".join(letters.get(char, LETTERS.get(char, char)) for char in lowered)
    return "".join(c for c in unicodedata.normalize("NFKD", mapped) if not unicodedata.combining(c))


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words = slug[: length + 1].rpartition("-")[0]
    return (whole_words if len(whole_words) >= length // 2 else slug[:length]).strip("-")
