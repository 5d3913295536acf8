"""SQL over uploaded files; the bytes are blobs, so the database is the whole blog."""

# Only names written in this file are joined into statements; every value is bound.
# ruff: noqa: S608

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from pipeline.localcms.clock import from_text, to_text
from pipeline.localcms.records import MediaRecord

_COLUMNS = (
    "slug title alt_text caption description mime_type filename width height size sha256 post"
    " author date modified"
).split()

_ORDERS = {
    "author": "author",
    "date": "date",
    "id": "id",
    "include": "(SELECT key FROM json_each(:include) WHERE value = media.id)",
    "modified": "modified",
    "slug": "slug",
    "title": "title",
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class MediaQuery:
    """Which files, in which order; an empty tuple, or nothing, asks for no restriction."""

    slugs: tuple[str, ...] = ()
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    search: str = ""
    """Stands in the title, the name or the caption."""
    limit: int = 10
    offset: int = 0
    order_by: str = "date"
    descending: bool = True


def find_files(db: sqlite3.Connection, query: MediaQuery) -> tuple[list[MediaRecord], int]:
    """The files asked for, and how many there are without `limit` and `offset`."""
    asked = (
        ("slug IN (SELECT value FROM json_each(:slugs))", query.slugs),
        ("id IN (SELECT value FROM json_each(:include))", query.include),
        ("id NOT IN (SELECT value FROM json_each(:exclude))", query.exclude),
        ("instr(lower(title || ' ' || filename || ' ' || caption), :search)", query.search),
    )
    where = " AND ".join(condition for condition, value in asked if value) or "1"
    values = {
        "slugs": json.dumps(query.slugs),
        "include": json.dumps(query.include),
        "exclude": json.dumps(query.exclude),
        "search": query.search.lower(),
        "limit": query.limit,
        "offset": query.offset,
    }
    total = db.execute(f"SELECT count(*) FROM media WHERE {where}", values).fetchone()[0]
    direction = "DESC" if query.descending else "ASC"
    rows = db.execute(
        f"SELECT * FROM media WHERE {where}"
        f" ORDER BY {_ORDERS[query.order_by]} {direction}, id {direction}"
        " LIMIT :limit OFFSET :offset",
        values,
    )
    return [_record(row) for row in rows], total


def find_media(db: sqlite3.Connection, media_id: int) -> MediaRecord | None:
    """The file of that id."""
    row = db.execute("SELECT * FROM media WHERE id = ?", (media_id,)).fetchone()
    return None if row is None else _record(row)


def find_by_filename(db: sqlite3.Connection, name: str) -> MediaRecord | None:
    """The file of that name."""
    row = db.execute("SELECT * FROM media WHERE filename = ?", (name,)).fetchone()
    return None if row is None else _record(row)


def read_bytes(db: sqlite3.Connection, media_id: int) -> bytes:
    """The bytes of a file; none where there is no such file."""
    row = db.execute("SELECT data FROM media_bytes WHERE media = ?", (media_id,)).fetchone()
    return b"" if row is None else bytes(row["data"])


def slug_is_taken(db: sqlite3.Connection, slug: str, besides: int) -> bool:
    """Whether another file or any post has the slug, as in WordPress, where files are posts."""
    return (
        db.execute(
            "SELECT 1 FROM media WHERE slug = :slug AND id <> :id"
            " UNION ALL SELECT 1 FROM posts WHERE slug = :slug",
            {"slug": slug, "id": besides},
        ).fetchone()
        is not None
    )


def save_media(db: sqlite3.Connection, media: MediaRecord) -> int:
    """Writes what is known of a file, of a new one where its id is 0; its id."""
    values = {name: getattr(media, name) for name in _COLUMNS}
    values |= {"date": to_text(media.date), "modified": to_text(media.modified)}
    if media.id:
        marks = ", ".join(f"{name} = :{name}" for name in _COLUMNS)
        db.execute(f"UPDATE media SET {marks} WHERE id = :id", values | {"id": media.id})
        return media.id
    marks = ", ".join(f":{name}" for name in _COLUMNS)
    cursor = db.execute(f"INSERT INTO media ({', '.join(_COLUMNS)}) VALUES ({marks})", values)
    return int(cursor.lastrowid or 0)


def save_bytes(db: sqlite3.Connection, media_id: int, data: bytes) -> None:
    """Writes the bytes of a new file."""
    db.execute("INSERT INTO media_bytes (media, data) VALUES (?, ?)", (media_id, data))


def delete_media(db: sqlite3.Connection, media_id: int) -> None:
    """Removes the file and its place at the head of posts."""
    db.execute("UPDATE posts SET featured_media = 0 WHERE featured_media = ?", (media_id,))
    db.execute("DELETE FROM media WHERE id = ?", (media_id,))


def _record(row: sqlite3.Row) -> MediaRecord:
    values = {name: row[name] for name in (*_COLUMNS, "id")}
    values |= {"date": from_text(row["date"]), "modified": from_text(row["modified"])}
    return MediaRecord(**values)
