"""The values of TOML front matter, and where the translatable ones stand.

`tomllib` gives values without places, so strings are found by a scan of the text, which it has
accepted before, and each is read once more by `tomllib`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.errors import PostError
from pipeline.formats.toml_weave import TomlString
from pipeline.model.document import Kind, Segment
from pipeline.speech import N_, say

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}'''
    r"""|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')"""
    r"|(?P<comment>\#[^\r\n]*)|(?P<end>\r?\n)|(?P<space>[ \t]+)|(?P<mark>[\[\]{}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.\"'#]+)",
    re.DOTALL,
)
_LETTER = re.compile(r"[^\W\d_]")
_AT_LINE = re.compile(r"\(at line (\d+),")
_REASONS = (
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Invalid initial character for a key part"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected newline or end of document after a statement"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Cannot overwrite a value"),
    N_("Cannot declare a table twice"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unterminated string"),
    N_("Unescaped '\\' in a string"),
)
"""What `tomllib` finds wrong, as far as posts have shown it; looked up when it says so."""


class Token(NamedTuple):
    """A word of TOML."""

    kind: str
    text: str
    start: int


def parse_toml(text: str, path: str = "") -> dict[str, object]:
    """The values by key; raises `PostError`. `text` is what stands between the fences."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n")
        said = str(error).partition(" (at ")[0]
        reason = say(said) if match else say("it does not end, or is too deep")
        raise PostError(
            say("the front matter is not valid TOML: {reason}", reason=reason),
            path=path or None,
            line=line + 1,  # the fence is line 1
            remedy=say("Write 'key = \"value\"' lines, with text in quotes"),
        ) from error


def toml_segments(text: str, keys: Sequence[str], path: str = "") -> Iterator[tuple[int, Segment]]:
    """The segments of the keys' values, in the order of the text, with their offsets."""
    parse_toml(text, path)
    line_end = "\r\n" if "\r\n" in text else "\n"
    wanted = frozenset(keys)
    for key, token in _strings(text):
        if key in wanted and (segment := _segment(token.text, key, line_end)):
            yield token.start, segment


def read_string(written: str) -> str:
    """The value of a TOML string.

    >>> read_string('"a\\\\tb"')
    'a\\tb'
    """
    return str(tomllib.loads(f"k = {written}")["k"])


def _segment(source: str, key: str, line_end: str) -> Segment | None:
    value = read_string(source)
    msgid = value.strip()
    if not _LETTER.search(msgid):
        return None
    at = value.index(msgid)
    quotes = source[:3] if source[:3] in {'"""', "'''"} else source[:1]
    first_break = re.match(r"\r?\n|", source[len(quotes) :]) if len(quotes) == 3 else None
    weave = TomlString(
        quotes,
        line_end,
        lead=value[:at],
        trail=value[at + len(msgid) :],
        first_break=first_break[0] if first_break else "",
    )
    kind = Kind.TITLE if key == "title" else Kind.FRONT_MATTER
    return Segment(source, msgid, kind, weave, msgctxt=key)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in {"space", "comment"}:
            yield Token(str(match.lastgroup), match[0], match.start())


def _strings(text: str) -> Iterator[tuple[str, Token]]:
    """The strings that are values, or items of a value, with their dotted keys."""
    table: tuple[str, ...] = ()
    for statement in _statements(text):
        first = statement[0].text
        if first == "[":
            table = tuple(_names(statement))
        else:
            yield from _values(statement, table)


def _statements(text: str) -> Iterator[list[Token]]:
    """The tokens between line ends that do not stand within brackets or braces."""
    statement: list[Token] = []
    depth = 0
    for token in _tokens(text):
        if token.kind == "mark":
            depth += (token.text in "[{") - (token.text in "]}")
        if token.kind != "end":
            statement.append(token)
        elif depth == 0 and statement:
            yield statement
            statement = []
    if statement:
        yield statement


def _values(statement: list[Token], table: tuple[str, ...]) -> Iterator[tuple[str, Token]]:
    """The string values of one `key = value`, those of inline tables under their longer keys."""
    prefixes = [table]
    pending: list[Token] = []
    key = table
    for token in statement:
        if token.text == "=" and token.kind == "mark":
            key = (*prefixes[-1], *_names(pending))
            pending = []
        elif token.kind == "mark" and token.text in "[{":
            prefixes.append(key)
        elif token.kind == "mark" and token.text in "]},":
            yield from ((".".join(key), value) for value in pending if value.kind == "string")
            pending = []
            if token.text != ",":
                prefixes.pop()
            key = prefixes[-1] if len(prefixes) > 1 else key
        else:
            pending.append(token)
    yield from ((".".join(key), value) for value in pending if value.kind == "string")


def _names(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "bare":
            yield token.text
        elif token.kind == "string":
            yield read_string(token.text)
