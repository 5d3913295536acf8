"""A WordPress without any plug-in: twins linked, nothing twice, edits by hand found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from requests import Session

from pipeline.publish.core_mark import unmarked
from tests.localcms_rest.rest_client import Client, HttpOpener, basic
from tests.wordpress.cutting_proxy import cutting_proxy
from tests.wordpress.server import WordPress, wordpress
from tests.workflows.edited_blog import SETTINGS, Example, catalogue, written

pytestmark = pytest.mark.component

TARGET = "default_target = live\n[tvilling:target:live]\nkind = wordpress\nurl = {}\nuser = {}\n"
EVERY = {"context": "edit", "status": "any,trash", "per_page": "100"}


@dataclass(frozen=True)
class Plain(Example):
    """A blog on a site that knows nothing of us."""

    def posts(self) -> list[dict[str, Any]]:
        return [p for p in self.client.get("/posts", **EVERY).json if _mark(p) is not None]

    def post(self, key: str, lang: str) -> dict[str, Any]:
        found = [p for p in self.posts() if _place(p) == (key, lang)]
        assert len(found) == 1
        return found[0]


def _mark(post: dict[str, Any]) -> object:
    return unmarked(post["content"]["raw"]).mark


def _place(post: dict[str, Any]) -> tuple[str, str]:
    mark = unmarked(post["content"]["raw"]).mark
    assert mark is not None
    return mark.key, mark.lang


def _links(post: dict[str, Any]) -> tuple[str, ...]:
    return unmarked(post["content"]["raw"]).addresses


@dataclass(frozen=True)
class Bare:
    """The site, and who reads it."""

    running: WordPress
    session: Session
    folder: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder, has_bridge=False) as running, Session() as session:
        session.trust_env = False
        yield Bare(running, session, folder)


@pytest.fixture
def unpublished(site: Bare, tmp_path: Path) -> Iterator[Plain]:
    """The example, not published yet; what it left is deleted."""
    user, password = site.running.logins["editor"]
    client = Client(HttpOpener(site.session, site.running.url), basic(user, password))
    settings = SETTINGS + TARGET.format(site.running.url, user)
    example = written(tmp_path, settings, TVILLING_LIVE_PASSWORD=password)
    yield Plain(example.root, client, example.environment)
    for post in client.get("/posts", **EVERY).json:
        client.delete(f"/posts/{post['id']}", force="true")


@pytest.fixture
def blog(unpublished: Plain) -> Plain:
    unpublished.run("publish")
    return unpublished


def test_publishing_says_what_is_missing_and_what_to_do(unpublished: Plain) -> None:
    said = unpublished.run("publish", "--dry-run")
    assert "the site lacks Tvilling's plug-in, so this is what you do without" in said
    assert "Run: tvilling bridge" in said
    assert "warn  CMS live: the site lacks Tvilling's plug-in" in unpublished.run("doctor")
    assert unpublished.posts() == []


def test_twins_name_each_other_at_their_ends(blog: Plain, site: Bare) -> None:
    for key in ("tea", "cake", "guide"):
        english, swedish = blog.post(key, "en"), blog.post(key, "sv")
        paths = [post["link"].removeprefix(site.running.url) for post in (english, swedish)]
        assert (_links(english), _links(swedish)) == ((paths[1],), (paths[0],))
    page = site.session.get(blog.post("tea", "en")["link"], timeout=60).text
    assert re.search(r'<a href="/te-kaka/" hreflang="sv" lang="sv">Svenska</a>', page)
    assert len(blog.posts()) == 6
    assert {post["status"] for post in blog.posts()} == {"publish"}


def test_a_second_run_writes_nothing(blog: Plain, site: Bare) -> None:
    log = site.folder / "requests.log"
    before = len(log.read_text(encoding="utf-8").splitlines())
    blog.settles()
    sent = log.read_text(encoding="utf-8").splitlines()[before:]
    assert {line.partition(" ")[0] for line in sent} == {"GET"}


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "By hand"},
        {"excerpt": "By hand"},
        {"slug": "by-hand"},
        {"status": "draft"},
        {"tags": "new"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_an_edit_by_hand_is_found_and_left_alone(blog: Plain, edit: dict[str, Any]) -> None:
    if "tags" in edit:
        edit = {"tags": [blog.client.made("/tags", name="By hand")["id"]]}
    blog.edit("cake", "sv", **edit)
    before = blog.post("cake", "sv")
    assert "it was changed by hand in the CMS" in blog.run("publish", code=1)
    assert blog.post("cake", "sv") == before
    blog.run("publish", "--ours")
    blog.settles()
    assert _links(blog.post("cake", "en")) == ("/kakan/",)
    for tag in blog.client.get("/tags").json:
        blog.client.delete(f"/tags/{tag['id']}", force="true")


def test_a_text_that_was_edited_by_hand_is_shown_and_is_not_to_be_taken_back(blog: Plain) -> None:
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    assert "[-två-]{+tre+} gånger" in blog.run("publish", code=1)
    assert "the CMS did not keep what was published" in blog.run(
        "publish", "tea", "--theirs", code=1
    )
    blog.run("publish", "--ours")
    blog.settles()


def test_a_new_title_and_slug_reach_the_post_and_its_twin(blog: Plain) -> None:
    path = blog.root / "posts/en/cake.md"
    text = blog.read("posts/en/cake.md").replace("the-cake", "a-cake").replace("Bake it", "Bake")
    path.write_text(text, encoding="utf-8")
    po = catalogue(blog.root, "cake")
    said = po.read_text(encoding="utf-8")
    po.write_text(said.replace('msgid "Bake it."', 'msgid "Bake."'), encoding="utf-8")
    number = blog.post("cake", "en")["id"]
    blog.run("publish")
    assert (blog.post("cake", "en")["id"], blog.post("cake", "en")["slug"]) == (number, "a-cake")
    assert _links(blog.post("cake", "sv")) == ("/a-cake/",)
    blog.settles()


def test_a_post_in_the_trash_comes_back_as_it_was(blog: Plain) -> None:
    before = {post["id"]: post["slug"] for post in blog.posts()}
    blog.run("unpublish", "cake", "--yes", "--lang", "sv")
    assert (blog.post("cake", "sv")["status"], _links(blog.post("cake", "en"))) == ("trash", ())
    blog.run("publish")
    assert blog.post("cake", "sv")["status"] == "trash"
    blog.run("publish", "cake")
    blog.run("publish")  # The posts that link to it.
    blog.settles()
    assert {post["id"]: post["slug"] for post in blog.posts()} == before
    assert _links(blog.post("cake", "en")) == ("/kakan/",)


def test_a_lost_answer_makes_no_post_twice(unpublished: Plain, site: Bare) -> None:
    with cutting_proxy(site.running.url) as proxy:
        proxy.to_lose = ["Te &amp; kaka", "Handledning", "id="]
        settings = (unpublished.root / "setup.cfg").read_text(encoding="utf-8")
        through = settings.replace(site.running.url, proxy.url)
        (unpublished.root / "setup.cfg").write_text(through, encoding="utf-8")
        for _ in range(5):
            try:
                unpublished.run("publish")
            except AssertionError:
                continue
            break
        assert proxy.to_lose == []
    (unpublished.root / "setup.cfg").write_text(settings, encoding="utf-8")
    unpublished.settles()
    assert sorted(map(_place, unpublished.posts())) == [
        (key, lang) for key in ("cake", "guide", "tea") for lang in ("en", "sv")
    ]


def test_a_post_whose_mark_was_deleted_is_not_made_again(blog: Plain) -> None:
    post = blog.post("guide", "sv")
    text = unmarked(post["content"]["raw"]).text
    blog.client.post(f"/posts/{post['id']}", content=text)
    said = blog.run("publish", code=3)
    assert f"post {post['id']} has this slug and this title, and not Tvilling's mark" in said
    assert len(blog.client.get("/posts", **EVERY).json) == 6


def test_a_copy_of_a_post_is_nobodys_twin(blog: Plain) -> None:
    post = blog.post("guide", "sv")
    copy = {"title": "A copy", "content": post["content"]["raw"], "status": "publish"}
    blog.client.made("/posts", **copy)
    blog.settles()


def test_an_author_keeps_the_mark(blog: Plain, site: Bare) -> None:
    """What WordPress takes away from those who may not write every kind of HTML."""
    opener = HttpOpener(site.session, site.running.url)
    author = Client(opener, basic(*site.running.logins["author"]))
    raw = blog.post("tea", "sv")["content"]["raw"]
    made = author.made("/posts", title="A copy", content=raw, status="draft")
    kept = unmarked(made["content"]["raw"])
    assert (kept.mark, kept.addresses) == (unmarked(raw).mark, unmarked(raw).addresses)
