"""SQL over categories and tags."""

# Only names written in this file are joined into statements; every value is bound.
# ruff: noqa: S608

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.localcms.records import CATEGORY, TermRecord

_COLUMNS = (
    "taxonomy name slug description parent lang is_default key fingerprint published_etag"
).split()

_COUNT = (
    "(SELECT count(*) FROM post_terms JOIN posts ON posts.id = post"
    " WHERE term = terms.id AND status = 'publish')"
)

_ORDERS = {
    "count": _COUNT,
    "description": "description",
    "id": "id",
    "include": "(SELECT key FROM json_each(:include) WHERE value = terms.id)",
    "include_slugs": "(SELECT key FROM json_each(:slugs) WHERE value = terms.slug)",
    "name": "name COLLATE NOCASE",
    "slug": "slug",
    "term_group": "0",
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class TermQuery:
    """Which terms, in which order; an empty tuple, or nothing, asks for no restriction."""

    taxonomy: str | None = None
    langs: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    search: str = ""
    """Stands in the name or the slug."""
    post: int | None = None
    """The post that carries them."""
    parent: int | None = None
    hide_empty: bool = False
    limit: int | None = 10
    offset: int = 0
    order_by: str = "name"
    descending: bool = False


def find_terms(db: sqlite3.Connection, query: TermQuery) -> tuple[list[TermRecord], int]:
    """The terms asked for, and how many there are without `limit` and `offset`."""
    where, values = _conditions(query)
    total = db.execute(f"SELECT count(*) FROM terms WHERE {where}", values).fetchone()[0]
    direction = "DESC" if query.descending else "ASC"
    rows = db.execute(
        f"SELECT *, {_COUNT} AS count FROM terms WHERE {where}"
        f" ORDER BY {_ORDERS[query.order_by]} {direction}, id {direction}"
        " LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    return _records(db, rows), total


def find_term(db: sqlite3.Connection, term_id: int) -> TermRecord | None:
    """The term of that id."""
    return next(iter(find_by_ids(db, (term_id,))), None)


def find_by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[TermRecord]:
    """The terms of these ids that are there, by name."""
    if not ids:
        return []
    return find_terms(db, TermQuery(include=tuple(ids), limit=None))[0]


def find_by_slug(db: sqlite3.Connection, taxonomy: str, lang: str, slug: str) -> TermRecord | None:
    """The term of that slug, if it is of that language."""
    query = TermQuery(taxonomy=taxonomy, langs=(lang,), slugs=(slug,))
    return next(iter(find_terms(db, query)[0]), None)


def find_used(db: sqlite3.Connection, taxonomy: str, lang: str) -> list[TermRecord]:
    """The terms of a language that a published post carries, by name."""
    query = TermQuery(taxonomy=taxonomy, langs=(lang,), hide_empty=True, limit=None)
    return find_terms(db, query)[0]


def find_by_name(
    db: sqlite3.Connection, taxonomy: str, lang: str, name: str, parent: int
) -> TermRecord | None:
    """The first term of that name beside the same parent; the case of A to Z does not count."""
    row = db.execute(
        "SELECT id FROM terms WHERE taxonomy = ? AND lang = ? AND name = ? COLLATE NOCASE"
        " AND parent = ? ORDER BY id",
        (taxonomy, lang, name, parent),
    ).fetchone()
    return None if row is None else find_term(db, row["id"])


def find_slug_owner(db: sqlite3.Connection, taxonomy: str, slug: str) -> TermRecord | None:
    """The term that has the slug, in any language."""
    query = TermQuery(taxonomy=taxonomy, slugs=(slug,))
    return next(iter(find_terms(db, query)[0]), None)


def find_by_key(db: sqlite3.Connection, taxonomy: str, key: str, lang: str) -> int | None:
    """The id of the term that has that key in that language."""
    row = db.execute(
        "SELECT id FROM terms WHERE taxonomy = ? AND key = ? AND key <> '' AND lang = ?",
        (taxonomy, key, lang),
    ).fetchone()
    return None if row is None else int(row["id"])


def default_category(db: sqlite3.Connection, lang: str) -> int | None:
    """The id of the category of posts in that language that were given none."""
    row = db.execute(
        "SELECT id FROM terms WHERE taxonomy = ? AND lang = ? AND is_default",
        (CATEGORY, lang),
    ).fetchone()
    return None if row is None else int(row["id"])


def save_term(db: sqlite3.Connection, term: TermRecord) -> int:
    """Writes the term, a new one where its id is 0, but for its translations; its id."""
    values = {name: getattr(term, name) for name in _COLUMNS}
    if term.id:
        marks = ", ".join(f"{name} = :{name}" for name in _COLUMNS)
        db.execute(f"UPDATE terms SET {marks} WHERE id = :id", values | {"id": term.id})
        return term.id
    marks = ", ".join(f":{name}" for name in _COLUMNS)
    cursor = db.execute(
        f"INSERT INTO terms ({', '.join(_COLUMNS)}, twins)"
        f" VALUES ({marks}, (SELECT coalesce(max(twins), 0) + 1 FROM terms))",
        values,
    )
    return int(cursor.lastrowid or 0)


def remember_etag(db: sqlite3.Connection, term_id: int, etag: str) -> None:
    """Notes the etag that a publisher's write led to."""
    db.execute("UPDATE terms SET published_etag = ? WHERE id = ?", (etag, term_id))


def delete_term(db: sqlite3.Connection, term: TermRecord) -> None:
    """Removes the term; posts left without a category get the default one of their language."""
    db.execute("UPDATE terms SET parent = ? WHERE parent = ?", (term.parent, term.id))
    db.execute("DELETE FROM terms WHERE id = ?", (term.id,))
    if term.taxonomy == CATEGORY:
        db.execute(
            "INSERT INTO post_terms (post, term) SELECT posts.id, terms.id"
            " FROM posts JOIN terms ON terms.lang = posts.lang AND is_default"
            " WHERE NOT EXISTS (SELECT 1 FROM post_terms JOIN terms AS carried"
            " ON carried.id = term WHERE post = posts.id AND carried.taxonomy = 'category')"
        )


def _conditions(query: TermQuery) -> tuple[str, dict[str, object]]:
    listed = {
        "lang": query.langs,
        "slug": query.slugs,
        "id": query.include,
        "key": query.keys,
    }
    each = "{0} IN (SELECT value FROM json_each(:{0}))"
    asked = [
        *((each.format(column), items) for column, items in listed.items()),
        ("id NOT IN (SELECT value FROM json_each(:exclude))", query.exclude),
        ("taxonomy = :taxonomy", query.taxonomy),
        ("(instr(lower(name), :search) OR instr(slug, :search))", query.search),
        (_COUNT + " > 0", query.hide_empty),
    ]
    conditions = [condition for condition, value in asked if value]
    if query.post is not None:
        conditions.append("id IN (SELECT term FROM post_terms WHERE post = :post)")
    if query.parent is not None:
        conditions.append("parent = :parent")
    values: dict[str, object] = {column: json.dumps(items) for column, items in listed.items()}
    values |= {
        "exclude": json.dumps(query.exclude),
        "include": json.dumps(query.include),
        "slugs": json.dumps(query.slugs),
        "taxonomy": query.taxonomy,
        "search": query.search.lower(),
        "post": query.post,
        "parent": query.parent,
        "limit": -1 if query.limit is None else query.limit,
        "offset": query.offset,
    }
    return " AND ".join(conditions) or "1", values


def _records(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[TermRecord]:
    twins = defaultdict(list)
    sql = (
        "SELECT twins, lang, id FROM terms"
        " WHERE twins IN (SELECT value FROM json_each(?)) ORDER BY lang"
    )
    for group, lang, term in db.execute(sql, (json.dumps([row["twins"] for row in rows]),)):
        twins[group].append((lang, term))
    return [_record(row, tuple(twins[row["twins"]])) for row in rows]


def _record(row: sqlite3.Row, translations: tuple[tuple[str, int], ...]) -> TermRecord:
    values = {name: row[name] for name in (*_COLUMNS, "id", "count")}
    values |= {"is_default": bool(row["is_default"]), "translations": translations}
    return TermRecord(**values)
