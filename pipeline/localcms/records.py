"""What the embedded CMS remembers, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CATEGORY = "category"
TAG = "post_tag"


@dataclass(frozen=True, slots=True)
class BlogInfo:
    """What a blog calls itself."""

    title: str
    languages: tuple[str, ...]
    """BCP 47 tags; the first is that of posts that name none."""
    tagline: str = ""


@dataclass(frozen=True, slots=True)
class PostRecord:
    """One post in one language."""

    id: int
    """Never used again, even after the post is deleted."""
    title: str
    """As it was sent, without white space at the ends; may hold HTML, so it is untrusted."""
    content: str
    """HTML or block HTML, byte for byte as it was sent; untrusted."""
    excerpt: str
    """HTML, as it was sent; empty where the author wrote none."""
    slug: str
    """As it stands in the address, percent-encoded; empty for a draft that was given none."""
    status: str
    """`publish`, `future`, `draft`, `pending`, `private` or `trash`."""
    date: datetime
    """When it was or will be published, in UTC to the second."""
    has_date: bool
    """Whether `date` was chosen; that of another draft moves with every save."""
    modified: datetime
    """When anything in it was written last, in UTC to the second."""
    lang: str
    translations: tuple[tuple[str, int], ...]
    """Language and id of every member of its group, itself included, trashed ones too, by
    language."""
    categories: tuple[int, ...]
    tags: tuple[int, ...]
    featured_media: int
    """0 for none."""
    author: int
    desired_slug: str
    """The slug to take back when it is fetched out of the trash; empty outside it."""
    key: str
    """The publisher's id of the post, the same in every language; empty for others' posts."""
    fingerprint: str
    """What the publisher says it published last."""
    published_etag: str
    """The etag right after the last write that carried a fingerprint."""
    published: str = ""
    """What the post said right after that write, as JSON; empty where there was none."""
    alternates: str = ""
    """The addresses of its twins on other sites by language, and of `x-default`, as JSON; empty
    where there are none."""
    image_alt: str = ""
    """What the featured image shows, in the post's language; empty where the file says it."""
    default_category: int = 0
    """The one of its categories that posts without any are given; 0 for none."""


@dataclass(frozen=True, slots=True)
class PostLink:
    """As much of a published post as a list of addresses needs."""

    id: int
    lang: str
    slug: str
    title: str
    modified: datetime
    group: int
    """The same number for all twins."""


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A category or a tag in one language."""

    id: int
    taxonomy: str
    """`category` or `post_tag`."""
    name: str
    """Plain text."""
    slug: str
    """As it stands in the address, percent-encoded."""
    description: str
    """May hold HTML; untrusted."""
    parent: int
    """The category above, 0 for none."""
    lang: str
    translations: tuple[tuple[str, int], ...]
    count: int
    """How many published posts carry it."""
    is_default: bool
    """Whether it is the category of posts that were given none."""
    key: str
    fingerprint: str
    published_etag: str


@dataclass(frozen=True, slots=True)
class MediaRecord:
    """An uploaded file without its bytes."""

    id: int
    slug: str
    title: str
    alt_text: str
    """Plain text."""
    caption: str
    """HTML; untrusted."""
    description: str
    """HTML; untrusted."""
    mime_type: str
    """One of the types that uploads may have; never HTML or SVG."""
    filename: str
    """Unique, ASCII, without a folder."""
    width: int
    """In pixels, 0 where it is no image."""
    height: int
    size: int
    """In bytes."""
    sha256: str
    """Of the bytes, in hex: fit for an ETag."""
    post: int
    """The post it was uploaded to, 0 for none."""
    author: int
    date: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class UserRecord:
    """Somebody who may write."""

    id: int
    login: str
    name: str
    """As readers see it."""
    email: str
    role: str
    """`administrator`, `editor` or `author`."""
