"""The tree of WordPress's blocks, read as WordPress reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING = re.compile(
    r"<!--\s++(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*+/)?+[a-z][a-z0-9_-]*+)\s++"
    r"(?:(?P<json>\{)|(?P<void>/)?-->)"
)
_ATTRIBUTES_END = re.compile(r"\}\s++(?P<void>/)?-->")


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


def _blocks(html: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for name, is_closer, is_void in _delimiters(html):
        if is_closer:
            depth = max(0, depth - 1)
        else:
            yield depth, name.removeprefix("core/")
            depth += not is_void


def _delimiters(html: str) -> Iterator[tuple[str, bool, bool]]:
    """The name in each delimiter, whether it closes, and whether its block is empty."""
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
        yield match["name"], bool(match["closer"]), bool(last["void"])
