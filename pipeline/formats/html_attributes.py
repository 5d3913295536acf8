"""Text in attributes of tags: what a reader reads of it, and how a translation is written there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import NamedTuple

from pipeline.formats.html_elements import (
    ELEMENT_ATTRIBUTES,
    TEXT_ATTRIBUTES,
    TEXT_INPUTS,
    TEXT_METADATA,
)
from pipeline.formats.html_tokens import Attribute, attributes, name_of
from pipeline.formats.inline_text import fold, has_words, is_address, trim, without_openers
from pipeline.model.document import Kind, Segment

_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*+(?:;|(?!=)))")
# Most tags have none of these, and are done with before their attributes are read.
_MAY_HOLD_TEXT = re.compile(
    "|".join({"value", "content", *TEXT_ATTRIBUTES, *(name for _, name in ELEMENT_ATTRIBUTES)}),
    re.IGNORECASE,
)
_META_KEYS = ("name", "property", "itemprop")
_UNSAFE_BARE = re.compile(r"[\s\"'=<>`/]")


class Cut(NamedTuple):
    """A segment and where it stands."""

    start: int
    end: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class AttributeText:
    """The value of an attribute between quotes of one kind, or without quotes."""

    quote: str

    def __call__(self, source: str, msgstr: str) -> str:
        written = without_openers(_written(source, msgstr))
        if self.quote:
            return written.replace(self.quote, "&quot;" if self.quote == '"' else "&#39;")
        if _UNSAFE_BARE.search(written):
            return '"' + written.replace('"', "&quot;") + '"'
        return written


def decode(value: str) -> str:
    """What a browser makes of an attribute's value.

    >>> decode("R&amp;D &eacute;t&eacute;, ?a=1&copy=2")
    'R&D été, ?a=1&copy=2'
    """
    return _REFERENCE.sub(_decoded, value) if "&" in value else value


def _decoded(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] == "#":
        return unescape(reference)
    return html5.get(reference[1:], reference)


def _written(source: str, msgstr: str) -> str:
    # The source's own references are used again for the characters that it writes in no other way.
    spelled = {_decoded(match): match[0] for match in _REFERENCE.finditer(source)}
    raw = set(_REFERENCE.sub("", source))
    again = {
        ord(char): reference
        for char, reference in spelled.items()
        if len(char) == 1 and char not in raw and char != reference and reference.endswith(";")
    }
    if ord("&") in again:
        return msgstr.translate(again)
    return _REFERENCE.sub(_escaped, msgstr).translate(again)


def _escaped(match: re.Match[str]) -> str:
    reference = match[0]
    return reference if _decoded(match) == reference else f"&amp;{reference[1:]}"


def is_kept_as_it_is(tag: str) -> bool | None:
    """Whether a start tag keeps translators out (true), lets them in (false), or says nothing.

    >>> is_kept_as_it_is('<p translate="no">'), is_kept_as_it_is("<p>")
    (True, None)
    """
    if "translate" not in tag.lower():
        return None
    values = {each.name: tag[each.value_start : each.value_end] for each in attributes(tag)}
    if "translate" in values:
        return decode(values["translate"]).strip().lower() == "no"
    return True if "notranslate" in values.get("class", "").split() else None


@lru_cache(maxsize=4096)
def text_attributes(tag: str) -> tuple[Cut, ...]:
    """The segments in the attributes of a start tag, with their positions in the tag.

    >>> [cut.segment.msgid for cut in text_attributes('<img src="a" alt="A &amp; b">')]
    ['A & b']
    """
    if not _MAY_HOLD_TEXT.search(tag) or is_kept_as_it_is(tag):
        return ()
    found = attributes(tag)
    kinds = _kinds(name_of(tag), found, tag)
    cuts = (_cut(tag, each, kinds[each.name]) for each in found if each.name in kinds)
    return tuple(cut for cut in cuts if cut)


def _kinds(name: str, found: tuple[Attribute, ...], tag: str) -> dict[str, Kind]:
    kinds = {each.name: kind for each in found if (kind := TEXT_ATTRIBUTES.get(each.name))}
    for each in found:
        kind = ELEMENT_ATTRIBUTES.get((name, each.name))
        if kind:
            kinds[each.name] = kind
    values = {each.name: tag[each.value_start : each.value_end].lower() for each in found}
    if name == "input" and values.get("type") in TEXT_INPUTS:
        kinds["value"] = Kind.BUTTON
    if name == "meta":
        key = next((values[key] for key in _META_KEYS if values.get(key)), "")
        return {"content": TEXT_METADATA[key]} if key in TEXT_METADATA else {}
    return {} if name == "link" else kinds


def _cut(tag: str, attribute: Attribute, kind: Kind) -> Cut | None:
    value = tag[attribute.value_start : attribute.value_end]
    start, end = trim(value)
    msgid = fold(decode(value[start:end])).strip()
    if not has_words(msgid) or is_address(msgid):
        return None
    segment = Segment(value[start:end], msgid, kind, AttributeText(attribute.quote))
    return Cut(attribute.value_start + start, attribute.value_start + end, segment)
