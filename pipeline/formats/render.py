"""A document and its translations woven into the text of the translated post."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.formats.front_matter import BOM, begins_front_matter
from pipeline.model.catalogue import Key
from pipeline.model.document import Document, Piece


def render(document: Document, translations: Mapping[Key, str]) -> str:
    """The post with each translated segment in its place; the others stay source text.

    With every translation equal to its source, this is the post, byte for byte. No translation
    gives front matter to a post without any.
    """
    written = [_written(piece, translations) for piece in document.pieces]
    text = "".join(written)
    if begins_front_matter(text) and not begins_front_matter(document.text):
        return _as_text(text)
    return text


def _written(piece: Piece, translations: Mapping[Key, str]) -> str:
    return piece if isinstance(piece, str) else piece.translated(translations.get(piece.key, ""))


def _as_text(text: str) -> str:
    """The text whose first sign, which Markdown and HTML both read so, is written as a number."""
    at = len(text) - len(text.lstrip(f"{BOM} \t\r\n"))
    return f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
