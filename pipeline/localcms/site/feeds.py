"""What machines read: the RSS feed of a language, the sitemap, and the rules for robots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from pipeline.localcms import links
from pipeline.localcms.records import CATEGORY, TAG, PostLink, PostRecord, TermRecord
from pipeline.localcms.site.frame import Alternate, Visit, in_order, term_links
from pipeline.localcms.site.pages import title_of
from pipeline.localcms.site.reading import excerpt
from pipeline.localcms.site.sanitise import shown
from pipeline.localcms.site.words import environment, translations

NEWEST = 20

# What XML 1.0 has no way to write, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One post in a feed; every address absolute."""

    title: str
    url: str
    guid: str
    """The same for as long as the post is there, whatever becomes of its address."""
    date: datetime
    excerpt: str
    html: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One address of the sitemap with its versions, itself included."""

    url: str
    modified: datetime | None
    alternates: tuple[Alternate, ...]


def rss(visit: Visit) -> str:
    """The newest posts of a language as RSS 2.0."""
    posts, _ = visit.store.published(visit.lang, per_page=NEWEST)
    text = (
        environment(visit.lang)
        .get_template("feed.xml")
        .render(
            title=visit.blog.title,
            description=visit.blog.tagline or visit.blog.title,
            lang=visit.lang,
            home=visit.root + links.home(visit.lang),
            url=visit.root + links.feed(visit.lang),
            built=max((post.modified for post in posts), default=datetime(2000, 1, 1, tzinfo=UTC)),
            items=[_item(visit, post) for post in posts],
        )
    )
    return _NOT_XML.sub("", text)


def sitemap(visit: Visit) -> str:
    """Every page that readers may find, with its versions in other languages."""
    places = [*_homes(visit), *_posts(visit), *_terms(visit)]
    text = environment(visit.lang).get_template("sitemap.xml").render(places=places)
    return _NOT_XML.sub("", text)


def robots(visit: Visit) -> str:
    """What robots may visit: all but the interface for programs."""
    return f"User-agent: *\nDisallow: /wp-json/\n\nSitemap: {visit.root}{links.SITEMAP}\n"


def _item(visit: Visit, post: PostRecord) -> Item:
    url = visit.root + links.post(post.lang, post.slug)
    terms = term_links(visit.store.terms((*post.categories, *post.tags)))
    return Item(
        title=title_of(post),
        url=url,
        guid=f"{visit.root}/?p={post.id}",
        date=post.date,
        excerpt=excerpt(post),
        html=str(shown(post.content, translations(visit.lang).gettext("Table"), base=url)),
        terms=tuple(term.name for term in terms),
    )


def _versions(visit: Visit, paths: dict[str, str], default: str = "") -> tuple[Alternate, ...]:
    ordered = in_order(visit, paths)
    named = [Alternate(lang, visit.root + path) for lang, path in ordered.items()]
    first = default or next(iter(ordered.values()), "")
    return (*named, Alternate("x-default", visit.root + first))


def _places(
    visit: Visit, members: Iterable[tuple[str, str, datetime | None]], default: str = ""
) -> Iterator[Place]:
    """One place for each version of a page, from its language, path and date."""
    known = [member for member in members if member[0] in visit.blog.languages]
    alternates = _versions(visit, {lang: path for lang, path, _ in known}, default)
    for _, path, modified in known:
        yield Place(visit.root + path, modified, alternates)


def _homes(visit: Visit) -> Iterator[Place]:
    homes = [(lang, links.home(lang), None) for lang in visit.blog.languages]
    return _places(visit, homes, default="/")


def _posts(visit: Visit) -> Iterator[Place]:
    found = sorted(visit.store.all_published(), key=lambda link: link.group)
    for _, group in groupby(found, key=lambda link: link.group):
        yield from _places(visit, map(_member, group))


def _member(link: PostLink) -> tuple[str, str, datetime]:
    return link.lang, links.post(link.lang, link.slug), link.modified


def _terms(visit: Visit) -> Iterator[Place]:
    used: dict[int, TermRecord] = {}
    for taxonomy in (CATEGORY, TAG):
        for lang in visit.blog.languages:
            used |= {term.id: term for term in visit.store.terms_used(taxonomy, lang)}
    seen: set[int] = set()
    for term in used.values():
        if term.id in seen:
            continue
        ids = {other for _, other in term.translations} | {term.id}
        seen |= ids
        group = [used[other] for other in sorted(ids) if other in used]
        yield from _places(
            visit, [(t.lang, links.term(t.taxonomy, t.lang, t.slug), None) for t in group]
        )
