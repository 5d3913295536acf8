"""What came back over HTTP, and the JSON in it, whatever was printed around it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import cast

from pipeline.speech import say

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<!doctype|<html|<head|<body|<!--)", re.IGNORECASE)
_START = re.compile(r"[{\[]")
_MOST_STARTS = 200
"""How many brackets a notice may hold before the JSON is given up."""


class NoJsonError(ValueError):
    """The body holds no JSON."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a server."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""
    body: bytes = field(default=b"", repr=False)
    url: str = ""
    """What was asked, without parameters."""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8-sig", "replace")

    @property
    def json(self) -> object:
        """The JSON; nothing where there is none."""
        try:
            return read_json(self.text)
        except NoJsonError:
            return None

    @property
    def is_html(self) -> bool:
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind or _HTML.match(self.text[:1000]) is not None

    @property
    def title(self) -> str:
        """What an HTML page calls itself; nothing for what is no page."""
        match = _TITLE.search(self.text[:100_000])
        return " ".join(unescape(match[1]).split())[:200] if match else ""


def read_json(text: str) -> object:
    """The JSON in a body, also behind a byte order mark or what a plug-in printed first.

    What is cut off is no JSON, although a part of it may be.

    >>> read_json('<b>Notice</b>: [x] is old\\n{"id": 1}\\n')
    {'id': 1}
    """
    text = text.strip("\ufeff \t\r\n")
    start = 0
    for _ in range(_MOST_STARTS):
        try:
            value, end = _DECODER.raw_decode(text, start)
        except json.JSONDecodeError as error:
            # Brackets before the place where it broke are parts of what broke; and all that
            # follows the beginning of a string may be in it.
            end = len(text) if error.msg.startswith("Unterminated") else max(error.pos, start + 1)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            if end == len(text):
                return cast("object", value)
        match = _START.search(text, end)
        if match is None:
            break
        start = match.start()
    raise NoJsonError("no JSON")


def _refuse(name: str) -> object:
    raise ValueError(say("{name} is no JSON", name=name))


_DECODER = json.JSONDecoder(parse_constant=_refuse)
