"""What a request makes of a post: statuses, dates, slugs and terms, by WordPress's rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.localcms import store_media, store_posts, store_terms, store_users
from pipeline.localcms.records import CATEGORY, TAG, PostRecord
from pipeline.localcms.rest.errors import RestError
from pipeline.localcms.rest.params import (
    Param,
    Values,
    integer,
    many,
    moment,
    one_of,
    optional,
    rendered,
    text,
)
from pipeline.localcms.rest.posts_read import STATUSES
from pipeline.localcms.rest.twins import ALTERNATES, IMAGE_ALT, OWN
from pipeline.localcms.slugs import is_reserved, sanitize_title, unique_slug

TITLE = Param("title", rendered)
CONTENT = Param("content", rendered)
EXCERPT = Param("excerpt", rendered)
SLUG = Param("slug", text())
STATUS = Param("status", one_of(*STATUSES))
DATE = Param("date", optional(moment))
DATE_GMT = Param("date_gmt", optional(moment))
CATEGORIES = Param("categories", many(integer()))
TAGS = Param("tags", many(integer()))
FEATURED_MEDIA = Param("featured_media", integer())
AUTHOR = Param("author", integer())
FIELDS = (
    TITLE,
    CONTENT,
    EXCERPT,
    SLUG,
    STATUS,
    DATE,
    DATE_GMT,
    CATEGORIES,
    TAGS,
    FEATURED_MEDIA,
    AUTHOR,
    *OWN,
    ALTERNATES,
    IMAGE_ALT,
)

UNADDRESSED = ("draft", "pending")
"""Statuses in which a post needs no slug yet."""

_PHP_BLANKS = " \t\n\r\0\x0b"
_SOON = timedelta(minutes=1)


def changed(db: sqlite3.Connection, values: Values, old: PostRecord, now: datetime) -> PostRecord:
    """The post with everything in it that the request says, not saved yet."""
    post = _dated(values, _texts(values, old), now)
    if not (post.title or post.content or post.excerpt):
        raise RestError("empty_content", "Content, title, and excerpt are empty.", 400)
    post = replace(
        post,
        status=_status(values.get(STATUS) or post.status, post.date, now),
        author=_author(db, values, old),
        featured_media=_featured_media(db, values, old),
        categories=_categories(db, values, old),
        tags=_terms(db, values.get(TAGS), old.tags, TAG, old.lang),
        # As in WordPress, where a new post counts as changed on the day it is given.
        modified=now if old.id else post.date,
    )
    if post.status == "trash":
        return replace(post, slug=old.slug, desired_slug=old.desired_slug)
    return replace(post, slug=_slug(db, post), desired_slug="")


def _texts(values: Values, old: PostRecord) -> PostRecord:
    def given(param: Param[str], current: str) -> str:
        value = values.get(param)
        return current if value is None else value

    return replace(
        old,
        title=given(TITLE, old.title).strip(_PHP_BLANKS),
        content=given(CONTENT, old.content),
        excerpt=given(EXCERPT, old.excerpt),
        slug=sanitize_title(given(SLUG, old.desired_slug if old.status == "trash" else old.slug)),
    )


def _dated(values: Values, post: PostRecord, now: datetime) -> PostRecord:
    """`null` takes a date back; a post that has none gets one when it leaves the drafts."""
    asked = [values.get(param) for param in (DATE, DATE_GMT) if param in values]
    given = next((date for date in asked if date is not None), None)
    if given is not None:
        return replace(post, date=given.replace(microsecond=0), has_date=True)
    if post.has_date and not asked:
        return post
    status = values.get(STATUS) or post.status
    return replace(post, date=now, has_date=status not in UNADDRESSED)


def _status(asked: str, date: datetime, now: datetime) -> str:
    if asked not in ("publish", "future"):
        return asked
    return "future" if date - now >= _SOON else "publish"


def _author(db: sqlite3.Connection, values: Values, old: PostRecord) -> int:
    author = values.get(AUTHOR) or old.author
    if store_users.find_user(db, author) is None:
        raise RestError("rest_invalid_author", "Invalid author ID.", 400)
    return author


def _featured_media(db: sqlite3.Connection, values: Values, old: PostRecord) -> int:
    """An unknown file is silently passed over, as in WordPress."""
    asked = values.get(FEATURED_MEDIA)
    if asked is None:
        return old.featured_media
    return asked if not asked or store_media.find_media(db, asked) else old.featured_media


def _categories(db: sqlite3.Connection, values: Values, old: PostRecord) -> tuple[int, ...]:
    """None only where none is asked for; the next write gives such a post the default one."""
    asked = values.get(CATEGORIES)
    found = _terms(db, asked, old.categories, CATEGORY, old.lang)
    default = store_terms.default_category(db, old.lang) if asked is None else None
    return found or ((default,) if default else ())


def _terms(
    db: sqlite3.Connection,
    asked: Sequence[int] | None,
    current: tuple[int, ...],
    taxonomy: str,
    lang: str,
) -> tuple[int, ...]:
    """The terms in the post's language; unknown ones are silently passed over."""
    if asked is None:
        return current
    terms = [term for term in store_terms.find_by_ids(db, asked) if term.taxonomy == taxonomy]
    twins = [dict(term.translations).get(lang) for term in terms]
    return tuple(dict.fromkeys(twin for twin in twins if twin is not None))


def _slug(db: sqlite3.Connection, post: PostRecord) -> str:
    """A public post always has one, unless its title has no letter for it."""
    slug = post.slug
    if not slug and post.status not in UNADDRESSED:
        slug = sanitize_title(post.title)
    return free_slug(db, slug, post.id) if slug else ""


def free_slug(db: sqlite3.Connection, slug: str, post_id: int) -> str:
    """The slug with a number behind if it is reserved or another post's, in any language."""

    def is_taken(wanted: str) -> bool:
        return is_reserved(wanted) or store_posts.slug_is_taken(db, wanted, post_id)

    return unique_slug(slug, is_taken)
