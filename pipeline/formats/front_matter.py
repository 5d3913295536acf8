"""The front matter of a post: YAML between `---` lines, TOML between `+++` lines, JSON in braces.

It is cut by spans and never written anew, so comments, order and quotation marks stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.errors import PostError
from pipeline.formats.yaml_lines import line_segments, read_lines
from pipeline.model.document import Piece, Segment
from pipeline.model.post import ExtractionRules
from pipeline.model.quick_tuple import quick_tuple
from pipeline.speech import say

BOM = "\ufeff"
_OPENING = re.compile(
    rf"{BOM}?(?:(?:[ \t]*\r?\n)++(?=(?:---|\+\+\+)[ \t]*\r?\n[A-Za-z_][\w-]*[ \t]*[:=]))?"
    r"(---|\+\+\+)[ \t]*\r?\n"
)
"""Blank lines may come first, as Hugo has it, where a key follows: else the line is a rule."""
_LINE_END = re.compile(r"[ \t]*\r?\n")
_CLOSING = {
    fence: re.compile(rf"^{re.escape(fence)}[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE)
    for fence in ("---", "+++")
}


class _Parts(NamedTuple):
    fence: str
    start: int
    """Where the values start: behind the opening line."""
    end: int
    """Where the closing line starts."""
    after: int
    """Where the body starts."""
    blank_lines: int
    """How many blank lines come first."""


_new_parts = quick_tuple(_Parts)


def split(text: str, path: str = "") -> tuple[str, str]:
    """The front matter with its fences, and the body; a byte order mark goes with the first.

    Raises `PostError` where the front matter is opened and not closed.

    >>> split("---\\ntitle: One\\n---\\nText")
    ('---\\ntitle: One\\n---\\n', 'Text')
    """
    at = _end(text, _parts(text, path))
    return text[:at], text[at:]


def _end(text: str, parts: _Parts | None) -> int:
    """Where the body starts."""
    return parts.after if parts else len(BOM) * text.startswith(BOM)


def begins_front_matter(text: str) -> bool:
    """Whether the text begins with front matter, be it sound or not.

    >>> begins_front_matter("+++\\n"), begins_front_matter("{"), begins_front_matter("--- x")
    (True, True, False)
    """
    return bool(_OPENING.match(text)) or text.removeprefix(BOM).startswith("{")


def fields(text: str, path: str = "") -> dict[str, object]:
    """The values of a post's front matter, dates as dates; empty where there is none."""
    parts = _parts(text, path)
    if not parts:
        return {}
    parse, _ = _LANGUAGES[parts.fence]
    return parse("\n" * parts.blank_lines + text[parts.start : parts.end], path)


def cut_front_matter(
    text: str, rules: ExtractionRules, path: str = ""
) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a post's front matter with its fences, and the body, as `split` gives it.

    Raises `PostError` where it cannot be read, or is not a mapping from keys to values.
    """
    parts = _parts(text, path)
    end = _end(text, parts)
    if parts is None:
        return (text[:end],), text[end:]
    _, segments = _LANGUAGES[parts.fence]
    # Errors tell the line, and it is counted from the first line of the post.
    values = "\n" * parts.blank_lines + text[parts.start : parts.end]
    pieces: list[Piece] = []
    at, offset = 0, parts.start - parts.blank_lines
    for start, segment in segments(values, rules.front_matter, path):
        pieces += (text[at : offset + start], segment)
        at = offset + start + len(segment.source)
    return (*pieces, text[at:end]), text[end:]


def _parts(text: str, path: str) -> _Parts | None:
    opening = _OPENING.match(text)
    if opening is None:
        return _json_parts(text, path)
    fence = opening[1]
    blank_lines = text.count("\n", 0, opening.start(1))
    closing = _CLOSING[fence].search(text, opening.end())
    if closing:
        return _new_parts((fence, opening.end(), *closing.span(), blank_lines))
    if blank_lines:
        return None  # a rule, with something like a key below
    raise PostError(
        say("the front matter that '{fence}' opens is not closed", fence=fence),
        path=path or None,
        line=1,
        remedy=say("Put a line '{fence}' behind its last value", fence=fence),
    )


def _json_parts(text: str, path: str) -> _Parts | None:
    start = len(BOM) * text.startswith(BOM)
    if not text.startswith("{", start):
        return None
    from pipeline.formats.json_values import json_end

    end = json_end(text, start, path)
    if end is None:
        return None
    line_end = _LINE_END.match(text, end)
    return _Parts("{", start, end, line_end.end() if line_end else end, 0)


def _parse_json(text: str, path: str) -> dict[str, object]:
    from pipeline.formats.json_values import parse_json

    return parse_json(text, path)


def _json_segments(text: str, keys: Sequence[str], path: str) -> Iterator[tuple[int, Segment]]:
    from pipeline.formats.json_values import json_segments

    return json_segments(text, keys, path)


def _parse_yaml(text: str, path: str) -> dict[str, object]:
    entries = read_lines(text)
    if entries is not None:
        return {entry.key: entry.value for entry in entries}
    from pipeline.formats.yaml_values import parse_yaml

    return parse_yaml(text, path)


def _yaml_segments(text: str, keys: Sequence[str], path: str) -> Iterator[tuple[int, Segment]]:
    entries = read_lines(text)
    if entries is not None:
        return line_segments(text, entries, keys)
    from pipeline.formats.yaml_values import yaml_segments

    return yaml_segments(text, keys, path)


def _parse_toml(text: str, path: str) -> dict[str, object]:
    from pipeline.formats.toml_values import parse_toml

    return parse_toml(text, path)


def _toml_segments(text: str, keys: Sequence[str], path: str) -> Iterator[tuple[int, Segment]]:
    from pipeline.formats.toml_values import toml_segments

    return toml_segments(text, keys, path)


_Parse = Callable[[str, str], dict[str, object]]
_Segments = Callable[[str, Sequence[str], str], Iterator[tuple[int, Segment]]]
_LANGUAGES: dict[str, tuple[_Parse, _Segments]] = {
    "---": (_parse_yaml, _yaml_segments),
    "+++": (_parse_toml, _toml_segments),
    "{": (_parse_json, _json_segments),
}
