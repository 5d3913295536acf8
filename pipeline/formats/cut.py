"""A post cut into the pieces of its document, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from pipeline.errors import PostError
from pipeline.formats.front_matter import cut_front_matter
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
    front_matter, body = cut_front_matter(text, rules, path)
    return Document(tuple(filter(None, (*front_matter, *_cutter(format)(body, rules)))))


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


@cache
def _cutter(format: Format) -> Cutter:
    """What cuts bodies in the format; each is imported only where a post is in it."""
    if format is Format.MARKDOWN:
        from pipeline.formats.markdown import cut_markdown

        return cut_markdown
    if format is Format.BLOCKS:
        from pipeline.formats.blocks import cut_blocks

        return cut_blocks
    from pipeline.formats.html import cut_html
    from pipeline.formats.html_outline import CLASSIC_TOP

    return partial(cut_html, top=CLASSIC_TOP)
