"""The example blog, once for all tests that only read it, and an empty blog for the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from pipeline.localcms.store import Store
from tests.localcms_site.example_blog import NOW, example_store, site_app

collect_ignore = ["conftest.py"]  # several modules of this name cannot be searched for doctests


@pytest.fixture(scope="session")
def example_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A reader of the example blog."""
    path = tmp_path_factory.mktemp("example") / "blog.db"
    return site_app(example_store(path)).test_client()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty blog."""
    return Store(tmp_path / "blog.db", clock=lambda: NOW)


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    """A reader of the blog in `store`."""
    with site_app(store).test_client() as client:
        yield client
