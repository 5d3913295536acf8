"""The example blog on a real WordPress: linked both ways, all of it once, and only once written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from requests import Session

from tests.wordpress.server import WordPress, wordpress

pytestmark = pytest.mark.component

ROOT = Path(__file__).parents[2]
TARGET = """
[tvilling:target:live]
kind = wordpress
url = {url}
user = {user}
"""
_REQUEST = re.compile(r"^([A-Z]+) (/wp-json\S*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Published:
    """A site that the example blog was published to."""

    site: WordPress
    session: Session
    log: Path
    first: str
    """What the first run said."""
    has_polylang: bool

    def read(self, path: str, **query: str) -> list[dict[str, Any]]:
        """All items of a list, as an editor sees them."""
        asked = {"context": "edit", "per_page": "100", **query}
        address = f"{self.site.url}/wp-json/wp/v2/{path}"
        answer = self.session.get(address, params=asked, auth=self.site.logins["editor"])
        found: list[dict[str, Any]] = answer.json()
        return found

    def posts(self) -> list[dict[str, Any]]:
        return [post for post in self.read("posts", status="any") if post["tvilling_key"]]

    def requests(self) -> list[tuple[str, str]]:
        """The requests to the REST API so far: method and path."""
        return _REQUEST.findall(self.log.read_text(encoding="utf-8"))


def blog(folder: Path, site: WordPress) -> Path:
    """A checkout of the example blog, with the site as its target."""
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    target = TARGET.format(url=site.url, user=site.logins["editor"][0])
    settings = (ROOT / "setup.cfg").read_text(encoding="utf-8") + target
    (folder / "setup.cfg").write_text(settings, encoding="utf-8")
    return folder


def tvilling(folder: Path, site: WordPress, *words: str) -> str:
    """What the command prints; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        env={**os.environ, "TVILLING_LIVE_PASSWORD": site.logins["editor"][1]},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


POLYLANG = os.environ.get("POLYLANG_SRC", "")
ALONE = pytest.param("", id="alone")


@pytest.fixture(
    scope="module", params=[ALONE, *([pytest.param(POLYLANG, id="polylang")] if POLYLANG else [])]
)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    polylang = str(request.param)
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder, polylang) as site, Session() as session:
        session.trust_env = False
        first = tvilling(
            blog(tmp_path_factory.mktemp("blog"), site), site, "publish", "--target", "live"
        )
        yield Published(site, session, folder / "requests.log", first, bool(polylang))


def test_doctor_has_nothing_to_say_against_the_site(published: Published, tmp_path: Path) -> None:
    said = tvilling(blog(tmp_path, published.site), published.site, "doctor", "--target", "live")
    lines = [line for line in said.splitlines() if "CMS" in line]
    where = f"CMS live: {published.site.url}, signed in as example-editor (editor)"
    assert lines == [f"ok    {where}"]


def test_everything_that_was_ready_is_there(published: Published) -> None:
    assert published.first.splitlines()[-1] == "live: 57 created, 19 uploaded, 3 held back"
    langs = Counter(post["lang"] for post in published.posts())
    assert (langs, len(published.posts())) == (Counter(en=12, sv=9), 21)


def test_twins_are_linked_both_ways(published: Published) -> None:
    posts = {post["id"]: post for post in published.posts()}
    groups: dict[str, dict[str, int]] = {}
    for post in posts.values():
        groups.setdefault(post["tvilling_key"], {})[post["lang"]] = post["id"]
    shown = {post["tvilling_key"]: post["translations"] for post in posts.values()}
    assert shown == groups
    assert all(post["translations"] == groups[post["tvilling_key"]] for post in posts.values())


