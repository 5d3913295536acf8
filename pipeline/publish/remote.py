"""What the CMS has, as values; an answer of another shape is an error, not a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote, unquote

from pipeline.errors import CmsUnreachable
from pipeline.publish.resolve import Place
from pipeline.publish.terms import TermPlace
from pipeline.speech import N_, say

TERM_ROUTES = {"category": "wp/v2/categories", "post_tag": "wp/v2/tags"}
"""Where the terms of each taxonomy are."""

TRASH = "trash"

_UNFIT = re.compile(r"[\s,%]")


def key_of(post: str) -> str:
    """The post's id as the CMS keeps it: without what would end a name in a list of them.

    >>> key_of("2024/my, post"), post_of("2024/my%2C%20post")
    ('2024/my%2C%20post', '2024/my, post')
    """
    return _UNFIT.sub(lambda match: quote(match[0]), post)


def post_of(key: str) -> str:
    """The post's id of which `key_of` made the key."""
    return unquote(key)


@dataclass(frozen=True, slots=True)
class RemotePost:
    """One version as the CMS has it, all but its content."""

    id: int
    place: Place
    status: str
    slug: str
    link: str
    fingerprint: str
    """What we published last, as we called it."""
    etag: str
    """What an editor can change, as the CMS sees it now."""
    published_etag: str
    """The same right after we published."""
    date: datetime | None = None
    translations: tuple[tuple[str, int], ...] = ()
    """Language and id of every linked version, this one too."""
    published_links: tuple[tuple[str, int], ...] = ()
    """The same right after we published."""
    author: int = 0
    published_author: int = 0
    """The author right after we published; 0 where that is not known."""

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed it by hand since we published it.

        Nobody did where the CMS broke down over making it, before it could note what it made.
        """
        has_other_author = self.published_author not in (0, self.author)
        return bool(self.published_etag) and (self.etag != self.published_etag or has_other_author)

    def has(self, fingerprint: str) -> bool:
        """Whether it is, whole and untouched, what was published under that fingerprint."""
        is_whole = self.etag == self.published_etag and not self.is_edited
        return is_whole and not self.is_trashed and self.fingerprint == fingerprint

    @property
    def is_trashed(self) -> bool:
        return self.status == TRASH


@dataclass(frozen=True, slots=True)
class RemoteTerm:
    """A category or tag as the CMS has it."""

    id: int
    taxonomy: str
    lang: str
    key: str
    """Empty where somebody else made the term."""
    name: str
    slug: str
    fingerprint: str = ""
    etag: str = ""
    published_etag: str = ""
    translations: tuple[tuple[str, int], ...] = ()

    @property
    def place(self) -> TermPlace:
        return (self.taxonomy, self.lang, self.key)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An uploaded file."""

    id: int
    slug: str
    link: str


@dataclass(frozen=True, slots=True)
class RemoteText:
    """What a version says in the CMS, for comparing it with what we would publish."""

    title: str
    content: str
    excerpt: str
    slug: str
    status: str
    date: str
    """In UTC, as `2024-05-31T09:00:00`."""
    categories: frozenset[int]
    tags: frozenset[int]
    featured_media: int
    author: int = 0
    """0 where that is not known."""
    published: RemoteText | None = None
    """What it said right after we published; nothing where the CMS did not keep that."""


@dataclass(frozen=True, slots=True)
class Remote:
    """The part of the CMS that the blog's posts concern."""

    posts: Mapping[Place, RemotePost] = field(default_factory=dict)
    """Those in the trash too, where there is none outside it."""
    terms: Mapping[TermPlace, RemoteTerm] = field(default_factory=dict)
    """By the key they are wanted under, which a term that somebody else made lacks."""
    files: Mapping[str, RemoteFile] = field(default_factory=dict)
    """By slug."""
    texts: Mapping[Place, RemoteText] = field(default_factory=dict)
    """Only of versions that differ from what we would publish."""
    names: Mapping[int, str] = field(default_factory=dict)
    """What terms that are not ours are called, by id, where texts mention them."""
    file_names: Mapping[int, str] = field(default_factory=dict)
    can_write: bool = True
    abroad: Mapping[Place, RemotePost] | None = None
    """The versions that the blog's other sites have, by their full addresses; nothing where the
    CMS has all languages."""


POST_FIELDS = (
    "id,status,slug,link,date_gmt,lang,translations,tvilling_key,tvilling_fingerprint,"
    "tvilling_etag,tvilling_published_etag,author,tvilling_published.author,"
    "tvilling_published.translations"
)
TEXT_FIELDS = (
    "id,lang,tvilling_key,title.raw,content.raw,excerpt.raw,slug,status,date_gmt,"
    "categories,tags,featured_media,author,tvilling_published"
)
TERM_FIELDS = (
    "id,name,slug,lang,translations,tvilling_key,tvilling_fingerprint,"
    "tvilling_etag,tvilling_published_etag"
)
FILE_FIELDS = "id,slug,source_url"
NO_FIELDS = N_(
    "Install Tvilling's plug-in on the site: tvilling bridge writes it, and says where to"
)


