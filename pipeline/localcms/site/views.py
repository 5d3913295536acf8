"""The routes of the public pages: find what is asked for, or lead on to what is there."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, make_response, redirect, request, send_file
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from pipeline.localcms import links
from pipeline.localcms.records import CATEGORY, TAG, MediaRecord
from pipeline.localcms.site import feeds, pages
from pipeline.localcms.site.frame import Place, Visit, frame
from pipeline.localcms.site.security import MEDIA_POLICY, guarded
from pipeline.localcms.site.words import environment, translations
from pipeline.localcms.store import Store

if TYPE_CHECKING:
    from pipeline.localcms.records import BlogInfo

_STATIC = Path(__file__).parent / "static"
_ASSETS = "/assets"
_KINDS = {"site.css": "text/css", "icon.svg": "image/svg+xml"}
_API = "/wp-json"
_INLINE = ("image/", "audio/", "video/")
_TAXONOMIES = {"category": CATEGORY, "tag": TAG}
_ON_404 = 3


def create_site(store: Store, blog: BlogInfo) -> Blueprint:
    """The public pages of a blog, ready to be registered at the root of an application."""
    site = Blueprint("site", __name__)
    lang = f"/<any({_names(blog.languages)}):lang>"
    taxonomy = f"<any({_names(_TAXONOMIES)}):taxonomy>"
    routes: dict[str, Any] = {
        "/": root,
        f"{lang}/": home,
        f"{lang}/page/<int(min=1):number>/": home,
        f"{lang}/feed/": feed,
        f"{lang}/{taxonomy}/<slug>/": term,
        f"{lang}/{taxonomy}/<slug>/page/<int(min=1):number>/": term,
        f"{lang}/<slug>/": post,
        "/media/<filename>": media,
        f"{_ASSETS}/<any({_names(_KINDS)}):name>": asset,
        links.SITEMAP: sitemap,
        "/robots.txt": robots,
    }
    for number, (rule, view) in enumerate(routes.items()):
        site.add_url_rule(rule, endpoint=str(number), view_func=partial(view, store, blog))
    site.after_app_request(_guard)
    site.app_errorhandler(404)(partial(missing, store, blog))
    return site


def root(store: Store, blog: BlogInfo) -> BaseResponse:
    """The way to the front page in the language that the reader's browser asks for."""
    del store
    answer = redirect(links.home(_asked_for(blog)), code=302)
    answer.vary.add("Accept-Language")
    return answer


def home(store: Store, blog: BlogInfo, lang: str, number: int = 1) -> BaseResponse:
    """The newest posts of a language."""
    visit = _visit(store, blog, lang)
    shown = pages.listing(visit, links.home(lang), number)
    if number > shown.count:
        abort(404)
    return _page(visit, "home.html", pages.home_place(visit, number), listing=shown)


def post(store: Store, blog: BlogInfo, lang: str, slug: str) -> BaseResponse:
    """A published post, or the way to where it is now."""
    visit = _visit(store, blog, lang)
    found = store.post_by_slug(lang, slug)
    if found is not None:
        place = pages.post_place(visit, found)
        return _page(visit, "post.html", place, post=pages.post_page(visit, found))
    moved = store.redirect_for(lang, slug)
    if moved is None or moved.lang not in blog.languages:
        abort(404)
    return redirect(links.post(moved.lang, moved.slug), code=301)


def term(
    store: Store, blog: BlogInfo, lang: str, taxonomy: str, slug: str, number: int = 1
) -> BaseResponse:
    """The posts that carry a category or a tag."""
    visit = _visit(store, blog, lang)
    found = store.term_by_slug(_TAXONOMIES[taxonomy], lang, slug)
    if found is None:
        abort(404)
    path = links.term(found.taxonomy, lang, found.slug)
    shown = pages.listing(visit, path, number, found)
    if not shown.cards:
        abort(404)
    return _page(
        visit, "term.html", pages.term_place(visit, found, number), listing=shown, term=found
    )


def feed(store: Store, blog: BlogInfo, lang: str) -> BaseResponse:
    """The feed of a language."""
    return _answer(feeds.rss(_visit(store, blog, lang)), "application/rss+xml")


def sitemap(store: Store, blog: BlogInfo) -> BaseResponse:
    """The sitemap of all languages."""
    return _answer(feeds.sitemap(_visit(store, blog, blog.languages[0])), "application/xml")


def robots(store: Store, blog: BlogInfo) -> BaseResponse:
    """The rules for robots."""
    return _answer(feeds.robots(_visit(store, blog, blog.languages[0])), "text/plain")


def media(store: Store, blog: BlogInfo, filename: str) -> BaseResponse:
    """The bytes of an uploaded file, which a browser shows or saves but never runs."""
    del blog
    found = store.media_by_filename(filename)
    if found is None:
        abort(404)
    return _file(found, store.media_bytes(found.id))


def missing(store: Store, blog: BlogInfo, error: HTTPException) -> BaseResponse | HTTPException:
    """A page that says in the reader's language that nothing is here, with ways on."""
    if request.path.startswith(_API):
        return error
    first = request.path.split("/")[1]
    lang = first if first in blog.languages else _asked_for(blog)
    visit = _visit(store, blog, lang)
    shown = pages.listing(visit, links.home(lang), 1)
    place = Place(
        title=translations(lang).gettext("This page is not here"),
        path=links.home(lang),
        twins={},
        has_versions=False,
        is_indexed=False,
    )
    cards = tuple(replace(card, image=None) for card in shown.cards[:_ON_404])
    latest = replace(shown, cards=cards, newer="", older="")
    answer = _page(visit, "missing.html", place, status=404, listing=latest)
    answer.vary.add("Accept-Language")
    return answer


def asset(store: Store, blog: BlogInfo, name: str) -> BaseResponse:
    """A file of ours, which never changes under one address."""
    del store, blog
    answer = _answer((_STATIC / name).read_bytes(), _KINDS[name])
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _guard(response: Response) -> Response:
    return response if request.path.startswith(_API) else guarded(response)


def _names(names: Iterable[str]) -> str:
    return ",".join(f'"{name}"' for name in names)


def _visit(store: Store, blog: BlogInfo, lang: str) -> Visit:
    return Visit(store, blog, lang, request.host_url.rstrip("/"))


def _asked_for(blog: BlogInfo) -> str:
    return request.accept_languages.best_match(blog.languages) or blog.languages[0]


def _page(
    visit: Visit, template: str, place: Place, status: int = 200, **values: object
) -> Response:
    made = environment(visit.lang).get_template(template)
    text = made.render(page=frame(visit, place), asset=asset_address, **values)
    answer = _answer(text, "text/html", status)
    answer.content_language.add(visit.lang)
    return answer


def _answer(text: str | bytes, kind: str, status: int = 200) -> Response:
    answer = make_response(text, status)
    answer.content_type = f"{kind}; charset=utf-8"
    answer.cache_control.no_cache = True
    if status == 200:
        answer.add_etag()
        answer.make_conditional(request)
    return answer


def _file(found: MediaRecord, data: bytes) -> Response:
    answer = send_file(
        io.BytesIO(data),
        mimetype=found.mime_type,
        as_attachment=not found.mime_type.startswith(_INLINE),
        download_name=found.filename,
        etag=found.sha256,
        last_modified=found.modified,
        max_age=3600,
    )
    answer.headers["Content-Security-Policy"] = MEDIA_POLICY
    return answer


def asset_address(name: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    return f"{_ASSETS}/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return hashlib.blake2b((_STATIC / name).read_bytes(), digest_size=6).hexdigest()
