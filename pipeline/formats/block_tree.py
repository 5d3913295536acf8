"""The tree of WordPress's blocks, read as WordPress reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

_OPENING = re.compile(
    r"<!--\s++(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*+/)?+[a-z][a-z0-9_-]*+)\s++"
    r"(?:(?P<json>\{)|(?P<void>/)?-->)"
)
_ATTRIBUTES_END = re.compile(r"\}\s++(?P<void>/)?-->")


class Delimiter(NamedTuple):
    """A comment that starts or ends a block."""

    start: int
    end: int
    name: str
    is_closer: bool
    is_void: bool
    """Whether its block is empty."""


def block_tree(html: str) -> tuple[tuple[int, str], ...]:
    """The names of the blocks in reading order, each with how many blocks there are around it.

    As in WordPress, what else is HTML counts for nothing, and a closer closes the innermost block,
    whatever its name.

    >>> block_tree("<!-- wp:group --><!-- wp:core/spacer /--><!-- /wp:group -->")
    ((0, 'group'), (1, 'spacer'))
    """
    return tuple(_blocks(html))


def same_blocks(source: str, rendered: str) -> bool:
    """Whether two texts have the same blocks, nested in the same way."""
    return block_tree(source) == block_tree(rendered)


def first_other_block(source: str, rendered: str) -> tuple[int, str] | None:
    """The number, from 1, and name of the first block that only one of two texts has there.

    >>> first_other_block("<!-- wp:a /-->", "<!-- wp:a --><!-- wp:b /--><!-- /wp:a -->")
    (2, 'b')
    """
    pairs = zip_longest(block_tree(source), block_tree(rendered))
    for number, (wanted, found) in enumerate(pairs, 1):
        if wanted != found:
            _, name = wanted or found
            return number, name
    return None


def _blocks(html: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for delimiter in delimiters(html):
        if delimiter.is_closer:
            depth = max(0, depth - 1)
        else:
            yield depth, delimiter.name.removeprefix("core/")
            depth += not delimiter.is_void


def delimiters(html: str) -> Iterator[Delimiter]:
    """The comments that start and end blocks, in order."""
    position, last_end = 0, html.rfind("}")
    while match := _OPENING.search(html, position):
        position, last = match.end(), match
        if match["json"]:
            # Past the last brace there is nothing to look for, however many blocks are unclosed.
            end = _ATTRIBUTES_END.search(html, position) if position <= last_end else None
            if end is None:
                last_end = -1
                continue
            position, last = end.end(), end
        yield Delimiter(
            match.start(), position, match["name"], bool(match["closer"]), bool(last["void"])
        )
