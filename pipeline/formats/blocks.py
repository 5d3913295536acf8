"""WordPress block HTML: HTML with comments `<!-- wp:name {json} -->` around each block.

The comments and their JSON stay as they are, but for the strings that a table of WordPress's own
blocks says are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.blocks_attributes import KEYS, TextAttribute, text_attributes_of
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
from pipeline.formats.html_tokens import Type, tokenise
from pipeline.formats.inline import InlineText, spell
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
    return cut_markup(body, rules, _read_comment)


def block_tree(html: str) -> tuple[tuple[int, str], ...]:
    """The names of the blocks in reading order, each with how many blocks there are around it.

    Two texts with equal trees have the same blocks, nested in the same way. A closer closes the
    innermost block, whatever its name, as it does in WordPress.

    >>> block_tree("<!-- wp:group --><!-- wp:core/spacer /--><!-- /wp:group -->")
    ((0, 'group'), (1, 'spacer'))
    """
    return tuple(_blocks(html))


def _blocks(html: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for token in tokenise(html):
        if token.type is not Type.COMMENT:
            continue
        match = _DELIMITER.fullmatch(html, token.start, token.end)
        if match is None:
            continue
        if match["closer"]:
            depth = max(0, depth - 1)
            continue
        yield depth, match["name"].removeprefix("core/")
        depth += not match["void"]


def _read_comment(comment: str) -> tuple[Cut, ...]:
    """The segments in a comment, with their positions in it."""
    match = _DELIMITER.fullmatch(comment)
    if match is None:
        return read_more(comment)
    attributes = match["json"]
    if not attributes or not _HAS_TEXT.search(attributes) or not is_json_object(attributes):
        return ()
    return tuple(_cuts(attributes, match["name"], match.start("json")))


def _cuts(attributes: str, block: str, offset: int) -> Iterator[Cut]:
    known = text_attributes_of(block)
    for string in strings(attributes):
        for attribute in known:
            if _is_at(string.path, attribute.path):
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
    msgid = spell(text, tokenise(text)) if attribute.is_html else fold(text)
    words = plain_text(text) if attribute.is_html else text
    if not has_words(words) or is_address(words) or _HALF_PAIR.search(text):
        return
    weave = JsonText(InlineText() if attribute.is_html else None)
    segment = Segment(source, msgid, attribute.kind, weave, attribute.msgctxt)
    start += offset + string.start
    yield Cut(start, start + len(source), segment)
