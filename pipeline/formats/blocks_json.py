"""Strings in the JSON of a block comment: where they stand, and how a translation is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from pipeline.model.document import Weave

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]+')
_CHARACTER = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_OPENERS: dict[str, int | None] = {"{": None, "[": 0}
_DEEPEST = 6


class JsonString(NamedTuple):
    """A string value; the positions are those of what stands between its quotes."""

    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonText:
    """A string as WordPress writes it in a comment; `inner` writes the text that it holds."""

    inner: Weave | None = None

    def __call__(self, source: str, msgstr: str) -> str:
        text = self.inner(decode_string(source), msgstr) if self.inner else msgstr
        return encode_string(text)


def decode_string(raw: str) -> str:
    """The text of what stands between the quotes of a valid JSON string."""
    return str(json.loads(f'"{raw}"')) if "\\" in raw else raw


def encode_string(text: str) -> str:
    r"""The text as WordPress's serialisation writes it between quotes.

    >>> encode_string('<b>"a" -- ö</b>')
    '\\u003cb\\u003e\\u0022a\\u0022 \\u002d\\u002d ö\\u003c/b\\u003e'
    """
    written = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', "\\u0022")
    return written.translate(_MARKUP).replace("--", "\\u002d\\u002d")


def is_json_object(text: str) -> bool:
    """Whether a JSON parser reads the text as an object."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def strings(text: str) -> Iterator[JsonString]:
    """The string values of a JSON object, in order.

    >>> list(strings('{"a":[{"b":"c"}]}'))
    [JsonString(path=('a', '0', 'b'), start=12, end=13)]
    """
    # One key or index for each open object or array; none where an object's next key is awaited.
    path: list[str | int | None] = []
    for match in _TOKEN.finditer(text):
        mark = match[0][0]
        if mark in _OPENERS:
            path.append(_OPENERS[mark])
        elif mark in "}]":
            path.pop()
        elif mark == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif mark == '"' and path[-1] is None:
            path[-1] = decode_string(match[0][1:-1])
        elif mark == '"' and len(path) <= _DEEPEST:
            yield JsonString(tuple(map(str, path)), match.start() + 1, match.end() - 1)


def trim_string(raw: str) -> tuple[int, int]:
    r"""Where the text between the quotes starts and ends without white space around it.

    >>> trim_string(r"\n one\t")
    (3, 6)
    """
    start, end = 0, len(raw)
    if "\\" not in raw:
        return end - len(raw.lstrip()) if raw.strip() else end, len(raw.rstrip())
    characters = _CHARACTER.findall(raw)
    for character in takewhile(_is_space, characters):
        start += len(character)
    for character in takewhile(_is_space, reversed(characters)):
        end -= len(character)
    return start, max(start, end)


def _is_space(character: str) -> bool:
    return decode_string(character).isspace()
