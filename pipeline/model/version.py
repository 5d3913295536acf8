"""One post in one language, rendered and ready to publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """How public a post is, in WordPress's words, the least public first."""

    DRAFT = "draft"
    PENDING = "pending"
    PRIVATE = "private"
    FUTURE = "future"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag in one language."""

    taxonomy: str
    """`category` or `post_tag`."""
    key: str
    """The identity across languages: the name as the source posts write it, slugged."""
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Page:
    """A post read for publishing: its front matter as values, its body as HTML."""

    title: str
    """Of the front matter, else the first heading of level one (then no longer in `html`)."""
    html: str
    fields: dict[str, object]
    """The front matter, parsed; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Version:
    """One post in one language. `html` still has the source's relative links and image paths."""

    post: str
    """The post's id."""
    lang: str
    title: str
    slug: str
    html: str
    """The body: HTML, or WordPress block HTML as it is."""
    excerpt: str
    status: Status
    date: datetime | None
    """When it was or will be published, with time zone."""
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]
    path: str
    """The source file, relative to the blog's folder: what relative links start from."""
    anchors: tuple[tuple[str, str], ...] = ()
    """Heading ids of the source text and this version's ids for the same headings."""


@dataclass(frozen=True, slots=True)
class Held:
    """A version that is not published, and why, as a sentence an editor understands."""

    post: str
    lang: str
    reason: str
    anchors: tuple[tuple[str, str], ...] = ()
    """As in `Version`, of the text as translated so far: an earlier version may be published, and
    links to its headings stay right."""


@dataclass(frozen=True, slots=True)
class Twins:
    """All versions of one post: what the CMS must link."""

    post: str
    source: str
    """The language the post was written in; the version in it comes first."""
    versions: tuple[Version, ...]
    held: tuple[Held, ...] = ()
    elsewhere: tuple[Held, ...] = ()
    """Versions that belong on another site and are not written here; links may lead there."""
