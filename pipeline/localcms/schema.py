"""The tables, and connections to them; a database of a newer version is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.speech import N_, say

VERSION = 4

_REASONS = (
    N_("file is not a database"),
    N_("unable to open database file"),
    N_("database disk image is malformed"),
    N_("database is locked"),
    N_("database or disk is full"),
    N_("attempt to write a readonly database"),
    N_("disk I/O error"),
)
"""What SQLite finds wrong; looked up when it says so."""

_TABLES = """
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL CHECK (role IN ('administrator', 'editor', 'author'))
);
CREATE TABLE passwords (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    name TEXT NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE media (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    alt_text TEXT NOT NULL,
    caption TEXT NOT NULL,
    description TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    filename TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    post INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES users,
    date TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE media_bytes (
    media INTEGER PRIMARY KEY REFERENCES media ON DELETE CASCADE,
    data BLOB NOT NULL
);
CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    slug TEXT NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('publish', 'future', 'draft', 'pending', 'private', 'trash')),
    date TEXT NOT NULL,
    has_date INTEGER NOT NULL,
    modified TEXT NOT NULL,
    lang TEXT NOT NULL,
    twins INTEGER NOT NULL,
    featured_media INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES users,
    desired_slug TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    published_etag TEXT NOT NULL,
    published TEXT NOT NULL DEFAULT '',
    alternates TEXT NOT NULL DEFAULT '',
    image_alt TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX posts_slug ON posts (slug) WHERE slug <> '';
CREATE UNIQUE INDEX posts_twins ON posts (twins, lang);
CREATE UNIQUE INDEX posts_key ON posts (key, lang) WHERE key <> '' AND status <> 'trash';
CREATE INDEX posts_listed ON posts (status, lang, date);
CREATE INDEX posts_due ON posts (date) WHERE status = 'future';
CREATE TABLE old_slugs (
    slug TEXT NOT NULL,
    post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (slug, post)
) WITHOUT ROWID;
CREATE TABLE terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    taxonomy TEXT NOT NULL CHECK (taxonomy IN ('category', 'post_tag')),
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    parent INTEGER NOT NULL,
    lang TEXT NOT NULL,
    twins INTEGER NOT NULL,
    is_default INTEGER NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    published_etag TEXT NOT NULL
);
CREATE UNIQUE INDEX terms_slug ON terms (taxonomy, slug);
CREATE UNIQUE INDEX terms_twins ON terms (twins, lang);
CREATE UNIQUE INDEX terms_key ON terms (taxonomy, key, lang) WHERE key <> '';
CREATE TABLE post_terms (
    post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    term INTEGER NOT NULL REFERENCES terms ON DELETE CASCADE,
    PRIMARY KEY (post, term)
) WITHOUT ROWID;
CREATE INDEX post_terms_term ON post_terms (term);
"""


_STEPS = {
    1: "ALTER TABLE posts ADD COLUMN published TEXT NOT NULL DEFAULT ''",
    2: "ALTER TABLE posts ADD COLUMN alternates TEXT NOT NULL DEFAULT ''",
    3: "ALTER TABLE posts ADD COLUMN image_alt TEXT NOT NULL DEFAULT ''",
}
"""What makes a database of each older version one of the next."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection that checks foreign keys and waits for others' writes; the caller closes it."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path) -> None:
    """Makes the database if there is none, and refuses what is no database of ours."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(connect(path)) as connection:
            _prepare(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            say("the blog's database cannot be opened: {error}", error=say(str(error))),
            path=str(path),
            remedy=say("Check that the file is a database of this program and may be written"),
        ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) == VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    # Two programs may open a new database at once: the one that waited finds the tables there.
    version = _version(connection, path)
    steps = _TABLES.split(";\n") if version == 0 else [_STEPS[n] for n in range(version, VERSION)]
    for statement in steps:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise StorageError(
            say(
                "the blog's database is of version {version}, this program knows up to {ours}",
                version=version,
                ours=VERSION,
            ),
            path=str(path),
            remedy=say("Install the newer program, or name another database"),
        )
    return version
