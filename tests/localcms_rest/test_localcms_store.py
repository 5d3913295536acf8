"""What the public pages read from the store."""

from __future__ import annotations

import base64
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from pipeline.errors import StorageError
from pipeline.localcms.app import create_app
from pipeline.localcms.auth import Authenticator, create_password
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.store import Store
from tests.localcms_rest.rest_client import Client, MovableClock, basic


def publish(client: Client, slug: str, lang: str = "en", **fields: Any) -> int:  # noqa: ANN401
    made: int = client.made("/posts", title=slug, slug=slug, lang=lang, status="publish", **fields)[
        "id"
    ]
    return made


def test_published_posts_come_by_pages_newest_first(own_client: Client, store: Store) -> None:
    for day in (1, 3, 2):
        publish(own_client, f"day-{day}", date=f"2020-01-0{day}T00:00:00")
    own_client.made("/posts", title="draft")
    publish(own_client, "svensk", "sv")
    pages = [store.published("en", page=page, per_page=2) for page in (1, 2, 3)]
    assert [([post.slug for post in posts], total) for posts, total in pages] == [
        (["day-3", "day-2"], 3),
        (["day-1"], 3),
        ([], 3),
    ]


def test_published_posts_are_found_by_term(own_client: Client, store: Store) -> None:
    tag = own_client.made("/tags", name="Tea")["id"]
    publish(own_client, "with", tags=[tag])
    publish(own_client, "without")
    posts, total = store.published("en", taxonomy="post_tag", term=tag)
    assert ([post.slug for post in posts], total) == (["with"], 1)
    assert [term.name for term in store.terms_used("post_tag", "en")] == ["Tea"]
    assert store.terms_used("post_tag", "sv") == []
    found = store.term_by_slug("post_tag", "en", "tea")
    assert found is not None
    assert (found.id, found.count) == (tag, 1)


def test_a_post_is_found_by_its_address_in_its_language_alone(
    own_client: Client, store: Store
) -> None:
    post_id = publish(own_client, "ёж")
    for slug in ("ёж", "%d1%91%d0%b6", "%D1%91%D0%B6"):
        found = store.post_by_slug("en", slug)
        assert found is not None
        assert found.id == post_id
    assert store.post_by_slug("sv", "ёж") is None


def test_a_changed_slug_leaves_a_redirect_until_it_comes_back(
    own_client: Client, store: Store
) -> None:
    path = f"/posts/{publish(own_client, 'first')}"
    for slug in ("second", "third"):
        own_client.post(path, slug=slug)
    moved = [store.redirect_for("en", slug) for slug in ("first", "second")]
    assert [post.slug if post else None for post in moved] == ["third", "third"]
    own_client.post(path, slug="first")
    assert [store.post_by_slug("en", slug) is None for slug in ("first", "third")] == [False, True]
    own_client.post(path, status="draft")
    assert store.redirect_for("en", "third") is None


def test_an_address_in_the_wrong_language_leads_to_the_right_one(
    own_client: Client, store: Store
) -> None:
    publish(own_client, "hej", "sv")
    found = store.redirect_for("en", "hej")
    assert found is not None
    assert (found.lang, found.slug) == ("sv", "hej")


def test_a_scheduled_post_comes_out_in_time(
    own_client: Client, store: Store, clock: MovableClock
) -> None:
    clock.set(2026, 1, 1)
    made = own_client.made(
        "/posts",
        title="a",
        slug="a",
        status="publish",
        date_gmt="2026-01-02T00:00:00",
        tvilling_fingerprint="f",
    )
    assert (made["status"], store.published("en")[1]) == ("future", 0)
    clock.set(2026, 1, 2, 0, 0, 1)
    assert [post.slug for post in store.published("en")[0]] == ["a"]
    shown = own_client.shown(f"/posts/{made['id']}")
    assert (shown["status"], shown["tvilling_etag"]) == ("publish", made["tvilling_etag"])


def test_a_drafts_date_moves_until_it_is_published(own_client: Client, clock: MovableClock) -> None:
    clock.set(2026, 1, 1)
    path = f"/posts/{own_client.made('/posts', title='a')['id']}"
    clock.set(2026, 1, 2)
    moved = own_client.post(path, title="b").json["date"]
    clock.set(2026, 1, 3)
    published = own_client.post(path, status="publish").json["date"]
    clock.set(2026, 1, 4)
    kept = own_client.post(path, title="c").json["date"]
    assert (moved, published, kept) == (
        "2026-01-02T00:00:00",
        "2026-01-03T00:00:00",
        "2026-01-03T00:00:00",
    )


