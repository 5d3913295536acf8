"""Making, changing and deleting categories and tags."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace

from pipeline.localcms import store_terms, store_twins
from pipeline.localcms.records import CATEGORY, TermRecord
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError, denied
from pipeline.localcms.rest.etags import term_etag
from pipeline.localcms.rest.params import Param, Values, boolean, integer, text, validate
from pipeline.localcms.rest.term_json import PATHS, term_json
from pipeline.localcms.rest.terms_read import EDIT, existing_term
from pipeline.localcms.rest.twins import (
    FINGERPRINT,
    IF_MATCH,
    OWN,
    check_claim,
    check_etag,
    check_lang,
    checked_key,
    checked_translations,
    lang_param,
)
from pipeline.localcms.slugs import sanitize_title, unique_slug
from pipeline.localcms.store_twins import Table

_NAME = Param("name", text())
_SLUG = Param("slug", text())
_DESCRIPTION = Param("description", text())
_PARENT = Param("parent", integer())
_FORCE = Param("force", boolean)
_FIELDS = (_NAME, _SLUG, _DESCRIPTION, _PARENT, *OWN)

_CREATE = {CATEGORY: EDIT}
"""Tags need no more than the right to write posts."""
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def create_term(call: Call, *, taxonomy: str) -> Reply:
    """201 and the new term."""
    lang = lang_param(call)
    values = validate((*_FIELDS, lang), call.params)
    if _NAME not in values:
        message = "Missing parameter(s): name"
        raise RestError("rest_missing_callback_param", message, 400, {"params": ["name"]})
    if not call.can(_CREATE.get(taxonomy, "edit_posts")):
        message = "Sorry, you are not allowed to create terms in this taxonomy."
        raise denied(call.user, "rest_cannot_create", message)
    check_claim(values, call, EDIT)
    blank = _blank(taxonomy, values.get(lang) or call.blog.languages[0])
    with call.store.writing() as db:
        term = _write(db, call, values, blank)
    location = f"{call.base}/wp-json/wp/v2/{PATHS[taxonomy]}/{term.id}"
    return Reply(term_json(call, term, "edit"), 201, {"Location": location})


def update_term(call: Call, term_id: int, *, taxonomy: str) -> Reply:
    """The term after the change; what the request does not mention stays as it is."""
    lang = lang_param(call)
    values = validate((*_FIELDS, lang), call.params)
    with call.store.writing() as db:
        old = existing_term(db, taxonomy, term_id)
        if not call.can(EDIT):
            message = "Sorry, you are not allowed to edit this term."
            raise denied(call.user, "rest_cannot_update", message)
        check_lang(values.get(lang), old.lang)
        check_etag(values, term_etag(old))
        term = _write(db, call, values, old)
    return Reply(term_json(call, term, "edit"))


def delete_term(call: Call, term_id: int, *, taxonomy: str) -> Reply:
    """What the term was; there is no trash for terms, so it must be forced."""
    values = validate((_FORCE, IF_MATCH), call.params)
    with call.store.writing() as db:
        old = existing_term(db, taxonomy, term_id)
        if not call.can(EDIT) or old.is_default:
            message = "Sorry, you are not allowed to delete this term."
            raise denied(call.user, "rest_cannot_delete", message)
        if not values.get(_FORCE):
            message = "Terms do not support trashing. Set 'force=true' to delete."
            raise RestError("rest_trash_not_supported", message, 501)
        check_etag(values, term_etag(old))
        store_terms.delete_term(db, old)
    return Reply({"deleted": True, "previous": term_json(call, old, "edit")})


def _blank(taxonomy: str, lang: str) -> TermRecord:
    return TermRecord(
        id=0,
        taxonomy=taxonomy,
        name="",
        slug="",
        description="",
        parent=0,
        lang=lang,
        translations=(),
        count=0,
        is_default=False,
        key="",
        fingerprint="",
        published_etag="",
    )


def _write(db: sqlite3.Connection, call: Call, values: Values, old: TermRecord) -> TermRecord:
    """The term as it is in the database after the change, which is checked as a whole first."""

    def owner(key: str) -> int | None:
        return store_terms.find_by_key(db, old.taxonomy, key, old.lang)

    others = checked_translations(values, call, old.lang, old.id, _lang_of(db, call, old.taxonomy))
    key = checked_key(values, old.key, owner, old.id, "term")
    fingerprint = values.get(FINGERPRINT)
    term = replace(
        _changed(db, values, old),
        key=key,
        fingerprint=old.fingerprint if fingerprint is None else fingerprint,
    )
    term_id = store_terms.save_term(db, term)
    if others is not None:
        store_twins.link(db, Table.TERMS, term_id, others)
    if fingerprint is not None:
        store_terms.remember_etag(db, term_id, term_etag(term))
    return existing_term(db, old.taxonomy, term_id)


def _lang_of(db: sqlite3.Connection, call: Call, taxonomy: str) -> Callable[[int], str | None]:
    def lang_of(term_id: int) -> str | None:
        term = store_terms.find_term(db, term_id)
        if term is not None and not call.can(EDIT):
            message = "Sorry, you are not allowed to edit this term."
            raise denied(call.user, "rest_cannot_update", message)
        return term.lang if term and term.taxonomy == taxonomy else None

    return lang_of


def _changed(db: sqlite3.Connection, values: Values, old: TermRecord) -> TermRecord:
    name = values.get(_NAME)
    name = old.name if name is None else plain_name(name)
    if not name:
        raise RestError("empty_term_name", "A name is required for this term.", 500)
    description, parent = values.get(_DESCRIPTION), values.get(_PARENT)
    term = replace(
        old,
        name=name,
        description=old.description if description is None else description,
        parent=_parent(db, old, old.parent if parent is None else parent),
    )
    slug = sanitize_title(values.get(_SLUG) or "")
    _check_exists(db, term, slug)
    return replace(term, slug=_slug(db, term, slug))


def plain_name(text: str) -> str:
    """The name as plain text on one line, of what may hold tags and entities.

    >>> plain_name(" Kod &amp;\\n<b>C#</b> ")
    'Kod & C#'
    """
    plain = re.sub(r"<[^\s<>][^<>]*>?", "", text)
    plain = re.sub(r"%[a-fA-F0-9]{2}", "", plain)
    plain = re.sub(r"&lt;|&gt;|&amp;", lambda match: _ENTITIES[match[0]], plain)
    return " ".join(plain.replace("\0", "").split())


def _parent(db: sqlite3.Connection, old: TermRecord, parent: int) -> int:
    """Tags have none; nothing stands above itself."""
    if not parent or parent == old.parent:
        return parent
    above = store_terms.find_term(db, parent)
    if above is None or above.taxonomy != old.taxonomy or old.taxonomy != CATEGORY:
        raise RestError("rest_term_invalid", "Parent term does not exist.", 400)
    while above is not None:
        if above.id == old.id:
            raise RestError("rest_term_invalid", "A term cannot be under itself.", 400)
        above = store_terms.find_term(db, above.parent)
    return parent


def _check_exists(db: sqlite3.Connection, term: TermRecord, slug: str) -> None:
    """A second term of one name needs a slug of its own; in another language it does not."""
    same = store_terms.find_by_name(db, term.taxonomy, term.lang, term.name, term.parent)
    if same is None or term.id:
        return
    if slug and slug != same.slug and not store_terms.find_slug_owner(db, term.taxonomy, slug):
        return
    raise RestError(
        "term_exists",
        "A term with the name provided already exists with this parent.",
        400,
        {"term_id": same.id},
    )


def _slug(db: sqlite3.Connection, term: TermRecord, asked: str) -> str:
    """The slug asked for, or one of the name, made free: by the language first, then by number."""
    slug = asked or term.slug or sanitize_title(term.name) or term.taxonomy
    owner = store_terms.find_slug_owner(db, term.taxonomy, slug)
    if owner is None or owner.id == term.id:
        return slug
    if term.id:
        message = f"The slug {slug!r} is already in use by another term."
        raise RestError("duplicate_term_slug", message, 500)
    return unique_slug(
        slug if owner.lang == term.lang else f"{slug}-{term.lang.lower()}",
        lambda wanted: store_terms.find_slug_owner(db, term.taxonomy, wanted) is not None,
    )
