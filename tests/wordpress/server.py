"""A real WordPress for as long as a block lasts, started and ended by `up` and `down`."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
_NOT_INSTALLED = 69
_TRIES = 3


@dataclass(frozen=True, slots=True)
class WordPress:
    """A running site with its users' application passwords."""

    url: str
    logins: dict[str, tuple[str, str]]
    """By role: user and password."""
    browser_password: str
    """What the editor signs in with in a browser, where application passwords do not count."""


@contextmanager
def wordpress(folder: Path, polylang: str = "", *, has_bridge: bool = True) -> Iterator[WordPress]:
    """A new site in the folder; skips the test where the packages for it are not installed."""
    chosen = {"POLYLANG_SRC": polylang, "WITHOUT_BRIDGE": "" if has_bridge else "1"}
    try:
        yield _started(folder, {**os.environ, **chosen})
    finally:
        subprocess.run([HERE / "down", folder], check=True, timeout=60)


def _started(folder: Path, environment: dict[str, str]) -> WordPress:
    error = ""
    for _ in range(_TRIES):  # Somebody may take the free port before PHP does.
        done = subprocess.run(
            [HERE / "up", folder, str(_free_port())],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
            env=environment,
        )
        error = done.stderr.strip()
        if done.returncode == _NOT_INSTALLED:
            pytest.skip(error)
        if done.returncode == 0:
            said = json.loads(done.stdout)
            roles = {"administrator": said, "editor": said["editor"], "author": said["author"]}
            logins = {role: (user["user"], user["password"]) for role, user in roles.items()}
            return WordPress(said["url"], logins, said["editor"]["login"])
    raise AssertionError(error)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
