"""The table of routes, and the way of every request through it: read, answer, refuse in JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import StorageError
from pipeline.localcms.auth import Authenticator
from pipeline.localcms.records import CATEGORY, TAG, BlogInfo
from pipeline.localcms.rest import media, posts_read, posts_write, terms_read, terms_write, users
from pipeline.localcms.rest.batch import run_batch
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError, no_route
from pipeline.localcms.rest.fields import filtered, wanted_fields
from pipeline.localcms.rest.index import read_index, read_languages, read_namespace
from pipeline.localcms.rest.reading import read_call
from pipeline.localcms.store import Store

if TYPE_CHECKING:
    from flask import Blueprint, Response

Handler = Callable[..., Reply]
"""Is given the call, and the id where the path has one."""

_LOG = logging.getLogger(__name__)
_MAX_ID_LENGTH = 18
_WRITES = ("POST", "PUT", "PATCH")
_METHODS = ("GET", *_WRITES, "DELETE", "OPTIONS")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-cache, must-revalidate, max-age=0, no-store, private",
}


def _items(read: Handler, update: Handler, delete: Handler) -> dict[str, Handler]:
    return {"GET": read, **dict.fromkeys(_WRITES, update), "DELETE": delete}


def _terms(taxonomy: str) -> tuple[dict[str, Handler], dict[str, Handler]]:
    def of(handler: Handler) -> Handler:
        return partial(handler, taxonomy=taxonomy)

    collection = {"GET": of(terms_read.list_terms), "POST": of(terms_write.create_term)}
    item = _items(
        of(terms_read.read_term), of(terms_write.update_term), of(terms_write.delete_term)
    )
    return collection, item


_CATEGORIES, _CATEGORY = _terms(CATEGORY)
_TAGS, _TAG = _terms(TAG)
ROUTES: dict[str, dict[str, Handler]] = {
    "/": {"GET": lambda call: read_index(call, _paths())},
    "/wp/v2": {"GET": lambda call: read_namespace(call, _paths())},
    "/wp/v2/posts": {"GET": posts_read.list_posts, "POST": posts_write.create_post},
    "/wp/v2/posts/<id>": _items(
        posts_read.read_post, posts_write.update_post, posts_write.delete_post
    ),
    "/wp/v2/categories": _CATEGORIES,
    "/wp/v2/categories/<id>": _CATEGORY,
    "/wp/v2/tags": _TAGS,
    "/wp/v2/tags/<id>": _TAG,
    "/wp/v2/media": {"GET": media.list_media, "POST": media.create_media},
    "/wp/v2/media/<id>": _items(media.read_media, media.update_media, media.delete_media),
    "/wp/v2/users": {"GET": users.list_users},
    "/wp/v2/users/me": {"GET": users.read_me},
    "/wp/v2/users/me/application-passwords/introspect": {"GET": users.read_password},
    "/pll/v1/languages": {"GET": read_languages},
    "/batch/v1": {"POST": lambda call: run_batch(call, _found)},
}
"""What can be asked, by path below `/wp-json` and method."""


def _found(method: str, path: str) -> Callable[[Call], Reply] | None:
    """What answers the method at the path, given its id."""
    start, _, last = path.rpartition("/")
    if last.isascii() and last.isdecimal():
        handler = ROUTES.get(f"{start}/<id>", {}).get(method)
        return handler and (lambda call: handler(call, _number(last)))
    return ROUTES.get(path, {}).get(method)


def create_api(store: Store, blog: BlogInfo) -> Blueprint:
    """The REST API under `/wp-json`, where every answer is JSON."""
    from flask import Blueprint

    api = Blueprint("rest", __name__, url_prefix="/wp-json")
    authenticator = Authenticator(store)
    for path, handlers in ROUTES.items():
        rule = path.replace("<id>", "<number>")
        for method, handler in handlers.items():
            api.add_url_rule(
                rule,
                endpoint=f"{method} {path}",
                view_func=_view(store, blog, authenticator, handler),
                methods=[method],
                strict_slashes=False,
                provide_automatic_options=False,
            )
    api.add_url_rule("/<path:_>", "nothing", _nothing, methods=_METHODS)
    api.register_error_handler(Exception, _refuse)
    api.after_request(_headers)
    return api


def _paths() -> dict[str, tuple[str, ...]]:
    return {
        path.replace("<id>", r"(?P<id>[\\d]+)"): tuple(handlers)
        for path, handlers in ROUTES.items()
    }


def _view(
    store: Store, blog: BlogInfo, authenticator: Authenticator, handler: Handler
) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        call = read_call(store, blog, authenticator)
        reply = handler(call, *map(_number, path.values()))
        names = wanted_fields(call.params.get("_fields"))
        return _json(filtered(reply.body, names), reply.status, reply.headers)

    return view


def _number(text: str) -> int:
    """An id of a path; one that no table can hold is as good as 0, which nothing has."""
    if not (text.isascii() and text.isdecimal()):
        raise no_route()
    return int(text) if len(text) <= _MAX_ID_LENGTH else 0


def _nothing(_: str) -> Response:
    raise no_route()


def _refuse(error: Exception) -> Response:
    refusal = _as_refusal(error)
    return _json(refusal.body, refusal.status, refusal.headers)


def _as_refusal(error: Exception) -> RestError:
    from werkzeug.exceptions import HTTPException

    if isinstance(error, RestError):
        return error
    if isinstance(error, HTTPException):
        code = error.name.lower().replace(" ", "_")
        return RestError(code, error.description or error.name, error.code or 500)
    _LOG.error("A request failed", exc_info=error)
    if isinstance(error, StorageError):
        return RestError("db_error", str(error), 500)
    message = "There has been a critical error on this website."
    return RestError("internal_server_error", message, 500)


def _json(body: object, status: int, headers: Mapping[str, str]) -> Response:
    from flask import Response

    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, content_type="application/json; charset=UTF-8")


def _headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response
