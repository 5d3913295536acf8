"""The routes of the side-by-side view, to be registered in the app of the embedded CMS.

That app answers to loopback names alone, and so does this part of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, request
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.preview.dress import WORDS, button
from pipeline.preview.values import ROOT, Broken, IndexRow, Mark, Views

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

_STATIC = Path(__file__).parent / "static"
_KINDS = {"preview.css": "text/css", "preview.js": "text/javascript"}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: https:",
        "media-src 'self' https:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_STATES = ("outdated", "partial", "untranslated", "complete", "source")
"""What hurts most comes first: readers see an outdated page, and a begun one is soon done."""
_HEADINGS = {
    "outdated": "Outdated",
    "partial": "Begun",
    "untranslated": "Not begun",
    "complete": "Complete",
    "source": "Written by hand",
}
_TOLD = {
    "outdated": "Complete until the post was changed.",
    "partial": "Some texts are translated.",
    "untranslated": "No text is translated.",
    "complete": "Every text is translated and reviewed.",
    "source": "Both versions are posts of their own.",
}
_MOST = 200
"""Rows of one state; who has more looks for a post by its name."""


def create_preview(views: Views, stylesheet: str) -> Blueprint:
    """The view, ready to be registered; `stylesheet` is the address of the site's own."""
    preview = Blueprint("preview", __name__, url_prefix=ROOT)
    show = _Show(views, stylesheet)
    routes: dict[str, Any] = {
        "/": show.index,
        "/state": show.state,
        "/files/<path:path>": show.file,
        "/static/<name>": asset,
        "/post/<lang>/<path:post>": show.page,
    }
    for number, (rule, view) in enumerate(routes.items()):
        preview.add_url_rule(rule, endpoint=str(number), view_func=view)
    preview.after_request(_guard)
    return preview


class _Show:
    """The views of one blog."""

    def __init__(self, views: Views, stylesheet: str) -> None:
        self.views = views
        self.stylesheet = stylesheet

    def index(self) -> Response:
        """The posts of the blog by their state."""
        asked = " ".join(request.args.get("q", "").split())
        lang = request.args.get("lang", "")
        found = self.views.index()
        chosen = [row for row in found.rows if _is_asked(row, asked, lang)]
        groups = _grouped(chosen)
        return self._answer("index.html", token=found.token, view=found, groups=groups)

    def page(self, lang: str, post: str) -> Response:
        """A post beside its translation, or why it cannot be shown."""
        view = self.views.page(lang, post)
        if view is None:
            return self._answer("missing.html", 404, token="", post=post, lang=lang)
        if isinstance(view, Broken):
            return self._answer("broken.html", token=view.token, view=view)
        return self._answer("page.html", token=view.token, view=view)

    def state(self) -> Response:
        """What a page that is open asks for again and again: whether it is still so."""
        token = self.views.token(request.args.get("lang", ""), request.args.get("post", ""))
        return jsonify(token=token)

    def file(self, path: str) -> BaseResponse:
        """What a post shows, or the way to the post that it leads to."""
        page = self.views.address(path)
        if page is not None:
            return redirect(page)
        found = self.views.file(path)
        if found is None:
            abort(404)
        answer = make_response(found[0])
        answer.content_type = found[1]
        answer.headers["Content-Security-Policy"] = _FILE_POLICY
        return answer

    def _answer(self, template: str, status: int = 200, **values: object) -> Response:
        text = (
            _environment()
            .get_template(template)
            .render(
                blog=self.views.title,
                stylesheet=self.stylesheet,
                asked=request.args.get("q", ""),
                chosen=request.args.get("lang", ""),
                **values,
            )
        )
        answer = make_response(text, status)
        answer.cache_control.no_store = True
        return answer


def asset(name: str) -> BaseResponse:
    """A file of ours."""
    if name not in _KINDS:
        abort(404)
    answer = make_response((_STATIC / name).read_bytes())
    answer.content_type = f"{_KINDS[name]}; charset=utf-8"
    answer.cache_control.no_cache = True
    answer.add_etag()
    return answer.make_conditional(request)


def _is_asked(row: IndexRow, asked: str, lang: str) -> bool:
    return asked.lower() in row.post.lower() and lang in ("", row.lang)


def _grouped(rows: Sequence[IndexRow]) -> list[dict[str, object]]:
    """The rows by state, those with most words changed or left first."""
    found: defaultdict[str, list[IndexRow]] = defaultdict(list)
    for row in rows:
        found[row.state].append(row)
    return [
        {
            "state": state,
            "heading": _HEADINGS[state],
            "told": _TOLD[state],
            "rows": sorted(found[state], key=lambda row: -row.weight)[:_MOST],
            "count": len(found[state]),
        }
        for state in _STATES
        if found[state]
    ]


def _guard(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pipeline.preview"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "root": ROOT,
        "words": WORDS,
        "marks": tuple(Mark),
        "headings": _HEADINGS,
        "button": button,
        "address": page_address,
        "asset": _asset,
    }
    return made


def page_address(lang: str, post: str) -> str:
    """The path of the page that shows the post beside its version in that language."""
    return f"{ROOT}/post/{quote(lang)}/{quote(post)}"


def _asset(name: str) -> str:
    digest = hashlib.blake2b((_STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"{ROOT}/static/{name}?v={digest}"
