"""One client for the contract tests, which run against every CMS that keeps the contract: the
embedded one, a real WordPress with the bridge alone, and one with Polylang where `POLYLANG_SRC`
names a copy of it.

Every test makes names of its own with `word`, so it needs no empty blog.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from requests import Session

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from pipeline.localcms.app import create_app
from pipeline.localcms.auth import create_password
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.store import Store
from tests.localcms_rest.rest_client import Client, Cms, HttpOpener, MovableClock, basic
from tests.wordpress.server import wordpress

POLYLANG = os.environ.get("POLYLANG_SRC", "")
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


@contextmanager
def embedded_cms(folder: Path) -> Iterator[Cms]:
    path = folder / "blog.sqlite"
    app = create_app(path, BLOG)
    store = Store(path)
    logins = {role: (f"example-{role}", _password(store, role)) for role in ("editor", "author")}
    yield Cms(app.test_client, _headers(logins))


@contextmanager
def wordpress_cms(folder: Path, polylang: str = "") -> Iterator[Cms]:
    with wordpress(folder, polylang) as site, Session() as session:
        session.trust_env = False
        cms = Cms(lambda: HttpOpener(session, site.url), _headers(site.logins))
        for lang in BLOG.languages:  # An editor brings in a language, others may use it then.
            cms.client("editor").made("/tags", name=f"first {lang}", lang=lang)
        yield cms


def polylang_cms(folder: Path) -> AbstractContextManager[Cms]:
    return wordpress_cms(folder, POLYLANG)


def _headers(logins: Mapping[str, tuple[str, str]]) -> dict[str, Mapping[str, str]]:
    return {role: basic(*login) for role, login in logins.items()}


SITES = [
    pytest.param(embedded_cms, id="embedded"),
    pytest.param(wordpress_cms, id="wordpress", marks=pytest.mark.component),
    *([pytest.param(polylang_cms, id="polylang", marks=pytest.mark.component)] if POLYLANG else []),
]


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An editor of an embedded CMS that tests share."""
    with embedded_cms(tmp_path_factory.mktemp("embedded")) as site:
        yield site.client("editor")


@pytest.fixture(scope="session", params=SITES)
def cms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cms]:
    """Each of the CMSs that keep the contract, one after the other."""
    with request.param(tmp_path_factory.mktemp("cms")) as site:
        yield site


@pytest.fixture(scope="session")
def client(cms: Cms) -> Client:
    return cms.client("editor")


@pytest.fixture(scope="session")
def author(cms: Cms) -> Client:
    return cms.client("author")


@pytest.fixture(scope="session")
def anybody(cms: Cms) -> Client:
    return Client(cms.opener(), {})


@pytest.fixture
def word() -> str:
    """A word that nothing else in the blog holds."""
    return f"w{uuid.uuid4().hex[:12]}"


def client_of(app: Flask, store: Store, role: str) -> Client:
    """A client for a user of that role."""
    return Client(app.test_client(), basic(f"example-{role}", _password(store, role)))


def _password(store: Store, role: str) -> str:
    return create_password(store, f"example-{role}", "tests", role)
