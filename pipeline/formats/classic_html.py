"""HTML for a WordPress that edits posts in the classic editor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.html_elements import BOUNDARIES, VOID
from pipeline.formats.html_tokens import Type, tokenise

_LINE_END = re.compile(r"[ \t]*\r?\n\s*")
_KEPT = frozenset(("pre", "textarea", "script", "style"))


def classic_html(html: str) -> str:
    """The HTML with no line end in the text of an element, where WordPress would break the line.

    Lines outside of any element stay: there WordPress makes paragraphs of them, as the author of
    such a post means it. Block HTML stays as it is.

    >>> classic_html("<p>One\\ntwo</p>\\n<pre>a\\nb</pre>\\n\\nThree\\nfour")
    '<p>One two</p>\\n<pre>a\\nb</pre>\\n\\nThree\\nfour'
    """
    if "<!-- wp:" in html:
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    depth: dict[str, int] = {}
    for token in tokenise(html):
        piece = html[token.start : token.end]
        if token.type is Type.START and token.name in BOUNDARIES - VOID:
            depth[token.name] = depth.get(token.name, 0) + 1
        elif token.type is Type.END and depth.get(token.name):
            depth[token.name] -= 1
        elif token.type is Type.TEXT and piece.strip() and _folds(depth):
            piece = _LINE_END.sub(" ", piece)
        yield piece


def _folds(depth: dict[str, int]) -> bool:
    return any(depth.values()) and not any(depth.get(name) for name in _KEPT)
