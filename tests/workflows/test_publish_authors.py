"""Authors, time zones and letters in slugs, as a blog sets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.edited_blog import SETTINGS, TEA, Example
from tests.workflows.test_hand_edits import blog

__all__ = ["blog"]

AUTHORS = "[tvilling:authors]\nAnna Example = hand\nBo = nobody\n"


def named(blog: Example, name: str, settings: str = AUTHORS) -> Path:
    (blog.root / "setup.cfg").write_text(SETTINGS + settings, encoding="utf-8")
    path = blog.root / "posts/en/tea.md"
    path.write_text(TEA.replace("---\n", f"---\nauthor: {name}\n", 1), encoding="utf-8")
    return path


def authors(blog: Example) -> set[int]:
    return {blog.post("tea", lang)["author"] for lang in ("en", "sv")}


def test_an_author_is_the_user_that_the_settings_name(blog: Example) -> None:
    me = blog.client.get("/users/me").json["id"]
    assert authors(blog) != {me}
    named(blog, "Anna Example")
    blog.run("publish")
    assert authors(blog) == {me}
    blog.settles()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "Cecilia",
            "its author Cecilia has no line in the section [tvilling:authors] of setup.cfg",
        ),
        ("Bo", "its author Bo is to be the user nobody, whom the CMS does not know"),
    ],
    ids=["not in the settings", "not in the CMS"],
)
def test_an_author_who_is_nobody_holds_the_post_back(blog: Example, name: str, reason: str) -> None:
    before = authors(blog)
    named(blog, name)
    assert reason in blog.run("publish")
    assert authors(blog) == before


def test_without_authors_in_the_settings_whoever_publishes_is_the_author(blog: Example) -> None:
    before = authors(blog)
    named(blog, "Cecilia", "")
    blog.run("publish")
    assert authors(blog) == before


def test_another_author_by_hand_is_a_change_by_hand(blog: Example) -> None:
    named(blog, "Anna Example")
    blog.run("publish")
    other = next(u["id"] for u in blog.client.get("/users").json if u["slug"] != "hand")
    blog.edit("tea", "en", author=other)
    said = blog.run("publish", code=1)
    assert "    author: #[-" in said
    assert blog.post("tea", "en")["author"] == other


def test_dates_without_a_zone_are_in_the_blogs(blog: Example) -> None:
    settings = f"{SETTINGS}timezone = Europe/Stockholm\n"
    (blog.root / "setup.cfg").write_text(settings, encoding="utf-8")
    path = blog.root / "posts/en/tea.md"
    path.write_text(TEA.replace("---\n", "---\ndate: 2020-07-01 12:00:00\n", 1), encoding="utf-8")
    blog.run("publish")
    assert {blog.post("tea", lang)["date_gmt"] for lang in ("en", "sv")} == {"2020-07-01T10:00:00"}


def test_letters_in_slugs_are_written_as_the_blog_says(blog: Example) -> None:
    settings = f"{SETTINGS}transliteration.sv = å:aa, ä:ae, ö:oe\n"
    (blog.root / "setup.cfg").write_text(settings, encoding="utf-8")
    path = blog.root / "posts/sv/angar.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Ängar på Öland\n---\n\nText.\n", encoding="utf-8")
    blog.run("publish")
    assert blog.post("angar", "sv")["slug"] == "aengar-paa-oeland"
