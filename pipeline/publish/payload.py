"""What is sent for one version, and the fingerprint that tells whether it was sent before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
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

    @property
    def fingerprint(self) -> str:
        """A hash over everything that is sent; the part before the `-` is over the address alone.

        A slug made from the title counts not, since it is sent once only; and a post that waits
        for its day is the same post when the day has come.
        """
        slug = self.slug if self.has_chosen_slug else ""
        status = "publish" if self.status is Status.FUTURE else self.status.value
        address = [slug, status, self.date]
        rest = [self.title, self.content, self.excerpt, self.categories, self.tags, self.image]
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
        "tvilling_fingerprint": payload.fingerprint,
    }
    if payload.date:
        fields["date_gmt"] = payload.date
    if is_new or payload.has_chosen_slug:
        fields["slug"] = payload.slug
    return fields


def differing_fields(
    payload: Payload, text: RemoteText, terms: Mapping[TermPlace, int], image: int
) -> tuple[str, ...]:
    """The names of the fields that would change, in WordPress's words."""
    pairs = {
        "title": (payload.title.strip(), text.title),
        "content": (payload.content, text.content),
        "excerpt": (payload.excerpt, text.excerpt),
        "slug": (payload.slug if payload.has_chosen_slug else text.slug, text.slug),
        "status": (_public(payload.status), _public(text.status)),
        "date": (payload.date or text.date, text.date),
        "tags": (frozenset(terms.get(place, 0) for place in payload.tags), text.tags),
        "featured_media": (image, text.featured_media),
    }
    # A post without a category gets the blog's default one.
    if payload.categories:
        wanted = frozenset(terms.get(place, 0) for place in payload.categories)
        pairs["categories"] = (wanted, text.categories)
    return tuple(name for name, (ours, theirs) in pairs.items() if ours != theirs)


def _public(status: str) -> str:
    return "publish" if status == "future" else str(status)
