"""What a reader sees of a message: its words without markup, code and addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.model.catalogue import Entry
from pipeline.model.document import Kind
from pipeline.model.post import Format

OBJECT = "\ufffc"
"""Stands where code, a picture, an address or a shortcode stands: part of no word and no number."""

# Each alternative begins with its sign (not with a repeated one), so that the search runs from
# sign to sign, which is four times as fast.
_HTML = r"""
      <!--(?:(?!<!--).)*?-->
    | <(?P<code>code|kbd|samp|var|tt|pre|script|style)\b[^<>]*>
          (?:(?!<(?P=code)\b).)*?</(?P=code)\s*>
    | </?(?P<tag>[a-zA-Z][^\s<>/:]*)[^<>]*>
    | \{\{(?:(?!\{\{).)*?\}\}
    | \{%(?:(?!\{%).)*?%\}
    | \[/?[a-z][\w-]*(?:\s+[\w-]+=[^\[\]]*)?\s*/?\](?![\[(:])
"""
_MARKDOWN = rf"""
      `(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)
    | \\[!-/:-@\[-`{{-~]
    | \]\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
          (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)
    | \]\[[^\]]*\]
    | \[\^[^\]\s]+\]
    | \{{[\#.][^{{}}]*\}}\s*\Z
    | {_HTML}
    | !\[
    | \[
    | \]
    | \*\**
    | ~~
    | _(?<!\w_)_*
    | __*(?!\w)
"""
_FLAGS = re.VERBOSE | re.DOTALL
_MARKUP = {
    Format.MARKDOWN: re.compile(_MARKDOWN, _FLAGS),
    Format.HTML: re.compile(_HTML, _FLAGS),
    Format.BLOCKS: re.compile(_HTML, _FLAGS),
}
_ADDRESS = re.compile(
    r"""
      (?:https?://|ftp://|www\.)[^\s<>"'\ufffc]*[^\s<>"'.,;:!?)\]*_\ufffc]
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    """,
    re.VERBOSE,
)
_SHOWN_TAGS = {"br": " "} | dict.fromkeys(
    ("img", "input", "video", "audio", "svg", "https", "http", "mailto"), OBJECT
)


@lru_cache(maxsize=4096)
def prose(text: str, format: Format) -> str:
    """The text as a reader sees it, entities decoded, on one line.

    >>> prose("See **the [list](/a)** of `x`\\nand <b>more</b> &amp; more", Format.MARKDOWN)
    'See the list of ￼ and more & more'
    """
    if not _is_special(text):
        return text
    plain = html.unescape(_MARKUP[format].sub(_shown, text)).replace("\n", " ")
    return _ADDRESS.sub(OBJECT, plain) if _has_address(plain) else plain


def _is_special(text: str) -> bool:
    """Whether the text may be other than what a reader sees; quicker than any pattern."""
    return (
        "*" in text
        or "_" in text
        or "[" in text
        or "]" in text
        or "`" in text
        or "<" in text
        or "&" in text
        or "{" in text
        or "~" in text
        or "\\" in text
        or "\n" in text
        or _has_address(text)
    )


def _has_address(text: str) -> bool:
    return "@" in text or "://" in text or "www." in text


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of a piece of markup, by the sign that it begins with."""
    written = match[0]
    sign = written[0]
    if sign == "<":
        tag = match["tag"]
        return _SHOWN_TAGS.get(tag.lower(), "") if tag else OBJECT if match["code"] else ""
    if sign == "\\":
        return html.escape(written[1:])
    is_object = sign == "`" or written[:2] in ("{{", "{%") or (sign == "[" and len(written) > 1)
    return OBJECT if is_object and written[:2] != "[^" else ""


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words(text: str) -> list[str]:
    """The words of a text; an apostrophe or hyphen inside joins, digits are no words.

    >>> words("Don't use the CD-ROM 2 times")
    ["Don't", 'use', 'the', 'CD-ROM', 'times']
    """
    return _WORD.findall(text)


class Texts(NamedTuple):
    """A translated text and its translation as a reader sees them, prepared once for all rules."""

    entry: Entry
    source: str
    target: str
    tokens: list[str]
    """What stands between the white space of the translation, in small letters."""
    signs: str
    """Those of the tokens that are not letters alone: every figure, mark and sign is in one of
    them. They are a fifth of most texts, so that to look for a sign takes a fifth of the time."""
    has_figures: bool
    """Whether there is a digit, of any script, in the translation."""
    source_has_figures: bool


_FIGURE = re.compile(r"\d")
_LARGEST = 100_000
"""So many characters are no paragraph that a person wrote."""


def readable(translations: Iterable[Entry], format: Format) -> Iterator[Texts]:
    """What readers see of each translation.

    A translation that equals its source is right by definition; addresses and code have no words.
    """
    for entry in translations:
        msgid, msgstr = entry.msgid, entry.msgstr
        if msgid != msgstr and is_prose(entry) and len(msgid) + len(msgstr) < _LARGEST:
            yield _texts(entry, prose(msgid, format), prose(msgstr, format))


def _texts(entry: Entry, source: str, target: str) -> Texts:
    tokens = target.lower().split()
    signs = " ".join([token for token in tokens if not token.isalpha()])
    figures = _FIGURE.search(signs), _FIGURE.search(source)
    return Texts(entry, source, target, tokens, signs, bool(figures[0]), bool(figures[1]))


def is_prose(entry: Entry) -> bool:
    """Whether the text is for readers: neither an address nor a code block."""
    if entry.comments and entry.comments[0].startswith(Kind.CODE):
        return False
    return entry.msgctxt is None or entry.msgctxt.rpartition(".")[2] != "slug"
