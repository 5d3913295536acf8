"""Lines of classic WordPress texts that shortcodes set apart from the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipeline.formats.html_tokens import Token, Type
from pipeline.formats.shortcodes import parse_shortcode


class ShortcodeLine(NamedTuple):
    """A line on which a shortcode stands, from its first shortcode on."""

    end: int
    """Where the line ends."""
    first: int = -1
    """Where a shortcode begins with which the line begins, and which is closed at its end."""
    last: int = -1
    """Where the shortcode begins that closes it."""
    is_bare: bool = False
    """Whether there is nothing but shortcodes on the line."""


NO_LINE = ShortcodeLine(-1)


def line_at(text: str, markup: Sequence[Token], index: int) -> ShortcodeLine:
    """The line of the shortcode that is `markup[index]`, the first one on it.

    >>> from pipeline.formats.html_tokens import markup
    >>> line_at(t := "a\\n[x][/x]\\n", markup(t), 0)
    ShortcodeLine(end=9, first=2, last=5, is_bare=True)
    """
    start = markup[index].start
    end = text.find("\n", markup[index].end)
    end = len(text) if end < 0 else end
    rest = (markup[at] for at in range(index, len(markup)))
    tokens = [*takewhile(lambda token: token.start < end, rest)]
    is_apart = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if not is_apart or tokens[-1].type is not Type.SHORTCODE or text[tokens[-1].end : end].strip():
        return ShortcodeLine(end)
    if all(token.type is Type.SHORTCODE for token in tokens):
        gaps = pairwise(tokens)
        is_bare = not any(text[a.end : b.start].strip() for a, b in gaps)
    else:
        is_bare = False
    first, last = (start, tokens[-1].start) if _is_one_pair(text, tokens) else (-1, -1)
    return ShortcodeLine(end, first, last, is_bare)


def _is_one_pair(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the last shortcode closes the first one, and no other has their name."""
    found = [parse_shortcode(text[t.start : t.end]) for t in tokens if t.type is Type.SHORTCODE]
    opener, closer = found[0], found[-1]
    if opener is None or closer is None or opener.is_closer or not closer.is_closer:
        return False
    return [each.name for each in found if each].count(opener.name) == 2 and (
        opener.name == closer.name
    )