def test_twins_are_the_published_versions_in_other_languages(
    own_client: Client, store: Store
) -> None:
    english = publish(own_client, "a")
    publish(own_client, "b", "sv", translations={"en": english})
    own_client.made("/posts", title="c", lang="de", translations={"en": english})
    post = store.post(english)
    assert post is not None
    assert [twin.slug for twin in store.twins(post)] == ["b"]
    links = {link.slug: link.group for link in store.all_published()}
    assert links["a"] == links["b"]


def test_the_default_categories_are_twins_in_every_language(store: Store) -> None:
    found = [store.term_by_slug("category", "en", "uncategorized")]
    assert found[0] is not None
    assert [lang for lang, _ in found[0].translations] == ["de", "en", "sv"]
    assert {term.is_default for term in store.terms(term for _, term in found[0].translations)} == {
        True
    }


def test_a_language_added_later_gets_a_default_category(app: Flask, store_path: Path) -> None:
    create_app(store_path, BlogInfo("Example", ("en", "sv", "de", "fr")))
    found = Store(store_path).term_by_slug("category", "fr", "uncategorized-fr")
    assert found is not None
    assert [lang for lang, _ in found.translations] == ["de", "en", "fr", "sv"]


def test_a_database_of_a_newer_version_is_refused(store: Store, store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match=r"of version 99.*Install the newer program"):
        Store(store_path)


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 500])
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "blog.sqlite"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="cannot be opened"):
        Store(path)
    assert path.read_bytes() == content


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def write() -> None:
        with store.writing() as db:
            db.execute("UPDATE terms SET name = 'changed'")
            db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(StorageError, match="no such table"):
        write()
    found = store.term_by_slug("category", "en", "uncategorized")
    assert found is not None
    assert found.name == "Uncategorized"


def test_of_many_creates_with_one_key_one_wins(app: Flask, store: Store) -> None:
    headers = basic("example", create_password(store, "example", "tests"))

    def create(_: int) -> int:
        client = Client(app.test_client(), headers)
        return client.post("/posts", title="a", slug="a", tvilling_key="a").status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(create, range(8)))
    assert sorted(statuses) == [201] + [409] * 7


def test_many_creates_with_one_slug_have_different_slugs(app: Flask, store: Store) -> None:
    headers = basic("example", create_password(store, "example", "tests"))

    def create(_: int) -> str:
        client = Client(app.test_client(), headers)
        slug: str = client.made("/posts", title="a", slug="a")["slug"]
        return slug

    with ThreadPoolExecutor(8) as pool:
        slugs = list(pool.map(create, range(16)))
    assert sorted(slugs) == sorted(["a", *(f"a-{n}" for n in range(2, 17))])


def test_a_password_is_shown_once_and_kept_as_a_hash(store: Store, store_path: Path) -> None:
    password = create_password(store, "example", "tests")
    assert [len(group) for group in password.split(" ")] == [4] * 6
    stored = b"".join(path.read_bytes() for path in store_path.parent.iterdir())
    assert password.replace(" ", "").encode() not in stored


def header(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def test_spaces_in_a_password_are_optional(store: Store) -> None:
    password = create_password(store, "example", "tests")
    authenticator = Authenticator(store)
    spellings = (password, password.replace(" ", ""), password.replace(" ", "  "))
    logins = [authenticator.login(header("Example", spelling)) for spelling in spellings]
    assert [login.user.login if login else None for login in logins] == ["example"] * 3


def test_a_replaced_password_ends_at_once(store: Store) -> None:
    authenticator = Authenticator(store)
    old = header("example", create_password(store, "example", "tests"))
    assert authenticator.login(old) is not None
    new = header("example", create_password(store, "example", "tests"))
    assert [authenticator.login(old), authenticator.login(new) is not None] == [None, True]


def test_passwords_of_two_programs_stand_beside_each_other(store: Store) -> None:
    first = header("example", create_password(store, "example", "one"))
    second = header("example", create_password(store, "example", "two"))
    logins = [Authenticator(store).login(value) for value in (first, second)]
    assert [login.password.name if login else None for login in logins] == ["one", "two"]
