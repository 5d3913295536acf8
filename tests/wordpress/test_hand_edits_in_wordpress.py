"""Each edit by hand in a real WordPress: found, shown, nothing overwritten; and taken back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from requests import Session

from pipeline.catalogues.po import parse
from tests.localcms_rest.rest_client import PNG, Client, HttpOpener, basic
from tests.wordpress.server import HERE, wordpress
from tests.workflows.edited_blog import CAKE, SETTINGS, TEA, Example, catalogue, written

pytestmark = pytest.mark.component

TARGET = "default_target = live\n[tvilling:target:live]\nkind = wordpress\nurl = {}\nuser = {}\n"


@dataclass(frozen=True)
class Site:
    url: str
    user: str
    password: str
    session: Session
    folder: Path

    def page(self, path: str) -> tuple[int, str]:
        """The status of a page that a reader asks for, and where it leads."""
        answer = self.session.get(f"{self.url}{path}", allow_redirects=False, timeout=60)
        return answer.status_code, answer.headers.get("Location", "").removeprefix(self.url)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder) as running, Session() as session:
        session.trust_env = False
        yield Site(running.url, *running.logins["editor"], session, folder / "site")


@pytest.fixture
def blog(site: Site, tmp_path: Path) -> Iterator[Example]:
    """The example, freshly published; what it left is deleted."""
    client = Client(HttpOpener(site.session, site.url), basic(site.user, site.password))
    settings = SETTINGS + TARGET.format(site.url, site.user)
    example = replace(
        written(tmp_path, settings, TVILLING_LIVE_PASSWORD=site.password), client=client
    )
    path = tmp_path / "posts/en/cake.md"
    path.write_text(CAKE.replace("---\n\n", "image: ../dot.png\n---\n\n"), encoding="utf-8")
    (tmp_path / "posts/dot.png").write_bytes(PNG)
    example.run("publish")
    yield example
    every = {"context": "edit", "status": "any,trash", "per_page": "100"}
    for post in client.get("/posts", **every).json:
        client.delete(f"/posts/{post['id']}", force="true")
    for file in client.get("/media").json:
        client.delete(f"/media/{file['id']}", force="true")


def test_every_edit_by_hand_is_found_and_shown_and_stays(blog: Example) -> None:
    blog.edit("tea", "en", title="Tea by hand")
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    blog.edit("cake", "sv", slug="by-hand")
    blog.client.delete(f"/media/{blog.client.get('/media').json[0]['id']}", force="true")
    tag = blog.client.made("/tags", name="Tag & more by hand")["id"]
    blog.edit("guide", "en", status="draft", tags=[tag])
    number = blog.post("guide", "sv")["id"]
    blog.client.delete(f"/posts/{number}")
    places = [(key, lang) for key in ("tea", "cake", "guide") for lang in ("en", "sv")]
    before = [blog.post(*place) for place in places]
    for words in (("publish", "--dry-run"), ("publish",)):
        lines = blog.run(*words, code=0 if "--dry-run" in words else 1).splitlines()
        assert "    title: Tea [-& cake-]{+by hand+}" in lines
        assert any("</em> [-två-]{+tre+} gånger" in line for line in lines)
        assert "    slug: [-kakan-]{+by-hand+}" in lines
        assert lines.count("    featured_media: [-posts/dot.png-]") == 2
        assert "    status: [-publish-]{+draft+}" in lines
        assert "    tags: {+Tag & more by hand+}" in lines
        assert "    status: [-publish-]{+trash+}" in lines
        assert "6 in conflict" in "\n".join(lines)
    assert [blog.post(*place) for place in places] == before
    assert blog.client.get("/media").json == []


def test_edits_are_taken_back_and_then_there_is_nothing_to_do(blog: Example, site: Site) -> None:
    blog.edit("tea", "en", title="Tea &amp; more")
    blog.replace("tea", "en", ("Drink it hot.", "Drink it <strong>very</strong> hot."))
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    blog.edit("tea", "sv", slug="teet")
    blog.run("publish", "tea", "--theirs")
    wanted = TEA.replace("Tea & cake", "Tea & more").replace("it hot", "it **very** hot")
    assert blog.read("posts/en/tea.md") == wanted
    entries = parse(catalogue(blog.root, "tea").read_text(encoding="utf-8")).entries
    assert any(
        entry.msgstr.startswith("Koka *vattnet* tre gånger, som i [inl") for entry in entries
    )
    blog.run("publish")
    blog.settles()
    assert "/teet/" in blog.post("cake", "sv")["content"]["raw"]
    assert site.page("/te-kaka/") == (301, "/teet/")


def test_what_is_overwritten_stays_among_the_revisions(blog: Example) -> None:
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    blog.edit("tea", "sv", slug="by-hand")
    blog.run("publish", "--ours")
    post = blog.post("tea", "sv")
    assert ("två gånger" in post["content"]["raw"], post["slug"]) == (True, "te-kaka")
    revisions = blog.client.get(f"/posts/{post['id']}/revisions", context="edit").json
    assert any("tre gånger" in revision["content"]["raw"] for revision in revisions)
    blog.settles()


def test_an_unlinked_twin_is_shown_and_linked_on_demand(blog: Example) -> None:
    blog.edit("tea", "en", translations={"sv": 0})
    said = blog.run("publish", code=1)
    assert "its link to its twin [sv] was taken away by hand in the CMS" in said
    assert list(blog.post("tea", "en")["translations"]) == ["en"]
    blog.run("publish", "--ours")
    assert sorted(blog.post("tea", "sv")["translations"]) == ["en", "sv"]
    blog.settles()


def test_what_another_run_is_writing_is_not_taken_for_an_edit(blog: Example, site: Site) -> None:
    number = blog.post("tea", "sv")["id"]
    command = ["php", str(HERE / "publishing_meanwhile.php"), str(site.folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "written\n"
        read = blog.post("tea", "sv")
    assert read["tvilling_published_etag"] in ("", read["tvilling_etag"])
    now = blog.post("tea", "sv")
    assert now["tvilling_published_etag"] == now["tvilling_etag"]


def test_a_chosen_slug_that_changes_leaves_a_redirect(blog: Example, site: Site) -> None:
    path = blog.root / "posts/en/cake.md"
    path.write_text(blog.read("posts/en/cake.md").replace("the-cake", "a-cake"), encoding="utf-8")
    blog.run("publish")
    assert site.page("/the-cake/") == (301, "/a-cake/")
    assert "/a-cake/" in blog.post("tea", "en")["content"]["raw"]
    blog.run("publish")
    blog.settles()


def test_unpublished_and_pruned_posts_come_back_as_they_were(blog: Example) -> None:
    facts = ("id", "slug", "status", "translations", "link", "date_gmt")
    before = {lang: blog.post("cake", lang) for lang in ("en", "sv")}
    blog.run("unpublish", "cake", "--yes")
    assert [blog.post("cake", lang)["status"] for lang in before] == ["trash", "trash"]
    blog.run("publish")
    blog.settles()
    blog.run("publish", "cake")
    text = blog.read("posts/en/cake.md")
    (blog.root / "posts/en/cake.md").unlink()
    blog.run("publish", "--prune", "--yes")
    assert [blog.post("cake", lang)["status"] for lang in before] == ["trash", "trash"]
    (blog.root / "posts/en/cake.md").write_text(text, encoding="utf-8")
    blog.run("publish")
    for lang, old in before.items():
        new = blog.post("cake", lang)
        assert {name: new[name] for name in facts} == {name: old[name] for name in facts}
    blog.run("publish")
    blog.settles()
