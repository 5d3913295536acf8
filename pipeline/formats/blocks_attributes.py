"""The attributes of WordPress's own blocks that hold text, in the JSON of the block's comment.

Text that a block keeps in its HTML is not here: it is found there. What a block's code calls rich
text may hold HTML, and is HTML for the translator as well; the rest is plain text.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from pipeline.model.document import Kind


class TextAttribute(NamedTuple):
    """Where in the attributes a text stands, and what it is."""

    path: tuple[str, ...]
    """Keys from the outermost to the innermost; `*` stands for any key or index."""
    kind: Kind = Kind.ATTRIBUTE
    is_html: bool | None = False
    """Nothing where it has to be seen from the text."""
    msgctxt: str | None = None
    """Set where one word does two jobs in a block that other languages tell apart."""


def _plain(path: str, kind: Kind = Kind.ATTRIBUTE, msgctxt: str | None = None) -> TextAttribute:
    return TextAttribute(tuple(path.split(".")), kind, is_html=False, msgctxt=msgctxt)


def _rich(path: str, kind: Kind = Kind.ATTRIBUTE, msgctxt: str | None = None) -> TextAttribute:
    return TextAttribute(tuple(path.split(".")), kind, is_html=True, msgctxt=msgctxt)


EVERY_BLOCK = (_plain("metadata.name"), _plain("ariaLabel"))
"""Attributes that any block may have: its name in the editor, and its name for screen readers."""

_ALT = _plain("alt", Kind.ALT_TEXT)
_TITLE = _plain("title")
_CAPTION = _rich("caption", Kind.CAPTION)
_CITATION = _rich("citation", Kind.CAPTION)
_PLACEHOLDER = _plain("placeholder")
_LABEL = _rich("label", Kind.BUTTON)
_PLAIN_LABEL = _plain("label", Kind.BUTTON)
_NAVIGATION = (_LABEL, _plain("description"), _TITLE)

BLOCKS: dict[str, tuple[TextAttribute, ...]] = {
    "audio": (_CAPTION,),
    "accordion-heading": (_rich("title", Kind.BUTTON),),
    "block": tuple(
        attribute
        for prefix in ("content.*", "overrides.*")
        for attribute in (
            _rich(f"{prefix}.content"),
            _rich(f"{prefix}.text", Kind.BUTTON),
            _plain(f"{prefix}.alt", Kind.ALT_TEXT),
            _plain(f"{prefix}.title"),
            _rich(f"{prefix}.caption", Kind.CAPTION),
        )
    ),
    "button": (_rich("text", Kind.BUTTON), _TITLE, _PLACEHOLDER),
    "categories": (_PLAIN_LABEL,),
    "comments-pagination-next": (_LABEL,),
    "comments-pagination-previous": (_LABEL,),
    "comments-title": (
        _rich("singleCommentLabel", Kind.HEADING),
        _rich("multipleCommentsLabel", Kind.HEADING),
    ),
    "cover": (_ALT, _rich("title", Kind.HEADING)),
    "cover-image": (_ALT, _rich("title", Kind.HEADING)),
    "details": (_rich("summary", Kind.BUTTON), _PLACEHOLDER),
    "embed": (_CAPTION,),
    "file": (_rich("fileName"), _rich("downloadButtonText", Kind.BUTTON)),
    "form-input": (_LABEL, _PLACEHOLDER),
    "form-submit-button": (_LABEL,),
    "gallery": (_CAPTION, _plain("images.*.alt", Kind.ALT_TEXT), _rich("images.*.caption")),
    "heading": (_rich("content", Kind.HEADING), _PLACEHOLDER),
    "home-link": (_LABEL,),
    "icon": (_LABEL,),
    "image": (_ALT, _CAPTION, _TITLE),
    "list": (_PLACEHOLDER,),
    "list-item": (_PLACEHOLDER,),
    "media-text": (_plain("mediaAlt", Kind.ALT_TEXT),),
    "more": (_plain("customText", Kind.BUTTON),),
    "navigation-link": _NAVIGATION,
    "navigation-overlay-close": (_rich("text", Kind.BUTTON),),
    "navigation-submenu": _NAVIGATION,
    "page-list-item": (_LABEL, _TITLE),
    "paragraph": (_rich("content", Kind.PARAGRAPH), _PLACEHOLDER),
    "playlist": (_CAPTION,),
    "playlist-track": (_plain("title"), _plain("album")),
    "post-author": (_rich("byline"),),
    "post-excerpt": (_rich("moreText", Kind.BUTTON),),
    "post-featured-image": (_ALT,),
    "post-navigation-link": (_LABEL,),
    "post-terms": (_rich("prefix"), _rich("suffix")),
    "pullquote": (_rich("value", Kind.PARAGRAPH), _CITATION),
    "query-pagination-next": (_PLAIN_LABEL,),
    "query-pagination-previous": (_PLAIN_LABEL,),
    "quote": (_rich("value", Kind.PARAGRAPH), _CITATION),
    "read-more": (_rich("content", Kind.BUTTON),),
    "search": (
        _rich("label", Kind.ATTRIBUTE, "search label"),
        _PLACEHOLDER,
        _rich("buttonText", Kind.BUTTON, "search button"),
    ),
    "social-link": (_PLAIN_LABEL,),
    "subhead": (_rich("content", Kind.HEADING),),
    "tab": (_LABEL, _TITLE),
    "table": (_CAPTION,),
    "table-of-contents": (_plain("headings.*.content", Kind.HEADING),),
    "video": (_CAPTION, _plain("tracks.*.label")),
}
"""The text attributes by the block's name without `core/`."""

KEYS = frozenset(
    attribute.path[-1] for attributes in (EVERY_BLOCK, *BLOCKS.values()) for attribute in attributes
)
"""The innermost keys; JSON without any of them has no text."""


Configured = tuple[tuple[str, tuple[str, ...]], ...]
"""What a blog says of blocks: their names, and the paths in each."""


def told_attributes(block: str, configured: Configured) -> tuple[TextAttribute, ...]:
    """The text attributes that the blog says a block has.

    >>> told_attributes("acme/hero", (("acme/*", ("items.*.text",)),))[0].path
    ('items', '*', 'text')
    """
    return tuple(
        TextAttribute(tuple(path.split(".")), is_html=None)
        for pattern, paths in configured
        if fnmatchcase(block.removeprefix("core/"), pattern.removeprefix("core/"))
        for path in paths
    )


def text_attributes_of(block: str) -> tuple[TextAttribute, ...]:
    """The text attributes of a block, named with or without `core/`; others only the general ones.

    >>> [".".join(attribute.path) for attribute in text_attributes_of("core/more")]
    ['metadata.name', 'ariaLabel', 'customText']
    """
    return EVERY_BLOCK + BLOCKS.get(block.removeprefix("core/"), ())
