"""What came back over HTTP, and the JSON in it, whatever was printed around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

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

    >>> read_json('<b>Notice</b>: [x] is old\\n{"id": 1}\\n')
    {'id': 1}
    """
    for start in _starts(text.lstrip("\ufeff")):
        try:
            return json.loads(start, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
    raise NoJsonError("no JSON")


def _starts(text: str) -> Iterator[str]:
    """The body, and its ends from each bracket on, since a notice may hold brackets too."""
    yield text
    for number, match in enumerate(_START.finditer(text)):
        if number == _MOST_STARTS:
            return
        if match.start():
            yield text[match.start() :]


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
