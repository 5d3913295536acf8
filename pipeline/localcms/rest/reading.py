"""Flask's request as a `Call`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.localcms.auth import Authenticator
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.rest.body import nested, read_json
from pipeline.localcms.rest.call import Call, Upload
from pipeline.localcms.store import Store

if TYPE_CHECKING:
    from flask import Request

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def read_call(store: Store, blog: BlogInfo, authenticator: Authenticator) -> Call:
    """The request at hand, with all that it brought, read once."""
    from flask import request

    query = nested(request.args.items(multi=True))
    # A form has to be parsed from the stream, before anything reads the whole body.
    form = nested(request.form.items(multi=True)) if request.mimetype in _FORMS else {}
    file = _file(request)
    body = b"" if form or file else request.get_data()
    return Call(
        store=store,
        blog=blog,
        now=store.clock().replace(microsecond=0),
        base=request.host_url.rstrip("/"),
        path=request.path,
        login=authenticator.login(request.headers.get("Authorization")),
        query=query,
        params={**query, **form, **(read_json(body) if request.is_json else {})},
        headers={name.lower(): value for name, value in request.headers},
        body=body,
        file=file,
    )


def _file(request: Request) -> Upload | None:
    if request.mimetype != "multipart/form-data":
        return None
    part = request.files.get("file")
    return Upload(part.read(), part.filename or "", part.mimetype) if part else None
