"""`GET /wp/v2/categories` and `/wp/v2/tags`, and the items in them."""

from __future__ import annotations

import sqlite3

from pipeline.localcms import store_terms
from pipeline.localcms.records import TermRecord
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError, denied
from pipeline.localcms.rest.paging import PAGING, limit_of, listed, offset_of
from pipeline.localcms.rest.params import (
    Param,
    Values,
    boolean,
    integer,
    many,
    one_of,
    text,
    validate,
)
from pipeline.localcms.rest.posts_read import CONTEXT
from pipeline.localcms.rest.term_json import term_json
from pipeline.localcms.rest.twins import keys_param, langs_param
from pipeline.localcms.slugs import slug_for_query
from pipeline.localcms.store_terms import ORDERS, TermQuery

EDIT = "manage_categories"

_ids = many(integer())
_SEARCH = Param("search", text())
_SLUG = Param("slug", many(text()))
_INCLUDE = Param("include", _ids)
_EXCLUDE = Param("exclude", _ids)
_POST = Param("post", integer())
_PARENT = Param("parent", integer())
_HIDE_EMPTY = Param("hide_empty", boolean)
_ORDER = Param("order", one_of("asc", "desc"))
_ORDER_BY = Param("orderby", one_of(*ORDERS))
_LIST = (
    *PAGING,
    CONTEXT,
    _SEARCH,
    _SLUG,
    _INCLUDE,
    _EXCLUDE,
    _POST,
    _PARENT,
    _HIDE_EMPTY,
    _ORDER,
    _ORDER_BY,
)


def list_terms(call: Call, *, taxonomy: str) -> Reply:
    """A page of the terms asked for, by name unless asked otherwise; past the end it is empty."""
    langs, keys = langs_param(call), keys_param(call, EDIT)
    values = validate((*_LIST, langs, keys), call.params)
    context = _context(call, values)
    query = TermQuery(
        taxonomy=taxonomy,
        langs=values.get(langs) or (),
        slugs=tuple(slug_for_query(slug) for slug in values.get(_SLUG) or ()),
        include=values.get(_INCLUDE) or (),
        exclude=values.get(_EXCLUDE) or (),
        keys=values.get(keys) or (),
        search=values.get(_SEARCH) or "",
        post=values.get(_POST),
        parent=values.get(_PARENT),
        hide_empty=values.get(_HIDE_EMPTY) or False,
        limit=limit_of(values),
        offset=offset_of(values),
        order_by=values.get(_ORDER_BY) or "name",
        descending=values.get(_ORDER) == "desc",
    )
    with call.store.reading() as db:
        terms, total = store_terms.find_terms(db, query)
    return listed(call, values, [term_json(call, term, context) for term in terms], total)


def read_term(call: Call, term_id: int, *, taxonomy: str) -> Reply:
    """One term."""
    context = _context(call, validate([CONTEXT], call.params))
    with call.store.reading() as db:
        term = existing_term(db, taxonomy, term_id)
    return Reply(term_json(call, term, context))


def existing_term(db: sqlite3.Connection, taxonomy: str, term_id: int) -> TermRecord:
    """The term of that id in that taxonomy."""
    term = store_terms.find_term(db, term_id)
    if term is None or term.taxonomy != taxonomy:
        raise RestError("rest_term_invalid", "Term does not exist.", 404)
    return term


def _context(call: Call, values: Values) -> str:
    context = values.get(CONTEXT) or "view"
    if context == "edit" and not call.can(EDIT):
        message = "Sorry, you are not allowed to edit terms in this taxonomy."
        raise denied(call.user, "rest_forbidden_context", message)
    return context
