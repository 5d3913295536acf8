"""A post cut into the pieces of its document, whatever its format."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import PostError
from pipeline.formats.front_matter import cut_front_matter, split
from pipeline.model.document import Document, Piece
from pipeline.model.post import DEFAULT_RULES, ExtractionRules, Format
from pipeline.speech import say

Cutter = Callable[[str, ExtractionRules], tuple[Piece, ...]]


def cut(
    text: str, format: Format, rules: ExtractionRules = DEFAULT_RULES, path: str = ""
) -> Document:
    """The document of a post: its pieces join to the text, byte for byte.

    Raises `PostError`, with path and line, for front matter that cannot be read and for characters
    that no post can carry; any other text can be cut.
    """
    refuse_control_characters(text, path)
    head, body = split(text, path)
    pieces = (*cut_front_matter(head, rules, path), *_CUTTERS[format](body, rules))
    return Document(tuple(filter(None, pieces)))


def refuse_control_characters(text: str, path: str = "") -> None:
    """Raises `PostError` at the first NUL, which no catalogue and no CMS can carry."""
    at = text.find("\0")
    if at >= 0:
        raise PostError(
            say("there is a NUL character in the text"),
            path=path or None,
            line=text.count("\n", 0, at) + 1,
            remedy=say("Save the post as UTF-8 text"),
        )


def _markdown(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    from pipeline.formats.markdown import cut_markdown

    return cut_markdown(body, rules)


def _html(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    from pipeline.formats.html import cut_html
    from pipeline.formats.html_outline import CLASSIC_TOP

    return cut_html(body, rules, CLASSIC_TOP)


def _blocks(body: str, rules: ExtractionRules) -> tuple[Piece, ...]:
    from pipeline.formats.blocks import cut_blocks

    return cut_blocks(body, rules)


_CUTTERS: dict[Format, Cutter] = {
    Format.MARKDOWN: _markdown,
    Format.HTML: _html,
    Format.BLOCKS: _blocks,
}
