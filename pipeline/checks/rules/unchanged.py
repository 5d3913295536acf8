"""Translations that are a copy of their source, though there are words to translate.

Names, commands and numbers are the same in every language, and so is a single word that may be a
name; a sentence is not. To keep a text as it is for good, put it into the [glossary](#glossary)
without a translation, or ignore it.

| English | Swedish | |
|---|---|---|
| `Read more about the boats` | `Read more about the boats` | found |
| `Latest boat news` | `Latest boat news` | found |
| `Göta kanal` | `Göta kanal` | right |
| `Linux 3.16.7-ckt9` | `Linux 3.16.7-ckt9` | right |
| `docker load` | `docker load` | right |
| `Journal of the North Sea` | `Journal of the North Sea` | right |
| `Sauna` | `Sauna` | right |

| Swedish | English | |
|---|---|---|
| `Läs mer om båtarna` | `Läs mer om båtarna` | found |
| `Göta kanal` | `Göta kanal` | right |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.profiles import is_known, telling, telling_words
from pipeline.checks.prose import is_prose, prose, words
from pipeline.checks.rule import Flaw, Rule, quoted
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_WORD = 3
_SENTENCE = 3
_FEW = 2
_CODE = re.compile(r"[{}$=\\|<>]|;(?!\s|$)|--|/\w")
_CODE_SHARE = 4
"""One sign of code in so many words makes a command of them."""
_NAMELIKE = re.compile(r"[\d\ufffc_]")
_HEADING = re.compile("heading|title|button")


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    for entry in page.translations:
        if _is_copy(page, entry) and _is_to_translate(page, entry):
            yield Flaw(
                say("{msgid} is left as it is in the source", msgid=quoted(entry.msgid)), entry.key
            )


def _is_copy(page: PageUnderCheck, entry: Entry) -> bool:
    if entry.msgid == entry.msgstr:
        return is_prose(entry)
    if abs(len(entry.msgid) - len(entry.msgstr)) > len(entry.msgid) or not is_prose(entry):
        return False
    return prose(entry.msgid, page.format) == prose(entry.msgstr, page.format)


def _is_to_translate(page: PageUnderCheck, entry: Entry) -> bool:
    """Whether there are words to translate: names, commands and numbers are the same everywhere."""
    text = prose(entry.msgid, page.format)
    found = words(text)
    small = [word for word in found if word.islower() and len(word) >= _WORD]
    if not found or _is_code(text, found) or _is_kept(page, text):
        return False
    if not is_known(page.source_lang) or not is_known(page.lang):
        return len(small) >= _SENTENCE
    is_heading = _is_heading(entry)
    if telling_words(page.source_lang, page.lang).search(text.lower() if is_heading else text):
        is_sentence = found[0][0].isupper() or len(found) > _SENTENCE
        return is_sentence and (is_heading or not _is_name(page, found))
    if telling_words(page.lang, page.source_lang).search(text):
        return False  # The source is in the language of the translation already.
    return _is_like_prose(text, found)


def _is_code(text: str, found: Sequence[str]) -> bool:
    signs = len(_CODE.findall(text))
    return signs >= _FEW and signs * _CODE_SHARE >= len(found)


def _is_like_prose(text: str, found: Sequence[str]) -> bool:
    """Whether a capital letter begins the text and most of its words have none."""
    small = sum(word.islower() for word in found)
    long = sum(word.islower() and len(word) >= _WORD for word in found)
    least = _SENTENCE if _NAMELIKE.search(text) else _FEW
    is_enough = (long >= least or small > _SENTENCE) and len(text.split()) > _FEW
    return found[0][0].isupper() and is_enough and small * 2 > len(found)


def _is_kept(page: PageUnderCheck, text: str) -> bool:
    """Whether the whole text is a term that is to stay as it is."""
    terms = page.glossary.terms if page.glossary else ()
    return any(text == term.term and not term.translations for term in terms)


def _is_heading(entry: Entry) -> bool:
    """Whether English may write each word with a capital letter."""
    return entry.msgctxt is not None or bool(_HEADING.match("".join(entry.comments[:1])))


def _is_name(page: PageUnderCheck, found: Sequence[str]) -> bool:
    """Whether all but the small words have a capital letter: Journal of the Sea."""
    theirs = telling(page.source_lang, page.lang)
    return all(word[0].isupper() for word in found if word not in theirs and len(word) >= _WORD)


RULE = Rule(
    "unchanged",
    Severity.WARNING,
    N_("A translation is a copy of its source, though there are words in it to translate."),
    _check,
)
