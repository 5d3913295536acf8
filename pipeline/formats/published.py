"""What a published page says of its language and its twins, as any theme may write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What a page says of its language and its twins."""

    url: str
    lang: str
    """Of `<html lang>`."""
    alternates: Mapping[str, str]
    """The address of each version by its `hreflang`, `x-default` left out."""


def read_public_page(url: str, html: str) -> PublicPage:
    """What the HTML of the page at the address says.

    >>> read_public_page("http://a/x", '<html lang="sv"><link rel=alternate hreflang=en href=/y>')
    PublicPage(url='http://a/x', lang='sv', alternates={'en': 'http://a/y'})
    """
    from bs4 import BeautifulSoup, SoupStrainer

    tree = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(["html", "link"]))
    root = tree.select_one("html")
    links = tree.select("link[rel~=alternate][hreflang][href]")
    alternates = {str(link["hreflang"]): urljoin(url, str(link["href"])) for link in links}
    alternates.pop("x-default", None)
    return PublicPage(url, str(root.get("lang", "")) if root is not None else "", alternates)
