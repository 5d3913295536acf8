"""The proof that published pages link their language versions: it reads what a browser reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.formats.published import PublicPage, read_public_page
from pipeline.speech import say

Fetch = Callable[[str], str]
"""From the address of a page to its HTML; raises a `TvillingError`."""


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


def _flaws(page: PublicPage, pages: Mapping[str, PublicPage]) -> Iterable[str]:
    if page.alternates and page.alternates.get(page.lang) != page.url:
        yield say(
            "{page} does not name itself as the version in {lang}",
            page=page.url,
            lang=page.lang or say("its language"),
        )
    for lang, url in page.alternates.items():
        twin = pages[url]
        if twin.lang != lang:
            yield say(
                "{page} names {twin} as {lang}, but that page is in {other}",
                page=page.url,
                twin=url,
                lang=lang,
                other=twin.lang or say("none"),
            )
        if page.url not in twin.alternates.values():
            yield say("{page} names {twin}, which does not name it back", page=page.url, twin=url)