def read_post(json: object) -> RemotePost:
    """The post of an answer in edit context."""
    fields = _object(json)
    if "tvilling_key" not in fields:
        raise CmsUnreachable(
            say("the CMS does not keep the keys of Tvilling's posts"),
            remedy=say(NO_FIELDS),
        )
    return RemotePost(
        id=_number(fields, "id"),
        place=(post_of(_text(fields, "tvilling_key")), _text(fields, "lang")),
        status=_text(fields, "status"),
        slug=_text(fields, "slug"),
        link=_text(fields, "link"),
        fingerprint=_text(fields, "tvilling_fingerprint"),
        etag=_text(fields, "tvilling_etag"),
        published_etag=_text(fields, "tvilling_published_etag"),
        date=_date(fields),
        translations=_translations(fields),
        published_links=_translations(_published(fields)),
        author=_number(fields, "author", 0),
        published_author=_number(_published(fields), "author", 0),
    )


def read_text(json: object) -> tuple[Place, RemoteText]:
    """What the post of an answer says."""
    fields = _object(json)
    place = (post_of(_text(fields, "tvilling_key")), _text(fields, "lang"))
    return place, RemoteText(
        title=_raw(fields, "title"),
        content=_raw(fields, "content"),
        excerpt=_raw(fields, "excerpt"),
        slug=_text(fields, "slug"),
        status=_text(fields, "status"),
        date=_text(fields, "date_gmt"),
        categories=_own_categories(fields),
        tags=_numbers(fields, "tags"),
        featured_media=_number(fields, "featured_media", 0),
        author=_number(fields, "author", 0),
        published=_published_text(_published(fields)),
    )


def _published(fields: Mapping[str, object]) -> Mapping[str, object]:
    return _object(fields.get("tvilling_published") or {})


def _published_text(fields: Mapping[str, object]) -> RemoteText | None:
    if not fields:
        return None
    return RemoteText(
        title=_text(fields, "title"),
        content=_text(fields, "content"),
        excerpt=_text(fields, "excerpt"),
        slug=_text(fields, "slug"),
        status=_text(fields, "status"),
        date=_text(fields, "date_gmt"),
        categories=_numbers(fields, "categories"),
        tags=_numbers(fields, "tags"),
        featured_media=_number(fields, "featured_media", 0),
        author=_number(fields, "author", 0),
    )


def _own_categories(fields: Mapping[str, object]) -> frozenset[int]:
    """The categories, without the default one that a post without any was given since."""
    published = _published(fields)
    now, then = _numbers(fields, "categories"), _numbers(published, "categories")
    return then if not then and now == {published.get("default_category")} else now


def read_term(json: object, taxonomy: str) -> RemoteTerm:
    """The term of an answer; WordPress escapes names, and we do not."""
    fields = _object(json)
    return RemoteTerm(
        id=_number(fields, "id"),
        taxonomy=taxonomy,
        lang=_text(fields, "lang"),
        key=post_of(_text(fields, "tvilling_key")),
        name=unescape(_text(fields, "name")),
        slug=_text(fields, "slug"),
        fingerprint=_text(fields, "tvilling_fingerprint"),
        etag=_text(fields, "tvilling_etag"),
        published_etag=_text(fields, "tvilling_published_etag"),
        translations=_translations(fields),
    )


def read_file(json: object) -> RemoteFile:
    """The uploaded file of an answer."""
    fields = _object(json)
    return RemoteFile(_number(fields, "id"), _text(fields, "slug"), _text(fields, "source_url"))


def read_list(json: object) -> list[object]:
    """The items of an answer that is a list."""
    if not isinstance(json, list):
        raise _strange(say("a list"))
    return json


def by_place(posts: Iterable[RemotePost]) -> dict[Place, RemotePost]:
    """The posts by what they are versions of; one outside the trash hides those in it."""
    ordered = sorted(posts, key=lambda post: (not post.is_trashed, post.id))
    return {post.place: post for post in ordered}


def _strange(wanted: str) -> CmsUnreachable:
    return CmsUnreachable(
        say("the CMS answered something else than {wanted}", wanted=wanted),
        remedy=say(
            "Check that the address is that of a WordPress, and look for plug-ins in the way"
        ),
    )


def _object(json: object) -> Mapping[str, object]:
    if not isinstance(json, dict):
        raise _strange(say("an object"))
    return json


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise _strange(say("a text as `{name}`", name=name))
    return value or ""


def _number(fields: Mapping[str, object], name: str, default: int | None = None) -> int:
    value = fields.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _strange(say("a number as `{name}`", name=name))
    return value


def _date(fields: Mapping[str, object]) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(fields, "date_gmt")).replace(tzinfo=UTC)
    except ValueError:
        return None


def _numbers(fields: Mapping[str, object], name: str) -> frozenset[int]:
    value = fields.get(name)
    items = value if isinstance(value, list) else []
    return frozenset(item for item in items if isinstance(item, int))


def _raw(fields: Mapping[str, object], name: str) -> str:
    return _text(_object(fields.get(name)), "raw")


def _translations(fields: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
    # PHP writes an empty object as an empty list.
    value = fields.get("translations") or {}
    members = _object(value).items()
    return tuple(sorted((lang, item) for lang, item in members if isinstance(item, int)))
