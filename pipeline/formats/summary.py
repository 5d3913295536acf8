"""The text that a list of posts shows under the title, where the post gives none."""

from __future__ import annotations

_MAX_LENGTH = 300
_FIRST_PART = 20_000
"""How much of a page is read: where no paragraph begins by then, none is a summary."""


def first_paragraph(html: str) -> str:
    """The first paragraph's text, in one line, at most some 300 characters; else nothing.

    >>> first_paragraph("<h2>Now</h2><p><img src=a.png></p><p>Eggs &amp; <b>spam</b>\\nagain.</p>")
    'Eggs & spam again.'
    """
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(html[:_FIRST_PART], "html.parser")
    texts = (" ".join(paragraph.get_text().split()) for paragraph in tree.find_all("p"))
    return _shortened(next((text for text in texts if text), ""))


def _shortened(text: str) -> str:
    if len(text) <= _MAX_LENGTH:
        return text
    words = text[: _MAX_LENGTH + 1].rpartition(" ")[0]
    return (words or text[:_MAX_LENGTH]).rstrip(" ,;:–—-") + "…"
