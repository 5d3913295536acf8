"""The addresses of the public pages, as paths; slugs are stored percent-encoded already."""

from __future__ import annotations

from urllib.parse import quote

SITEMAP = "/sitemap.xml"

_TAXONOMY_PATHS = {"category": "category", "post_tag": "tag"}


def home(lang: str, page: int = 1) -> str:
    """The list of the newest posts.

    >>> home("en"), home("en", 2)
    ('/en/', '/en/page/2/')
    """
    return paged(f"/{lang}/", page)


def post(lang: str, slug: str) -> str:
    """The page of one post.

    >>> post("sv", "hej")
    '/sv/hej/'
    """
    return f"/{lang}/{slug}/"


def term(taxonomy: str, lang: str, slug: str, page: int = 1) -> str:
    """The list of the posts that carry a category or a tag.

    >>> term("category", "en", "python"), term("post_tag", "sv", "tips", 3)
    ('/en/category/python/', '/sv/tag/tips/page/3/')
    """
    return paged(f"/{lang}/{_TAXONOMY_PATHS[taxonomy]}/{slug}/", page)


def feed(lang: str) -> str:
    """The RSS feed of a language."""
    return f"/{lang}/feed/"


def media(filename: str) -> str:
    """The bytes of an uploaded file."""
    return f"/media/{quote(filename)}"


def paged(path: str, page: int) -> str:
    """The address of one page of a list; the first page is the list itself."""
    return path if page <= 1 else f"{path}page/{page}/"
