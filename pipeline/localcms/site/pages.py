"""The pages as values for the templates, each built from the store and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from pipeline.localcms import links
from pipeline.localcms.records import PostRecord, TermRecord
from pipeline.localcms.site.frame import Link, Place, Visit, in_order, term_links
from pipeline.localcms.site.reading import description, excerpt, minutes
from pipeline.localcms.site.sanitise import plain, shown
from pipeline.localcms.site.words import language_name, translations

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded image."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Twin:
    """A post in another language: its title there, or no title and where to go instead."""

    lang: str
    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A post as a list shows it."""

    title: str
    url: str
    date: datetime
    excerpt: str
    minutes: int
    categories: tuple[Link, ...]
    twins: tuple[Twin, ...]
    image: Picture | None
    """Of the first post of a list alone, so that the list stays one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of posts, newest first."""

    cards: tuple[Card, ...]
    total: int
    number: int
    """This page, from 1."""
    count: int
    """How many pages there are."""
    newer: str
    """The path of the page before this one; empty on the first."""
    older: str
    """The path of the page after this one; empty on the last."""


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post as its own page shows it."""

    title: str
    html: Markup
    date: datetime
    modified: datetime
    minutes: int
    categories: tuple[Link, ...]
    tags: tuple[Link, ...]
    image: Picture | None
    twins: tuple[Twin, ...]
    """One for every other language of the blog."""
    older: Link | None
    newer: Link | None


def listing(visit: Visit, path: str, number: int, term: TermRecord | None = None) -> Listing:
    """One page of the posts at `path`: of the language, or of one of its terms."""
    posts, total = visit.store.published(
        visit.lang,
        page=number,
        per_page=PER_PAGE,
        taxonomy=None if term is None else term.taxonomy,
        term=None if term is None else term.id,
    )
    count = max(1, -(-total // PER_PAGE))
    return Listing(
        cards=tuple(_card(visit, post, at == 0) for at, post in enumerate(posts)),
        total=total,
        number=number,
        count=count,
        newer=links.paged(path, number - 1) if number > 1 else "",
        older=links.paged(path, number + 1) if number < count else "",
    )


def post_page(visit: Visit, post: PostRecord) -> PostPage:
    """Everything that the page of a post shows."""
    older, newer = neighbours(visit, post)
    table = translations(visit.lang).gettext("Table")
    return PostPage(
        title=title_of(post),
        html=shown(post.content, table),
        date=post.date,
        modified=post.modified,
        minutes=minutes(post),
        categories=_terms(visit, post.categories),
        tags=_terms(visit, post.tags),
        image=_picture(visit, post),
        twins=_all_twins(visit, post),
        older=older,
        newer=newer,
    )


def home_place(visit: Visit, number: int) -> Place:
    """Where the newest posts of a language stand; only the first page has versions."""
    homes = {lang: links.home(lang) for lang in visit.blog.languages}
    return Place(
        title=visit.blog.title,
        path=links.home(visit.lang, number),
        twins=homes if number == 1 else {},
        default="/" if number == 1 else "",
        description=visit.blog.tagline,
        has_versions=number == 1,
    )


def term_place(visit: Visit, term: TermRecord, number: int) -> Place:
    """Where the posts of a term stand."""
    ids = (other for lang, other in term.translations)
    found = [other for other in visit.store.terms(ids) if other.count]
    paths = {other.lang: links.term(other.taxonomy, other.lang, other.slug) for other in found}
    twins = in_order(visit, paths)
    return Place(
        title=term.name,
        path=links.term(term.taxonomy, term.lang, term.slug, number),
        twins=twins if number == 1 else {},
        default=next(iter(twins.values()), "") if number == 1 else "",
        description=description(plain(term.description)),
        has_versions=number == 1,
    )


def post_place(visit: Visit, post: PostRecord) -> Place:
    """Where a post and its twins stand."""
    versions = [post, *visit.store.twins(post)]
    elsewhere = _elsewhere(post)
    own = {twin.lang: links.post(twin.lang, twin.slug) for twin in versions}
    twins = in_order(visit, {**elsewhere, **own})
    picture = _picture(visit, post)
    return Place(
        title=title_of(post),
        path=links.post(post.lang, post.slug),
        twins=twins,
        default=elsewhere.get("x-default") or next(iter(twins.values()), ""),
        description=description(excerpt(post)),
        og_type="article",
        image=picture.url if picture else "",
    )


def neighbours(visit: Visit, post: PostRecord) -> tuple[Link | None, Link | None]:
    """The posts of the language right before and right after this one in time."""
    same = [link for link in visit.store.all_published() if link.lang == visit.lang]
    at = next((index for index, link in enumerate(same) if link.id == post.id), None)
    if at is None:
        return None, None
    around = (same[at + 1 : at + 2], same[max(at - 1, 0) : at])
    older, newer = (
        next((Link(plain(n.title), links.post(n.lang, n.slug)) for n in found), None)
        for found in around
    )
    return older, newer


def title_of(post: PostRecord) -> str:
    """The title as text; the slug where there is none, so that no link is empty."""
    return plain(post.title) or post.slug


def _card(visit: Visit, post: PostRecord, is_first: bool) -> Card:
    return Card(
        title=title_of(post),
        url=links.post(post.lang, post.slug),
        date=post.date,
        excerpt=excerpt(post),
        minutes=minutes(post),
        categories=_terms(visit, post.categories),
        twins=_published_twins(visit, post),
        image=_picture(visit, post) if is_first else None,
    )


def _terms(visit: Visit, ids: tuple[int, ...]) -> tuple[Link, ...]:
    return term_links(visit.store.terms(ids)) if ids else ()


def _published_twins(visit: Visit, post: PostRecord) -> tuple[Twin, ...]:
    return tuple(
        Twin(twin.lang, _read_in(twin.lang), title_of(twin), links.post(twin.lang, twin.slug))
        for twin in visit.store.twins(post)
        if twin.lang in visit.blog.languages
    )


def _elsewhere(post: PostRecord) -> dict[str, str]:
    """The addresses of its twins on other sites by language, and of `x-default`."""
    found: dict[str, str] = json.loads(post.alternates) if post.alternates else {}
    return found


def _all_twins(visit: Visit, post: PostRecord) -> tuple[Twin, ...]:
    named = ((lang, _read_in(lang), url) for lang, url in _elsewhere(post).items())
    found = {lang: Twin(lang, name, name, url) for lang, name, url in named}
    found |= {twin.lang: twin for twin in _published_twins(visit, post)}
    others = (lang for lang in visit.blog.languages if lang != visit.lang)
    return tuple(found.get(lang) or _instead(lang) for lang in others)


def _read_in(lang: str) -> str:
    return translations(lang).gettext("Read in %(language)s") % {
        "language": language_name(lang, lang)
    }


def _instead(lang: str) -> Twin:
    words = translations(lang).gettext("To the front page in %(language)s")
    return Twin(lang, words % {"language": language_name(lang, lang)}, "", links.home(lang))


def _picture(visit: Visit, post: PostRecord) -> Picture | None:
    media = visit.store.media(post.featured_media) if post.featured_media else None
    if media is None or not media.mime_type.startswith("image/"):
        return None
    alt = post.image_alt or media.alt_text
    return Picture(links.media(media.filename), alt, media.width, media.height)
