"""The page around a text: head, language switcher, and ways on, as values for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.localcms import links
from pipeline.localcms.records import CATEGORY, TAG, TermRecord
from pipeline.localcms.site.words import locale_name, locale_of, own_name, translations
from pipeline.localcms.store import Store

if TYPE_CHECKING:
    from pipeline.localcms.records import BlogInfo

_MOST_TAGS = 12


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at what: one request."""

    store: Store
    blog: BlogInfo
    lang: str
    """The language of the page, and so of all words around the text."""
    root: str
    """What a path needs in front to be an address: `https://blog.example.com`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, for search engines."""

    lang: str
    """A language tag, or `x-default`."""
    url: str
    """Absolute."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One language of the switcher; each leads to a page that is there."""

    lang: str
    name: str
    url: str
    is_current: bool
    note: str
    """Where the page has no twin: what the reader finds instead, in that language."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands and what it is, before the frame is built around it."""

    title: str
    path: str
    twins: Mapping[str, str]
    """Path by language of every version that readers may see, this page included; of a version on
    another site its address."""
    default: str = ""
    """The path for readers of any other language; nothing where there are no versions."""
    description: str = ""
    has_versions: bool = True
    """Whether the page is one of a set of translations; a front page of old posts is none."""
    is_indexed: bool = True
    og_type: str = "website"
    image: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template shows."""

    lang: str
    direction: str
    title: str
    blog_title: str
    description: str
    home: str
    feed: str
    canonical: str
    is_indexed: bool
    alternates: tuple[Alternate, ...]
    switches: tuple[Switch, ...]
    categories: tuple[Link, ...]
    tags: tuple[Link, ...]
    og_type: str
    og_locale: str
    og_others: tuple[str, ...]
    image: str


def frame(visit: Visit, place: Place) -> Frame:
    """The frame of a page."""
    locale = locale_of(visit.lang)
    return Frame(
        lang=visit.lang,
        direction=locale.text_direction,
        title=place.title,
        blog_title=visit.blog.title,
        description=place.description,
        home=links.home(visit.lang),
        feed=links.feed(visit.lang),
        canonical=visit.root + place.path,
        is_indexed=place.is_indexed,
        alternates=_alternates(visit, place),
        switches=tuple(_switch(visit, place, lang) for lang in visit.blog.languages),
        categories=term_links(visit.store.terms_used(CATEGORY, visit.lang)),
        tags=_most_used(visit.store.terms_used(TAG, visit.lang)),
        og_type=place.og_type,
        og_locale=locale_name(visit.lang),
        og_others=tuple(locale_name(lang) for lang in place.twins if lang != visit.lang),
        image=visit.root + place.image if place.image else "",
    )


def in_order(visit: Visit, paths: Mapping[str, str]) -> dict[str, str]:
    """The paths of the blog's languages, in the order of the settings."""
    return {lang: paths[lang] for lang in visit.blog.languages if lang in paths}


def term_links(terms: Iterable[TermRecord]) -> tuple[Link, ...]:
    """The names of terms, each leading to its posts; "Uncategorized" tells a reader nothing."""
    return tuple(
        Link(term.name, links.term(term.taxonomy, term.lang, term.slug))
        for term in terms
        if term.key or not term.is_default
    )


def _alternates(visit: Visit, place: Place) -> tuple[Alternate, ...]:
    named = [Alternate(lang, _address(visit, path)) for lang, path in place.twins.items()]
    default = [Alternate("x-default", _address(visit, place.default))] if place.default else []
    return (*named, *default)


def _address(visit: Visit, path: str) -> str:
    return visit.root + path if path.startswith("/") else path


def _switch(visit: Visit, place: Place, lang: str) -> Switch:
    is_current = lang == visit.lang
    fallback = place.path if is_current else links.home(lang)
    note = ""
    if place.has_versions and not is_current and lang not in place.twins:
        note = translations(lang).gettext("not translated, to the front page")
    return Switch(lang, own_name(lang), place.twins.get(lang, fallback), is_current, note)


def _most_used(terms: list[TermRecord]) -> tuple[Link, ...]:
    chosen = sorted(terms, key=lambda term: -term.count)[:_MOST_TAGS]
    return term_links([term for term in terms if term in chosen])
