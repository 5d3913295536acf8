"""One client for the contract tests, so that the same tests can run against any server.

Every test makes names of its own with `word`, so it needs no empty blog.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import pytest
from flask import Flask

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from pipeline.localcms.app import BlogInfo, create_app
from pipeline.localcms.auth import create_password
from pipeline.localcms.store import Store
from tests.localcms_rest.rest_client import Client, MovableClock, basic

BLOG = BlogInfo("Example", ("en", "sv", "de"))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "blog.sqlite"


@pytest.fixture
def app(store_path: Path, clock: MovableClock) -> Flask:
    """A blog of the test's own."""
    return create_app(store_path, BLOG, clock)


@pytest.fixture
def store(app: Flask, store_path: Path, clock: MovableClock) -> Store:
    """The store of `app`."""
    return Store(store_path, clock)


@pytest.fixture
def own_client(app: Flask, store: Store) -> Client:
    """An editor of `app`."""
    return client_of(app, store, "editor")


@pytest.fixture(scope="session")
def shared_blog(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Store]:
    path = tmp_path_factory.mktemp("shared") / "blog.sqlite"
    return create_app(path, BLOG), Store(path)


@pytest.fixture(scope="session")
def client(shared_blog: tuple[Flask, Store]) -> Client:
    return client_of(*shared_blog, "editor")


@pytest.fixture(scope="session")
def author(shared_blog: tuple[Flask, Store]) -> Client:
    return client_of(*shared_blog, "author")


@pytest.fixture(scope="session")
def anybody(shared_blog: tuple[Flask, Store]) -> Client:
    return Client(shared_blog[0].test_client(), {})


@pytest.fixture
def word() -> str:
    """A word that nothing else in the blog holds."""
    return f"w{uuid.uuid4().hex[:12]}"


def client_of(app: Flask, store: Store, role: str) -> Client:
    """A client for a user of that role."""
    user = f"example-{role}"
    password = create_password(store, user, "tests", role)
    return Client(app.test_client(), basic(user, password))
