"""A post: one source file, in one language and one format."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """How the text of a post is marked up."""

    MARKDOWN = "markdown"
    HTML = "html"
    BLOCKS = "blocks"  # WordPress block HTML: HTML with `<!-- wp:name {json} -->` comments


class Post(NamedTuple):
    """One source file."""

    id: str
    """The identity of the post and of its twins: the same in every language, with `/` between
    folders, never starting with `/` or holding `..`. Two posts of one id and different languages
    are twins written by hand."""
    lang: str
    """The language that the post is written in, a BCP 47 tag."""
    path: str
    """The file, relative to the blog's folder, with `/`."""
    format: Format
    text: str
    """The whole file, decoded from UTF-8, line ends as they are."""


class ExtractionRules(NamedTuple):
    """What of a post is for translators, where blogs differ."""

    front_matter: tuple[str, ...] = (
        "title",
        "description",
        "summary",
        "excerpt",
        "image_alt",
        "slug",
    )
    """The keys of the front matter whose values are translated; a dot goes one level down."""
    code_blocks: bool = False
    """Whether code blocks are translated."""
    blocks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The text attributes of WordPress blocks that are not WordPress's own: the name of a block
    (`*` stands for any part of it), and the paths of its attributes, where a dot goes one level
    down and `*` stands for any key or index: `("acme/hero", ("heading", "items.*.text"))`."""


DEFAULT_RULES = ExtractionRules()
