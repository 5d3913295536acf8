"""The side-by-side view in a real browser: it follows the files, without mouse and colour too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.localcms.server import running
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.serve import served_app
from tests.browser.reading import NARROWEST, PHONE, VIOLATIONS, WIDE, Scheme, reading

pytestmark = pytest.mark.component

ROOT = Path(__file__).parents[2]
PAMPHLET = "/_preview/post/sv/sew-a-pamphlet"
LETTERS = "/_preview/post/sv/twenty-nine-letters"
PAGES = [
    "/_preview/",
    PAMPHLET,
    LETTERS,
    "/_preview/post/sv/the-ampersand",
    "/_preview/post/sv/visit-us",
    "/_preview/post/en/lagom",
    "/_preview/post/sv/none",
]
SHORT = 'msgstr "linjal och blyertspenna"'


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The example blog, to be edited."""
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "setup.cfg").write_text(
        "[tvilling]\nlanguages = en, sv\neditor_url = vscode://file{file}:{line}\n"
    )
    return tmp_path


@pytest.fixture
def url(blog: Path) -> Iterator[str]:
    with running(served_app(open_workspace(blog))) as address:
        yield address


@pytest.fixture
def catalogue(blog: Path) -> Path:
    return blog / "locales/sv/LC_MESSAGES/sew-a-pamphlet.po"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def opened(page: Page, url: str, path: str) -> Page:
    page.goto(url + path)
    return page


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_view_has_a_barrier(
    browser: Browser, url: str, axe: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    found: dict[str, Any] = {}
    with reading(browser, size, scheme, axe) as page:
        for path in PAGES:
            page.goto(url + path)
            found[path] = page.evaluate(VIOLATIONS)
    assert found == {path: [] for path in PAGES}


def test_an_open_entry_has_no_barrier(browser: Browser, url: str, axe: str) -> None:
    with reading(browser, script=axe) as page:
        opened(page, url, PAMPHLET).click(".tv-chip[data-mark=fuzzy]")
        expect(page.locator("#tv-panel")).to_be_visible()
        assert page.evaluate(VIOLATIONS) == []


@pytest.mark.parametrize("size", [NARROWEST, PHONE, WIDE], ids=["320", "390", "1280"])
def test_the_view_does_not_scroll_sideways(
    browser: Browser, url: str, size: tuple[int, int]
) -> None:
    wider: dict[str, int] = {}
    with reading(browser, size) as page:
        for path in PAGES:
            page.goto(url + path)
            wider[path] = page.evaluate("document.documentElement.scrollWidth") - size[0]
    assert {path: excess for path, excess in wider.items() if excess > 0} == {}


def test_an_edit_of_the_catalogue_is_shown_without_a_reload(
    browser: Browser, url: str, catalogue: Path
) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET).evaluate("window.stays = true")
        page.evaluate("scrollTo({top: 1200, behavior: 'instant'})")
        edit(catalogue, SHORT, 'msgstr "en alldeles ny linjal"')
        expect(page.get_by_text("en alldeles ny linjal").first).to_be_visible()
        assert page.evaluate("[window.stays, scrollY]") == [True, 1200]
        expect(page.locator("#tv-news")).to_contain_text("The files have changed")


def test_a_mended_catalogue_brings_the_page_back(
    browser: Browser, url: str, catalogue: Path
) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET)
        edit(catalogue, SHORT, "msgstr linjal")
        expect(page.get_by_role("alert")).to_contain_text("sew-a-pamphlet.po:59")
        edit(catalogue, "msgstr linjal", SHORT)
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.get_by_text("linjal och blyertspenna").first).to_be_visible()


def test_an_edit_of_the_post_is_shown_too(browser: Browser, url: str, blog: Path) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET)
        edit(blog / "posts/en/sew-a-pamphlet.md", "a ruler and a pencil", "a very long ruler")
        expect(page.locator(".tv-row .tv-chip[data-mark=new]")).to_have_text("not extracted")


def test_pointing_at_a_text_shows_its_partner(browser: Browser, url: str) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET).hover("text=a needle and some linen thread")
        lit = page.locator(".tv-seg.tv-on").all_text_contents()
    assert lit == ["a needle and some linen thread", "en nål och lite lintråd"]


