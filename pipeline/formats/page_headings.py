"""The headings of HTML, with their places, texts and ids."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.html_tokens import Token, Type, attributes, tokenise

LEVELS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = re.compile(r"[^\w\- ]")


class Heading(NamedTuple):
    """One heading."""

    start: int
    name_end: int
    """Behind `<h2`, where an attribute may be put."""
    end: int
    level: int
    text: str
    """What a reader sees, as one line."""
    id: str
    """Empty where it has none."""


def find_headings(html: str) -> Iterator[Heading]:
    """The headings in the order of the text; one that is not closed ends where the next starts."""
    tokens = tokenise(html)
    heads = [at for at, token in enumerate(tokens) if _opens(token)]
    for at, following in pairwise([*heads, len(tokens)]):
        yield _heading(html, tokens[at:following])


def slug_of(text: str) -> str:
    """The id for a heading with that text: lower case, hyphens for spaces, no other signs.

    >>> slug_of("Vad är en tvilling?")
    'vad-är-en-tvilling'
    """
    kept = _DROPPED.sub("", unicodedata.normalize("NFC", text).lower())
    return "-".join(kept.split()) or "section"


def _opens(token: Token) -> bool:
    return token.type is Type.START and token.name in LEVELS


def _heading(html: str, tokens: list[Token]) -> Heading:
    first = tokens[0]
    ends = (
        at for at, token in enumerate(tokens) if token.type is Type.END and token.name in LEVELS
    )
    last = next(ends, len(tokens) - 1)
    seen = "".join(html[t.start : t.end] for t in tokens[1:last] if t.type in _READ)
    tag = html[first.start : first.end]
    ids = (tag[a.value_start : a.value_end] for a in attributes(tag) if a.name == "id")
    return Heading(
        first.start,
        first.start + len("<h1"),
        tokens[last].end,
        LEVELS[first.name],
        " ".join(entities.unescape(seen).split()),
        entities.unescape(next(ids, "")),
    )


_READ = frozenset({Type.TEXT, Type.SHORTCODE})
