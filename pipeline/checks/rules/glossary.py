"""Terms that are not translated as the blog has settled, or that are to stay as they are.

The terms stand in `locales/glossary.csv`, which a spreadsheet opens:

```csv
source,target,term,translation,note,forbidden
en,sv,pull request,ändringsförslag|pull request,,dragbegäran
en,sv,harbour,hamn,never in the sense of shelter,
,,Tvilling,,a name,
```

`source` and `target` are languages, and empty for all; several translations, or several words that
are forbidden, stand with `|` between them; a term without a translation stays as it is; the note
is shown with the finding. A term with a capital letter is found with it only. Forms count as the
word: plurals, definite and genitive forms, and in Swedish and its like the compounds (`hamnarna`,
`fiskehamn`).

| English | Swedish | |
|---|---|---|
| `Two harbours in the north` | `Två bryggor i norr` | found |
| `Open a pull request` | `Öppna en dragbegäran` | found |
| `Tvilling is a name` | `Gemini är ett namn` | found |
| `Two harbours in the north` | `Två fiskehamnar i norr` | right |
| `Your pull requests` | `Dina ändringsförslag` | right |
| `Tvilling is a name` | `Tvillings namn` | right |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.glossary import Glossary, Term
from pipeline.checks.inflection import in_any_form
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, quoted, together
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term with what finds it."""

    term: Term
    in_source: re.Pattern[str]
    in_target: re.Pattern[str]
    forbidden: tuple[tuple[str, re.Pattern[str]], ...]


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if page.glossary is None:
        return ""
    quick, sought = _search(page.glossary, page.source_lang, page.lang)
    if not quick.search(texts.source):
        return ""
    return together(_missed(texts, sought))


def _missed(texts: Texts, sought: tuple[_Sought, ...]) -> Iterator[str]:
    """What is said of each term that the source has; the longest term takes the words."""
    source = texts.source
    for one in sought:
        source, count = one.in_source.subn("\ufffc", source)
        if not count:
            continue
        wrong = next((word for word, form in one.forbidden if form.search(texts.target)), "")
        if wrong:
            yield say(
                "{term} is translated by {wrong}{advice}",
                term=quoted(one.term.term),
                wrong=quoted(wrong),
                advice=_advice(one.term),
            )
        elif not one.in_target.search(texts.target):
            yield _told(one.term)


def _told(term: Term) -> str:
    if not term.translations:
        return say("{term} is to stay as it is{note}", term=quoted(term.term), note=_note(term))
    return say("{term} is not translated{advice}", term=quoted(term.term), advice=_advice(term))


def _advice(term: Term) -> str:
    wanted = say(" or ").join(quoted(one) for one in term.translations or (term.term,))
    return say(", as the glossary wants, by {wanted}{note}", wanted=wanted, note=_note(term))


def _note(term: Term) -> str:
    return f" ({term.note})" if term.note else ""


@lru_cache(maxsize=32)
def _search(
    glossary: Glossary, source: str, target: str
) -> tuple[re.Pattern[str], tuple[_Sought, ...]]:
    """One pattern that tells whether any term is there, and each of the terms, longest first."""
    terms = [term for term in glossary.terms if term.is_for(source, target)]
    terms.sort(key=lambda term: len(term.term), reverse=True)
    sought = tuple(_sought(term, source, target) for term in terms)
    any_of_them = "|".join(f"(?:{one.in_source.pattern})" for one in sought) or "(?!)"
    return re.compile(any_of_them, re.IGNORECASE), sought


def _sought(term: Term, source: str, target: str) -> _Sought:
    # A term with a capital letter is a name: in small letters it is another word.
    case = re.NOFLAG if term.term != term.term.lower() else re.IGNORECASE
    if term.translations:
        forms = [in_any_form(one, target, in_compounds=True) for one in term.translations]
        wanted = re.compile("|".join(forms), re.IGNORECASE)
    else:
        wanted = re.compile(re.escape(term.term), case)
    return _Sought(
        term,
        re.compile(in_any_form(term.term, source), case),
        wanted,
        tuple((w, re.compile(in_any_form(w, target), re.IGNORECASE)) for w in term.forbidden),
    )


RULE = Rule(
    "glossary",
    Severity.WARNING,
    N_(
        "A term of the blog's glossary is translated by another word, or is translated although it "
        "is to stay as it is."
    ),
    in_prose(_compare),
)
