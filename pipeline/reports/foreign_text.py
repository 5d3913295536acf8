"""Text from posts and catalogues, made fit for formats that other programs read."""

from __future__ import annotations

import re
import unicodedata

# What XML does not have, rather than not what it has: that would take 5 ms to compile.
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text on one line, without what steers a terminal or turns the direction of a line.

    >>> printable("a\\x1b[31m\\nb")
    'a\ufffd[31m b'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"


def in_unicode(text: str) -> str:
    """The text without halves of characters, which are in names of files that are not UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def in_xml(text: str) -> str:
    """The text as XML has it, between tags and in an attribute in double quotes alike."""
    fit = _NO_XML.sub("\ufffd", text)
    # The line ends are written as numbers, since a reader would make blanks of them.
    return fit.translate(_ENTITIES)


_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {character: f"&#{ord(character)};" for character in "\t\n\r"}
)
