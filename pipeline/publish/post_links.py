"""Which files of the blog a page links to that may be posts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.publish.links import addresses
from pipeline.publish.resolve import blog_path

_POST_FILES = (".md", ".markdown", ".html", ".htm")


def post_links(html: str, path: str) -> Iterator[tuple[str, str]]:
    """Each address in the HTML of the post at `path` with the file it means, if it may be a post.

    >>> list(post_links('<a href="b.md#x">B</a> <a href="https://example.org/c.md">C</a>', "a.md"))
    [('b.md#x', 'b.md')]
    """
    if not may_link(html):
        return
    for url in addresses(html):
        target = _target(url)
        if target.lower().endswith(_POST_FILES):
            yield url, blog_path(path, target)


def may_link(text: str) -> bool:
    """Whether the text of a post, or its HTML, may link to posts; quick where it does not."""
    lowered = text.lower()
    return any(suffix in lowered for suffix in (".md", ".markdown", ".htm"))


def _target(url: str) -> str:
    """The path within the blog's folder; nothing for an address elsewhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else parts.path
