"""The proof that published pages link their language versions: it reads what a browser reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

Fetch = Callable[[str], str]
"""From the address of a page to its HTML; raises a `TvillingError`."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What a page says of its language and its twins."""

    url: str
    lang: str
    """Of `<html lang>`."""
    alternates: Mapping[str, str]
    """The address of each version by its `hreflang`, `x-default` left out."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the pages were found to say."""

    pages: tuple[PublicPage, ...]
    flaws: tuple[str, ...] = ()
    """What is wrong, as sentences; nothing where every link between twins leads both ways."""

    @property
    def pairs(self) -> tuple[tuple[PublicPage, PublicPage], ...]:
        """Every two pages that name each other as twins, each pair once."""
        by_url = {page.url: page for page in self.pages}
        return tuple(
            (page, by_url[url])
            for page in self.pages
            for url in page.alternates.values()
            if page.url < url and page.url in by_url.get(url, page).alternates.values()
        )


def prove_links(urls: Iterable[str], fetch: Fetch) -> Proof:
    """What the pages at the addresses, and the twins they name, say of one another."""
    pages: dict[str, PublicPage] = {}
    waiting = list(dict.fromkeys(urls))
    while waiting:
        url = waiting.pop(0)
        if url not in pages:
            pages[url] = read_public_page(url, fetch(url))
            waiting.extend(pages[url].alternates.values())
    flaws = [flaw for page in pages.values() for flaw in _flaws(page, pages)]
    return Proof(tuple(pages.values()), tuple(flaws))


def read_public_page(url: str, html: str) -> PublicPage:
    """What the HTML says.

    >>> read_public_page("http://a/x", '<html lang="sv"><link rel=alternate hreflang=en href=/y>')
    PublicPage(url='http://a/x', lang='sv', alternates={'en': 'http://a/y'})
    """
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    return PublicPage(url, reader.lang, reader.alternates)


def _flaws(page: PublicPage, pages: Mapping[str, PublicPage]) -> Iterable[str]:
    if page.alternates and page.alternates.get(page.lang) != page.url:
        yield f"{page.url} does not name itself as the version in {page.lang or 'its language'}"
    for lang, url in page.alternates.items():
        twin = pages[url]
        if twin.lang != lang:
            yield f"{page.url} names {url} as {lang}, but that page is in {twin.lang or 'none'}"
        if page.url not in twin.alternates.values():
            yield f"{page.url} names {url}, which does not name it back"


@dataclass
class _Reader(HTMLParser):
    url: str
    lang: str = ""
    alternates: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = values.get("lang", "")
        lang = values.get("hreflang", "")
        if tag == "link" and values.get("rel") == "alternate" and lang not in ("", "x-default"):
            self.alternates[lang] = urljoin(self.url, values.get("href", ""))
