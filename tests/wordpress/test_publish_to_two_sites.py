"""The example blog on two real WordPress sites, one for each language: linked by address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from requests import Session

from tests.browser.reading import PHONE, WIDE, reading
from tests.wordpress.server import WordPress, wordpress
from tests.wordpress.test_publish_to_wordpress import ROOT

pytestmark = pytest.mark.component

LANGS = ("en", "sv")
TARGET = "\n[tvilling:target:live-{0}]\nkind = wordpress\nurl = {1}\nuser = {2}\n"
_REQUEST = re.compile(r"^([A-Z]+) (/wp-json\S*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TwoSites:
    """The blog, its sites, and what the first run said."""

    blog: Path
    sites: dict[str, WordPress]
    logs: dict[str, Path]
    session: Session
    first: str

    def run(self, *words: str, exit_code: int = 0) -> str:
        return tvilling(self.blog, self.sites, *words, exit_code=exit_code)

    def posts(self, lang: str) -> dict[str, dict[str, Any]]:
        address = f"{self.sites[lang].url}/wp-json/wp/v2/posts"
        asked = {"context": "edit", "per_page": "100", "status": "any"}
        found = self.session.get(address, params=asked, auth=self.sites[lang].logins["editor"])
        return {post["tvilling_key"]: post for post in found.json() if post["tvilling_key"]}

    def alternates(self, address: str) -> dict[str, str]:
        page = BeautifulSoup(self.session.get(address).text, "html.parser")
        named = page.select("link[rel=alternate][hreflang]")
        return {str(link["hreflang"]): str(link["href"]) for link in named}

    def requests(self) -> int:
        texts = (log.read_text(encoding="utf-8") for log in self.logs.values())
        return sum(len(_REQUEST.findall(text)) for text in texts)

    def writes(self) -> list[str]:
        texts = (log.read_text(encoding="utf-8") for log in self.logs.values())
        return [method for text in texts for method, _ in _REQUEST.findall(text) if method != "GET"]


def tvilling(folder: Path, sites: dict[str, WordPress], *words: str, exit_code: int = 0) -> str:
    passwords = {
        f"TVILLING_LIVE_{lang.upper()}_PASSWORD": site.logins["editor"][1]
        for lang, site in sites.items()
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        env={**os.environ, **passwords},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == exit_code, done.stdout + done.stderr
    return done.stdout + done.stderr


def blog(folder: Path, sites: dict[str, WordPress]) -> Path:
    import shutil

    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    targets = (TARGET.format(la, s.url, s.logins["editor"][0]) for la, s in sites.items())
    whole = "\n[tvilling:target:live]\nkind = sites\nen = live-en\nsv = live-sv\n"
    text = (ROOT / "setup.cfg").read_text(encoding="utf-8") + "".join(targets) + whole
    (folder / "setup.cfg").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoSites]:
    folders = {lang: tmp_path_factory.mktemp(lang) for lang in LANGS}
    with (
        wordpress(folders["en"]) as english,
        wordpress(folders["sv"]) as swedish,
        Session() as session,
    ):
        session.trust_env = False
        sites = {"en": english, "sv": swedish}
        folder = blog(tmp_path_factory.mktemp("blog"), sites)
        first = tvilling(folder, sites, "publish", "--target", "live")
        logs = {lang: folder / "requests.log" for lang, folder in folders.items()}
        yield TwoSites(folder, sites, logs, session, first)


def test_doctor_looks_at_both_sites(two: TwoSites) -> None:
    said = two.run("doctor", "--target", "live")
    lines = [line.partition(":")[0] for line in said.splitlines() if "CMS" in line]
    assert lines == ["ok    CMS live-en", "ok    CMS live-sv"]


def test_each_site_has_its_language_alone(two: TwoSites) -> None:
    found = {lang: {post["lang"] for post in two.posts(lang).values()} for lang in LANGS}
    assert found == {"en": {"en"}, "sv": {"sv"}}
    assert (len(two.posts("en")), len(two.posts("sv"))) == (12, 9)


def test_the_pages_name_one_another_across_the_sites(two: TwoSites) -> None:
    both = two.posts("en").keys() & two.posts("sv").keys()
    assert both
    for key in both:
        english, swedish = two.posts("en")[key]["link"], two.posts("sv")[key]["link"]
        wanted = {"en": english, "sv": swedish, "x-default": english}
        assert (two.alternates(english), two.alternates(swedish)) == (wanted, wanted)
    for lang in LANGS:
        for key, post in two.posts(lang).items():
            assert key in both or two.alternates(post["link"]) == {}


def test_the_second_run_writes_nothing(two: TwoSites) -> None:
    writes, asked = two.writes(), two.requests()
    said = two.run("publish", "--target", "live")
    assert said.splitlines()[-1] == "Nothing has changed; nothing was written."
    assert two.writes() == writes
    # Each: where the API is, who we are, thrice; posts, twice, categories, tags, files, twins.
    assert two.requests() - asked <= 2 * 11
    two.run("publish", "--target", "live", "--dry-run", "--exit-code")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_reader_goes_to_the_other_site_and_back(
    two: TwoSites,
    browser: Browser,
    size: tuple[int, int],
) -> None:
    key = sorted(two.posts("en").keys() & two.posts("sv").keys())[0]
    english, swedish = two.posts("en")[key]["link"], two.posts("sv")[key]["link"]
    with reading(browser, size) as page:
        page.goto(english)
        width = page.evaluate("document.querySelector('.tvilling-switcher').scrollWidth")
        assert width <= size[0]
        page.get_by_role("link", name="svenska", exact=True).click()
        page.wait_for_url(swedish)
        assert page.locator("html").get_attribute("lang") == "sv"
        page.get_by_role("link", name="English", exact=True).click()
        page.wait_for_url(english)


def test_a_source_taken_back_takes_its_twin_with_it(two: TwoSites) -> None:
    post = two.posts("en")["false-friends"]
    assert "false-friends" in two.posts("sv")
    path = f"{two.sites['en'].url}/wp-json/wp/v2/posts/{post['id']}"
    auth = two.sites["en"].logins["editor"]
    two.session.post(path, json={"status": "draft"}, auth=auth)
    two.run("publish", "--target", "live", exit_code=1)
    assert two.posts("sv")["false-friends"]["status"] == "draft"
    two.session.post(path, json={"status": "publish"}, auth=auth)
    two.run("publish", "--target", "live")
    assert two.posts("sv")["false-friends"]["status"] == "publish"
    english = two.posts("en")["false-friends"]["link"]
    assert two.alternates(english)["sv"] == two.posts("sv")["false-friends"]["link"]


def test_unpublishing_takes_the_twins_from_both_sites(two: TwoSites) -> None:
    two.run("unpublish", "false-friends", "--target", "live", "--yes")
    assert [("false-friends" in two.posts(lang)) for lang in LANGS] == [False, False]
    two.run("publish", "false-friends", "--target", "live")
    assert [("false-friends" in two.posts(lang)) for lang in LANGS] == [True, True]


def test_the_plug_in_gives_php_nothing_to_complain_of(two: TwoSites) -> None:
    for log in two.logs.values():
        complaints = log.with_name("errors.log")
        said = complaints.read_text(encoding="utf-8") if complaints.exists() else ""
        assert [line for line in said.splitlines() if "tvilling-bridge" in line] == []
