"""A post read for publishing: title, values, and the body as HTML."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

from pipeline.formats.directives import without_directives
from pipeline.formats.front_matter import fields, split
from pipeline.formats.html_tokens import Token, Type, tokenise
from pipeline.formats.page_headings import find_headings
from pipeline.model.post import Format
from pipeline.model.version import Page

_DOCUMENT = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_BLOCK_BEFORE = re.compile(r"<!--\s+wp:heading(?:\s[^>]*)?-->\s*\Z")
_BLOCK_AFTER = re.compile(r"\s*<!--\s+/wp:heading\s+-->")


def read_page(text: str, format: Format, path: str = "") -> Page:
    """The title, the values of the front matter, and the body as HTML without directives.

    The title is that of the front matter, else the first heading of level one, which then leaves
    the body, else a document's `<title>`, else empty.
    """
    values = fields(text, path)
    _, body = split(text, path)
    html = _READERS[format](body)
    title = _told_title(values)
    if not title:
        title, html = _without_title(html)
    title = title or _document_title(body, format)
    return Page(title, html, values)


def heading_ids(html: str) -> tuple[str, ...]:
    """The id of each heading in order, empty for one without, so that versions can be compared."""
    return tuple(heading.id for heading in find_headings(html))


def _told_title(values: dict[str, object]) -> str:
    title = values.get("title")
    return "" if title is None else " ".join(str(title).split())


def _without_title(html: str) -> tuple[str, str]:
    if "<h1" not in html.lower():
        return "", html
    heading = next((found for found in find_headings(html) if found.level == 1), None)
    if heading is None or not heading.text:
        return "", html
    before, after = html[: heading.start], html[heading.end :]
    opening, closing = _BLOCK_BEFORE.search(before), _BLOCK_AFTER.match(after)
    if opening and closing:
        before, after = before[: opening.start()], after[closing.end() :]
    return heading.text, before + after.lstrip() if not before.strip() else before + after


def _document_title(body: str, format: Format) -> str:
    if format is not Format.HTML or not _DOCUMENT.search(body):
        return ""
    raw = (
        body[t.start : t.end] for t in tokenise(body) if t.type is Type.RAW and t.name == "title"
    )
    return " ".join(entities.unescape(next(raw, "")).split())


def _markdown(body: str) -> str:
    from pipeline.formats.markdown_html import markdown_to_html

    return markdown_to_html(body)


def _html(body: str) -> str:
    return without_directives(_inner(body) if _DOCUMENT.search(body) else body)


def _inner(document: str) -> str:
    """What stands in the body of a whole document."""
    tokens = tokenise(document)
    start = next((t.end for t in tokens if _is(t, Type.START, "body")), None)
    if start is None:
        ends = (t.end for t in tokens if _is(t, Type.END, "head"))
        start = next(ends, None) or max((t.end for t in tokens if _is_frame(t)), default=0)
    outer = (t.start for t in tokens if t.start >= start and _is_close(t))
    return document[start : next(outer, len(document))].strip()


def _is(token: Token, type: Type, name: str) -> bool:
    return token.type is type and token.name == name


def _is_frame(token: Token) -> bool:
    return token.type is Type.OTHER or _is(token, Type.START, "html")


def _is_close(token: Token) -> bool:
    return token.type is Type.END and token.name in {"body", "html"}


_READERS: dict[Format, Callable[[str], str]] = {
    Format.MARKDOWN: _markdown,
    Format.HTML: _html,
    Format.BLOCKS: without_directives,
}
