"""Which format a file is in."""

from __future__ import annotations

from pipeline.model.post import Format

_FORMATS = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
SUFFIXES: tuple[str, ...] = tuple(_FORMATS)
"""The ends of file names that posts may have."""
OTHER_TEXTS = tuple(
    ".txt .text .rst .adoc .asciidoc .mdx .mdown .mkd .org .textile .rtf .doc .docx .odt".split()
)
"""Those of texts that somebody may have meant to be a post."""


def format_of(path: str, text: str) -> Format | None:
    """The format of a post by its name, and for HTML by whether WordPress blocks are in it.

    >>> format_of("posts/en/a.html", "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->")
    <Format.BLOCKS: 'blocks'>
    """
    name = path.rpartition("/")[2].lower()
    suffix = name[name.rfind(".") :] if "." in name else ""
    found = _FORMATS.get(suffix)
    is_blocks = found is Format.HTML and "<!-- wp:" in text
    return Format.BLOCKS if is_blocks else found
