"""What somebody changes by hand in the CMS is shown, left alone, and taken back when asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse
from pipeline.localcms.app import create_app
from pipeline.localcms.auth import create_password
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.store import Store
from tests.localcms_rest.rest_client import PNG, Client, basic
from tests.workflows.edited_blog import GUIDE, TEA, Example, catalogue, written


@pytest.fixture
def blog(tmp_path: Path) -> Example:
    example = written(tmp_path)
    example.run("publish")
    database = tmp_path / ".tvilling/local.sqlite"
    app = create_app(database, BlogInfo("Example", ("en", "sv")))
    password = create_password(Store(database), "hand", "tests", "editor")
    return replace(example, client=Client(app.test_client(), basic("hand", password)))


def test_an_edited_paragraph_of_a_translation_goes_into_the_catalogue(blog: Example) -> None:
    before = catalogue(blog.root, "tea").read_text(encoding="utf-8")
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    said = blog.run("publish", code=1)
    assert "</em> [-två-]{+tre+} gånger, som i…" in said
    assert "tre gånger" in blog.post("tea", "sv")["content"]["raw"]
    assert catalogue(blog.root, "tea").read_text(encoding="utf-8") == before
    said = blog.run("publish", "--theirs")
    assert said.startswith("taken      locales/sv/LC_MESSAGES/tea.po: content: Koka <em>")
    after = catalogue(blog.root, "tea").read_text(encoding="utf-8")
    assert after == before.replace("två gånger", "tre gånger")
    blog.settles()


def test_an_edited_paragraph_of_a_post_goes_into_the_post(blog: Example) -> None:
    blog.replace("tea", "en", ("Drink it hot.", "Drink it <b>very</b> hot, 2*2."))
    said = blog.run("publish", "tea", "--theirs")
    assert "posts/en/tea.md: content:" in said
    assert blog.read("posts/en/tea.md") == TEA.replace("it hot.", "it **very** hot, 2\\*2.")
    blog.settles()


def test_title_excerpt_and_slug_are_taken_field_by_field(blog: Example) -> None:
    blog.edit("cake", "en", title="Cake &amp; tea", slug="cakes")
    blog.edit("tea", "sv", title="Te", excerpt="Om te &amp; kaka.", slug="teet")
    said = blog.run("publish", "--dry-run")
    for line in (
        "    title: Cake{+ & tea+}",
        "    slug: [-the-cake-]{+cakes+}",
        "    slug: [-te-kaka-]{+teet+}",
    ):
        assert line in said.splitlines()
    blog.run("publish", "--theirs")
    assert blog.read("posts/en/cake.md").startswith("---\ntitle: Cake & tea\nslug: cakes\n")
    swedish = parse(catalogue(blog.root, "tea").read_text(encoding="utf-8"))
    texts = {entry.msgctxt: entry.msgstr for entry in swedish.entries if entry.msgctxt}
    assert texts == {"title": "Te", "description": "Om te & kaka."}
    assert blog.post("tea", "sv")["slug"] == "teet"
    blog.settles()
    links = blog.post("tea", "en")["content"]["raw"]
    assert "/en/cakes/" in links


def test_html_keeps_its_markup_and_takes_several_texts(blog: Example) -> None:
    blog.replace(
        "guide", "en", ("bold</b> text", "fat</b> paragraph"), ("Another text", "One more text")
    )
    blog.run("publish", "--theirs")
    assert blog.read("posts/en/guide.html") == GUIDE.replace(
        "bold</b> text", "fat</b> paragraph"
    ).replace("Another text", "One more text")
    blog.settles()


def test_what_has_no_certain_place_is_named_and_stays(blog: Example) -> None:
    blog.replace("guide", "sv", ("<p>En annan text.</p>", "<p>En annan text.</p>\n<p>Ny text.</p>"))
    blog.replace("tea", "sv", ("Tre minuter", "Fyra minuter"))
    said = blog.run("publish", "--theirs", code=1)
    assert (
        "left       post guide [sv]: content: there is no such text in the post; add it by hand\n"
        "    is: Ny text.\n"
    ) in said
    assert "Ny text." in blog.post("guide", "sv")["content"]["raw"]
    assert "Fyra minuter" in catalogue(blog.root, "tea").read_text(encoding="utf-8")
    assert "1 in conflict" in blog.run("publish", code=1)
    blog.run("publish", "--ours")
    assert "Ny text." not in blog.post("guide", "sv")["content"]["raw"]
    blog.settles()


def test_a_changed_status_goes_into_the_post_and_never_into_a_catalogue(blog: Example) -> None:
    blog.edit("cake", "en", status="draft")
    blog.edit("tea", "sv", status="draft")
    said = blog.run("publish", code=1)
    assert "    status: [-publish-]{+draft+}" in said
    said = blog.run("publish", "--theirs", code=1)
    assert blog.read("posts/en/cake.md").startswith(
        "---\ntitle: Cake\nslug: the-cake\nstatus: draft\n"
    )
    assert "the status of a translation is that of its post" in said
    assert {lang: blog.post("cake", lang)["status"] for lang in ("en", "sv")} == {
        "en": "draft",
        "sv": "draft",
    }
    assert blog.post("tea", "sv")["status"] == "draft"


def test_a_post_in_the_trash_is_shown_and_restored_on_demand(blog: Example) -> None:
    before = blog.post("tea", "sv")
    blog.client.delete(f"/posts/{before['id']}")
    said = blog.run("publish", code=1)
    assert "it was put in the trash of the CMS by hand" in said
    assert blog.post("tea", "sv")["status"] == "trash"
    blog.run("publish", "--ours")
    after = blog.post("tea", "sv")
    facts = ("id", "slug", "status", "translations")
    assert [after[name] for name in facts] == [before[name] for name in facts]
    blog.settles()


def test_terms_changed_by_hand_are_shown_by_name(blog: Example) -> None:
    tag = blog.client.made("/tags", name="By hand", lang="en")["id"]
    blog.edit("tea", "en", tags=[tag])
    said = blog.run("publish", code=1)
    assert "    tags: {+By hand+}" in said
    assert blog.post("tea", "en")["tags"] == [tag]


def test_an_unlinked_twin_is_shown_and_linked_on_demand(blog: Example) -> None:
    blog.edit("tea", "en", translations={"sv": 0})
    said = blog.run("publish", code=1)
    assert "its link to its twin [sv] was taken away by hand in the CMS" in said
    assert list(blog.post("tea", "en")["translations"]) == ["en"]
    blog.run("publish", "tea", "--ours")
    assert list(blog.post("tea", "en")["translations"]) == ["en", "sv"]
    blog.settles()


def test_a_deleted_file_is_shown_and_uploaded_on_demand(blog: Example) -> None:
    (blog.root / "posts/dot.png").write_bytes(PNG)
    path = blog.root / "posts/en/guide.html"
    picture = '<p><img src="../dot.png" alt="x"></p>'
    path.write_text(f"---\ntitle: Guide\nimage: ../dot.png\n---\n{picture}\n", encoding="utf-8")
    blog.run("publish", "guide")
    uploaded = blog.client.get("/media").json
    before = blog.post("guide", "en")
    blog.client.delete(f"/media/{uploaded[0]['id']}", force="true")
    said = blog.run("publish", "guide", code=1)
    assert "conflict   post guide [en]" in said
    assert "    featured_media: [-posts/dot.png-]" in said
    assert blog.client.get("/media").json == []
    blog.edit("guide", "en", featured_media=0, tvilling_fingerprint=before["tvilling_fingerprint"])
    said = blog.run("publish", "guide", code=1)
    assert "its file posts/dot.png was deleted from the media of the CMS by hand" in said
    assert blog.client.get("/media").json == []
    blog.run("publish", "guide", "--ours")
    assert len(blog.client.get("/media").json) == 1
    blog.run("publish", "guide")


def test_an_edit_that_the_blog_has_too_is_no_conflict(blog: Example) -> None:
    blog.replace("tea", "en", ("Drink it hot.", "Drink it cold."))
    path = blog.root / "posts/en/tea.md"
    path.write_text(TEA.replace("hot.", "cold."), encoding="utf-8")
    assert "in conflict" not in blog.run("publish")
    blog.settles()


def test_both_sides_changed_other_texts(blog: Example) -> None:
    blog.replace("tea", "en", ("Two minutes", "Five minutes"))
    path = blog.root / "posts/en/tea.md"
    path.write_text(TEA.replace("hot.", "cold."), encoding="utf-8")
    said = blog.run("publish", code=1)
    assert "    content: [-Two-]{+Five+} minutes" in said.splitlines()
    assert "cold" not in "".join(line for line in said.splitlines() if line.startswith("    "))
    blog.run("publish", "--theirs")
    assert blog.read("posts/en/tea.md") == TEA.replace("hot.", "cold.").replace("Two", "Five")
    assert "Drink it cold." in blog.post("tea", "en")["content"]["raw"]
    blog.settles()


def test_pull_writes_files_and_leaves_the_cms_alone(blog: Example) -> None:
    blog.replace("cake", "sv", ("Baka den.", "Baka den länge."))
    shown = blog.run("pull", "--dry-run")
    assert shown == "would take locales/sv/LC_MESSAGES/cake.po: content: Baka den{+ länge+}.\n"
    assert "länge" not in catalogue(blog.root, "cake").read_text(encoding="utf-8")
    said = json.loads(blog.run("pull", "cake", "--json"))
    assert (said["files"], said["left"]) == (["locales/sv/LC_MESSAGES/cake.po"], [])
    assert "Baka den länge." in catalogue(blog.root, "cake").read_text(encoding="utf-8")
    assert "in conflict" not in blog.run("publish")
    blog.settles()
    assert blog.run("pull") == "Nothing was changed by hand.\n"


def test_json_names_old_and_new(blog: Example) -> None:
    blog.replace("tea", "sv", ("två gånger", "tre gånger"))
    said = json.loads(blog.run("publish", "--json", code=1))
    conflict = next(action for action in said["actions"] if action["verb"] == "conflict")
    assert [each["field"] for each in conflict["differences"]] == ["content"]
    assert "två gånger" in conflict["differences"][0]["old"]
    assert "tre gånger" in conflict["differences"][0]["new"]
