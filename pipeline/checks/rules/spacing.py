"""Spaces that are missing or too many between words or beside a mark, a link or a unit.

Slips that the eye passes over: a space before a comma, none behind it, a word that runs into a
link, a number that may be parted from its unit at the end of a line where the source's may not. In
French a mark such as `;` has a space before it.

| English | Swedish | |
|---|---|---|
| `Boats, cars and bikes` | `Båtar , bilar och cyklar` | found |
| `Boats, cars and bikes` | `Båtar,bilar och cyklar` | found |
| `Read <a href="/a">more</a>` | `Läs<a href="/a">mer</a>` | found |
| `Boats (and cars)` | `Båtar ( och bilar)` | found |
| `Boats and cars` | `Båtar och  bilar` | found |
| `Boats, cars and bikes` | `Båtar, bilar och cyklar` | right |
| `The <b>PO</b> files` | `<b>PO</b>-filerna` | right |
| `Version 3,5 of Node.js` | `Version 3,5 av Node.js` | right |
"""

from __future__ import annotations

import re

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.checks.rule import Rule, in_prose, quoted
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

# The sign comes first in each, so that a text without it costs next to nothing.
_SLIPS = (
    (
        re.compile(r"[ ](?<=\w[ ])[,.;:!?](?=\s|$)"),
        N_("there is a space before the mark in {place}"),
    ),
    (
        re.compile(r"[,;!?](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})"),
        N_("there is no space behind the mark in {place}"),
    ),
    (
        re.compile(r"[.](?<=[^\W\d_A-ZÅÄÖ]{2}[.])(?=[A-ZÅÄÖ][^\W\d_A-ZÅÄÖ])"),
        N_("there is no space behind the full stop in {place}"),
    ),
    (
        re.compile(r"[(\[][ ](?=\w)|[ ](?<=\w[ ])[)\]]"),
        N_("there is a space inside the brackets in {place}"),
    ),
)
_ANY_SLIP = re.compile(r"[ ][,.;:!?)\]]|[,;!?][^\W\d_]|[.][a-zåäö]|[(\[][ ]")
"""Finds what may be one, in small letters."""
_FRENCH_GAP = re.compile(r"[;!?»](?<=\w[;!?»])|«\w")
_GLUED = re.compile(
    r"<(?<=[^\W\d_]{2}<)(?:a|em|strong|b|i|code)\b|\[(?<=[^\W\d_]{2}\[)[^\[\]]+\]\("
)
_KEPT = re.compile("[\u00a0\u202f](?<=\\d.)(?=\\w)")
_NUMBER = re.compile(r"\d[\d.,]*$")
_WIDE = re.compile(r"(?<=[^\W\d_])[,.;]?  +(?=[^\W\d_])")
_AROUND = 16


def _compare(page: PageUnderCheck, texts: Texts) -> str:
    if page.lang.partition("-")[0] == "fr":
        return _french(page, texts)
    return _slip(texts) or _glued(texts) or _wide(texts) or _broken(texts)


def _slip(texts: Texts) -> str:
    """The first slip of a kind that the source does not have."""
    if not _ANY_SLIP.search(f" {texts.signs} "):
        return ""
    for slip, told in _SLIPS:
        found = slip.search(texts.target)
        if found and not slip.search(texts.source):
            return say(told, place=_with_words(texts.target, found))
    return ""


def _with_words(text: str, found: re.Match[str]) -> str:
    """The place with the words beside it."""
    before = text[max(0, found.start() - _AROUND) : found.start()].rsplit(" ", 1)[-1]
    after = text[found.end() : found.end() + _AROUND].split(" ", 1)[0]
    return quoted(before + found[0] + after)


def _glued(texts: Texts) -> str:
    """A word that runs into a link or into bold words: läs<a href="…">mer</a>."""
    msgid, msgstr = texts.entry.msgid, texts.entry.msgstr
    if "<" not in msgstr and "](" not in msgstr:
        return ""
    found = list(_GLUED.finditer(msgstr))
    if len(found) <= len(_GLUED.findall(msgid)):
        return ""
    return say(
        "there is no space before the markup in {place}",
        place=_with_words(msgstr, found[0]),
    )


def _wide(texts: Texts) -> str:
    """Two spaces between words; where lines were joined, they may be the lines'."""
    msgid, msgstr = texts.entry.msgid, texts.entry.msgstr
    found = _WIDE.search(msgstr) if "  " in msgstr and "\n" not in msgstr else None
    if found is None or _WIDE.search(msgid):
        return ""
    return say("there are two spaces in {place}", place=_with_words(msgstr, found))


def _broken(texts: Texts) -> str:
    """A number that may be parted from its unit at the end of a line, as the source's may not."""
    if texts.source.isascii():
        return ""
    for gap in _KEPT.finditer(texts.source):
        number = _NUMBER.search(texts.source[max(0, gap.start() - _AROUND) : gap.start()])
        digits = "[.,]".join(re.split("[.,]", number[0] if number else ""))
        if found := re.search(rf"(?<![\d.,]){digits} \w+", texts.target):
            return say(
                "{found} has no non-breaking space, as the source has", found=quoted(found[0])
            )
    return ""


def _french(page: PageUnderCheck, texts: Texts) -> str:
    found = None if page.lang == "fr-CA" else _FRENCH_GAP.search(texts.target)
    if found is None:
        return ""
    return say(
        "French has a space between word and mark in {place}",
        place=_with_words(texts.target, found),
    )


RULE = Rule(
    "spacing",
    Severity.NOTE,
    N_("A space is missing or too many between words or beside a mark, a link or a unit."),
    in_prose(_compare),
)
