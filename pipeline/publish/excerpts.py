"""The text that a list of posts shows under the title, where the post gives none."""

from __future__ import annotations

import re
from html import unescape

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I)
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>(.*?)(?=</p\s*>|<p[\s>]|\Z)", re.DOTALL | re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MAX_LENGTH = 300


def first_paragraph(html: str) -> str:
    """The first paragraph's text, in one line, at most some 300 characters; else nothing.

    >>> first_paragraph("<h2>Now</h2><p><img src=a.png></p><p>Eggs &amp; <b>spam</b>\\nagain.</p>")
    'Eggs & spam again.'
    """
    shown = _HIDDEN.sub("", html)
    texts = (plain_text(match[1]) for match in _PARAGRAPH.finditer(shown))
    return _shortened(next((text for text in texts if text), ""))


def plain_text(html: str) -> str:
    """The text of inline HTML without its tags, white space folded."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _shortened(text: str) -> str:
    if len(text) <= _MAX_LENGTH:
        return text
    words = text[: _MAX_LENGTH + 1].rpartition(" ")[0]
    return (words or text[:_MAX_LENGTH]).rstrip(" ,;:–—-") + "…"
