"""WordPress block HTML: HTML with comments `<!-- wp:name {json} -->` around each block.

The comments and their JSON stay as they are, but for the strings that a table of WordPress's own
blocks, or the blog for others, says are text. A block that stands for another post (`wp:block` with
a `ref`, `wp:pattern`) stays a reference: what it shows is translated where it is kept.

WordPress finds these comments without regard to what else is HTML, so one may stand in a text:
`<p title="<!-- wp:spacer /-->">`. Such a text stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from pipeline.formats.block_tree import delimiters
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
_FOREIGN = re.compile(r"<!--\s+wp:(?!core/)[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*\s+\{")
"""A block of a plug-in, with settings."""
_SHOWN = TextAttribute((), is_html=None)
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def cut_blocks(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    """The pieces of WordPress block HTML; they join to the text, whatever it is.

    >>> pieces = cut_blocks('<!-- wp:more {"customText":"Go on"} -->', ExtractionRules())
    >>> [p if isinstance(p, str) else [p.msgid] for p in pieces]
    ['<!-- wp:more {"customText":"', ['Go on'], '"} -->']
    """
    return tuple(_without_torn(_pieces(body, rules), body))


def _pieces(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    pieces = cut_markup(body, rules, partial(_read_comment, configured=rules.blocks))
    if not _FOREIGN.search(body):
        return pieces
    shown = frozenset(p.msgid for p in pieces if isinstance(p, Segment) and _is_telling(p.msgid))
    return cut_markup(body, rules, partial(_read_comment, configured=rules.blocks, shown=shown))


def _without_torn(pieces: tuple[Piece, ...], body: str) -> Iterable[Piece]:
    """The pieces, of which texts that hold an edge of a block's comment are no segments."""
    if any(isinstance(piece, Segment) and "--" in piece.source for piece in pieces):
        return _told_apart(pieces, [at for d in delimiters(body) for at in (d.start, d.end - 1)])
    return pieces


def _told_apart(pieces: Iterable[Piece], edges: list[int]) -> Iterator[Piece]:
    start = 0
    for piece in pieces:
        source = piece if isinstance(piece, str) else piece.source
        end = start + len(source)
        yield source if bisect_left(edges, start) < bisect_left(edges, end) else piece
        start = end


@lru_cache(maxsize=4096)
def _read_comment(
    comment: str, configured: Configured, shown: frozenset[str] = frozenset()
) -> tuple[Cut, ...]:
    """The segments in a comment, with their positions in it.

    `shown` are texts of the post that a block of a plug-in may keep in its settings as well.
    """
    match = _DELIMITER.fullmatch(comment)
    if match is None:
        return read_more(comment)
    block, attributes = match["name"], match["json"]
    told = told_attributes(block, configured)
    kept = shown if "/" in block.removeprefix("core/") else frozenset[str]()
    if not attributes or not (told or kept or _HAS_TEXT.search(attributes)):
        return ()
    if not is_json_object(attributes):
        return ()
    known = (*text_attributes_of(block), *told)
    return tuple(_cuts(attributes, known, kept, match.start("json")))


def _is_telling(msgid: str) -> bool:
    """Whether a text is long enough that the same in a block's settings is no coincidence."""
    return " " in msgid


def _cuts(
    attributes: str, known: tuple[TextAttribute, ...], shown: frozenset[str], offset: int
) -> Iterator[Cut]:
    found = list(strings(attributes))
    # By the name of a block in a pattern, its other texts are found: it is a key, and no text.
    is_bound = any(string.path[:2] == ("metadata", "bindings") for string in found)
    for string in found:
        attribute = next((each for each in known if _is_at(string.path, each.path)), None)
        if is_bound and string.path == ("metadata", "name"):
            continue
        if attribute:
            yield from _cut(attributes, string, attribute, offset)
        elif shown:
            cuts = _cut(attributes, string, _SHOWN, offset)
            yield from (cut for cut in cuts if cut.segment.msgid in shown)


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
