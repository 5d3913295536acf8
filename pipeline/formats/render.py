"""A document and its translations woven into the text of the translated post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.errors import PostError
from pipeline.formats.front_matter import BOM, begins_front_matter, split
from pipeline.model.catalogue import Key
from pipeline.model.document import Document


def render(document: Document, translations: Mapping[Key, str]) -> str:
    """The post with each translated segment in its place; the others stay source text.

    With every translation equal to its source, this is the post, byte for byte.
    """
    return woven(document, [translations.get(s.key, "") for s in document.segments])


def woven(document: Document, texts: Iterable[str]) -> str:
    """The post with these texts as the translations of its segments; an empty one is none."""
    waiting = iter(texts)
    pieces = [p if isinstance(p, str) else p.translated(next(waiting)) for p in document.pieces]
    return joined(document, pieces)


def joined(document: Document, pieces: Iterable[str]) -> str:
    """The text of pieces that are written out; they give no front matter to a post without any."""
    text = "".join(pieces)
    if not begins_front_matter(text) or _has_front_matter(document.text):
        return text
    # A post may begin as if it had some, such as with a brace, and have none.
    is_as_before = begins_front_matter(document.text) and not _has_front_matter(text)
    return text if is_as_before else _as_text(text)


def _has_front_matter(text: str) -> bool:
    try:
        head, _ = split(text)
    except PostError:
        return True
    return head not in {"", BOM}


def _as_text(text: str) -> str:
    """The text whose first sign, which Markdown and HTML both read so, is written as a number."""
    at = len(text) - len(text.lstrip(f"{BOM} \t\r\n"))
    return f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
