"""How translations are written into TOML: in the value's own quotes where these can say them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class TomlString:
    """A string in TOML; reading the front matter again gives the translation."""

    quotes: str
    line_end: str
    lead: str
    """White space of the value before its text."""
    trail: str
    """White space of the value behind its text."""

    first_break: str = ""
    """The line end right behind long opening quotes, which is no part of the value."""

    def __call__(self, source: str, msgstr: str) -> str:
        if not msgstr.strip():
            return source
        value = f"{self.lead}{msgstr.strip()}{self.trail}".replace("\r\n", "\n")
        own = _STYLES[self.quotes](value.replace("\n", self.line_end), self.first_break)
        return own if _reads_as(own, value) else _basic(value)


def _reads_as(written: str, value: str) -> bool:
    try:
        return tomllib.loads(f"k = {written}") == {"k": value}
    except ValueError:
        return False


def _basic(value: str, _: str = "") -> str:
    return '"' + _SPECIAL.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def _literal(value: str, _: str) -> str:
    return f"'{value}'"


def _long_basic(value: str, first_break: str) -> str:
    body = value.replace("\\", "\\\\").replace('"""', '""\\"')
    return f'"""{first_break}{body}"""'


def _long_literal(value: str, first_break: str) -> str:
    return f"'''{first_break}{value}'''"


_STYLES = {'"': _basic, "'": _literal, '"""': _long_basic, "'''": _long_literal}
