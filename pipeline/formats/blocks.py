"""WordPress block HTML: HTML with comments `<!-- wp:name {json} -->` around each block.

The comments and their JSON stay as they are, but for the strings that a table of WordPress's own
blocks, or the blog for others, says are text. A block that stands for another post (`wp:block` with
a `ref`, `wp:pattern`) stays a reference: what it shows is translated where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from pipeline.formats.blocks_attributes import (
    KEYS,
    Configured,
    TextAttribute,
    text_attributes_of,
    told_attributes,
)
from pipeline.formats.blocks_json import (
    JsonString,
    JsonText,
    decode_string,
    is_json_object,
    strings,
    trim_string,
)
from pipeline.formats.html import cut_markup, plain_text, read_more
from pipeline.formats.html_attributes import Cut
from pipeline.formats.html_tokens import markup
from pipeline.formats.inline import InlineText, fold_inline, spell
from pipeline.formats.inline_text import fold, has_words, is_address
from pipeline.model.document import Piece, Segment
from pipeline.model.post import ExtractionRules

_DELIMITER = re.compile(
    r"""
    <!--\s++(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)\s++
    (?:(?P<json>\{.*\})\s++)?(?P<void>/)?-->
    """,
    re.VERBOSE | re.DOTALL,
)
_HAS_TEXT = re.compile(rf'"(?:{"|".join(sorted(KEYS))})"\s*:')
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def cut_blocks(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    """The pieces of WordPress block HTML; they join to the text, whatever it is.

    >>> pieces = cut_blocks('<!-- wp:more {"customText":"Go on"} -->', ExtractionRules())
    >>> [p if isinstance(p, str) else [p.msgid] for p in pieces]
    ['<!-- wp:more {"customText":"', ['Go on'], '"} -->']
    """
    return cut_markup(body, rules, partial(_read_comment, configured=rules.blocks))


@lru_cache(maxsize=4096)
def _read_comment(comment: str, configured: Configured) -> tuple[Cut, ...]:
    """The segments in a comment, with their positions in it."""
    match = _DELIMITER.fullmatch(comment)
    if match is None:
        return read_more(comment)
    block, attributes = match["name"], match["json"]
    told = told_attributes(block, configured)
    if not attributes or not (told or _HAS_TEXT.search(attributes)):
        return ()
    if not is_json_object(attributes):
        return ()
    known = (*text_attributes_of(block), *told)
    return tuple(_cuts(attributes, known, match.start("json")))


def _cuts(attributes: str, known: tuple[TextAttribute, ...], offset: int) -> Iterator[Cut]:
    for string in strings(attributes):
        attribute = next((each for each in known if _is_at(string.path, each.path)), None)
        if attribute:
            yield from _cut(attributes, string, attribute, offset)


def _is_at(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(
        wanted in {"*", key} for key, wanted in zip(path, pattern, strict=True)
    )


def _cut(
    attributes: str, string: JsonString, attribute: TextAttribute, offset: int
) -> Iterator[Cut]:
    raw = attributes[string.start : string.end]
    start, end = trim_string(raw)
    source = raw[start:end]
    text = decode_string(source)
    is_html = "<" in text if attribute.is_html is None else attribute.is_html
    words = plain_text(text) if is_html else text
    if not has_words(words) or is_address(words) or _HALF_PAIR.search(text):
        return
    msgid = fold_inline(spell(text, markup(text), 0, len(text))) if is_html else fold(text)
    weave = JsonText(InlineText() if is_html else None)
    segment = Segment(source, msgid, attribute.kind, weave, attribute.msgctxt)
    start += offset + string.start
    yield Cut(start, start + len(source), segment)
