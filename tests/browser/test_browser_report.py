"""The report in a real browser, opened from the disk."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.storage.workspace import open_workspace
from pipeline.workflows.html_report import write_report
from tests.browser.reading import NARROWEST, PHONE, VIOLATIONS, WIDE, Scheme, reading

pytestmark = pytest.mark.component

ROOT = Path(__file__).parents[2]
PAGES = ["index.html", "posts/sv/sew-a-pamphlet.html", "posts/sv/the-ampersand.html"]
HUGE = (2200, 1200)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the folder; the history is the project's own where there is one."""
    folder = tmp_path_factory.mktemp("reported")
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "setup.cfg").write_text(
        "[tvilling]\nlanguages = en, sv\nsource_url = https://code.example/{path}#L{line}\n"
    )
    write_report(open_workspace(folder), folder / "out", now=datetime(2026, 5, 1, tzinfo=UTC))
    return f"file://{folder}/out/"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_report_has_a_barrier(
    browser: Browser, report: str, axe: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    found: dict[str, Any] = {}
    with reading(browser, size, scheme, axe) as page:
        for path in PAGES:
            page.goto(report + path)
            found[path] = page.evaluate(VIOLATIONS)
    assert found == {path: [] for path in PAGES}


@pytest.mark.parametrize("size", [NARROWEST, PHONE, WIDE, HUGE], ids=["320", "390", "1280", "2200"])
def test_no_page_of_the_report_scrolls_sideways(
    browser: Browser, report: str, size: tuple[int, int]
) -> None:
    wider: dict[str, int] = {}
    with reading(browser, size) as page:
        for path in PAGES:
            page.goto(report + path)
            wider[path] = page.evaluate("document.documentElement.scrollWidth") - size[0]
    assert {path: excess for path, excess in wider.items() if excess > 0} == {}


def test_the_report_asks_for_nothing_but_its_own_files(browser: Browser, report: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    with reading(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        for path in PAGES:
            page.goto(report + path)
        font = page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight")
    assert ([url for url in asked if not url.startswith(report)], complaints) == ([], [])
    assert font == "700"


def test_the_keyboard_leads_from_the_overview_to_a_post(browser: Browser, report: str) -> None:
    with reading(browser) as page:
        page.goto(report + PAGES[0])
        page.get_by_role("link", name="sew-a-pamphlet").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/posts/sv/sew-a-pamphlet.html")
        link = page.get_by_role("link", name="sew-a-pamphlet.po:63")
        assert link.get_attribute("href") == (
            "https://code.example/locales/sv/LC_MESSAGES/sew-a-pamphlet.po#L63"
        )


def test_what_changed_can_be_read_without_colour(browser: Browser, report: str) -> None:
    with reading(browser) as page:
        page.goto(report + PAGES[1])
        lines = page.evaluate(
            "['del', 'ins'].map(n => document.querySelector(n))"
            ".map(e => getComputedStyle(e).textDecorationLine)"
        )
    assert lines == ["line-through", "underline"]


def test_on_paper_the_report_is_black_on_white(browser: Browser, report: str) -> None:
    with reading(browser, scheme="dark") as page:
        page.goto(report + PAGES[0])
        page.emulate_media(media="print")
        colours = page.evaluate(
            "(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))"
        )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
