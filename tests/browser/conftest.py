"""The example blog, served to a real browser; it is started once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from pipeline.localcms.server import running
from tests.localcms_site.example_blog import example_store, site_app

collect_ignore = ["conftest.py"]  # several modules of this name cannot be searched for doctests


@pytest.fixture(scope="session")
def blog_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base address of the example blog."""
    store = example_store(tmp_path_factory.mktemp("served") / "blog.db")
    with running(site_app(store)) as url:
        yield url


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker as a script."""
    beside = Path(__file__).parent / "node_modules" / "axe-core"
    given = Path(os.environ.get("AXE_CORE", beside))
    script = given / "axe.min.js" if given.is_dir() else given
    if not script.is_file():
        pytest.skip("axe-core is not installed: npm install --prefix tests/browser")
    return script.read_text("utf-8")
