"""Inline HTML written as Markdown. Whoever uses it reads the result back before trusting it."""

from __future__ import annotations

import html as entities
import re

from pipeline.formats.html_tokens import Token, Type, attributes, tokenise

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "code": "`"}
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~~|&(?=#?\w+;)")
_AT_START = re.compile(r"^(?:[#>+-](?=\s)|[=-]+$|\d+[.)](?=\s))")


def inline_markdown(html: str) -> str:
    """The text and its tags as Markdown; tags that Markdown has no signs for stay tags.

    >>> inline_markdown('A <b>bold</b> <a href="u">link</a> &amp; 2*3')
    'A **bold** [link](u) & 2\\\\*3'
    """
    links: list[str] = []
    in_code = False
    parts: list[str] = []
    for token in tokenise(html):
        written = html[token.start : token.end]
        if token.name == "code":
            in_code = token.type is Type.START
        parts.append(_written(token, written, links, in_code=in_code))
    text = "".join(parts)
    return _AT_START.sub(lambda match: _escaped_start(match[0]), text)


def _written(token: Token, written: str, links: list[str], *, in_code: bool) -> str:
    if token.type is Type.TEXT:
        text = entities.unescape(written)
        return text if in_code else _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
    if token.name in _MARKS:
        return _MARKS[token.name]
    if token.name == "a":
        return _link(token, written, links)
    if token.name == "img":
        values = _values(written)
        return f"![{values.get('alt', '')}]({_target(values, 'src')})"
    return "\\\n" if token.name == "br" else written


def _link(token: Token, written: str, links: list[str]) -> str:
    if token.type is Type.START:
        links.append(_target(_values(written), "href"))
        return "["
    return f"]({links.pop()})" if links else written


def _target(values: dict[str, str], name: str) -> str:
    address = values.get(name, "")
    shown = f"<{address}>" if re.search(r"[\s()<>]", address) else address
    title = values.get("title", "").replace('"', '\\"')
    return f'{shown} "{title}"' if title else shown


def _values(tag: str) -> dict[str, str]:
    return {a.name: entities.unescape(tag[a.value_start : a.value_end]) for a in attributes(tag)}


def _escaped_start(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"
