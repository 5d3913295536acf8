"""Tags within a text of Markdown: translators see what concerns them, as they do in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.formats.html_tokens import Token, Type, attributes, name_of
from pipeline.formats.inline import is_visible, restored_tags, visible_tag
from pipeline.formats.markdown_blocks import PARSER, parsable, raw_of
from pipeline.model.document import Weave

_MAY_HIDE = re.compile(r"<[A-Za-z][^\s<>]*\s[^<>]")
_BEFORE = "x "
"""What keeps the parser from taking a text for a block."""


@dataclass(frozen=True, slots=True)
class WithTags:
    """A text whose tags have attributes that translators do not see."""

    weave: Weave
    tags: tuple[str, ...]
    """The start tags as the source writes them."""

    def __call__(self, source: str, msgstr: str) -> str:
        found = _start_tags(msgstr) if "<" in msgstr else []
        restored = restored_tags([*self.tags], msgstr, found)
        return self.weave(source, _replaced(msgstr, found, lambda t: restored.get(t.start)))


def hide_attributes(msgid: str, weave: Weave) -> tuple[str, Weave]:
    """The text without the attributes that are no translator's business, and its weave.

    >>> hide_attributes('A <b class="x">dog</b>', str.join)[0]
    'A <b>dog</b>'
    """
    if not _MAY_HIDE.search(msgid):
        return msgid, weave
    found = _start_tags(msgid)
    shown = _replaced(msgid, found, lambda t: _shown(msgid[t.start : t.end]))
    if shown == msgid:
        return msgid, weave
    return shown, WithTags(weave, tuple(msgid[t.start : t.end] for t in found))


def _shown(tag: str) -> str | None:
    name = name_of(tag)
    hides = any(not is_visible(tag, name, each) for each in attributes(tag))
    return visible_tag(tag) if hides else None


def _replaced(text: str, tags: list[Token], tag_of: Callable[[Token], str | None]) -> str:
    parts: list[str] = []
    at = 0
    for token in tags:
        parts += (text[at : token.start], tag_of(token) or text[token.start : token.end])
        at = token.end
    return "".join([*parts, text[at:]])


def _start_tags(text: str) -> list[Token]:
    """The start tags that the parser sees in a text of one paragraph; in code it sees none."""
    line = _BEFORE + text.replace("\r", " ").replace("\n", " ")
    raw = raw_of(line)
    spans = [
        (span["start"], span["end"])
        for event, span in PARSER.events_with_range(parsable(line))
        if isinstance(event, dict) and str(event.get("InlineHtml", ""))[1:2].isalpha()
    ]
    found: list[Token] = []
    at, position = 0, -len(_BEFORE)
    for start, end in spans:
        position += len(raw[at:start].decode("utf-8", "surrogatepass"))
        tag = raw[start:end].decode("utf-8", "surrogatepass")
        found.append(Token(Type.START, position, position + len(tag), name_of(tag)))
        position, at = position + len(tag), end
    return found
