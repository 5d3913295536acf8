"""What every blog has from the start: a category, in each language, for posts without one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pipeline.localcms import store_terms, store_twins
from pipeline.localcms.records import CATEGORY, TermRecord
from pipeline.localcms.store import Store
from pipeline.localcms.store_twins import Table

_NAMES = {"en": "Uncategorized", "sv": "Okategoriserade"}


def ensure_defaults(store: Store, languages: Sequence[str]) -> None:
    """Adds the default category of each language that has none, linked to the others."""
    with store.reading() as db:
        if all(store_terms.default_category(db, lang) for lang in languages):
            return
    with store.writing() as db:
        ids = {lang: _default(db, lang) for lang in languages}
        first, *others = languages
        store_twins.link(db, Table.TERMS, ids[first], {lang: ids[lang] for lang in others})


def _default(db: sqlite3.Connection, lang: str) -> int:
    found = store_terms.default_category(db, lang)
    if found is not None:
        return found
    name = _NAMES.get(lang.partition("-")[0], _NAMES["en"])
    slug = name.lower()
    if store_terms.find_slug_owner(db, CATEGORY, slug) is not None:
        slug = f"{slug}-{lang.lower()}"
    return store_terms.save_term(
        db,
        TermRecord(
            id=0,
            taxonomy=CATEGORY,
            name=name,
            slug=slug,
            description="",
            parent=0,
            lang=lang,
            translations=(),
            count=0,
            is_default=True,
            key="",
            fingerprint="",
            published_etag="",
        ),
    )
