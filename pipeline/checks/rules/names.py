"""Web addresses, e-mail addresses, hashtags and @names in the text that are not the same.

They are found by machines, and by readers who type them: `#canalday` has no translation. What
stands in code or in `<var>` is left alone, and so is the language in an address.

| English | Swedish | |
|---|---|---|
| `Write to press@example.org.` | `Skriv till presss@example.org.` | found |
| `Join us with #canalday` | `Var med på #kanaldagen` | found |
| `See www.example.org/en/ for more.` | `Se www.example.org/sv/ för mer.` | right |
| `We are number 1 at C# and @ 2 pounds` | `Vi är nummer 1 på C# och @ 2 pund` | right |
"""

from __future__ import annotations

import html
import re

from pipeline.checks.markup import without_code
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_translations, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.model.post import Format
from pipeline.speech import N_

_CHOSEN = re.compile(r"<(var|i|em)\b[^<>]*>[^<>]*</\1>")
"""What a reader puts a word of their own for."""
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>")
_TARGET = re.compile(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_NAME = re.compile(
    r"""
      [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                       # e-mail
    | (?:https?://|www\.)[^\s<>"'()“”’»]*[^\s<>"'.,;:!?()“”’»\]*_]               # web address
    | (?<![\w/&.*-])[@#][^\W\d_][\w]+                                      # @name, #hashtag
    """,
    re.VERBOSE,
)


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    if not (_has_sign(entry.msgid) or _has_sign(entry.msgstr)):
        return ""
    source, target = _visible(entry.msgid, page.format), _visible(entry.msgstr, page.format)
    if not (_has_sign(source) or _has_sign(target)):
        return ""
    return lost_and_added(*differences(_names(source, page), _names(target, page)))


def _has_sign(text: str) -> bool:
    return "@" in text or "#" in text or "://" in text or "www." in text


def _visible(text: str, format: Format) -> str:
    """The text without its markup, addresses of links among it."""
    if not _has_sign(text):
        return ""
    plain = without_code(text, format)
    if format is Format.MARKDOWN:
        plain = _TARGET.sub("]", plain)
    if "<" in plain:
        plain = _TAG.sub("", _BREAK.sub(" ", _CHOSEN.sub("x", plain)))
    return html.unescape(plain)


def _names(text: str, page: PageUnderCheck) -> list[str]:
    langs = f"{re.escape(page.source_lang)}|{re.escape(page.lang)}"
    place = re.compile(rf"(?<=[/.])(?:{langs})(?=[/.])|^https?://(?:www\.)?|^www\.")
    return [place.sub("", name).rstrip("/") for name in _NAME.findall(text)]


RULE = Rule(
    "names",
    Severity.WARNING,
    N_(
        "A web address, an e-mail address, a hashtag or a @name in the text of the source is gone "
        "or another one."
    ),
    in_translations(_compare),
)
