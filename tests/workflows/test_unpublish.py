"""Posts go into the trash of the CMS when they are told to, and come back as they were."""

from __future__ import annotations

import pytest

from tests.workflows.edited_blog import CAKE, Example, catalogue
from tests.workflows.test_hand_edits import blog

__all__ = ["blog"]


def statuses(blog: Example, key: str) -> dict[str, str]:
    return {lang: blog.post(key, lang)["status"] for lang in ("en", "sv")}


def test_an_unpublished_post_stays_away_until_it_is_named(blog: Example) -> None:
    before = {lang: blog.post("cake", lang) for lang in ("en", "sv")}
    planned = blog.run("unpublish", "cake", "--dry-run")
    assert planned.endswith("local: 2 to put in the trash\n")
    assert statuses(blog, "cake") == {"en": "publish", "sv": "publish"}
    said = blog.run("unpublish", "cake", "--yes")
    assert said.endswith("local: 2 put in the trash\n")
    assert statuses(blog, "cake") == {"en": "trash", "sv": "trash"}
    said = blog.run("publish")
    assert "held       post cake [en]" in said
    assert "name it: tvilling publish cake" in said
    assert "/en/the-cake/" not in blog.post("tea", "en")["content"]["raw"]
    blog.settles()
    blog.run("publish", "cake")
    blog.run("publish")
    facts = ("id", "slug", "status", "translations", "link", "date_gmt")
    for lang, old in before.items():
        new = blog.post("cake", lang)
        assert {name: new[name] for name in facts} == {name: old[name] for name in facts}
    assert "/en/the-cake/" in blog.post("tea", "en")["content"]["raw"]
    blog.settles()


def test_one_language_goes_alone_and_the_source_takes_all_along(blog: Example) -> None:
    blog.run("unpublish", "posts/en/cake.md", "--lang", "sv", "--yes")
    assert statuses(blog, "cake") == {"en": "publish", "sv": "trash"}
    blog.run("unpublish", "tea", "--lang", "en", "--yes")
    assert statuses(blog, "tea") == {"en": "trash", "sv": "trash"}
    blog.run("publish")
    blog.settles()


def test_what_was_changed_by_hand_is_not_unpublished_unasked(blog: Example) -> None:
    blog.edit("cake", "sv", title="By hand")
    said = blog.run("unpublish", "cake", "--yes", code=1)
    assert said.endswith("local: 1 put in the trash, 1 in conflict\n")
    assert statuses(blog, "cake") == {"en": "trash", "sv": "publish"}
    blog.run("unpublish", "cake", "--yes", "--ours")
    assert statuses(blog, "cake") == {"en": "trash", "sv": "trash"}


@pytest.mark.parametrize("words", [("nothing",), ("cake", "--lang", "de")], ids=" ".join)
def test_what_is_not_published_cannot_be_unpublished(blog: Example, words: tuple[str, ...]) -> None:
    blog.run("unpublish", *words, "--yes", code=1 if words == ("nothing",) else 2)


def test_nobody_is_there_to_be_asked(blog: Example) -> None:
    blog.run("unpublish", "cake", code=2)
    assert statuses(blog, "cake") == {"en": "publish", "sv": "publish"}


def test_pruning_takes_away_what_is_gone_and_nothing_else(blog: Example) -> None:
    by_hand = blog.client.made("/posts", title="By hand", status="publish")["id"]
    before = {lang: blog.post("cake", lang) for lang in ("en", "sv")}
    path = blog.root / "posts/en/cake.md"
    path.unlink()
    planned = blog.run("publish", "--prune", "--dry-run")
    assert "trash      post cake [en]" in planned
    assert statuses(blog, "cake") == {"en": "publish", "sv": "publish"}
    blog.run("publish")
    assert statuses(blog, "cake") == {"en": "publish", "sv": "publish"}
    said = blog.run("publish", "--prune", "--yes")
    assert "2 put in the trash" in said
    assert statuses(blog, "cake") == {"en": "trash", "sv": "trash"}
    assert statuses(blog, "tea") == {"en": "publish", "sv": "publish"}
    assert blog.client.shown(f"/posts/{by_hand}")["status"] == "publish"
    path.write_text(CAKE, encoding="utf-8")
    assert "it comes back out of the trash" in blog.run("publish", "--dry-run")
    blog.run("publish")
    assert {lang: blog.post("cake", lang)["id"] for lang in before} == {
        lang: post["id"] for lang, post in before.items()
    }
    assert {lang: blog.post("cake", lang)["link"] for lang in before} == {
        lang: post["link"] for lang, post in before.items()
    }


def test_nothing_is_pruned_while_a_post_cannot_be_read(blog: Example) -> None:
    (blog.root / "posts/en/cake.md").write_bytes(b"\xff")
    catalogue(blog.root, "cake").unlink()
    blog.run("publish", "--prune", "--yes", code=1)
    assert statuses(blog, "cake") == {"en": "publish", "sv": "publish"}
