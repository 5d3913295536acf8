"""The addresses that a text links to, and texts that differ in nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINK = re.compile(
    r"""
      (?<=[\s"'])(?:href|src)[ ]*=[ ]*(?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' )
    | \]\([ ]*(?: <(?P<angled>[^<>\n]*)> | (?P<bare>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*) )
    | <(?P<auto>(?:https?://|mailto:)[^<>\s]+)>
    """,
    re.VERBOSE,
)

Span = tuple[int, int]


def address_spans(text: str) -> Iterator[Span]:
    """Where the addresses stand in the text: in `href`, `src`, Markdown links and `<https://…>`."""
    for match in _LINK.finditer(text):
        yield match.span(match.lastgroup or 0)


def addresses(text: str) -> list[str]:
    """The addresses, in order.

    >>> addresses('<a href="/a">See</a> [b](c.md "d")')
    ['/a', 'c.md']
    """
    return [text[start:end] for start, end in address_spans(text)]


def without_addresses(text: str) -> str:
    """The text with each address left out; equal for two texts that differ in addresses alone."""
    return _spliced(text, lambda _address: "\0")


def readdressed(msgstr: str, old: str, new: str) -> str | None:
    """The translation of `old` with the addresses of `new`, if that is certain.

    `old` and `new` differ in addresses alone. It is not certain when the translation does not link
    where `old` did, or when one address became two.

    >>> readdressed("[Mer](a.md) här", "[More](a.md) here", "[More](b.md) here")
    '[Mer](b.md) här'
    """
    moved: dict[str, str] = {}
    for before, after in zip(addresses(old), addresses(new), strict=True):
        if moved.setdefault(before, after) != after:
            return None
    present = set(addresses(msgstr))
    if any(before != after and before not in present for before, after in moved.items()):
        return None
    return _spliced(msgstr, lambda address: moved.get(address, address))


def _spliced(text: str, replace: Callable[[str], str]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in address_spans(text):
        parts += (text[done:start], replace(text[start:end]))
        done = end
    return "".join((*parts, text[done:]))
