"""The front matter of a post: YAML between `---` lines or TOML between `+++` lines.

It is cut by spans and never written anew, so comments, order and quotation marks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import PostError
from pipeline.formats.toml_values import parse_toml, toml_segments
from pipeline.formats.yaml_values import parse_yaml, yaml_segments
from pipeline.model.document import Piece
from pipeline.model.post import ExtractionRules

BOM = "\ufeff"
_OPENING = re.compile(rf"{BOM}?(---|\+\+\+)[ \t]*\r?\n")
_CLOSING = {
    fence: re.compile(rf"^{re.escape(fence)}[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE)
    for fence in ("---", "+++")
}
_LANGUAGES = {
    "---": (parse_yaml, yaml_segments),
    "+++": (parse_toml, toml_segments),
}


class _Parts(NamedTuple):
    fence: str
    start: int
    """Where the values start: behind the opening line."""
    end: int
    """Where the closing line starts."""
    after: int
    """Where the body starts."""


def split(text: str, path: str = "") -> tuple[str, str]:
    """The front matter with its fences, and the body; a byte order mark goes with the first.

    Raises `PostError` where the front matter is opened and not closed.

    >>> split("---\\ntitle: One\\n---\\nText")
    ('---\\ntitle: One\\n---\\n', 'Text')
    """
    parts = _parts(text, path)
    at = parts.after if parts else len(BOM) * text.startswith(BOM)
    return text[:at], text[at:]


def fields(text: str, path: str = "") -> dict[str, object]:
    """The values of a post's front matter, dates as dates; empty where there is none."""
    parts = _parts(text, path)
    if not parts:
        return {}
    parse, _ = _LANGUAGES[parts.fence]
    return parse(text[parts.start : parts.end], path)


def cut_front_matter(head: str, rules: ExtractionRules, path: str = "") -> tuple[Piece, ...]:
    """The pieces of front matter, as `split` gives it.

    Raises `PostError` where it cannot be read, or is not a mapping from keys to values.
    """
    parts = _parts(head, path)
    return tuple(_pieces(head, parts, rules, path)) if parts else (head,)


def _pieces(head: str, parts: _Parts, rules: ExtractionRules, path: str) -> Iterator[Piece]:
    _, segments = _LANGUAGES[parts.fence]
    at = 0
    for start, segment in segments(head[parts.start : parts.end], rules.front_matter, path):
        yield head[at : parts.start + start]
        yield segment
        at = parts.start + start + len(segment.source)
    yield head[at:]


def _parts(text: str, path: str) -> _Parts | None:
    opening = _OPENING.match(text)
    if opening is None:
        return None
    fence = opening[1]
    closing = _CLOSING[fence].search(text, opening.end())
    if closing is None:
        raise PostError(
            f"the front matter that '{fence}' opens is not closed",
            path=path or None,
            line=1,
            remedy=f"Put a line '{fence}' behind its last value",
        )
    return _Parts(fence, opening.end(), closing.start(), closing.end())
