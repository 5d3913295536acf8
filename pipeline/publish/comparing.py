"""Each version beside what the CMS has of it: what would be sent, and what differs."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.version import Twins
from pipeline.publish.hand_edits import hand_edits, names_of
from pipeline.publish.payload import Payload, differing_fields, payload_of, text_of
from pipeline.publish.plan import Action, Options, Verb
from pipeline.publish.remote import Remote
from pipeline.publish.resolve import (
    Addresses,
    Anchors,
    Place,
    Resolver,
    image_of,
    resolved,
)
from pipeline.publish.terms import TermPlace
from pipeline.publish.versions import Edition, as_edition
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Known:
    """What the CMS has by now, as far as payloads depend on it."""

    addresses: Addresses = field(default_factory=Addresses)
    terms: Container[TermPlace] = frozenset()
    files: Container[str] = frozenset()
    """By SHA-256."""


@dataclass(frozen=True, slots=True)
class Blog:
    """What all payloads of one run share."""

    resolver: Resolver = field(default_factory=Resolver)
    anchors: Anchors = field(default_factory=Anchors)


def payload_now(edition: Edition, blog: Blog, known: Known) -> tuple[Payload, tuple[str, ...]]:
    """What to send for the edition as things are, and what an editor should know about it.

    Terms and files that could not be made are left out, and so are not in the fingerprint: the
    next run tries again.
    """
    page = resolved(edition, blog.resolver, blog.anchors, known.addresses)
    image = image_of(edition, blog.resolver)
    is_there = image is not None and image.sha256 in known.files
    payload = payload_of(edition, page.html, image.sha256 if image and is_there else "")
    available = replace(
        payload,
        categories=tuple(place for place in payload.categories if place in known.terms),
        tags=tuple(place for place in payload.tags if place in known.terms),
    )
    lost = edition.image and image is None
    note = say("the featured image {image} is no file of the blog", image=edition.image)
    notes = (note,) if lost else ()
    return available, (*edition.notes, *page.warnings, *notes)


def restoring(
    editions: Mapping[Place, Edition], remote: Remote, options: Options
) -> dict[Place, Edition]:
    """The editions; overwriting an edit by hand gives an address back that was changed with it."""
    return {place: _restoring(edition, remote, options) for place, edition in editions.items()}


def _restoring(edition: Edition, remote: Remote, options: Options) -> Edition:
    text = remote.texts.get((edition.post, edition.lang)) if options.ours else None
    if text is None or text.published is None or edition.has_chosen_slug:
        return edition
    slug = text.published.slug
    return (
        replace(edition, slug=slug, restores_slug=True) if slug not in ("", text.slug) else edition
    )


def with_fields(
    action: Action, twins: Sequence[Twins], blog: Blog, known: Known, remote: Remote
) -> Action:
    """A conflict with the names of the fields in which the CMS differs from the blog."""
    place = (action.name, action.lang)
    if action.verb is not Verb.CONFLICT or place not in remote.texts:
        return action
    version = next(v for group in twins for v in group.versions if (v.post, v.lang) == place)
    edition = as_edition(version)
    terms = {(t.taxonomy, version.lang, t.key) for t in version.categories + version.tags}
    payload, _ = payload_now(edition, blog, replace(known, terms=terms))
    return compared(action, payload, edition, blog, remote)


_NOT_THERE = -1
"""The number of a file that has none, since it is to be uploaded."""


def compared(
    action: Action, payload: Payload, edition: Edition, blog: Blog, remote: Remote
) -> Action:
    """The action with the fields that differ, and with what was changed by hand."""
    place = (edition.post, edition.lang)
    text, there = remote.texts.get(place), remote.posts.get(place)
    if text is None:
        return action
    image = image_of(edition, blog.resolver)
    file = remote.files.get(image.slug) if image is not None else None
    image_id = file.id if file is not None else 0 if image is None else _NOT_THERE
    terms = {place: term.id for place, term in remote.terms.items()}
    fields = differing_fields(payload, text, terms, image_id)
    if there is None or not there.is_edited:
        return replace(action, fields=fields)
    ours = text_of(payload, text, terms, image_id)
    edits = hand_edits(there, text, ours, names_of(remote, blog.resolver))
    return replace(action, fields=fields, differences=edits)
