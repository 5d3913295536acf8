"""A part of a translation that is still in the language of the source.

Found by the small words: `the`, `of` and `which` in a row, with no Swedish one between them. Names
with capital letters and what stands between quotation marks may be in any language. Between
languages that Tvilling has no list of small words for, five words in a row as the source has them
are found.

| English | Swedish | |
|---|---|---|
| `It rains, which is what the tea likes.` | `Det regnar, which is what the tea likes.` | found |
| `He wrote "The Art of the Sea" there.` | `Han skrev "The Art of the Sea" där.` | right |
| `He works for the Bank of the North.` | `Han arbetar på the Bank of the North.` | right |

| Swedish | English | |
|---|---|---|
| `Det regnade, och det var bra för rosorna.` | `It rained, och det var bra för rosorna.` | found |
| `Han bor i Stora Skuggan.` | `He lives in Stora Skuggan.` | right |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.profiles import telling
from pipeline.checks.prose import Texts, words
from pipeline.checks.quotation import without_quotes
from pipeline.checks.rule import Rule, in_prose, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_LEAST = 3
"""How many small words of the other language in a row, with none of the right one between."""
_COPIED = 5


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    theirs = telling(page.source_lang, page.lang)
    left = untranslated_part(page, texts) if may_have_parts(texts, theirs) else ""
    return (
        say("{left} is not in the language of the translation", left=quoted(left)) if left else ""
    )


def may_have_parts(texts: Texts, theirs: frozenset[str]) -> bool:
    """Whether a small word of the source's language is in the translation at all.

    Without one nothing is found, and in most texts there is none. Where no list of them tells the
    languages apart, one has to look.
    """
    if not theirs or not theirs.isdisjoint(texts.tokens):
        return True
    return not theirs.isdisjoint(words(texts.signs))


def untranslated_part(page: PageUnderCheck, texts: Texts) -> str:
    """The first part of the translation that is in the language of the source."""
    theirs = telling(page.source_lang, page.lang)
    left = _copied_run(texts.source, texts.target, theirs)
    if not left and sum(map(theirs.__contains__, texts.target.split())) >= _LEAST:
        left = _foreign_run(without_quotes(texts.target), page)
    return left


_BREAK = re.compile(r"[\ufffc;:!?]|\.\s")


def _foreign_run(text: str, page: PageUnderCheck) -> str:
    """The first stretch that has small words of the source's language and none of its own."""
    theirs = telling(page.source_lang, page.lang)
    own = telling(page.lang, page.source_lang)
    for part in _BREAK.split(text):
        for run in _between(words(part), own):
            small = [word for word in run if word in theirs]
            if len(small) >= _LEAST and not _is_name(run, theirs):
                return " ".join(run)
    return ""


def _between(spoken: Sequence[str], own: frozenset[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in spoken:
        if word.lower() in own:
            yield run
            run = []
        else:
            run.append(word)
    yield run


def _is_name(run: Sequence[str], small: frozenset[str]) -> bool:
    """Whether the words are a title: most of those that are no small words have a capital."""
    large = [
        word for word in run if word not in small and (word[0].isupper() or len(word) > _LEAST)
    ]
    return sum(word[0].isupper() for word in large) * 2 > len(large)


def _copied_run(source: str, target: str, theirs: frozenset[str]) -> str:
    """The first words of the source that stand in the target in their order, in small letters.

    Where small words tell the languages apart, one of them has to be there: the rest may be names.
    """
    if set(_fives(words(source))).isdisjoint(_fives(words(target))):
        return ""  # at a glance, in most texts; below, signs of code between the words count
    there = set(_runs(without_quotes(target)))
    for run in _runs(source):
        if run in there and _is_speech(run, theirs):
            return " ".join(run)
    return ""


def _is_speech(run: Sequence[str], theirs: frozenset[str]) -> bool:
    """Whether the words are neither a name nor a list of names."""
    if sum(map(str.islower, run)) <= _COPIED // 2:
        return False
    return not theirs or not (theirs.isdisjoint(run) or _is_name(run, theirs))


_NO_SPEECH = re.compile(r"\S*(?:[\ufffc={}|_$@/\\]|\w\.\w|[^\W\d]\d|\d[^\W\d])\S*")
"""A word that is none: code, an address, the name of a file or of a part."""


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every five words in a row, with no sign of code between them."""
    for part in _NO_SPEECH.split(text):
        yield from _fives(words(part))


def _fives(spoken: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(spoken[start:] for start in range(_COPIED)), strict=False)


RULE = Rule(
    "language",
    Severity.WARNING,
    N_("A part of the translation is still in the language of the source."),
    in_prose(_compare),
)
