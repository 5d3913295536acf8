"""Links between posts lead readers to their own language, and to the right heading there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.version import Twins
from pipeline.publish.resolve import (
    Addresses,
    MediaFile,
    Resolved,
    Resolver,
    anchors_of,
    files_of,
    media_paths,
    public_address,
    resolved,
    targets,
)
from tests.publish.in_process_cms import edition

FILE = MediaFile("img/a b.png", "f" * 64, "image/png")
RESOLVER = Resolver(
    {
        "posts/en/a.md": ("a", "en"),
        "posts/en/b.md": ("b", "en"),
        "posts/sv/b.md": ("b", "sv"),
        "posts/sv/c.md": ("c", "sv"),
    },
    {FILE.path: FILE},
)
BLOG = (
    Twins("a", "en", (edition("a", "sv", "", anchors=(("top", "topp"),)),)),
    Twins(
        "b",
        "en",
        (
            edition("b", "en", "", anchors=(("intro", "intro"), ("end", "end"))),
            edition("b", "sv", "", anchors=(("intro", "inledning"), ("end", "slut"))),
        ),
    ),
)
BOTH = Addresses({("b", "en"): "/en/b/", ("b", "sv"): "/sv/b/"}, {FILE.sha256: "/media/a.png"})
ENGLISH = Addresses({("b", "en"): "/en/b/"})


def led(url: str, addresses: Addresses = BOTH, lang: str = "sv") -> Resolved:
    version = edition("a", lang, f'<a href="{url}">x</a>', path="posts/en/a.md")
    return resolved(version, RESOLVER, anchors_of(BLOG), addresses)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("b.md", "/sv/b/", id="a file beside the post"),
        pytest.param("../sv/b.md", "/sv/b/", id="the twin in another folder"),
        pytest.param("/posts/en/b.md", "/sv/b/", id="a path from the blog's folder"),
        pytest.param("./b.md?x=1&amp;y=2", "/sv/b/?x=1&amp;y=2", id="with a query"),
        pytest.param("b.md#intro", "/sv/b/#inledning", id="with a heading of the source"),
        pytest.param("../sv/b.md#slut", "/sv/b/#slut", id="with a heading of the twin"),
        pytest.param("b.md#other", "/sv/b/#other", id="with an id that is no heading"),
        pytest.param("#top", "#topp", id="a heading of the page itself"),
        pytest.param("#other", "#other", id="another place of the page itself"),
        pytest.param("/img/a%20b.png", "/media/a.png", id="a file of the blog"),
        pytest.param("https://example.org/b.md", "https://example.org/b.md", id="another site"),
        pytest.param("//example.org/b.md", "//example.org/b.md", id="a site of the same scheme"),
        pytest.param("mailto:b.md", "mailto:b.md", id="a letter"),
        pytest.param("/about/", "/about/", id="a page of the site that is no post"),
        pytest.param("http://[", "http://[", id="no address at all"),
    ],
)
def test_a_link_leads_to_the_readers_language(url: str, address: str) -> None:
    assert led(url) == Resolved(f'<a href="{address}">x</a>')


def test_the_same_link_leads_english_readers_to_english() -> None:
    assert led("../sv/b.md#slut", lang="en") == Resolved('<a href="/en/b/#end">x</a>')


def test_a_post_without_a_published_twin_is_shown_in_its_own_language() -> None:
    assert led("../sv/b.md#inledning", ENGLISH) == Resolved('<a href="/en/b/#intro">x</a>')


def test_a_post_that_is_not_published_leaves_the_text_and_a_warning() -> None:
    warning = "the link to b.md is left out until that post is published"
    assert led("b.md", Addresses()) == Resolved("<a>x</a>", (warning,))


def test_a_link_to_no_post_stays_and_is_named() -> None:
    warning = "the link to gone.md leads to no post of the blog"
    assert led("gone.md") == Resolved('<a href="gone.md">x</a>', (warning,))


def test_a_file_that_is_not_uploaded_is_named() -> None:
    assert led("/img/a%20b.png", ENGLISH).warnings == ("the file img/a b.png is not uploaded",)


def test_what_a_version_needs_is_known_before_it_is_published() -> None:
    html = '<a href="b.md">b</a><a href="/posts/sv/c.md#x">c</a><img src="../../img/a%20b.png">'
    version = edition("a", "en", html, path="posts/en/a.md", image="../../img/a%20b.png")
    needs = (
        targets(version, RESOLVER),
        files_of(version, RESOLVER),
        media_paths([Twins("a", "en", (version,))]),
    )
    paths = ("posts/en/b.md", "posts/sv/c.md", "img/a b.png")
    assert needs == ((("b", "en"), ("c", "sv")), (FILE,), paths)


@given(st.text())
def test_any_address_is_led_somewhere_without_a_failure(url: str) -> None:
    version = edition("a", "sv", f"<a href='{url}'>x</a>", path="posts/en/a.md")
    assert isinstance(resolved(version, RESOLVER, anchors_of(BLOG), BOTH).html, str)


@pytest.mark.parametrize(
    ("url", "public"),
    [
        pytest.param("http://localhost:8000/sv/hej/", "/sv/hej/", id="this computer by name"),
        pytest.param("http://[::1]/sv/", "/sv/", id="this computer by number"),
        pytest.param("http://localhost.example/", "http://localhost.example/", id="another one"),
    ],
)
def test_an_address_on_this_computer_is_written_without_the_host(url: str, public: str) -> None:
    assert public_address(url) == public
