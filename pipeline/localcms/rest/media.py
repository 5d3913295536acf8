"""`/wp/v2/media`: uploading, describing, finding and deleting files."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from typing import Any

from pipeline.localcms import links, store_media
from pipeline.localcms.clock import to_text
from pipeline.localcms.records import MediaRecord
from pipeline.localcms.rest.call import Call, Reply, Upload
from pipeline.localcms.rest.errors import RestError, denied
from pipeline.localcms.rest.images import size_of
from pipeline.localcms.rest.paging import PAGING, limit_of, listed, offset_of, page_of, pages_in
from pipeline.localcms.rest.params import (
    Param,
    Values,
    boolean,
    integer,
    many,
    one_of,
    rendered,
    text,
    validate,
)
from pipeline.localcms.rest.post_json import escaped
from pipeline.localcms.rest.posts_read import CONTEXT
from pipeline.localcms.rest.uploads import upload_of
from pipeline.localcms.slugs import sanitize_title, slug_for_query, unique_slug
from pipeline.localcms.store_media import ORDERS, MediaQuery

_ids = many(integer())
_SEARCH = Param("search", text())
_SLUGS = Param("slug", many(text()))
_INCLUDE = Param("include", _ids)
_EXCLUDE = Param("exclude", _ids)
_ORDER = Param("order", one_of("asc", "desc"))
_ORDER_BY = Param("orderby", one_of(*ORDERS))
_LIST = (*PAGING, CONTEXT, _SEARCH, _SLUGS, _INCLUDE, _EXCLUDE, _ORDER, _ORDER_BY)

_SLUG = Param("slug", text())
_TITLE = Param("title", rendered)
_CAPTION = Param("caption", rendered)
_DESCRIPTION = Param("description", rendered)
_ALT_TEXT = Param("alt_text", text())
_POST = Param("post", integer(low=0))
_FORCE = Param("force", boolean)
_FIELDS = (_SLUG, _TITLE, _CAPTION, _DESCRIPTION, _ALT_TEXT, _POST)


def list_media(call: Call) -> Reply:
    """A page of the files asked for, the newest first unless asked otherwise."""
    values = validate(_LIST, call.params)
    context = _context(call, values)
    query = MediaQuery(
        slugs=tuple(slug_for_query(slug) for slug in values.get(_SLUGS) or ()),
        include=values.get(_INCLUDE) or (),
        exclude=values.get(_EXCLUDE) or (),
        search=values.get(_SEARCH) or "",
        limit=limit_of(values),
        offset=offset_of(values),
        order_by=values.get(_ORDER_BY) or "date",
        descending=values.get(_ORDER) != "asc",
    )
    with call.store.reading() as db:
        files, total = store_media.find_files(db, query)
    if total and page_of(values) > pages_in(total, values):
        message = "The page number requested is larger than the number of pages available."
        raise RestError("rest_post_invalid_page_number", message, 400)
    return listed(call, values, [media_json(call, file, context) for file in files], total)


def read_media(call: Call, media_id: int) -> Reply:
    """What is known of one file."""
    context = _context(call, validate([CONTEXT], call.params))
    with call.store.reading() as db:
        return Reply(media_json(call, _existing(db, media_id), context))


def create_media(call: Call) -> Reply:
    """201 and what is known of the new file; the same bytes twice are two files."""
    values = validate(_FIELDS, call.params)
    if call.user is None or not call.can("upload_files"):
        message = "Sorry, you are not allowed to upload media on this site."
        raise denied(call.user, "rest_cannot_create", message)
    upload = upload_of(call)
    new = _blank(call, upload, call.user.id)
    with call.store.writing() as db:
        new = _named(new, _free_filename(db, upload.filename))
        media_id = store_media.save_media(db, _changed(db, values, new))
        store_media.save_bytes(db, media_id, upload.data)
        media = _existing(db, media_id)
    location = f"{call.base}/wp-json/wp/v2/media/{media_id}"
    return Reply(media_json(call, media, "edit"), 201, {"Location": location})


def update_media(call: Call, media_id: int) -> Reply:
    """What is known of the file after the change."""
    values = validate(_FIELDS, call.params)
    with call.store.writing() as db:
        old = _existing(db, media_id)
        if not _may_edit(call, old):
            message = "Sorry, you are not allowed to edit this post."
            raise denied(call.user, "rest_cannot_edit", message)
        store_media.save_media(db, replace(_changed(db, values, old), modified=call.now))
        return Reply(media_json(call, _existing(db, media_id), "edit"))


def delete_media(call: Call, media_id: int) -> Reply:
    """What was known of the file; there is no trash for files, so it must be forced."""
    values = validate([_FORCE], call.params)
    with call.store.writing() as db:
        old = _existing(db, media_id)
        if not _may_edit(call, old):
            message = "Sorry, you are not allowed to delete this post."
            raise denied(call.user, "rest_cannot_delete", message)
        if not values.get(_FORCE):
            message = "The post does not support trashing. Set 'force=true' to delete."
            raise RestError("rest_trash_not_supported", message, 501)
        store_media.delete_media(db, media_id)
    return Reply({"deleted": True, "previous": media_json(call, old, "edit")})


def media_json(call: Call, media: MediaRecord, context: str) -> dict[str, Any]:
    """The file for readers, or with `context` "edit" for those who may change it."""
    shown: dict[str, Any] = {
        "id": media.id,
        "date": to_text(media.date),
        "date_gmt": to_text(media.date),
        "modified": to_text(media.modified),
        "modified_gmt": to_text(media.modified),
        "slug": media.slug,
        "status": "inherit",
        "type": "attachment",
        "link": call.base + links.media(media.filename),
        "title": {"rendered": escaped(media.title)},
        "author": media.author,
        "alt_text": media.alt_text,
        "caption": {"rendered": media.caption},
        "description": {"rendered": media.description},
        "media_type": "image" if media.mime_type.startswith("image/") else "file",
        "mime_type": media.mime_type,
        "media_details": _details(media),
        "post": media.post or None,
        "source_url": call.base + links.media(media.filename),
        "_links": {"self": [{"href": f"{call.base}/wp-json/wp/v2/media/{media.id}"}]},
    }
    if context == "edit":
        shown["title"]["raw"] = media.title
        shown["caption"]["raw"] = media.caption
        shown["description"]["raw"] = media.description
    return shown


def _details(media: MediaRecord) -> dict[str, Any]:
    details = {"file": media.filename, "filesize": media.size, "sizes": {}}
    if media.width:
        details |= {"width": media.width, "height": media.height}
    return details


def _context(call: Call, values: Values) -> str:
    context = values.get(CONTEXT) or "view"
    if context == "edit" and not call.can("upload_files"):
        message = "Sorry, you are not allowed to edit posts in this post type."
        raise denied(call.user, "rest_forbidden_context", message)
    return context


def _may_edit(call: Call, media: MediaRecord) -> bool:
    is_own = call.user is not None and call.user.id == media.author
    return is_own or call.can("edit_others_posts")


def _existing(db: sqlite3.Connection, media_id: int) -> MediaRecord:
    media = store_media.find_media(db, media_id)
    if media is None:
        raise RestError("rest_post_invalid_id", "Invalid post ID.", 404)
    return media


def _blank(call: Call, upload: Upload, author: int) -> MediaRecord:
    width, height = size_of(upload.mime_type, upload.data)
    return MediaRecord(
        id=0,
        slug="",
        title="",
        alt_text="",
        caption="",
        description="",
        mime_type=upload.mime_type,
        filename="",
        width=width,
        height=height,
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
        post=0,
        author=author,
        date=call.now,
        modified=call.now,
    )


def _named(new: MediaRecord, filename: str) -> MediaRecord:
    """The new file under that name, which is its title too, and its slug."""
    stem = filename.rpartition(".")[0]
    return replace(new, filename=filename, title=stem, slug=sanitize_title(stem) or "file")


def _changed(db: sqlite3.Connection, values: Values, old: MediaRecord) -> MediaRecord:
    def given(param: Param[str], current: str) -> str:
        value = values.get(param)
        return current if value is None else value

    post = values.get(_POST)
    slug = sanitize_title(given(_SLUG, old.slug)) or old.slug
    return replace(
        old,
        slug=unique_slug(slug, lambda wanted: store_media.slug_is_taken(db, wanted, old.id)),
        title=given(_TITLE, old.title).strip(),
        caption=given(_CAPTION, old.caption),
        description=given(_DESCRIPTION, old.description),
        alt_text=" ".join(given(_ALT_TEXT, old.alt_text).split()),
        post=old.post if post is None else post,
    )


def _free_filename(db: sqlite3.Connection, name: str) -> str:
    """The name, or with `-1`, `-2`, ... before the suffix."""
    stem, dot, suffix = name.rpartition(".")
    number, free = 0, name
    while store_media.find_by_filename(db, free) is not None:
        number += 1
        free = f"{stem}-{number}{dot}{suffix}"
    return free
