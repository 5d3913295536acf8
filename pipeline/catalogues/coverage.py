"""How much of a catalogue is translated, in strings and words."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from pipeline.catalogues.headers import is_marked_outdated
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.coverage import Count, Coverage, PageState


def coverage(catalogue: Catalogue) -> Coverage:
    """What is done and what is left; obsolete entries do not count.

    A page without any text to translate is complete.
    """
    counts = {"translated": Count(), "fuzzy": Count(), "missing": Count()}
    for entry in catalogue.entries:
        if not entry.is_obsolete:
            counts[_share(entry)] += Count(1, count_words(entry.msgid))
    found = Coverage(counts["translated"], counts["fuzzy"], counts["missing"])
    return replace(found, state=_state(found, is_marked_outdated(catalogue)))


def is_complete(catalogue: Catalogue) -> bool:
    """Whether every string of the post is translated and reviewed."""
    return all(entry.is_obsolete or _share(entry) == "translated" for entry in catalogue.entries)


def _share(entry: Entry) -> str:
    if not entry.msgstr and not (entry.msgstr_plural and all(entry.msgstr_plural)):
        return "missing"
    return "fuzzy" if entry.is_fuzzy else "translated"


def _state(found: Coverage, is_outdated: bool) -> PageState:
    if found.translated == found.total:
        return PageState.COMPLETE
    if is_outdated:
        return PageState.OUTDATED
    return PageState.PARTIAL if found.translated.strings else PageState.UNTRANSLATED


_NO_WORDS = re.compile(
    r"""
      </?[a-zA-Z][^<>]*>                            # a tag
    | <!--.*?-->
    | (?<=\])\([^()\s]*(?:\s+"[^"]*")?\)            # the address of a Markdown link
    | \{\{.*?\}\} | \[/?[a-z][\w-]*(?:\s+[\w-]+=[^\]]*)?/?\](?!\()
    | <?(?:[a-z][a-z+.-]*://|mailto:|www\.)[^\s<>)]+>?
    | [\w.+-]+@[\w-]+\.[\w.-]+
    """,
    re.VERBOSE | re.DOTALL,
)
_MAY_HOLD_MARKUP = re.compile(r"[<\[{@&]|://|mailto:|www\.")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:['’:-]?[^\W\d_]+)?|[^\W_]+(?:['’:\u00ad-][^\W_]+)*")


def count_words(text: str) -> int:
    """The words that a translator reads: no markup, no addresses, no shortcodes.

    Compounds with a hyphen, `don't`, `EU:s` and `3.14` are one word each.

    >>> count_words('See <a href="/on/this">my e-mail</a>, [don’t](https://a.example/b) pay 3,50.')
    6
    """
    if _MAY_HOLD_MARKUP.search(text):
        text = html.unescape(_NO_WORDS.sub(" ", text))
    return len(_WORD.findall(text))
