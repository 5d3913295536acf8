"""SQL over posts. Functions take a connection, so several of them can be one transaction."""

# Only names written in this file are joined into statements; every value is bound.
# ruff: noqa: S608

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.localcms.clock import from_text, to_text
from pipeline.localcms.records import CATEGORY, TAG, PostLink, PostRecord

_COLUMNS = (
    "title content excerpt slug status date has_date modified lang featured_media author"
    " desired_slug key fingerprint published_etag published alternates image_alt"
).split()

_ORDERS = {
    "author": "author",
    "date": "date",
    "id": "id",
    "include": "(SELECT key FROM json_each(:include) WHERE value = posts.id)",
    "include_slugs": "(SELECT key FROM json_each(:slugs) WHERE value = posts.slug)",
    "lang": "lang",
    "modified": "modified",
    "parent": "0",
    "relevance": "has_text(title, :first_word)",
    "slug": "slug",
    "title": "title",
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class PostQuery:
    """Which posts, in which order; an empty tuple, or nothing, asks for no restriction."""

    langs: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("publish",)
    slugs: tuple[str, ...] = ()
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    terms: tuple[tuple[int, ...], ...] = ()
    """Of each of these sets the post carries at least one."""
    without_terms: tuple[int, ...] = ()
    authors: tuple[int, ...] = ()
    without_authors: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    """Each stands in the title, the excerpt or the content."""
    after: datetime | None = None
    before: datetime | None = None
    modified_after: datetime | None = None
    modified_before: datetime | None = None
    limit: int = 10
    offset: int = 0
    order_by: str = "date"
    descending: bool = True


def find_posts(db: sqlite3.Connection, query: PostQuery) -> tuple[list[PostRecord], int]:
    """The posts asked for, and how many there are without `limit` and `offset`."""
    db.create_function("has_text", 2, _has_text, deterministic=True)
    where, values = _conditions(query)
    total = db.execute(f"SELECT count(*) FROM posts WHERE {where}", values).fetchone()[0]
    direction = "DESC" if query.descending else "ASC"
    rows = db.execute(
        f"SELECT * FROM posts WHERE {where}"
        f" ORDER BY {_ORDERS[query.order_by]} {direction}, id {direction}"
        " LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    return _records(db, rows), total


def find_post(db: sqlite3.Connection, post_id: int) -> PostRecord | None:
    """The post of that id, whatever its status."""
    rows = db.execute("SELECT * FROM posts WHERE id = ?", (post_id,)).fetchall()
    return next(iter(_records(db, rows)), None)


def find_by_key(db: sqlite3.Connection, key: str, lang: str) -> int | None:
    """The id of the post outside the trash that has that key in that language."""
    row = db.execute(
        "SELECT id FROM posts WHERE key = ? AND key <> '' AND lang = ? AND status <> 'trash'",
        (key, lang),
    ).fetchone()
    return None if row is None else int(row["id"])


def find_moved(db: sqlite3.Connection, lang: str, slug: str) -> PostRecord | None:
    """The published post that has or had the slug, one of that language first."""
    row = db.execute(
        "SELECT id FROM posts WHERE status = 'publish' AND slug <> '' AND"
        " (slug = :slug OR id IN (SELECT post FROM old_slugs WHERE slug = :slug))"
        " ORDER BY lang = :lang DESC, slug = :slug DESC, id DESC LIMIT 1",
        {"slug": slug, "lang": lang},
    ).fetchone()
    return None if row is None else find_post(db, row["id"])


def links(db: sqlite3.Connection) -> list[PostLink]:
    """Every published post, newest first."""
    rows = db.execute(
        "SELECT id, lang, slug, title, modified, twins FROM posts"
        " WHERE status = 'publish' ORDER BY date DESC, id DESC"
    )
    return [PostLink(r[0], r[1], r[2], r[3], from_text(r[4]), r[5]) for r in rows]


def publish_due(db: sqlite3.Connection, now: datetime) -> None:
    """Makes public what was scheduled for before `now`, as WordPress's cron does."""
    due = "status = 'future' AND date <= ?"
    moment = (to_text(now),)
    if db.execute(f"SELECT 1 FROM posts WHERE {due} LIMIT 1", moment).fetchone():
        db.execute(f"UPDATE posts SET status = 'publish' WHERE {due}", moment)


def slug_is_taken(db: sqlite3.Connection, slug: str, besides: int) -> bool:
    """Whether a post of another id has the slug, in any language."""
    sql = "SELECT 1 FROM posts WHERE slug = ? AND slug <> '' AND id <> ?"
    return db.execute(sql, (slug, besides)).fetchone() is not None


def save_post(db: sqlite3.Connection, post: PostRecord) -> int:
    """Writes the post, a new one where its id is 0, but for its translations; its id."""
    values = {name: getattr(post, name) for name in _COLUMNS}
    values |= {"date": to_text(post.date), "modified": to_text(post.modified)}
    post_id = _insert(db, values) if post.id == 0 else _update(db, post.id, values)
    db.execute("DELETE FROM post_terms WHERE post = ?", (post_id,))
    carried = [(post_id, term) for term in (*post.categories, *post.tags)]
    db.executemany("INSERT INTO post_terms (post, term) VALUES (?, ?)", carried)
    return post_id


def _insert(db: sqlite3.Connection, values: dict[str, object]) -> int:
    marks = ", ".join(f":{name}" for name in _COLUMNS)
    cursor = db.execute(
        f"INSERT INTO posts ({', '.join(_COLUMNS)}, twins)"
        f" VALUES ({marks}, (SELECT coalesce(max(twins), 0) + 1 FROM posts))",
        values,
    )
    return int(cursor.lastrowid or 0)


def _update(db: sqlite3.Connection, post_id: int, values: dict[str, object]) -> int:
    marks = ", ".join(f"{name} = :{name}" for name in _COLUMNS)
    db.execute(f"UPDATE posts SET {marks} WHERE id = :id", values | {"id": post_id})
    return post_id


def remember_slug(db: sqlite3.Connection, post_id: int, old: str, new: str) -> None:
    """Leaves a redirect from the old slug, and takes away one from the new."""
    db.execute("DELETE FROM old_slugs WHERE post = ? AND slug = ?", (post_id, new))
    db.execute("INSERT OR IGNORE INTO old_slugs (slug, post) VALUES (?, ?)", (old, post_id))


def remember_published(db: sqlite3.Connection, post_id: int, etag: str, state: str) -> None:
    """Notes the etag and the text that a publisher's write led to."""
    sql = "UPDATE posts SET published_etag = ?, published = ? WHERE id = ?"
    db.execute(sql, (etag, state, post_id))


def delete_post(db: sqlite3.Connection, post_id: int) -> None:
    """Removes the post for good; its twins stay linked to one another."""
    db.execute("DELETE FROM posts WHERE id = ?", (post_id,))


def _conditions(query: PostQuery) -> tuple[str, dict[str, object]]:
    listed = {
        "lang": query.langs,
        "status": query.statuses,
        "slug": query.slugs,
        "id": query.include,
        "key": query.keys,
        "author": query.authors,
    }
    conditions = [f"{column} IN ({_each(column)})" for column, items in listed.items() if items]
    values: dict[str, object] = {name: json.dumps(items) for name, items in listed.items()}
    _add_exclusions(query, conditions, values)
    _add_terms(query, conditions, values)
    _add_words(query, conditions, values)
    _add_moments(query, conditions, values)
    values |= {"limit": query.limit, "offset": query.offset}
    values |= {"include": values["id"], "slugs": values["slug"]}
    return " AND ".join(conditions) or "1", values


def _each(name: str) -> str:
    return f"SELECT value FROM json_each(:{name})"


def _add_exclusions(query: PostQuery, conditions: list[str], values: dict[str, object]) -> None:
    for column, items in (("id", query.exclude), ("author", query.without_authors)):
        if items:
            conditions.append(f"{column} NOT IN ({_each('no_' + column)})")
            values[f"no_{column}"] = json.dumps(items)


def _add_terms(query: PostQuery, conditions: list[str], values: dict[str, object]) -> None:
    carrying = "(SELECT post FROM post_terms WHERE term IN ({}))"
    for number, terms in enumerate(query.terms):
        conditions.append(f"id IN {carrying.format(_each(f'terms{number}'))}")
        values[f"terms{number}"] = json.dumps(terms)
    if query.without_terms:
        conditions.append(f"id NOT IN {carrying.format(_each('no_terms'))}")
        values["no_terms"] = json.dumps(query.without_terms)


def _add_words(query: PostQuery, conditions: list[str], values: dict[str, object]) -> None:
    values["first_word"] = query.words[0].casefold() if query.words else ""
    for number, word in enumerate(query.words):
        name = f":word{number}"
        columns = ("title", "excerpt", "content")
        conditions.append(f"({' OR '.join(f'has_text({column}, {name})' for column in columns)})")
        values[f"word{number}"] = word.casefold()


def _add_moments(query: PostQuery, conditions: list[str], values: dict[str, object]) -> None:
    moments = (
        ("date > :after", "after", query.after),
        ("date < :before", "before", query.before),
        ("modified > :modified_after", "modified_after", query.modified_after),
        ("modified < :modified_before", "modified_before", query.modified_before),
    )
    for condition, name, moment in moments:
        if moment is not None:
            conditions.append(condition)
            values[name] = to_text(moment)


def _has_text(text: str, word: str) -> bool:
    """SQLite's LIKE folds the case of ASCII letters alone, and readers search for Ö too."""
    return word in text.casefold()


def _records(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[PostRecord]:
    terms = _terms_of(db, [row["id"] for row in rows])
    twins = _twins_of(db, [row["twins"] for row in rows])
    return [_record(row, terms, twins[row["twins"]]) for row in rows]


def _terms_of(db: sqlite3.Connection, posts: list[int]) -> dict[tuple[int, str], list[int]]:
    found = defaultdict(list)
    sql = (
        "SELECT post, taxonomy, id, is_default FROM post_terms JOIN terms ON terms.id = term"
        " WHERE post IN (SELECT value FROM json_each(?)) ORDER BY name, id"
    )
    for post, taxonomy, term, is_default in db.execute(sql, (json.dumps(posts),)):
        found[post, taxonomy].append(term)
        if is_default:
            found[post, "default"].append(term)
    return found


def _twins_of(db: sqlite3.Connection, groups: list[int]) -> dict[int, list[tuple[str, int]]]:
    found = defaultdict(list)
    sql = (
        "SELECT twins, lang, id FROM posts"
        " WHERE twins IN (SELECT value FROM json_each(?)) ORDER BY lang"
    )
    for group, lang, post in db.execute(sql, (json.dumps(groups),)):
        found[group].append((lang, post))
    return found


def _record(
    row: sqlite3.Row,
    terms: dict[tuple[int, str], list[int]],
    twins: Iterable[tuple[str, int]],
) -> PostRecord:
    values = {name: row[name] for name in _COLUMNS}
    values |= {
        "id": row["id"],
        "date": from_text(row["date"]),
        "has_date": bool(row["has_date"]),
        "modified": from_text(row["modified"]),
        "translations": tuple(twins),
        "categories": tuple(terms.get((row["id"], CATEGORY), ())),
        "default_category": next(iter(terms.get((row["id"], "default"), ())), 0),
        "tags": tuple(terms.get((row["id"], TAG), ())),
    }
    return PostRecord(**values)
