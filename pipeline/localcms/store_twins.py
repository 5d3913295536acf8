"""SQL that links the language versions of posts and of terms.

A version's `twins` number names its group; every version is in exactly one, if only by itself, so
a link is never one-way. A unique index keeps two of one language out of one group.
"""

# Only the names of two tables are joined into statements; every value is bound.
# ruff: noqa: S608

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from enum import StrEnum


class Table(StrEnum):
    """What can have versions in several languages."""

    POSTS = "posts"
    TERMS = "terms"


def link(db: sqlite3.Connection, table: Table, member: int, others: Mapping[str, int]) -> None:
    """Puts the others, by language, into the member's group.

    Who stood there in that language leaves the group. Each of the others brings along the rest of
    its own group, for languages that are still free. A language with id 0 is left out of the
    group; no others at all take the member out of its group.
    """
    if not others:
        _leave(db, table, member)
        return
    group = _group_of(db, table, member)
    earlier = [_group_of(db, table, other) for other in others.values() if other]
    for lang, other in others.items():
        _push_out(db, table, group, lang, other)
        _enter(db, table, group, [other] if other else [])
    for other_group in earlier:
        _enter(db, table, group, _fitting(db, table, other_group, group))


def _group_of(db: sqlite3.Connection, table: Table, member: int) -> int:
    row = db.execute(f"SELECT twins FROM {table} WHERE id = ?", (member,)).fetchone()
    return int(row["twins"])


def _enter(db: sqlite3.Connection, table: Table, group: int, members: Iterable[int]) -> None:
    rows = [(group, member) for member in members]
    db.executemany(f"UPDATE {table} SET twins = ? WHERE id = ?", rows)


def _push_out(db: sqlite3.Connection, table: Table, group: int, lang: str, other: int) -> None:
    held = db.execute(
        f"SELECT id FROM {table} WHERE twins = ? AND lang = ? AND id <> ?", (group, lang, other)
    ).fetchone()
    if held is not None:
        _leave(db, table, held["id"])


def _leave(db: sqlite3.Connection, table: Table, member: int) -> None:
    db.execute(
        f"UPDATE {table} SET twins = (SELECT max(twins) + 1 FROM {table}) WHERE id = ?", (member,)
    )


def _fitting(db: sqlite3.Connection, table: Table, source: int, target: int) -> list[int]:
    rows = db.execute(
        f"SELECT id FROM {table} WHERE twins = :source"
        f" AND lang NOT IN (SELECT lang FROM {table} WHERE twins = :target)",
        {"source": source, "target": target},
    )
    return [row["id"] for row in rows]
