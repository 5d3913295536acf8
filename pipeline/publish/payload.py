"""What is sent for one version, and the fingerprint that tells whether it was sent before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from html import escape

from pipeline.model.version import Status
from pipeline.publish.remote import RemoteText
from pipeline.publish.terms import TermPlace
from pipeline.publish.versions import Edition


@dataclass(frozen=True, slots=True)
class Payload:
    """A version as it is to stand in the CMS, but for the numbers that only the CMS knows."""

    lang: str
    title: str
    """HTML, as WordPress means it: a `<` of the title is an entity."""
    content: str
    excerpt: str
    """HTML too."""
    slug: str
    has_chosen_slug: bool
    status: Status
    date: str
    """In UTC, as `2024-05-31T09:00:00`; empty where the CMS may choose."""
    categories: tuple[TermPlace, ...]
    tags: tuple[TermPlace, ...]
    image: str
    """The SHA-256 of the featured image; empty for none."""
    author: int = 0
    """The user's number in the CMS; 0 for whoever publishes."""
    image_alt: str = ""
    """What the featured image shows, in the language of the version."""
    restores_slug: bool = False
    """Whether a slug that somebody changed by hand is changed back; no part of what is said."""

    @property
    def sends_slug(self) -> bool:
        """Whether an update says the slug; that of a new post is always said."""
        return self.has_chosen_slug or self.restores_slug

    @property
    def fingerprint(self) -> str:
        """A hash over everything that is sent; the part before the `-` is over the address alone.

        A slug made from the title counts not, since it is sent once only; and a post that waits
        for its day is the same post when the day has come.
        """
        slug = self.slug if self.has_chosen_slug else ""
        status = "publish" if self.status is Status.FUTURE else self.status.value
        address = [slug, status, self.date]
        rest: list[object] = [self.title, self.content, self.excerpt]
        rest += [self.categories, self.tags, self.image]
        # Posts that were published before there were these keep their fingerprints.
        rest += [self.author] if self.author else []
        rest += [self.image_alt] if self.image_alt else []
        return f"{_digest(address)[:8]}-{_digest([address, rest])[:32]}"

    def has_moved(self, fingerprint: str) -> bool:
        """Whether the address may be another than when `fingerprint` was published."""
        return self.fingerprint.partition("-")[0] != fingerprint.partition("-")[0]


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def payload_of(edition: Edition, html: str, image: str) -> Payload:
    """What to send for the edition, whose links are resolved in `html`."""
    return Payload(
        lang=edition.lang,
        title=escape(edition.title, quote=False),
        content=html,
        excerpt=escape(edition.excerpt, quote=False),
        slug=edition.slug,
        has_chosen_slug=edition.has_chosen_slug,
        status=edition.status,
        date=_utc(edition),
        categories=tuple((t.taxonomy, edition.lang, t.key) for t in edition.categories),
        tags=tuple((t.taxonomy, edition.lang, t.key) for t in edition.tags),
        image=image,
        author=edition.author,
        image_alt=edition.image_alt if image else "",
        restores_slug=edition.restores_slug,
    )


def _utc(edition: Edition) -> str:
    if edition.date is None:
        return ""
    return edition.date.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def fields_json(
    payload: Payload, terms: Mapping[TermPlace, int], image: int, *, is_new: bool
) -> dict[str, object]:
    """The payload as WordPress's fields; a term or image that could not be made is left out."""
    fields: dict[str, object] = {
        "title": payload.title,
        "content": payload.content,
        "excerpt": payload.excerpt,
        "status": payload.status.value,
        "categories": [terms[place] for place in payload.categories if place in terms],
        "tags": [terms[place] for place in payload.tags if place in terms],
        "featured_media": image,
        "tvilling_image_alt": payload.image_alt,
        "tvilling_fingerprint": payload.fingerprint,
    }
    if payload.date:
        fields["date_gmt"] = payload.date
    if payload.author:
        fields["author"] = payload.author
    if is_new or payload.sends_slug:
        fields["slug"] = payload.slug
    return fields


def text_of(
    payload: Payload, text: RemoteText, terms: Mapping[TermPlace, int], image: int
) -> RemoteText:
    """What the CMS would say after the payload was sent to the version that says `text`."""
    # A post without a category gets the blog's default one.
    categories = frozenset(terms.get(place, 0) for place in payload.categories) or text.categories
    return RemoteText(
        title=payload.title.strip(),
        content=payload.content,
        excerpt=payload.excerpt,
        slug=payload.slug if payload.sends_slug else text.slug,
        status=payload.status.value,
        date=payload.date or text.date,
        categories=categories,
        tags=frozenset(terms.get(place, 0) for place in payload.tags),
        featured_media=image,
        author=payload.author or text.author,
    )


def differing_fields(
    payload: Payload, text: RemoteText, terms: Mapping[TermPlace, int], image: int
) -> tuple[str, ...]:
    """The names of the fields that would change, in WordPress's words."""
    ours = text_of(payload, text, terms, image)
    return tuple(name for name, read in _COMPARED.items() if read(ours) != read(text))


_COMPARED: Mapping[str, Callable[[RemoteText], object]] = {
    "title": lambda text: text.title,
    "content": lambda text: text.content,
    "excerpt": lambda text: text.excerpt,
    "slug": lambda text: text.slug,
    "status": lambda text: "publish" if text.status == "future" else text.status,
    "date": lambda text: text.date,
    "tags": lambda text: text.tags,
    "featured_media": lambda text: text.featured_media,
    "categories": lambda text: text.categories,
    "author": lambda text: text.author,
}