def test_a_click_on_a_text_opens_its_entry_at_file_and_line(browser: Browser, url: str) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET).click("text=a needle and some linen thread")
        panel = page.locator("#tv-panel")
        expect(panel).to_contain_text("locales/sv/LC_MESSAGES/sew-a-pamphlet.po:")
        expect(panel.locator("pre")).to_contain_text('msgstr "en nål och lite lintråd"')
        links = panel.locator("a").all()
        assert [str(link.get_attribute("href")).partition("/")[0] for link in links] == [
            "vscode:"
        ] * 2


def test_a_place_is_copied(browser: Browser, url: str) -> None:
    with reading(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        opened(page, url, PAMPHLET).click(".tv-row .tv-chip[data-mark=missing]")
        page.locator("#tv-panel [data-copy]").first.click()
        expect(page.locator("#tv-panel [data-copy]").first).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "locales/sv/LC_MESSAGES/sew-a-pamphlet.po:63"


def test_the_keyboard_goes_from_text_to_text_and_back(browser: Browser, url: str) -> None:
    focused = "document.activeElement.dataset.mark || document.activeElement.textContent.trim()"
    steps = []
    with reading(browser) as page:
        opened(page, url, PAMPHLET)
        page.get_by_role("button", name="Next missing").focus()
        page.keyboard.press("Enter")
        steps.append(page.evaluate(focused))
        lit = page.locator(".tv-seg.tv-on").count()
        page.keyboard.press("Enter")
        steps.append(page.evaluate(focused))
        page.keyboard.press("Escape")
        expect(page.locator("#tv-panel")).to_be_hidden()
        steps.append(page.evaluate(focused))
    assert (steps, lit) == (["missing", "Close", "missing"], 2)


def test_on_a_phone_each_text_stands_above_its_translation(browser: Browser, url: str) -> None:
    with reading(browser, PHONE) as page:
        opened(page, url, PAMPHLET)
        tops = page.evaluate(
            "['a needle and some linen thread', 'en nål och lite lintråd', 'an awl, or']"
            ".map(t => [...document.querySelectorAll('.tv-row .tv-seg')]"
            ".find(e => e.textContent.startsWith(t)).getBoundingClientRect().top)"
        )
    assert tops == sorted(tops)


def test_no_text_runs_into_its_partner(browser: Browser, url: str) -> None:
    with reading(browser, WIDE) as page:
        opened(page, url, PAMPHLET)
        gaps = page.evaluate(
            "[...document.querySelectorAll('.tv-row')].map(row => {"
            " const [one, two] = [...row.querySelectorAll('.tv-side')]"
            "  .map(side => side.getBoundingClientRect());"
            " return two.left - one.right; })"
        )
    assert min(gaps) >= 32


def test_what_is_missing_is_told_by_words_and_lines_not_by_colour(
    browser: Browser, url: str
) -> None:
    with reading(browser) as page:
        opened(page, url, PAMPHLET)
        styles = page.evaluate(
            "['missing', 'fuzzy'].map(m => getComputedStyle(document.querySelector("
            "`.tv-row .tv-side:last-child .tv-seg[data-mark=${m}]`)))"
            ".map(s => [s.borderBottomStyle, s.textDecorationStyle])"
        )
        chips = page.locator(".tv-row .tv-chip:not([data-mark=translated])").all_text_contents()
    assert (styles, chips) == (
        [["dashed", "solid"], ["none", "wavy"]],
        ["missing", "to review", "to review"],
    )


def test_the_view_says_so_when_the_server_is_gone(browser: Browser, blog: Path) -> None:
    with reading(browser) as page:
        with running(served_app(open_workspace(blog))) as address:
            opened(page, address, PAMPHLET)
        expect(page.locator("#tv-news")).to_contain_text("Is tvilling serve still running?")


def test_the_policy_of_the_view_blocks_nothing_of_ours(browser: Browser, url: str) -> None:
    complaints: list[str] = []
    with reading(browser) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in PAGES:
            page.goto(url + path)
    assert [text for text in complaints if "404" not in text] == []
