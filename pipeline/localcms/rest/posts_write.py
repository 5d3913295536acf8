"""Making, changing and deleting posts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.localcms import store_posts, store_terms, store_twins
from pipeline.localcms.records import PostRecord
from pipeline.localcms.rest import post_change
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError, denied
from pipeline.localcms.rest.etags import post_etag, post_state
from pipeline.localcms.rest.params import Param, Values, boolean, validate
from pipeline.localcms.rest.permissions import may_delete, may_edit
from pipeline.localcms.rest.post_json import post_json
from pipeline.localcms.rest.posts_read import existing_post
from pipeline.localcms.rest.twins import (
    ALTERNATES,
    FINGERPRINT,
    IF_MATCH,
    IMAGE_ALT,
    check_claim,
    check_etag,
    check_lang,
    checked_key,
    checked_translations,
    lang_param,
)
from pipeline.localcms.slugs import trashed_slug, unique_slug
from pipeline.localcms.store_twins import Table

FORCE = Param("force", boolean)


def create_post(call: Call) -> Reply:
    """201 and the new post; a draft unless the request says otherwise."""
    lang = lang_param(call)
    values = validate((*post_change.FIELDS, lang), call.params)
    if call.params.get("id"):
        raise RestError("rest_post_exists", "Cannot create existing post.", 400)
    if call.user is None or not call.can("edit_posts"):
        message = "Sorry, you are not allowed to create posts as this user."
        raise denied(call.user, "rest_cannot_create", message)
    check_claim(values, call, "edit_others_posts")
    _check_author(call, values, call.user.id)
    blank = _blank(call, values.get(lang) or call.blog.languages[0], call.user.id)
    with call.store.writing() as db:
        post = _write(db, call, values, blank)
    location = f"{call.base}/wp-json/wp/v2/posts/{post.id}"
    return Reply(post_json(call, post, "edit"), 201, {"Location": location})


def update_post(call: Call, post_id: int) -> Reply:
    """The post after the change; what the request does not mention stays as it is."""
    lang = lang_param(call)
    values = validate((*post_change.FIELDS, lang), call.params)
    with call.store.writing() as db:
        old = existing_post(db, post_id)
        if not may_edit(call.user, old):
            message = "Sorry, you are not allowed to edit this post."
            raise denied(call.user, "rest_cannot_edit", message)
        check_claim(values, call, "edit_others_posts", old.key)
        _check_author(call, values, old.author)
        check_lang(values.get(lang), old.lang)
        check_etag(values, post_etag(old))
        post = _write(db, call, values, old)
    return Reply(post_json(call, post, "edit"))


def delete_post(call: Call, post_id: int) -> Reply:
    """The post, now in the trash; with `force` what it was before it was gone for good."""
    values = validate((FORCE, IF_MATCH, FINGERPRINT), call.params)
    check_claim(values, call, "edit_others_posts")
    with call.store.writing() as db:
        old = existing_post(db, post_id)
        if not may_delete(call.user, old):
            message = "Sorry, you are not allowed to delete this post."
            raise denied(call.user, "rest_cannot_delete", message)
        check_etag(values, post_etag(old))
        if values.get(FORCE):
            store_posts.delete_post(db, post_id)
            return Reply({"deleted": True, "previous": post_json(call, old, "edit")})
        if old.status == "trash":
            raise RestError("rest_already_trashed", "The post has already been deleted.", 410)
        store_posts.save_post(db, _trashed(db, call, old, values.get(FINGERPRINT)))
        if values.get(FINGERPRINT) is not None:
            _remember(db, post_id)
        return Reply(post_json(call, existing_post(db, post_id), "edit"))


def _check_author(call: Call, values: Values, current: int) -> None:
    author = values.get(post_change.AUTHOR) or current
    if author != current and not call.can("edit_others_posts"):
        message = "Sorry, you are not allowed to create posts as this user."
        raise denied(call.user, "rest_cannot_edit_others", message)


def _blank(call: Call, lang: str, author: int) -> PostRecord:
    return PostRecord(
        id=0,
        title="",
        content="",
        excerpt="",
        slug="",
        status="draft",
        date=call.now,
        has_date=False,
        modified=call.now,
        lang=lang,
        translations=(),
        categories=(),
        tags=(),
        featured_media=0,
        author=author,
        desired_slug="",
        key="",
        fingerprint="",
        published_etag="",
    )


def _write(db: sqlite3.Connection, call: Call, values: Values, old: PostRecord) -> PostRecord:
    """The post as it is in the database after the change, which is checked as a whole first."""

    def owner(key: str) -> int | None:
        return store_posts.find_by_key(db, key, old.lang)

    others = checked_translations(values, call, old.lang, old.id, _lang_of(db, call))
    key = checked_key(values, old.key, owner, old.id, "post")
    fingerprint, alternates = values.get(FINGERPRINT), values.get(ALTERNATES)
    changed = post_change.changed(db, values, old, call.now)
    # What an image shows says nothing of another one.
    known_alt = old.image_alt if changed.featured_media == old.featured_media else ""
    post = replace(
        changed,
        key=key,
        fingerprint=old.fingerprint if fingerprint is None else fingerprint,
        alternates=old.alternates if alternates is None else _kept(alternates),
        image_alt=known_alt if (alt := values.get(IMAGE_ALT)) is None else alt,
    )
    post_id = store_posts.save_post(db, post)
    _give_slug(db, existing_post(db, post_id))
    _keep_redirect(db, old, existing_post(db, post_id))
    if others is not None:
        store_twins.link(db, Table.POSTS, post_id, others)
    if fingerprint is not None:
        _remember(db, post_id)
    return existing_post(db, post_id)


def _kept(alternates: Mapping[str, str]) -> str:
    return json.dumps(alternates) if alternates else ""


def _remember(db: sqlite3.Connection, post_id: int) -> None:
    post = existing_post(db, post_id)
    default = store_terms.default_category(db, post.lang) or 0
    store_posts.remember_published(db, post_id, post_etag(post), post_state(post, default))


def _lang_of(db: sqlite3.Connection, call: Call) -> Callable[[int], str | None]:
    def lang_of(post_id: int) -> str | None:
        post = store_posts.find_post(db, post_id)
        if post is not None and not may_edit(call.user, post):
            message = "Sorry, you are not allowed to edit this post."
            raise denied(call.user, "rest_cannot_edit", message)
        return post.lang if post else None

    return lang_of


def _give_slug(db: sqlite3.Connection, post: PostRecord) -> None:
    """A public post whose title has no letter for a slug goes by its id."""
    if not post.slug and post.status not in post_change.UNADDRESSED:
        slug = post_change.free_slug(db, str(post.id), post.id)
        store_posts.save_post(db, replace(post, slug=slug))


def _keep_redirect(db: sqlite3.Connection, old: PostRecord, new: PostRecord) -> None:
    was_public = old.slug and old.status != "trash"
    if was_public and new.status == "publish" and new.slug != old.slug:
        store_posts.remember_slug(db, new.id, old.slug, new.slug)


def _trashed(
    db: sqlite3.Connection, call: Call, old: PostRecord, fingerprint: str | None
) -> PostRecord:
    def is_taken(slug: str) -> bool:
        return store_posts.slug_is_taken(db, slug, old.id)

    return replace(
        old,
        status="trash",
        slug=unique_slug(trashed_slug(old.slug), is_taken),
        desired_slug=old.slug,
        fingerprint=old.fingerprint if fingerprint is None else fingerprint,
        modified=call.now,
    )
