"""What becomes of unfinished translations, by the blog's rule or the post's own."""

from __future__ import annotations

import pytest

from pipeline.model.post import Format
from pipeline.workflows.notices import language_name, notice
from tests.workflows.edited_blog import SETTINGS, TEA, Example, catalogue
from tests.workflows.test_hand_edits import blog

__all__ = ["blog"]

NEW = "\nA new paragraph with a [link](cake.md).\n"


def unfinished(blog: Example, rule: str, name: str = "new") -> None:
    """A post of which all but one paragraph is translated, in a blog with that rule."""
    settings = f"{SETTINGS}incomplete = {rule}\n" if rule else SETTINGS
    (blog.root / "setup.cfg").write_text(settings, encoding="utf-8")
    text = TEA.replace("title: Tea & cake", "title: Tea & cake")
    (blog.root / f"posts/en/{name}.md").write_text(text + NEW, encoding="utf-8")
    old = catalogue(blog.root, "tea").read_text(encoding="utf-8")
    catalogue(blog.root, name).write_text(old, encoding="utf-8")
    blog.run("extract")


def test_unfinished_translations_are_held_back(blog: Example) -> None:
    unfinished(blog, "")
    said = blog.run("publish")
    assert "held       post new [sv]: outdated" in said or "held       post new [sv]: not" in said


def test_an_unfinished_translation_is_published_as_a_draft(blog: Example) -> None:
    unfinished(blog, "draft")
    blog.run("publish")
    assert blog.post("new", "en")["status"] == "publish"
    draft = blog.post("new", "sv")
    assert (draft["status"], "A new paragraph" in draft["content"]["raw"]) == ("draft", True)
    blog.settles()


def test_a_draft_takes_no_finished_translations_place(blog: Example) -> None:
    unfinished(blog, "draft", "tea")
    said = blog.run("publish")
    assert (
        "held       post tea [sv]: its translation is not finished any more; "
        "what was published before stays as it is"
    ) in said
    assert blog.post("tea", "sv")["status"] == "publish"
    blog.settles()


def test_what_is_missing_is_shown_in_the_source_language_and_marked(blog: Example) -> None:
    unfinished(blog, "fallback", "tea")
    blog.run("publish")
    page = blog.post("tea", "sv")
    content = page["content"]["raw"]
    assert page["status"] == "publish"
    assert (
        '<p class="tvilling-notice">Den här sidan är inte helt översatt än. '
        "Det som saknas visas på engelska.</p>"
    ) in content
    assert '<p><span lang="en">A new paragraph with a <a href="/sv/kakan/">link</a>.' in content
    assert "Koka <em>vattnet</em>" in content
    assert "tvilling-notice" not in blog.post("tea", "en")["content"]["raw"]
    assert page["excerpt"]["raw"] == "Allt om te."
    blog.settles()


def test_a_post_has_a_rule_of_its_own(blog: Example) -> None:
    unfinished(blog, "fallback", "tea")
    path = blog.root / "posts/en/tea.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", "---\nincomplete: hold\n", 1), encoding="utf-8")
    assert "held       post tea [sv]" in blog.run("publish")
    path.write_text(text.replace("---\n", "---\nincomplete: maybe\n", 1), encoding="utf-8")
    blog.run("publish", code=1)


def test_a_held_translation_goes_back_with_its_source(blog: Example) -> None:
    unfinished(blog, "hold", "tea")
    path = blog.root / "posts/en/tea.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", "---\nstatus: draft\n", 1), encoding="utf-8")
    said = blog.run("publish")
    assert "its translation is held back, and no more public than its source" in said
    assert [blog.post("tea", lang)["status"] for lang in ("en", "sv")] == ["draft", "draft"]
    blog.settles()
    path.write_text(TEA, encoding="utf-8")
    blog.run("extract")
    blog.run("publish")
    assert [blog.post("tea", lang)["status"] for lang in ("en", "sv")] == ["publish", "publish"]
    blog.settles()


@pytest.mark.parametrize(
    ("lang", "own", "expected"),
    [
        ("sv", {}, "Den här sidan är inte helt översatt än. Det som saknas visas på engelska."),
        ("sv", {"sv": "Se {language}."}, "Se engelska."),
        ("sv-FI", {"sv": "Se {language}."}, "Se engelska."),
    ],
    ids=["shipped", "the blog's own", "a kind of the language"],
)
def test_the_notice_is_in_the_readers_language(
    lang: str, own: dict[str, str], expected: str
) -> None:
    assert expected in notice(lang, "en", Format.HTML, own)


def test_without_a_notice_of_its_own_a_language_gets_the_english_one() -> None:
    assert notice("nb", "sv", Format.BLOCKS, {}) == (
        '<!-- wp:paragraph {"className":"tvilling-notice"} -->\n'
        '<p class="tvilling-notice" lang="en">This page is not all translated yet. '
        "What is missing is shown in Swedish.</p>\n<!-- /wp:paragraph -->\n\n"
    )
    assert language_name("qq", "en") == "qq"
