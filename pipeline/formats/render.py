"""A document and its translations woven into the text of the translated post."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.catalogue import Key
from pipeline.model.document import Document, Piece


def render(document: Document, translations: Mapping[Key, str]) -> str:
    """The post with each translated segment in its place; the others stay source text.

    With every translation equal to its source, this is the post, byte for byte.
    """
    return "".join(_written(piece, translations) for piece in document.pieces)


def _written(piece: Piece, translations: Mapping[Key, str]) -> str:
    return piece if isinstance(piece, str) else piece.translated(translations.get(piece.key, ""))
