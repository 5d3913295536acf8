"""HTML that every program reads alike: elements closed, signs that are no markup escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.html_elements import BOUNDARIES, ENDED_BY, NOT_CLOSING_P, VOID
from pipeline.formats.html_tokens import Token, Type, attributes, tokenise

_NAME = re.compile(r"[a-z_:@][a-z0-9_:.@-]*", re.IGNORECASE)


def mended(html: str) -> str:
    """The HTML with the end tags that were left out or are in the wrong place, without those that
    end nothing, without attributes that are none, and with each lone `<` as an entity.

    >>> mended("<UL><li>1 < 2<li>{{< x >}}</ul></b> <i =x>")
    '<ul><li>1 &lt; 2</li><li>{{&lt; x &gt;}}</li></ul> <i></i>'
    """
    open_names: list[str] = []
    return "".join(_pieces(html, open_names))


def _pieces(html: str, open_names: list[str]) -> Iterator[str]:
    for token in tokenise(html):
        piece = html[token.start : token.end]
        if _is_unseen(piece, token):
            continue
        if token.type is Type.START:
            yield from _implied(token.name, open_names)
            if token.name not in VOID:
                open_names.append(token.name)
            yield _tag(piece, token.name)
        elif token.type is Type.END:
            yield from _end(token, open_names)
        else:
            yield _text(piece, token)
    yield from (f"</{name}>" for name in reversed(open_names))


def _is_unseen(piece: str, token: Token) -> bool:
    """Whether browsers drop it: a doctype, `<?php ... ?>`, a tag that the text ends in."""
    return token.type is Type.OTHER or (token.type is Type.START and not piece.endswith(">"))


def _implied(start: str, open_names: list[str]) -> Iterator[str]:
    """The tags that browsers add before the start tag."""
    while (at := _ended_by(start, open_names)) is not None:
        while len(open_names) > at:
            yield f"</{open_names.pop()}>"
    if start == "tr" and open_names[-1:] == ["table"]:
        open_names.append("tbody")
        yield "<tbody>"


def _ended_by(start: str, open_names: list[str]) -> int | None:
    """Where the element is that the start tag ends, with all that is open in it."""
    for at in range(len(open_names) - 1, -1, -1):
        if open_names[at] in BOUNDARIES:
            return at if _is_ended_by(open_names[at], start) else None
    return None


def _end(end: Token, open_names: list[str]) -> Iterator[str]:
    if end.name not in open_names:
        return
    while open_names[-1] != end.name:
        yield f"</{open_names.pop()}>"
    yield f"</{open_names.pop()}>"


def _is_ended_by(name: str, start: str) -> bool:
    if name == "p":
        return start in BOUNDARIES and start not in NOT_CLOSING_P
    return name in ENDED_BY.get(start, ())


def _text(piece: str, token: Token) -> str:
    if token.type is Type.TEXT:
        return piece.replace("<", "&lt;")
    if token.type is Type.SHORTCODE and piece.startswith("{{"):
        return piece.replace("<", "&lt;").replace(">", "&gt;")
    return piece


def _tag(tag: str, name: str) -> str:
    given = attributes(tag)
    kept = [tag[a.start : a.end] for a in given if _NAME.fullmatch(a.name)]
    is_closed = tag.endswith("/>") and name not in VOID
    if len(kept) == len(given) and not is_closed and tag.startswith(f"<{name}"):
        return tag
    return " ".join([f"<{name}", *kept]) + ">"
