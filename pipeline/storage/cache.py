"""What earlier runs found out, so that files that have not changed need not be opened.

The cache is one SQLite file that may be deleted at any time. One that is damaged, or made by
another version, is thrown away without a word; where it cannot be read or written, everything is
worked out anew. So nothing here raises.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import TvillingError
from pipeline.storage.cache_rows import PageFacts, PostFacts
from pipeline.storage.cache_version import version_of
from pipeline.storage.files import refuse_outside, write_text
from pipeline.storage.stamps import Stamp
from pipeline.storage.workspace import STATE, Workspace

NAME = "cache.sqlite"
_OURS = 0x5456494C  # "TVIL": the application id of the file
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PATIENCE = 2.0
"""Seconds to wait for another process; the next run works out again what was not kept."""

_LAYOUT = (
    f"PRAGMA application_id = {_OURS}",
    "CREATE TABLE state (key TEXT PRIMARY KEY, value BLOB)",
    f"CREATE TABLE post ({', '.join(PostFacts._fields)}, PRIMARY KEY (path)) WITHOUT ROWID",
    f"CREATE TABLE page ({', '.join(PageFacts._fields)}, PRIMARY KEY (path)) WITHOUT ROWID",
)
_PUT_POST = f"REPLACE INTO post VALUES ({', '.join('?' * len(PostFacts._fields))})"  # noqa: S608
_SAME = " AND ".join(
    f"page.{name} = excluded.{name}" for name in ("digest", "basis", "source", "source_lang")
)
_KEPT = "coalesce(excluded.{0}, CASE WHEN " + _SAME + " THEN page.{0} END)"
# What one command found out of a page stays when another asks for something else.
_PUT_PAGE = (
    f"INSERT INTO page VALUES ({', '.join('?' * len(PageFacts._fields))}) "  # noqa: S608
    "ON CONFLICT (path) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in PageFacts._fields[1:-2])
    + "".join(f", {name} = {_KEPT.format(name)}" for name in PageFacts._fields[-2:])
)
Result = TypeVar("Result")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the cache holds, by path."""

    posts: Mapping[str, PostFacts] = field(default_factory=dict)
    pages: Mapping[str, PageFacts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the cache holds of a blog that is, file by file, as it was and all in step."""

    pages: tuple[Row, ...]
    """In no order."""
    orphans: tuple[str, ...]
    posts: tuple[PostFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What a run has found out."""

    posts: Sequence[PostFacts] = ()
    pages: Sequence[PageFacts] = ()
    gone: Sequence[str] = ()
    """The paths of posts and catalogues that are no more."""
    tree: bytes | None = None
    """How the blog looks as a whole if all of it is in step and known; see `tree_of`."""
    size: tuple[int, int] = (0, 0)
    """How many posts and pages there are then: the rows may have gone with a deleted file."""
    orphans: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache of one blog; without a path, nothing is known and nothing is kept."""

    path: str
    version: str

    def posts(self) -> Mapping[str, PostFacts]:
        """What is known of posts, by path."""
        return self._read(lambda db: {row[0]: row for row in _posts(db)}) or {}

    def load(self, *, coverage: bool = False, findings: bool = False) -> Kept:
        """Everything there is; of coverage and findings only what is asked for."""

        def read(db: sqlite3.Connection) -> Kept:
            posts, pages = _posts(db), _pages(db, coverage=coverage, findings=findings)
            return Kept({row[0]: row for row in posts}, {row[0]: row for row in pages})

        return self._read(read) or Kept()

    def settled(self, tree: bytes, fields: Sequence[str], *, posts: bool = False) -> Settled | None:
        """What is known of the blog, if it still looks like `tree`; no row needs a second look.

        `fields` are those of `PageFacts` to tell of each page; the posts come along where they are
        asked for. To fetch all of all rows would take longer than to look at every file.
        """

        def read(db: sqlite3.Connection) -> Settled | None:
            if _state(db, "tree") != tree:
                return None
            size, _, orphans = (_state(db, "rest") or b"").decode().partition("\0")
            names = ", ".join(fields)
            pages = db.execute(f"SELECT {names} FROM page").fetchall()  # noqa: S608
            known = tuple(_posts(db)) if posts else ()
            if size != f"{_count(db)} {len(pages)}":
                return None
            return Settled(tuple(pages), tuple(filter(None, orphans.split("\0"))), known)

        return self._read(read)

    def save(self, news: News) -> None:
        """Keeps what is new, in one transaction."""
        if not self.path or not (news.posts or news.pages or news.gone or news.tree):
            return
        with contextlib.suppress(OSError, sqlite3.Error, TvillingError):
            _make_folder(self.path)
            try:
                _write(self.path, self.version, news)
            except sqlite3.Error as error:
                if _is_busy(error):
                    return
                _throw_away(self.path)
                _write(self.path, self.version, news)

    def _read(self, read: Callable[[sqlite3.Connection], Result | None]) -> Result | None:
        if not self.path or not os.path.isfile(self.path):  # noqa: PTH113
            return None
        # `urllib.parse.quote` would cost 4 ms to import; these are what SQLite looks for.
        quoted = self.path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        address = f"file:{quoted}?mode=ro"
        try:
            with contextlib.closing(sqlite3.connect(address, _PATIENCE, uri=True)) as db:
                return read(db) if _is_of(db, self.version) else None
        except (sqlite3.Error, ValueError) as error:
            if not _is_busy(error):
                _throw_away(self.path)
            return None


def open_cache(workspace: Workspace) -> Cache:
    """The cache of the blog, whether it is there yet or not."""
    name = f"{STATE}/{NAME}"
    try:
        refuse_outside(workspace.root, name)
    except TvillingError:
        return NO_CACHE
    return Cache(f"{workspace.root}/{name}", version_of(workspace.settings))


NO_CACHE = Cache("", "")


def tree_of(*scans: Mapping[str, Stamp]) -> bytes:
    """How all files together look: two trees are equal where every path and stamp is."""
    # To compare one value of a megabyte takes 1 ms; twenty thousand rows would take 30.
    parts: list[bytes] = []
    for stamps in scans:
        parts.append("\0".join(stamps).encode())
        parts.append(array("q", chain.from_iterable(stamps.values())).tobytes())
    return b"\0\0".join(parts)


def _posts(db: sqlite3.Connection) -> Iterator[PostFacts]:
    return map(PostFacts._make, db.execute("SELECT * FROM post"))


def _pages(db: sqlite3.Connection, *, coverage: bool, findings: bool) -> Iterator[PageFacts]:
    names = [*PageFacts._fields[:-2]]
    names += ["coverage" if coverage else "NULL", "findings" if findings else "NULL"]
    rows = db.execute(f"SELECT {', '.join(names)} FROM page")  # noqa: S608
    return map(PageFacts._make, rows)


def _count(db: sqlite3.Connection) -> int:
    count: int = db.execute("SELECT count(*) FROM post").fetchone()[0]
    return count


def _state(db: sqlite3.Connection, key: str) -> bytes | None:
    found = db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return found[0] if found else None


def _is_of(db: sqlite3.Connection, version: str) -> bool:
    if db.execute("PRAGMA application_id").fetchone() != (_OURS,):
        raise sqlite3.DatabaseError("it is another program's file")
    return _state(db, "version") == version.encode()


def _write(path: str, version: str, news: News) -> None:
    with contextlib.closing(sqlite3.connect(path, _PATIENCE, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
            _lay_out(db, version)
        elif not _is_of(db, version):
            raise sqlite3.DatabaseError("it is of another version")
        db.executemany(_PUT_POST, news.posts)
        db.executemany(_PUT_PAGE, news.pages)
        gone = [(path,) for path in news.gone]
        db.executemany("DELETE FROM post WHERE path = ?", gone)
        db.executemany("DELETE FROM page WHERE path = ?", gone)
        rest = "\0".join(("{} {}".format(*news.size), *news.orphans))
        state = {"tree": news.tree, "rest": rest.encode()}
        db.executemany("REPLACE INTO state VALUES (?, ?)", state.items())
        db.execute("COMMIT")


def _lay_out(db: sqlite3.Connection, version: str) -> None:
    for statement in _LAYOUT:
        db.execute(statement)
    db.execute("INSERT INTO state VALUES ('version', ?)", (version.encode(),))


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) in _BUSY


def _make_folder(path: str) -> None:
    folder = Path(path).parent
    if not folder.is_dir():
        write_text(folder / ".gitignore", "*\n", f"{STATE}/.gitignore")


def _throw_away(path: str) -> None:
    for name in (path, f"{path}-journal"):
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
