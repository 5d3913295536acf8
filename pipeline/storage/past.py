"""What was found out of contents that git keeps; a content never changes, so nor does this.

One SQLite file beside the cache, that may be deleted at any time. Nothing here raises: what cannot
be kept is worked out again.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import TvillingError
from pipeline.storage.files import refuse_outside
from pipeline.storage.workspace import STATE, Workspace

NAME = "past.sqlite"
_PATIENCE = 2.0
_LAYOUT = "CREATE TABLE IF NOT EXISTS blob (name TEXT PRIMARY KEY, fact TEXT) WITHOUT ROWID"


def known(workspace: Workspace, version: int) -> dict[str, str]:
    """What is kept of each content, by its name; `version` counts the meanings of what is kept."""
    path = workspace.root / STATE / NAME
    if not path.is_file():
        return {}
    try:
        with contextlib.closing(sqlite3.connect(path, _PATIENCE)) as db:
            if db.execute("PRAGMA user_version").fetchone() != (version,):
                return {}
            return dict(db.execute("SELECT name, fact FROM blob"))
    except sqlite3.Error:
        return {}


def keep(workspace: Workspace, version: int, facts: Mapping[str, str]) -> None:
    """Keeps what is new, in one transaction; what is of another version is thrown away."""
    if not facts:
        return
    with contextlib.suppress(OSError, TvillingError):
        refuse_outside(workspace.root, f"{STATE}/{NAME}")
        path = workspace.state() / NAME
        try:
            _write(path, version, facts)
        except sqlite3.Error:
            path.unlink(missing_ok=True)
            with contextlib.suppress(sqlite3.Error):
                _write(path, version, facts)


def _write(path: Path, version: int, facts: Mapping[str, str]) -> None:
    with contextlib.closing(sqlite3.connect(path, _PATIENCE, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone() != (version,):
            db.execute("DROP TABLE IF EXISTS blob")
        db.execute(_LAYOUT)
        db.executemany("REPLACE INTO blob VALUES (?, ?)", facts.items())
        db.execute(f"PRAGMA user_version = {version:d}")
        db.execute("COMMIT")
