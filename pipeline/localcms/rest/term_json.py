"""A category or tag as the REST API shows it."""

from __future__ import annotations

from typing import Any

from pipeline.localcms import links
from pipeline.localcms.records import CATEGORY, TAG, TermRecord
from pipeline.localcms.rest.call import Call
from pipeline.localcms.rest.etags import term_etag
from pipeline.localcms.rest.post_json import escaped

PATHS = {CATEGORY: "categories", TAG: "tags"}


def term_json(call: Call, term: TermRecord, context: str) -> dict[str, Any]:
    """The term for readers, or with `context` "edit" for those who may change it.

    The name is HTML-escaped in both, as in WordPress.
    """
    collection = f"{call.base}/wp-json/wp/v2/{PATHS[term.taxonomy]}"
    shown = {
        "id": term.id,
        "count": term.count,
        "description": term.description,
        "link": call.base + links.term(term.taxonomy, term.lang, term.slug),
        "name": escaped(term.name),
        "slug": term.slug,
        "taxonomy": term.taxonomy,
        "meta": [],
        "lang": term.lang,
        "translations": dict(term.translations),
        "_links": {
            "self": [{"href": f"{collection}/{term.id}"}],
            "collection": [{"href": collection}],
        },
    }
    if term.taxonomy == CATEGORY:
        shown["parent"] = term.parent
    if context == "edit":
        shown |= {
            "tvilling_key": term.key,
            "tvilling_fingerprint": term.fingerprint,
            "tvilling_etag": term_etag(term),
            "tvilling_published_etag": term.published_etag,
        }
    return shown
