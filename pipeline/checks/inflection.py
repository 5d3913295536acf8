"""Terms found in a text in any of their forms: plural, definite, genitive, in compounds."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ENDINGS: Mapping[str, str] = {
    "en": "s es 's ’s s' s’ d ed ing ies ied er ers",
    "sv": "s n en ns ens t et ts ets a as e es na nas ar ars arna arnas or ors orna ornas er ers "
    "erna ernas r rs an ans de te ad ade at ande it na ena enas are aren arens ares dd tt "
    ":n :s :en :et :ar :er :arna :erna",
    "da": "s en ens et ets e es er ers erne ernes ne nes r n t ede ende",
    "nb": "s en ens et ets a e es er ers ene enes ne nes r n t ede ende",
    "de": "s n en es e er ern em in innen t st te ten et end",
    "nl": "s n en e t te de ten den 's’s je jes",
    "fr": "s x e es aux nt ent",
    "es": "s es a as o os",
}
_DROPPED: Mapping[str, str] = {"en": "ey", "sv": "aeu", "da": "e", "nb": "e", "de": "e", "nl": "e"}
"""A last letter that an ending takes the place of: flicka, flickor; story, stories."""
_ANY = r"[^\W\d_]{0,3}"
_LONG = 4
"""From so many letters on, a term may stand anywhere in a compound; a shorter one at its ends."""


def in_any_form(term: str, lang: str, *, in_compounds: bool = False) -> str:
    """A regular expression, without regard to case, for the term in the forms of the language.

    >>> bool(re.search(in_any_form("pull request", "en"), "two pull requests"))
    True
    >>> bool(re.search(in_any_form("flicka", "sv", in_compounds=True), "balettflickorna"))
    True
    """
    parts = term.split()
    size = sum(map(len, parts)) if in_compounds else 0
    forms = r"[\s-]+".join(_form(part, lang) for part in parts)
    if size == _LONG - 1:
        return rf"(?:(?<!\w)(?:{forms}|{re.escape(term)})|{forms}(?!\w))"  # båtresa, fiskebåtar
    if size >= _LONG:
        # källkod for “källa kod”, kunddatabas for databas, databasmotor too
        compound = rf"{'-?'.join(_stem(part, lang) for part in parts)}"
        return rf"(?:(?<!\w){forms}(?!\w)|{compound})"
    return rf"(?<![\w-]){forms}(?![^\W_])"


def _stem(word: str, lang: str) -> str:
    dropped = _DROPPED.get(lang.partition("-")[0], "")
    if len(word) > _LONG - 1 and word[-1:].lower() in dropped and word[-1:]:
        return re.escape(word[:-1])
    return re.escape(word)


def _form(word: str, lang: str) -> str:
    endings = _ENDINGS.get(lang.partition("-")[0])
    if endings is None:
        return re.escape(word) + _ANY
    ends = "|".join(re.escape(ending) for ending in endings.split())
    stem = _stem(word, lang)
    whole = re.escape(word)
    double = whole + whole[-1] if whole[-1:].isalpha() else whole  # stop, stopped
    return rf"(?:{whole}(?:{ends})?|(?:{stem}|{double})(?:{ends}))"
