"""White space and letters in the text of HTML."""

from __future__ import annotations

import re
from html import unescape

_SPACE = re.compile(r" [ \t\n\f\r]+|[\t\n\f\r][ \t\n\f\r]*")
_HEAD = re.compile(r"(?:\s|&(?:nbsp|#160|#[xX][aA]0);)*")
_TAIL_REVERSED = re.compile(r"(?:\s|;(?:psbn|061#|0[aA][xX]#)&)*")
_CURRENCY = "$¢£¤¥֏؋৲৳฿₠-⃀﷼﹩＄￠￡￥￦"
_WORDS = re.compile(rf"[^\W\d_]|[{_CURRENCY}]\s?\d|\d\s?[{_CURRENCY}]")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[a-z]+://\S+", re.IGNORECASE)


def fold(text: str) -> str:
    """The text with white space as a browser shows it.

    >>> fold("one\\n  two")
    'one two'
    """
    return _SPACE.sub(" ", text)


def trim(text: str) -> tuple[int, int]:
    """Where the text starts and ends without white space around it, no-break space included.

    >>> trim(" &nbsp;one ")
    (7, 10)
    """
    head = _HEAD.match(text)
    start = head.end() if head else 0
    if start == len(text):
        return start, start
    if ";" not in text:
        return start, len(text.rstrip())
    tail = _TAIL_REVERSED.match(text[::-1])
    return start, len(text) - (tail.end() if tail else 0)


def is_blank(text: str) -> bool:
    """Whether the text is white space only, no-break space included."""
    return _HEAD.fullmatch(text) is not None


def has_words(text: str) -> bool:
    """Whether a text without markup has a letter or an amount of money.

    >>> [has_words(text) for text in ("$0", "31", "A&nbsp;b", "&nbsp;")]
    [True, False, True, False]
    """
    return _WORDS.search(unescape(text) if "&" in text else text) is not None


def is_address(text: str) -> bool:
    """Whether the text is an address on the web and nothing else."""
    return "//" in text and _ADDRESS.fullmatch(text.strip()) is not None
