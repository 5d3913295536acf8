"""The embedded CMS as a Flask app: the REST API under `/wp-json/`, the public pages elsewhere."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.localcms.clock import Clock, utc_now
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.store import Store

if TYPE_CHECKING:
    from flask import Flask, Response

MAX_BODY = 64 * 1024 * 1024
_API_LINK = '<{}wp-json/>; rel="https://api.w.org/"'


def create_app(store_path: Path, blog: BlogInfo, clock: Clock = utc_now) -> Flask:
    """The app over the database at that path, which is made if there is none.

    It answers to loopback names alone: a web page elsewhere whose name is pointed at this computer
    (DNS rebinding) reads nothing.
    """
    from flask import Flask

    from pipeline.localcms.defaults import ensure_defaults
    from pipeline.localcms.rest.routes import create_api
    from pipeline.localcms.site.views import create_site

    store = Store(store_path, clock)
    ensure_defaults(store, blog.languages)
    app = Flask("pipeline.localcms", static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY, MAX_FORM_MEMORY_SIZE=MAX_BODY)
    app.before_request(_refuse_other_hosts)
    app.after_request(_point_to_api)
    app.register_blueprint(create_api(store, blog))
    app.register_blueprint(create_site(store, blog))
    return app


def _refuse_other_hosts() -> tuple[dict[str, object], int] | None:
    from flask import request

    if _is_loopback_name(request.host):
        return None
    message = "This blog answers on this computer alone, under localhost or 127.0.0.1."
    return {"code": "tvilling_wrong_host", "message": message, "data": {"status": 421}}, 421


def _is_loopback_name(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower().rstrip(".") == "localhost"


def _point_to_api(response: Response) -> Response:
    from flask import request

    if not request.path.startswith("/wp-json"):
        response.headers.add("Link", _API_LINK.format(request.host_url))
    return response
