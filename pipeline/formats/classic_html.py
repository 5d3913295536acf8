"""HTML for a WordPress that edits posts in the classic editor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.html_outline import CLASSIC_TOP, Run, outline
from pipeline.formats.html_tokens import Type, with_text

_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")


def classic_html(html: str) -> str:
    """The HTML with no line end in the text of an element, where WordPress would break the line.

    Lines outside of any element stay: there WordPress makes paragraphs of them, as the author of
    such a post means it; and so do blank lines where they end a paragraph. Block HTML stays as it
    is.

    >>> classic_html("<p>One\\ntwo</p>\\n<pre>a\\nb</pre>\\n\\nThree\\nfour")
    '<p>One two</p>\\n<pre>a\\nb</pre>\\n\\nThree\\nfour'
    """
    if "<!-- wp:" in html:
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    position = 0
    for item in outline(html, CLASSIC_TOP):
        if isinstance(item, Run) and not item.place.has_lines and not item.place.is_preserved:
            yield html[position : item.start]
            yield from _on_one_line(html, item)
            position = item.end
    yield html[position:]


def _on_one_line(html: str, run: Run) -> Iterator[str]:
    for token in with_text(run.markup, run.start, run.end):
        piece = html[token.start : token.end]
        yield _LINE_END.sub(" ", piece) if token.type is Type.TEXT else piece