def test_terms_and_files_are_there_once(published: Published) -> None:
    for path in ("categories", "tags"):
        terms = [term for term in published.read(path) if term["tvilling_key"]]
        places = Counter((term["tvilling_key"], term["lang"]) for term in terms)
        assert terms
        assert set(places.values()) == {1}
        assert all(len(term["translations"]) >= 1 for term in terms)
    slugs = Counter(file["slug"] for file in published.read("media"))
    assert len(slugs) == 19
    assert set(slugs.values()) == {1}


def test_the_pages_name_their_languages_both_ways(published: Published) -> None:
    pages = {post["link"]: post["lang"] for post in published.posts()}
    alternates: dict[str, dict[str, str]] = {}
    for address, lang in pages.items():
        page = BeautifulSoup(published.session.get(address).text, "html.parser")
        named = page.select("link[rel=alternate][hreflang]")
        alternates[address] = {str(link["hreflang"]): str(link["href"]) for link in named}
        assert page.html is not None
        assert str(page.html["lang"]).partition("-")[0] == lang
        switcher = [str(link["href"]) for link in page.select(".tvilling-switcher a")]
        others = {link for link in alternates[address].values() if link != address}
        # Themes have Polylang's own.
        assert set(switcher) == (set() if published.has_polylang else others)
    for address, links in alternates.items():
        if links:
            assert links[pages[address]] == address
            assert {pages[link] for name, link in links.items() if name != "x-default"} == {
                name for name in links if name != "x-default"
            }
            assert all(alternates[link] == links for link in links.values())
    linked = sum(bool(links) for links in alternates.values())
    assert linked == sum(len(post["translations"]) > 1 for post in published.posts())


def test_a_featured_image_is_described_in_the_language_of_the_page(published: Published) -> None:
    links = {p["lang"]: p["link"] for p in published.posts() if p["tvilling_key"] == "welcome"}
    pages = {
        lang: BeautifulSoup(published.session.get(link).text, "html.parser")
        for lang, link in links.items()
    }
    images = {lang: page.select("img.wp-post-image") for lang, page in pages.items()}
    assert {lang: found[0]["alt"] for lang, found in images.items()} == {
        "en": "A print of two hand presses side by side, one vermilion and one blue",
        "sv": "Ett tryck med två handpressar sida vid sida, en cinnoberröd och en blå",
    }
    assert len({str(found[0]["src"]) for found in images.values()}) == 1


def test_a_run_from_another_checkout_writes_nothing(published: Published, tmp_path: Path) -> None:
    folder = blog(tmp_path, published.site)
    before = len(published.requests())
    said = tvilling(folder, published.site, "publish", "--target", "live")
    sent = published.requests()[before:]
    assert said.splitlines()[-2:] == [
        "live: 3 held back, 21 unchanged",
        "Nothing has changed; nothing was written.",
    ]
    # Where the API is and who we are, twice; posts, categories, tags, files.
    assert [method for method, _ in sent] == ["GET"] * 7


def test_the_plug_in_gives_php_nothing_to_complain_of(published: Published) -> None:
    complaints = published.log.with_name("errors.log")
    said = complaints.read_text(encoding="utf-8") if complaints.exists() else ""
    assert [line for line in said.splitlines() if "tvilling-bridge" in line] == []


def test_a_change_by_hand_stops_that_post_alone(published: Published, tmp_path: Path) -> None:
    post = next(post for post in published.posts() if post["tvilling_key"] == "false-friends")
    path = f"{published.site.url}/wp-json/wp/v2/posts/{post['id']}"
    editor = published.site.logins["editor"]
    edited = {"title": "Changed by hand"}
    published.session.post(path, json=edited, auth=editor)
    folder = blog(tmp_path, published.site)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "publish", "--target", "live"],
        cwd=folder,
        env={**os.environ, "TVILLING_LIVE_PASSWORD": editor[1]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "changed by hand" in done.stdout
    assert "live: 1 in conflict, 3 held back, 20 unchanged" in done.stdout
    now = published.session.get(path, params={"context": "edit"}, auth=editor).json()
    assert now["title"]["raw"] == "Changed by hand"
