"""The public pages in a real browser: accessible, usable by keyboard, and within their width."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.localcms.server import running
from pipeline.localcms.store import Store
from tests.browser.reading import NARROWEST, PHONE, VIOLATIONS, WIDE, Scheme, reading
from tests.localcms_site.example_blog import Draft, add_post, site_app

pytestmark = pytest.mark.component

PAGES = [
    "/en/",
    "/sv/",
    "/en/a-year-of-weather/",
    "/sv/ett-ar-av-vader/",
    "/en/the-winter-harbour/",
    "/sv/vinterhamnen/",
    "/en/bread-on-a-wood-stove/",
    "/sv/fyrkarakterer-for-den-otalige/",
    "/en/category/craft/",
    "/sv/category/hantverk/",
    "/en/not-here/",
    "/sv/finns-inte/",
]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(
    browser: Browser, blog_url: str, axe: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    found: dict[str, Any] = {}
    with reading(browser, size, scheme, axe) as page:
        for path in PAGES:
            page.goto(blog_url + path)
            found[path] = page.evaluate(VIOLATIONS)
    assert found == {path: [] for path in PAGES}


def test_the_policy_blocks_nothing_that_belongs_there(browser: Browser, blog_url: str) -> None:
    complaints: list[str] = []
    with reading(browser) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in PAGES:
            page.goto(blog_url + path)
    # The browser itself reports that the two pages which are not there are not there.
    assert [text for text in complaints if "404" not in text] == []


@pytest.mark.parametrize("size", [NARROWEST, PHONE, WIDE], ids=["320", "390", "1280"])
def test_no_page_scrolls_sideways(browser: Browser, blog_url: str, size: tuple[int, int]) -> None:
    wider: dict[str, int] = {}
    with reading(browser, size) as page:
        for path in PAGES:
            page.goto(blog_url + path)
            wider[path] = page.evaluate("document.documentElement.scrollWidth") - size[0]
    assert {path: excess for path, excess in wider.items() if excess > 0} == {}


def test_content_that_is_too_wide_scrolls_by_itself(browser: Browser, tmp_path: Path) -> None:
    store = Store(tmp_path / "blog.db")
    long, cells = "Flaggstångsknopp" * 12, f"<td>{'1' * 20}</td>" * 12
    content = (
        f"<p>{long} https://blog.example/{'a/' * 90}</p><p><code>{long}</code></p>"
        f"<pre><code>{long}{long}</code></pre><table><tbody><tr>{cells}</tr></tbody></table>"
        f"<figure class='wp-block-table alignwide'><table><tr>{cells}</tr></table></figure>"
        f"<ul><li><ul><li><ul><li><pre>{long}</pre></li></ul></li></ul></li></ul>"
        f"<blockquote><p>{long}</p></blockquote><h2>{long}</h2>"
        "<div class='wp-block-columns is-not-stacked-on-mobile'>"
        f"<div class='wp-block-column'><p>{long}</p></div>"
        f"<div class='wp-block-column'><pre>{long}</pre></div></div>"
        "<img class='alignfull' width='3000' height='20' alt='' src='/media/none.png'>"
    )
    add_post(store, Draft("en", "wide", long, content))
    wider: list[int] = []
    with running(site_app(store)) as url:
        for size in (NARROWEST, PHONE, WIDE):
            with reading(browser, size) as page:
                page.goto(f"{url}/en/wide/")
                wider.append(page.evaluate("document.documentElement.scrollWidth") - size[0])
    assert wider == [0, 0, 0]


def test_the_keyboard_reaches_the_text_and_the_switcher(browser: Browser, blog_url: str) -> None:
    steps: list[str] = []
    with reading(browser) as page:
        page.goto(f"{blog_url}/en/the-winter-harbour/")
        focused: Callable[[], str] = lambda: page.evaluate(  # noqa: E731
            "document.activeElement.textContent.trim()"
        )
        for _ in range(4):
            page.keyboard.press("Tab")
            steps.append(focused())
        page.keyboard.press("Enter")
        page.wait_for_url("**/sv/vinterhamnen/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        main = page.evaluate("document.activeElement.id")
    assert (steps, main) == (
        ["Skip to the text", "Notes from Norrskär", "English", "Svenska"],
        "site-main",
    )


def test_what_has_the_focus_is_marked(browser: Browser, blog_url: str) -> None:
    with reading(browser) as page:
        page.goto(f"{blog_url}/en/")
        for _ in range(3):
            page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_reader_who_wants_no_motion_gets_none(browser: Browser, blog_url: str) -> None:
    with reading(browser) as page:
        page.emulate_media(reduced_motion="reduce")
        page.goto(f"{blog_url}/en/")
        style = page.evaluate(
            "[getComputedStyle(document.documentElement).scrollBehavior,"
            " getComputedStyle(document.querySelector('a')).transitionDuration]"
        )
    assert style == ["auto", "0s"]


def test_paper_gets_the_text_and_no_navigation(browser: Browser, blog_url: str) -> None:
    with reading(browser, scheme="dark") as page:
        page.goto(f"{blog_url}/en/a-year-of-weather/")
        page.emulate_media(media="print")
        shown = page.evaluate(
            "['.site-languages', '.site-foot', '.site-beside', '.site-text']"
            ".filter(s => document.querySelector(s).checkVisibility())"
        )
        colours = page.evaluate(
            "(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))"
        )
    assert (shown, colours) == ([".site-text"], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"])
