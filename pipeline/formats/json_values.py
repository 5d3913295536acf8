"""The values of JSON front matter, and where the translatable ones stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import PostError
from pipeline.formats.blocks_json import decode_string, strings, trim_string
from pipeline.model.document import Kind, Segment
from pipeline.speech import N_, say

_OPENING = re.compile(r'\{\s*(?:"[^"\r\n]*"\s*:|\}\s*(?:\r?\n|\Z))')
"""A body may begin with a brace too, such as that of a shortcode, but with no key behind it."""
_LETTER = re.compile(r"[^\W\d_]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_REASONS = (
    N_("Expecting value"),
    N_("Expecting ',' delimiter"),
    N_("Expecting ':' delimiter"),
    N_("Expecting property name enclosed in double quotes"),
    N_("Illegal trailing comma before end of object"),
    N_("Illegal trailing comma before end of array"),
    N_("Invalid control character at"),
    N_("Invalid \\escape"),
    N_("Invalid \\uXXXX escape"),
    N_("Unterminated string starting at"),
)
"""What `json` finds wrong; looked up when it says so."""


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A string of JSON, between its quotation marks."""

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        return json.dumps(msgstr, ensure_ascii=False)[1:-1]


def json_end(text: str, start: int, path: str = "") -> int | None:
    """Where the object that starts there ends; nothing where no front matter starts.

    Raises `PostError` for what is broken.
    """
    if not _OPENING.match(text, start):
        return None
    try:
        return json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError) as error:
        reason = say(error.msg if isinstance(error, json.JSONDecodeError) else N_("it is too deep"))
        at = error.pos if isinstance(error, json.JSONDecodeError) else start
        raise PostError(
            say("the front matter is not valid JSON: {reason}", reason=reason),
            path=path or None,
            line=text.count("\n", 0, at) + 1,
            remedy=say('Write "key": "value" pairs between { and }, with commas between them'),
        ) from error


def parse_json(text: str, path: str = "") -> dict[str, object]:  # noqa: ARG001
    """The values by key; `text` is the object that `json_end` has found."""
    return dict(json.loads(text))


def json_segments(text: str, keys: Sequence[str], path: str = "") -> Iterator[tuple[int, Segment]]:  # noqa: ARG001
    """The segments of the keys' values, in the order of the text, with their offsets."""
    wanted = frozenset(keys)
    for string in strings(text):
        key = ".".join(part for part in string.path if not part.isdigit())
        raw = text[string.start : string.end]
        start, end = trim_string(raw)
        msgid = decode_string(raw[start:end])
        if key in wanted and _LETTER.search(msgid) and not _HALF_PAIR.search(msgid):
            kind = Kind.TITLE if key == "title" else Kind.FRONT_MATTER
            segment = Segment(raw[start:end], msgid, kind, JsonValue(), msgctxt=key)
            yield string.start + start, segment
