"""Fifty real posts in two languages on a real WordPress, where the texts are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from requests import Session

from tests.wordpress.server import WordPress, wordpress
from tests.wordpress.test_publish_to_wordpress import TARGET, Published

pytestmark = pytest.mark.component

PAIRS = Path(__file__).parents[3] / "shared" / "corpora" / "pairs"
SETTINGS = "[tvilling]\nlanguages = en, sv\n"
POSTS = 50
FIXED = 10
"""How many requests a run sends however few posts there are, at most."""


def pairs() -> list[tuple[Path, Path]]:
    """The English and the Swedish file of fifty posts."""
    found = []
    for name in ("jobtech", "wp-blocks"):
        for path in sorted((PAIRS / name / "en").rglob("*")):
            other = PAIRS / name / "sv" / path.relative_to(PAIRS / name / "en")
            if path.is_file() and other.is_file():
                found.append((path, other))
    return found[-POSTS:]


def blog(folder: Path, site: WordPress) -> Path:
    """The posts as twins by hand, with the site as their target."""
    for number, twins in enumerate(pairs()):
        for lang, path in zip(("en", "sv"), twins, strict=True):
            to = folder / "posts" / lang / f"{number:02}-{path.stem}{path.suffix}"
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
    target = TARGET.format(url=site.url, user=site.logins["editor"][0])
    (folder / "setup.cfg").write_text(SETTINGS + target, encoding="utf-8")
    return folder


def run(folder: Path, site: WordPress) -> str:
    """What publishing says in the end; single posts may have problems of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "publish", "--target", "live"],
        cwd=folder,
        env={**os.environ, "TVILLING_LIVE_PASSWORD": site.logins["editor"][1]},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    if not PAIRS.is_dir():
        pytest.skip("corpora not there")
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder) as site, Session() as session:
        session.trust_env = False
        first = run(blog(tmp_path_factory.mktemp("blog"), site), site)
        yield Published(site, session, folder / "requests.log", first, has_polylang=False)


def posts_of(published: Published) -> list[dict[str, Any]]:
    """The posts of both languages, which are more than one list holds."""
    listed = [published.read("posts", status="any", lang=lang) for lang in ("en", "sv")]
    return [post for each in listed for post in each if post["tvilling_key"]]


def test_each_post_is_there_in_both_languages_and_linked(published: Published) -> None:
    posts = posts_of(published)
    groups: dict[str, dict[str, int]] = {}
    for post in posts:
        groups.setdefault(post["tvilling_key"], {})[post["lang"]] = post["id"]
    assert len(posts) == 2 * POSTS == 2 * len(groups)
    assert all(post["translations"] == groups[post["tvilling_key"]] for post in posts)


def test_the_pages_name_each_other(published: Published) -> None:
    named: dict[str, dict[str, str]] = {}
    for post in posts_of(published):
        page = BeautifulSoup(published.session.get(post["link"]).text, "html.parser")
        links = page.select("link[rel=alternate][hreflang]")
        named[post["link"]] = {str(link["hreflang"]): str(link["href"]) for link in links}
        assert named[post["link"]].get(post["lang"]) == post["link"]
    assert all(named[other] == links for links in named.values() for other in links.values())
    assert all({"en", "sv"} <= set(links) for links in named.values())


def test_another_checkout_finds_nothing_to_do_in_a_few_requests(
    published: Published, tmp_path: Path
) -> None:
    before = len(published.requests())
    said = run(blog(tmp_path, published.site), published.site)
    sent = published.requests()[before:]
    assert said.splitlines()[-2:] == [
        f"live: {2 * POSTS} unchanged",
        "Nothing has changed; nothing was written.",
    ]
    assert {method for method, _ in sent} == {"GET"}
    assert len(sent) <= 2 * POSTS / 100 + FIXED
