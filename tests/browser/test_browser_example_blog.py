"""The blog that the project ships, published and read in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.localcms.server import running
from pipeline.model.target import LOCAL
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.publish import publish
from pipeline.workflows.serve import local_app
from tests.browser.reading import NARROWEST, PHONE, VIOLATIONS, WIDE, Scheme, reading

pytestmark = pytest.mark.component

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base address of the shipped blog, as `make demo` publishes it."""
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "setup.cfg", folder)
    workspace = open_workspace(folder)
    report = publish(workspace, LOCAL, now=datetime.now(UTC), secret=lambda _: "").report
    assert report is not None
    assert report.is_fine
    with running(local_app(workspace)) as url:
        yield url


@pytest.fixture(scope="module")
def paths(browser: Browser, shipped: str) -> list[str]:
    """Every page that the site map names, the homes of both languages among them."""
    with reading(browser) as page:
        answer = page.request.get(f"{shipped}/sitemap.xml").text()
    return re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", answer)


def test_the_site_map_names_homes_and_posts(paths: list[str]) -> None:
    wanted = {"/en/", "/sv/", "/en/twenty-nine-letters/", "/sv/tjugonio-bokstaver/"}
    assert wanted <= set(paths)


@pytest.mark.parametrize(
    ("scheme", "size"),
    [("light", WIDE), ("dark", PHONE)],
    ids=["wide and light", "on a phone and dark"],
)
def test_no_page_of_the_shipped_blog_has_a_barrier(
    browser: Browser,
    shipped: str,
    paths: list[str],
    axe: str,
    scheme: Scheme,
    size: tuple[int, int],
) -> None:
    found: dict[str, Any] = {}
    with reading(browser, size, scheme, axe) as page:
        for path in paths:
            page.goto(shipped + path)
            found[path] = page.evaluate(VIOLATIONS)
    assert found == {path: [] for path in paths}


def test_no_page_of_the_shipped_blog_scrolls_sideways(
    browser: Browser, shipped: str, paths: list[str]
) -> None:
    wider: dict[str, int] = {}
    with reading(browser, NARROWEST) as page:
        for path in paths:
            page.goto(shipped + path)
            wider[path] = page.evaluate("document.documentElement.scrollWidth") - NARROWEST[0]
    assert {path: excess for path, excess in wider.items() if excess > 0} == {}


def test_every_picture_is_shown(browser: Browser, shipped: str, paths: list[str]) -> None:
    broken: list[str] = []
    with reading(browser) as page:
        for path in paths:
            page.goto(shipped + path, wait_until="load")
            broken += page.evaluate(
                "Promise.all([...document.images].map(async i => {"
                " i.loading = 'eager'; await i.decode().catch(() => 0);"
                " return i.naturalWidth ? '' : i.src; })).then(all => all.filter(Boolean))"
            )
    assert broken == []
