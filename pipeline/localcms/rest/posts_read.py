"""`GET /wp/v2/posts` and `/wp/v2/posts/<id>`."""

from __future__ import annotations

import sqlite3

from pipeline.localcms import store_posts
from pipeline.localcms.records import PostRecord
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import BadValue, RestError, denied, invalid_params
from pipeline.localcms.rest.paging import (
    PAGING,
    limit_of,
    listed,
    offset_of,
    page_of,
    pages_in,
)
from pipeline.localcms.rest.params import (
    Param,
    Values,
    integer,
    many,
    moment,
    one_of,
    text,
    validate,
)
from pipeline.localcms.rest.permissions import may_edit, may_read
from pipeline.localcms.rest.post_json import post_json
from pipeline.localcms.rest.twins import keys_param, langs_param
from pipeline.localcms.store_posts import ORDERS, PostQuery

STATUSES = ("publish", "future", "draft", "pending", "private")
_ids = many(integer())

CONTEXT = Param("context", one_of("view", "embed", "edit"))
_SEARCH = Param("search", text())
_SLUG = Param("slug", many(text()))
_STATUS = Param("status", many(one_of(*STATUSES, "trash", "auto-draft", "inherit", "any")))
_ORDER = Param("order", one_of("asc", "desc"))
_ORDER_BY = Param("orderby", one_of(*(name for name in ORDERS if name != "lang")))
_INCLUDE = Param("include", _ids)
_EXCLUDE = Param("exclude", _ids)
_AUTHOR = Param("author", _ids)
_AUTHOR_EXCLUDE = Param("author_exclude", _ids)
_CATEGORIES = Param("categories", _ids)
_CATEGORIES_EXCLUDE = Param("categories_exclude", _ids)
_TAGS = Param("tags", _ids)
_TAGS_EXCLUDE = Param("tags_exclude", _ids)
_AFTER = Param("after", moment)
_BEFORE = Param("before", moment)
_MODIFIED_AFTER = Param("modified_after", moment)
_MODIFIED_BEFORE = Param("modified_before", moment)
_LIST = (
    *PAGING,
    CONTEXT,
    _SEARCH,
    _SLUG,
    _STATUS,
    _ORDER,
    _ORDER_BY,
    _INCLUDE,
    _EXCLUDE,
    _AUTHOR,
    _AUTHOR_EXCLUDE,
    _CATEGORIES,
    _CATEGORIES_EXCLUDE,
    _TAGS,
    _TAGS_EXCLUDE,
    _AFTER,
    _BEFORE,
    _MODIFIED_AFTER,
    _MODIFIED_BEFORE,
)
_NO_CONTEXT = "Sorry, you are not allowed to edit posts in this post type."


def list_posts(call: Call) -> Reply:
    """A page of the posts asked for; published ones unless others are asked for."""
    langs, keys = langs_param(call), keys_param(call, "edit_posts")
    values = validate((*_LIST, langs, keys), call.params)
    context = values.get(CONTEXT) or "view"
    if context == "edit" and not call.can("edit_posts"):
        raise denied(call.user, "rest_forbidden_context", _NO_CONTEXT)
    query = _query(call, values, values.get(langs) or (), values.get(keys) or ())
    with call.store.reading() as db:
        posts, total = store_posts.find_posts(db, query)
    _check_page(values, total)
    allowed = may_edit if context == "edit" else may_read
    shown = [post_json(call, post, context) for post in posts if allowed(call.user, post)]
    return listed(call, values, shown, total)


def read_post(call: Call, post_id: int) -> Reply:
    """One post."""
    context = validate([CONTEXT], call.params).get(CONTEXT) or "view"
    with call.store.reading() as db:
        post = existing_post(db, post_id)
    if context == "edit" and not may_edit(call.user, post):
        raise denied(
            call.user, "rest_forbidden_context", "Sorry, you are not allowed to edit this post."
        )
    if not may_read(call.user, post):
        raise denied(call.user, "rest_forbidden", "Sorry, you are not allowed to do that.")
    return Reply(post_json(call, post, context))


def existing_post(db: sqlite3.Connection, post_id: int) -> PostRecord:
    """The post of that id, in the trash or not."""
    post = store_posts.find_post(db, post_id)
    if post is None:
        raise RestError("rest_post_invalid_id", "Invalid post ID.", 404)
    return post


def _query(call: Call, values: Values, langs: tuple[str, ...], keys: tuple[str, ...]) -> PostQuery:
    order_by = values.get(_ORDER_BY) or "date"
    _check_order(values, order_by)
    terms = (values.get(_CATEGORIES), values.get(_TAGS))
    return PostQuery(
        langs=langs,
        statuses=_statuses(call, values),
        slugs=values.get(_SLUG) or (),
        include=values.get(_INCLUDE) or (),
        exclude=values.get(_EXCLUDE) or (),
        keys=keys,
        terms=tuple(ids for ids in terms if ids),
        without_terms=(
            *(values.get(_CATEGORIES_EXCLUDE) or ()),
            *(values.get(_TAGS_EXCLUDE) or ()),
        ),
        authors=values.get(_AUTHOR) or (),
        without_authors=values.get(_AUTHOR_EXCLUDE) or (),
        words=tuple((values.get(_SEARCH) or "").split()),
        after=values.get(_AFTER),
        before=values.get(_BEFORE),
        modified_after=values.get(_MODIFIED_AFTER),
        modified_before=values.get(_MODIFIED_BEFORE),
        limit=limit_of(values),
        offset=offset_of(values),
        order_by=order_by,
        descending=values.get(_ORDER) != "asc",
    )


def _statuses(call: Call, values: Values) -> tuple[str, ...]:
    """`any` leaves out the trash, which has to be named."""
    asked = values.get(_STATUS) or ("publish",)
    if asked != ("publish",) and not call.can("edit_posts"):
        problem = BadValue("rest_forbidden_status", "Status is forbidden.")
        raise invalid_params({"status": problem})
    return (*STATUSES, *asked) if "any" in asked else asked


def _check_order(values: Values, order_by: str) -> None:
    if order_by == "relevance" and not values.get(_SEARCH):
        message = "You need to define a search term to order by relevance."
        raise RestError("rest_no_search_term_defined", message, 400)
    if order_by == "include" and not values.get(_INCLUDE):
        message = "You need to define an include parameter to order by include."
        raise RestError("rest_orderby_include_missing_include", message, 400)


def _check_page(values: Values, total: int) -> None:
    if total and page_of(values) > pages_in(total, values):
        message = "The page number requested is larger than the number of pages available."
        raise RestError("rest_post_invalid_page_number", message, 400)
