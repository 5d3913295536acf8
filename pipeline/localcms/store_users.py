"""SQL over users and their application passwords, of which only salted hashes are kept."""

# Only names written in this file are joined into statements; every value is bound.
# ruff: noqa: S608

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.localcms.records import UserRecord

_USER = "users.id, login, users.name, email, role"


@dataclass(frozen=True, slots=True)
class PasswordRecord:
    """An application password that cannot be read back."""

    id: int
    uuid: str
    name: str
    """What the password is for."""
    salt: bytes
    hash: bytes
    created: str


def find_user(db: sqlite3.Connection, user_id: int) -> UserRecord | None:
    """The user of that id."""
    row = db.execute(f"SELECT {_USER} FROM users WHERE id = ?", (user_id,)).fetchone()
    return None if row is None else UserRecord(*row)


def find_by_login(db: sqlite3.Connection, login: str) -> UserRecord | None:
    """The user of that login name or e-mail address, whatever the case."""
    row = db.execute(
        f"SELECT {_USER} FROM users WHERE login = :login OR (email <> '' AND"
        " email = :login COLLATE NOCASE) ORDER BY login = :login DESC",
        {"login": login},
    ).fetchone()
    return None if row is None else UserRecord(*row)


def all_users(db: sqlite3.Connection) -> list[UserRecord]:
    """Every user, in the order in which they were added."""
    return [UserRecord(*row) for row in db.execute(f"SELECT {_USER} FROM users ORDER BY id")]


def add_user(db: sqlite3.Connection, login: str, name: str, email: str, role: str) -> int:
    """The id of a new user."""
    cursor = db.execute(
        "INSERT INTO users (login, name, email, role) VALUES (?, ?, ?, ?)",
        (login, name, email, role),
    )
    return int(cursor.lastrowid or 0)


def passwords(db: sqlite3.Connection, user_id: int) -> list[PasswordRecord]:
    """The user's application passwords, the newest first."""
    rows = db.execute(
        "SELECT id, uuid, name, salt, hash, created FROM passwords WHERE user = ? ORDER BY id DESC",
        (user_id,),
    )
    return [PasswordRecord(*row) for row in rows]


def replace_password(db: sqlite3.Connection, user_id: int, password: PasswordRecord) -> None:
    """Writes a password in the place of the user's earlier one of that name."""
    db.execute("DELETE FROM passwords WHERE user = ? AND name = ?", (user_id, password.name))
    db.execute(
        "INSERT INTO passwords (uuid, user, name, salt, hash, created) VALUES (?, ?, ?, ?, ?, ?)",
        (
            password.uuid,
            user_id,
            password.name,
            password.salt,
            password.hash,
            password.created,
        ),
    )
