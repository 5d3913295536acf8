"""Text from posts and catalogues, made fit for formats that other programs read."""

from __future__ import annotations

import re
import unicodedata

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
