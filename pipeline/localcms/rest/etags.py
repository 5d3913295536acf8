"""Fingerprints of what an editor can change, to tell an edit by hand from our own write."""

from __future__ import annotations

import hashlib
import json

from pipeline.localcms.clock import to_text
from pipeline.localcms.records import PostRecord, TermRecord


def post_etag(post: PostRecord) -> str:
    """Changes when the title, text, slug, status, date, terms or picture of the post change.

    That a scheduled post has come out is nobody's edit, nor is the moving date of a draft, nor the
    default category, which a post without any is given with its next write.
    """
    return _digest(
        post.title,
        post.content,
        post.excerpt,
        post.slug,
        "publish" if post.status == "future" else post.status,
        to_text(post.date) if post.has_date else "",
        sorted(set(post.categories) - {post.default_category}),
        sorted(post.tags),
        post.featured_media,
    )


def post_state(post: PostRecord, default_category: int) -> str:
    """What of the post an editor can change, as JSON, for comparing it with a later state."""
    state = {
        "title": post.title,
        "content": post.content,
        "excerpt": post.excerpt,
        "slug": post.slug,
        "status": post.status,
        "date_gmt": to_text(post.date) if post.has_date else "",
        "categories": post.categories,
        "tags": post.tags,
        "featured_media": post.featured_media,
        "author": post.author,
        "translations": dict(post.translations),
        "default_category": default_category,
    }
    return json.dumps(state, ensure_ascii=False)


def term_etag(term: TermRecord) -> str:
    """Changes when the name, slug, description or parent of the term change."""
    return _digest(term.name, term.slug, term.description, term.parent)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]
