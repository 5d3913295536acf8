"""Text in the attributes of WordPress shortcodes: `[caption caption="Our cat"]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.formats.html_attributes import Cut
from pipeline.formats.inline_text import fold, has_words, is_address, trim, without_openers
from pipeline.formats.shortcodes import TEXT_ARGUMENTS, is_choice, parse_shortcode
from pipeline.model.document import Segment

UNSEEN = frozenset({"contact-form-7"})
"""Shortcodes whose attributes are names for editors, which no reader sees."""

_ASSIGNMENT = re.compile(
    r"""(?<=[\s"'])([\w-]+)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')"""
)
_REFERENCES = {'"': "&quot;", "'": "&#39;", "[": "&#91;", "]": "&#93;"}


@dataclass(frozen=True, slots=True)
class ShortcodeText:
    """HTML between quotes of one kind, in which no bracket may stand."""

    quote: str

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        escaped = {ord(char): _REFERENCES[char] for char in f"{self.quote}[]"}
        return without_openers(msgstr.translate(escaped))


@lru_cache(maxsize=4096)
def shortcode_texts(bracket: str) -> tuple[Cut, ...]:
    """The segments in the attributes of a shortcode, with their positions in it.

    >>> [cut.segment.msgid for cut in shortcode_texts('[gallery ids="1" title="Our cats"]')]
    ['Our cats']
    """
    shortcode = parse_shortcode(bracket) if "=" in bracket else None
    if shortcode is None or shortcode.is_closer or shortcode.name in UNSEEN:
        return ()
    cuts = map(_cut, _ASSIGNMENT.finditer(bracket))
    return tuple(cut for cut in cuts if cut)


def _cut(match: re.Match[str]) -> Cut | None:
    kind = TEXT_ARGUMENTS.get(match[1].lower())
    group, quote = ("double", '"') if match["double"] is not None else ("single", "'")
    start, end = (match.start(group) + offset for offset in trim(match[group]))
    source = match.string[start:end]
    msgid = fold(_decoded(source)).strip()
    if kind is None or not has_words(msgid) or is_address(msgid) or is_choice(msgid):
        return None
    return Cut(start, end, Segment(source, msgid, kind, ShortcodeText(quote)))


def _decoded(text: str) -> str:
    for char, reference in _REFERENCES.items():
        text = text.replace(reference, char)
    return text
