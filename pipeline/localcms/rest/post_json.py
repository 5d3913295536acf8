"""A post as the REST API shows it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from pipeline.localcms import links
from pipeline.localcms.clock import to_text
from pipeline.localcms.records import PostRecord
from pipeline.localcms.rest.call import Call
from pipeline.localcms.rest.etags import post_etag
from pipeline.localcms.rest.fields import wanted_fields
from pipeline.localcms.slugs import sanitize_title

_BLOCK_COMMENT = re.compile(r"<!--\s*+/?wp:")
_TAG = re.compile(r"<[^<>]*>")
_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
_EXCERPT_WORDS = 55
_EXCERPT_SOURCE = 20_000


def post_json(call: Call, post: PostRecord, context: str) -> dict[str, Any]:
    """The post for readers, or with `context` "edit" for those who may change it.

    What `_fields` leaves out is not worked out.
    """
    wanted = {name.partition(".")[0] for name in wanted_fields(call.params.get("_fields"))}
    parts = _EDIT if context == "edit" else _VIEW
    return {name: part(call, post) for name, part in parts.items() if not wanted or name in wanted}


def _guid(call: Call, post: PostRecord) -> str:
    return f"{call.base}/?p={post.id}"


def _date(_: Call, post: PostRecord) -> str:
    return to_text(post.date)


def _modified(_: Call, post: PostRecord) -> str:
    return to_text(post.modified)


def _content(post: PostRecord) -> dict[str, Any]:
    return {"rendered": without_block_comments(post.content), "protected": False}


def _raw_content(post: PostRecord) -> dict[str, Any]:
    return {"raw": post.content, "block_version": int("<!-- wp:" in post.content)}


def post_link(call: Call, post: PostRecord) -> str:
    """The address of the page; what is not public yet has none but by its id."""
    if post.status in ("publish", "private"):
        return call.base + links.post(post.lang, post.slug)
    return f"{call.base}/?p={post.id}"


def _links(call: Call, post: PostRecord) -> dict[str, Any]:
    api = f"{call.base}/wp-json/wp/v2"
    return {
        "self": [{"href": f"{api}/posts/{post.id}"}],
        "collection": [{"href": f"{api}/posts"}],
        "wp:term": [
            {
                "taxonomy": taxonomy,
                "embeddable": True,
                "href": f"{api}/{path}?post={post.id}",
            }
            for taxonomy, path in (("category", "categories"), ("post_tag", "tags"))
        ],
    }


def escaped(text: str) -> str:
    """The text as HTML that shows it; entities in it stay, as in WordPress.

    >>> escaped("Kod & C# &amp; <b>")
    'Kod &amp; C# &amp; &lt;b&gt;'
    """
    return _AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def without_block_comments(content: str) -> str:
    """The HTML without WordPress's block comments; other comments stay.

    >>> without_block_comments("<!-- wp:quote -->a<!-- b --><!-- /wp:quote -->")
    'a<!-- b -->'
    """
    kept, at = [], 0
    for start in _BLOCK_COMMENT.finditer(content):
        end = content.find("-->", start.end())
        if end < 0:
            break
        if start.start() >= at:
            kept.append(content[at : start.start()])
            at = end + len("-->")
    return "".join([*kept, content[at:]])


def _excerpt(post: PostRecord) -> str:
    if post.excerpt:
        return f"<p>{post.excerpt}</p>\n"
    plain = _TAG.sub(" ", without_block_comments(post.content[:_EXCERPT_SOURCE]))
    words = html.unescape(plain).split(None, _EXCERPT_WORDS)
    if not words:
        return ""
    ending = " [&hellip;]" if len(words) > _EXCERPT_WORDS else ""
    return f"<p>{escaped(' '.join(words[:_EXCERPT_WORDS]))}{ending}</p>\n"


_VIEW: dict[str, Callable[[Call, PostRecord], Any]] = {
    "id": lambda _, post: post.id,
    "date": _date,
    "date_gmt": _date,
    "guid": lambda call, post: {"rendered": _guid(call, post)},
    "modified": _modified,
    "modified_gmt": _modified,
    "slug": lambda _, post: post.slug,
    "status": lambda _, post: post.status,
    "type": lambda *_: "post",
    "link": post_link,
    "title": lambda _, post: {"rendered": escaped(post.title)},
    "content": lambda _, post: _content(post),
    "excerpt": lambda _, post: {"rendered": _excerpt(post), "protected": False},
    "author": lambda _, post: post.author,
    "featured_media": lambda _, post: post.featured_media,
    "comment_status": lambda *_: "closed",
    "ping_status": lambda *_: "closed",
    "sticky": lambda *_: False,
    "template": lambda *_: "",
    "format": lambda *_: "standard",
    "meta": lambda *_: {},
    "categories": lambda _, post: list(post.categories),
    "tags": lambda _, post: list(post.tags),
    "lang": lambda _, post: post.lang,
    "translations": lambda _, post: dict(post.translations),
    "_links": _links,
}
_EDIT: dict[str, Callable[[Call, PostRecord], Any]] = {
    **_VIEW,
    "guid": lambda call, post: dict.fromkeys(("rendered", "raw"), _guid(call, post)),
    "title": lambda _, post: {"rendered": escaped(post.title), "raw": post.title},
    "content": lambda _, post: _content(post) | _raw_content(post),
    "excerpt": lambda _, post: {
        "rendered": _excerpt(post),
        "raw": post.excerpt,
        "protected": False,
    },
    "password": lambda *_: "",
    "permalink_template": lambda call, post: call.base + links.post(post.lang, "%postname%"),
    "generated_slug": lambda _, post: post.slug or sanitize_title(post.title) or str(post.id),
    "tvilling_key": lambda _, post: post.key,
    "tvilling_fingerprint": lambda _, post: post.fingerprint,
    "tvilling_etag": lambda _, post: post_etag(post),
    "tvilling_published_etag": lambda _, post: post.published_etag,
    "tvilling_alternates": lambda _, post: json.loads(post.alternates) if post.alternates else {},
    "tvilling_image_alt": lambda _, post: post.image_alt,
    "tvilling_published": lambda _, post: json.loads(post.published) if post.published else None,
}
