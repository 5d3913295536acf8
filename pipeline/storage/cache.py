"""What earlier runs found out, so that files that have not changed need not be opened.

The cache is one SQLite file that may be deleted at any time. One that is damaged, or made by
another version, is thrown away without a word; where it cannot be read or written, everything is
worked out anew. So nothing here raises.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline.errors import TvillingError
from pipeline.speech import say
from pipeline.storage.cache_rows import (
    NO_FINDINGS,
    UNREAD,
    PageFacts,
    PostFacts,
    new_page,
    new_post,
)
from pipeline.storage.cache_values import Checked, Kept, News, Settled
from pipeline.storage.cache_version import Version, program_content, version_of
from pipeline.storage.files import refuse_outside, write_text
from pipeline.storage.ids import RESERVED
from pipeline.storage.stamps import Stamp, digest_of
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


def _put(table: str, row: type[tuple[object, ...]], same: Sequence[str], kept: int) -> str:
    """The statement that puts a row in its table.

    The last columns, `kept` in number, stay where the row brings nothing for them and the columns
    in `same` have not changed: what one command found out, another may not have asked for.
    """
    names: tuple[str, ...] = row._fields  # type: ignore[attr-defined]
    is_same = " AND ".join(f"{table}.{name} = excluded.{name}" for name in same)
    changes = [f"{name} = excluded.{name}" for name in names[1:-kept]]
    changes += [
        f"{name} = coalesce(excluded.{name}, CASE WHEN {is_same} THEN {table}.{name} END)"
        for name in names[-kept:]
    ]
    values = ", ".join("?" * len(names))
    return (
        f"INSERT INTO {table} VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT (path) DO UPDATE SET {', '.join(changes)}"
    )


_PUT_POST = _put("post", PostFacts, ("digest", "id"), 1)
_PUT_PAGE = _put("page", PageFacts, ("digest", "basis", "source", "source_lang"), 3)
Result = TypeVar("Result")
_DIGEST = 16
"""Bytes of what `digest_of` gives."""


class Cache(NamedTuple):
    """The cache of one blog; without a path, nothing is known and nothing is kept."""

    path: str
    version: Version

    def posts(self) -> Mapping[str, PostFacts]:
        """What is known of posts, by path."""
        return self._read(lambda db: {row[0]: row for row in _posts(db, standing=False)}) or {}

    def load(self, *, coverage: bool = False, rules: bytes | None = None) -> Kept:
        """Everything there is; coverage only if it is asked for.

        With the key of rules, the findings that are by them come as `UNREAD` where there are any,
        and with them how other pages see each page.
        """

        def read(db: sqlite3.Connection) -> Kept:
            findings = rules is not None and _state(db, "rules") == rules
            posts = _posts(db, standing=rules is not None)
            pages = _pages(db, coverage=coverage, standing=rules is not None, findings=findings)
            return Kept({row[0]: row for row in posts}, {row[0]: row for row in pages})

        return self._read(read) or Kept({}, {})

    def findings(self, paths: Sequence[str]) -> Mapping[str, str]:
        """The findings of the catalogues at the paths, as JSON; fewer than a thousand at a time."""

        def read(db: sqlite3.Connection) -> dict[str, str]:
            marks = ", ".join("?" * len(paths))
            rows = db.execute(
                f"SELECT path, findings FROM page WHERE path IN ({marks})",  # noqa: S608
                paths,
            )
            return {path: findings for path, findings in rows if findings is not None}

        return self._read(read) or {}

    def checked(self, tree: bytes, rules: bytes) -> Checked | None:
        """What the rules say of the blog, if it still looks like `tree` and all of it is known."""

        def read(db: sqlite3.Connection) -> Checked | None:
            if _state(db, "tree") != tree or _state(db, "rules") != rules:
                return None
            of_blog = _state(db, "of_blog")
            size, _, _ = (_state(db, "rest") or b"").decode().partition("\0")
            all_pages, known, of_posts = db.execute(_COUNTED, (RESERVED,)).fetchone()
            if of_blog is None or size != f"{_count(db)} {all_pages}" or known < all_pages:
                return None
            return Checked(db.execute(_WRONG).fetchall(), of_blog.decode(), of_posts or 0)

        return self._read(read)

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
            known = tuple(_posts(db, standing=False)) if posts else ()
            if size != f"{_count(db)} {len(pages)}":
                return None
            return Settled(tuple(pages), tuple(filter(None, orphans.split("\0"))), known)

        return self._read(read)

    def recalled(self, name: str, tree: bytes) -> str | None:
        """What was remembered by that name of a blog that looked like `tree`."""

        def read(db: sqlite3.Connection) -> str | None:
            known = _state(db, name)
            is_of_tree = known is not None and known.startswith(digest_of(tree))
            return known[_DIGEST:].decode() if known and is_of_tree else None

        return self._read(read)

    def remember(self, name: str, tree: bytes, text: str) -> None:
        """Keeps a text that holds as long as the blog looks like `tree`, if the cache is there."""
        if not self.path or not os.path.isfile(self.path):  # noqa: PTH113
            return
        # Whatever is wrong with the file now, the next run finds out.
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(self.path, _PATIENCE, isolation_level=None)) as db,
        ):
            if _is_of(db, self.path, self.version):
                value = digest_of(tree) + text.encode()
                db.execute("REPLACE INTO state VALUES (?, ?)", (name, value))

    def save(self, news: News) -> None:
        """Keeps what is new, in one transaction."""
        if not self.path or not news.is_any:
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
                return read(db) if _is_of(db, self.path, self.version) else None
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


NO_CACHE = Cache("", Version("", ""))


def tree_of(*scans: Mapping[str, Stamp]) -> bytes:
    """How all files together look: two trees are equal where every path and stamp is."""
    # To compare one value of a megabyte takes 1 ms; twenty thousand rows would take 30.
    parts: list[bytes] = []
    for stamps in scans:
        parts.append("\0".join(stamps).encode())
        # Half the work of filling an array.
        parts.append(struct.pack(f"{3 * len(stamps)}q", *chain.from_iterable(stamps.values())))
    return b"\0\0".join(parts)


def _posts(db: sqlite3.Connection, *, standing: bool) -> Iterator[PostFacts]:
    names = [*PostFacts._fields[:-1], "standing" if standing else "NULL"]
    return map(new_post, db.execute(f"SELECT {', '.join(names)} FROM post"))  # noqa: S608


def _pages(
    db: sqlite3.Connection, *, coverage: bool, standing: bool, findings: bool
) -> Iterator[PageFacts]:
    names = [*PageFacts._fields[:-3]]
    names += ["coverage" if coverage else "NULL", "standing" if standing else "NULL"]
    names += [_IN_SHORT if findings else "NULL"]
    rows = db.execute(f"SELECT {', '.join(names)} FROM page")  # noqa: S608
    return map(new_page, rows)


_IN_SHORT = f"iif(findings = '{NO_FINDINGS}', findings, iif(findings IS NULL, NULL, '{UNREAD}'))"


_COUNTED = "SELECT count(*), count(findings), sum(post != ?) FROM page"
_SHORT = 500
"""Findings in so many characters come at once: those of a page without any translation do."""
_WRONG = (
    "SELECT post, lang, path, source, "  # noqa: S608  # ours
    f"iif(length(findings) <= {_SHORT}, findings, '{UNREAD}') "
    f"FROM page WHERE findings != '{NO_FINDINGS}'"
)


def _count(db: sqlite3.Connection) -> int:
    """How many posts there are."""
    count: int = db.execute("SELECT count(*) FROM post").fetchone()[0]
    return count


def _state(db: sqlite3.Connection, key: str) -> bytes | None:
    found = db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return found[0] if found else None


def _is_of(db: sqlite3.Connection, path: str, version: Version) -> bool:
    if db.execute("PRAGMA application_id").fetchone() != (_OURS,):
        raise sqlite3.DatabaseError(say("it is another program's file"))
    if _state(db, "version") != version.asked.encode():
        return False
    if _state(db, "program") == version.program.encode():
        return True
    # A server that builds installs the program anew each time, and may bring the cache along. One
    # that came with a commit may say whatever somebody likes to be believed of the commit.
    from pipeline.storage.git_changes import may_be_committed

    return _state(db, "content") == program_content() and not may_be_committed(Path(path))


def _write(path: str, version: Version, news: News) -> None:
    with contextlib.closing(sqlite3.connect(path, _PATIENCE, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
            _lay_out(db, version)
        elif not _is_of(db, path, version):
            raise sqlite3.DatabaseError(say("it is of another version"))
        db.execute("REPLACE INTO state VALUES ('program', ?)", (version.program.encode(),))
        if news.rules is not None and _state(db, "rules") != news.rules:
            db.execute("UPDATE page SET findings = NULL")
            db.execute("REPLACE INTO state VALUES ('rules', ?)", (news.rules,))
        db.executemany(_PUT_POST, news.posts)
        standings = [(standing, path, digest) for path, standing, digest in news.standings]
        db.executemany("UPDATE post SET standing = ? WHERE path = ? AND digest = ?", standings)
        db.executemany(_PUT_PAGE, news.pages)
        gone = [(path,) for path in news.gone]
        db.executemany("DELETE FROM post WHERE path = ?", gone)
        db.executemany("DELETE FROM page WHERE path = ?", gone)
        rest = "\0".join(("{} {}".format(*news.size), *news.orphans))
        of_blog = None if news.of_blog is None else news.of_blog.encode()
        state = {"tree": news.tree, "rest": rest.encode()}
        if of_blog is not None or news.tree is None or _state(db, "tree") != news.tree:
            # What another command learns does not make what holds of the whole blog any worse.
            state["of_blog"] = of_blog
        db.executemany("REPLACE INTO state VALUES (?, ?)", state.items())
        db.execute("COMMIT")


def _lay_out(db: sqlite3.Connection, version: Version) -> None:
    for statement in _LAYOUT:
        db.execute(statement)
    state = {"version": version.asked.encode(), "content": program_content()}
    db.executemany("INSERT INTO state VALUES (?, ?)", state.items())


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
