"""The segments of a block of HTML in Markdown, cut by the HTML cutter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.formats.html_elements import VOID
from pipeline.formats.markdown_blocks import Block, raw_of, text_of
from pipeline.formats.markdown_weave import InHtml
from pipeline.model.document import Segment
from pipeline.model.post import ExtractionRules

_TRANSLATE = re.compile(r"translate", re.IGNORECASE)


# An element that ends where a paragraph of Markdown begins, or where it starts, holds nothing.
_ENDED_UNSAID = VOID | frozenset("dd dt li option p td th tr".split())


class Hold(NamedTuple):
    """An element with `translate="no"` that is open, and how many of its name are."""

    name: str
    depth: int


class RawHtml(NamedTuple):
    """A block of HTML without what quotes and lists put before its lines."""

    lines: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each line starts, in bytes of the post."""
    prefix: str | None
    """What stands before each line but the first; nothing where that differs."""

    @property
    def text(self) -> str:
        return "".join(self.lines)


def raw_html(block: Block, raw: bytes) -> RawHtml:
    """The HTML of a block."""
    spans = [(span["start"], span["end"]) for _, span in block.steps]
    # Where a line ends in a carriage return alone, the parser leaves that out.
    ends = [_line_end(raw, end, start) for (_, end), (start, _) in pairwise(spans)]
    ends += [end for _, end in spans[-1:]]
    starts = tuple(start for start, _ in spans)
    gaps = {raw[end:start] for end, start in zip(ends, starts[1:], strict=False)}
    lines = tuple(text_of(raw[start:end]) for start, end in zip(starts, ends, strict=True))
    prefix = text_of(next(iter(gaps))) if len(gaps) == 1 else None
    return RawHtml(lines, starts, prefix if gaps else "")


def _line_end(raw: bytes, end: int, following: int) -> int:
    while end < following and raw[end] in b"\r\n":
        end += 1
    return end


def cut_raw_html(
    html: RawHtml, rules: ExtractionRules, start: int
) -> Iterator[tuple[int, int, Segment, int]]:
    """The segments behind a position of the HTML: from, to, what, and where in the HTML.

    Those that run over lines with different prefixes are left out.
    """
    from pipeline.formats.html import cut_html  # only few posts hold HTML

    text = html.text
    offsets = (0, *accumulate(map(len, html.lines)))
    at, has_text = start, bool(text[:start].strip())
    for piece in cut_html(text[start:], rules) if text[start:] else ():
        if isinstance(piece, Segment):
            placed = _placed(piece, at, html, offsets, starts_block=not has_text)
            if placed:
                yield *placed, at
            at += len(piece.source)
        else:
            at += len(piece)
        has_text = True


def _placed(
    piece: Segment, at: int, html: RawHtml, offsets: Sequence[int], *, starts_block: bool
) -> tuple[int, int, Segment] | None:
    """The segment with its place in the post."""
    first = bisect_right(offsets, at) - 1
    last = bisect_right(offsets, at + len(piece.source) - 1) - 1
    prefix = html.prefix if last > first else ""
    if prefix is None:
        return None
    source = piece.source.replace("\n", "\n" + prefix) if prefix else piece.source
    start = html.starts[first] + len(raw_of(html.lines[first][: at - offsets[first]]))
    weave = InHtml(piece.weave, starts_block, html.prefix or "")
    segment = Segment(
        source, piece.msgid, piece.kind, weave, piece.msgctxt, piece.under, piece.note
    )
    return start, start + len(raw_of(source)), segment


def held(html: str, hold: Hold | None) -> tuple[int, Hold | None]:
    """Where what is held at the start of the HTML ends, and what is held at its end."""
    if hold is None and not _TRANSLATE.search(html):
        return 0, None
    from pipeline.formats.html_tokens import Type, tokenise

    released = 0 if hold is None else len(html)
    for token in tokenise(html):
        if (
            hold is None
            and token.type is Type.START
            and _is_refusal(token.name, html[token.start : token.end])
        ):
            hold = Hold(token.name, 1)
        elif hold and token.name == hold.name and token.type in {Type.START, Type.END}:
            depth = hold.depth + (1 if token.type is Type.START else -1)
            hold = Hold(hold.name, depth) if depth else None
            released = token.end if depth == 0 and released == len(html) else released
    return released, hold


def _is_refusal(name: str, tag: str) -> bool:
    from pipeline.formats.html_attributes import is_kept_as_it_is

    return name not in _ENDED_UNSAID and is_kept_as_it_is(tag) is True
