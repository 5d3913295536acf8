"""Several writes in one request: `batch/v1`, as WordPress has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from pipeline.localcms.rest.body import nested
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import BadValue, RestError, invalid_params, no_route
from pipeline.localcms.rest.fields import filtered, wanted_fields

Answered = Callable[[Call], Reply]
Find = Callable[[str, str], Answered | None]
"""From a method and a path below `/wp-json` to what answers it."""

MOST = 25
_WRITES = ("POST", "PUT", "PATCH", "DELETE")
_TAKEN = re.compile(r"/wp/v2/(?:posts|categories|tags)(?:/|$)")


def run_batch(call: Call, find: Find) -> Reply:
    """207, with an answer for each of the requests, which are run one after the other."""
    items = call.params.get("requests")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise _invalid("is missing, or no list of objects.")
    if len(items) > MOST:
        raise _invalid(f"must contain at most {MOST} items.")
    return Reply({"failed": None, "responses": [_run(call, item, find) for item in items]}, 207)


def _invalid(problem: str) -> RestError:
    return invalid_params({"requests": BadValue("rest_invalid_param", f"requests {problem}")})


def _run(call: Call, item: Mapping[str, object], find: Find) -> dict[str, object]:
    try:
        reply = _answer(call, item, find)
    except RestError as refusal:
        return {"body": refusal.body, "status": refusal.status, "headers": refusal.headers}
    return {"body": reply.body, "status": reply.status, "headers": reply.headers}


def _answer(call: Call, item: Mapping[str, object], find: Find) -> Reply:
    method = str(item.get("method") or "POST")
    address = urlsplit(str(item.get("path") or ""))
    found = find(method, address.path)
    if method not in _WRITES or found is None:
        raise no_route()
    if not _TAKEN.match(address.path):
        message = "The requested route does not support batch requests."
        raise RestError("rest_batch_not_allowed", message, 400)
    query = nested(parse_qsl(address.query, keep_blank_values=True))
    body = item.get("body")
    fields = body if isinstance(body, dict) else {}
    params = {**query, **fields}
    reply = found(replace(call, path=f"/wp-json{address.path}", query=query, params=params))
    return replace(reply, body=filtered(reply.body, wanted_fields(params.get("_fields"))))
