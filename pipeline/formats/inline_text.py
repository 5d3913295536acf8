"""White space and letters in the text of HTML."""

from __future__ import annotations

import re
from html import unescape

_SPACES = ("\n", "\t", "\r", "\f")
# Without a semicolon, the words of a translation could be read as part of the reference.
_HEAD = re.compile(r"(?:\s|&(?:nbsp|#160|#[xX][aA]0)(?:;|(?=\s|$)))*")
_TAIL_REVERSED = re.compile(r"(?:\s|;?(?:psbn|061#|0[aA][xX]#)&)*")
_CURRENCY = "$¢£¤¥֏؋৲৳฿₠-⃀﷼﹩＄￠￡￥￦"
_WORDS = re.compile(rf"[^\W\d_]|[{_CURRENCY}]\s?\d|\d\s?[{_CURRENCY}]")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[a-z]+://\S+", re.IGNORECASE)


def fold(text: str) -> str:
    """The text with white space as a browser shows it.

    >>> fold("one\\n  two")
    'one two'
    """
    # Three times as fast as a regular expression, and called for every text.
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def trim(text: str) -> tuple[int, int]:
    """Where the text starts and ends without white space around it, no-break space included.

    >>> trim(" &nbsp;one ")
    (7, 10)
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return len(text), len(text)
    if text[start] == "&":
        head = _HEAD.match(text, start)
        start = head.end() if head else start
    if start == len(text):
        return start, start
    if text[end - 1] in ";p0":
        tail = _TAIL_REVERSED.match(text[::-1])
        end = len(text) - (tail.end() if tail else 0)
    return start, end


def is_blank(text: str) -> bool:
    """Whether the text is white space only, no-break space included."""
    return not text or text.isspace() or ("&" in text and _HEAD.fullmatch(text) is not None)


def without_openers(html: str) -> str:
    """The text in which nothing opens a comment, in the eyes of WordPress too.

    WordPress looks for its blocks without regard to what else is HTML, in attributes for example.
    """
    return html.replace("<!--", "&lt;!--") if "<!--" in html else html


def has_words(text: str) -> bool:
    """Whether a text without markup has a letter or an amount of money.

    >>> [has_words(text) for text in ("$0", "31", "A&nbsp;b", "&nbsp;")]
    [True, False, True, False]
    """
    if text[:1].isalpha():
        return True
    return _WORDS.search(unescape(text) if "&" in text else text) is not None


def is_address(text: str) -> bool:
    """Whether the text is an address on the web and nothing else."""
    return "//" in text and _ADDRESS.fullmatch(text.strip()) is not None
