"""What a publisher leaves behind: what it published last, a trash it may open again, its keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localcms_rest.rest_client import Client

KEPT = (
    "title content excerpt slug status date_gmt categories tags featured_media author"
    " translations default_category"
).split()


def ours(client: Client, word: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    own = {"title": word, "content": "<p>a</p>", "status": "publish", "slug": word}
    keys = {"tvilling_key": word, "tvilling_fingerprint": "1", "lang": "en"}
    return client.made("/posts", **own, **keys, **fields)


def test_what_was_published_is_kept_beside_what_an_edit_makes_of_it(
    client: Client, word: str
) -> None:
    tag = client.made("/tags", name=word)["id"]
    post = ours(client, word, tags=[tag], excerpt="e", date_gmt="2020-01-02T03:04:05")
    path = f"/posts/{post['id']}"
    client.post(path, title="By hand", content='"<p>\\ &amp; ö', slug=f"{word}-b", tags=[])
    now = client.shown(path)
    kept = now["tvilling_published"]
    assert sorted(kept) == sorted(KEPT)
    assert {name: kept[name] for name in KEPT[:6]} == {
        "title": word,
        "content": "<p>a</p>",
        "excerpt": "e",
        "slug": word,
        "status": "publish",
        "date_gmt": "2020-01-02T03:04:05",
    }
    assert (kept["tags"], kept["featured_media"], kept["author"]) == ([tag], 0, post["author"])
    assert (now["content"]["raw"], now["tags"]) == ('"<p>\\ &amp; ö', [])
    content = '<p>\\ "quoted" \\u0022 ö 😀</p>'
    client.post(path, content=content, tvilling_fingerprint="2")
    assert client.shown(path)["tvilling_published"]["content"] == content


def test_the_links_that_were_published_are_kept(client: Client, word: str) -> None:
    english = ours(client, word)
    fields = {"title": word, "lang": "sv", "status": "publish", "tvilling_fingerprint": "1"}
    swedish = client.made("/posts", translations={"en": english["id"]}, **fields)
    client.post(f"/posts/{english['id']}", translations={"sv": 0})
    query = {"context": "edit", "_fields": "id,translations,tvilling_published.translations"}
    shown = client.get(f"/posts/{swedish['id']}", **query).json
    assert shown == {
        "id": swedish["id"],
        "translations": {"sv": swedish["id"]},
        "tvilling_published": {"translations": {"en": english["id"], "sv": swedish["id"]}},
    }


def test_a_post_that_nobody_published_has_no_published_state(client: Client, word: str) -> None:
    post = client.made("/posts", title=word)
    assert client.shown(f"/posts/{post['id']}")["tvilling_published"] is None


def is_edited(item: dict[str, Any]) -> bool:
    return bool(item["tvilling_etag"] != item["tvilling_published_etag"])


def test_a_publishers_trash_is_told_from_anybodys(client: Client, word: str) -> None:
    first, second = ours(client, word), ours(client, f"{word}-2")
    assert client.delete(f"/posts/{first['id']}", tvilling_fingerprint="trash").status == 200
    assert client.delete(f"/posts/{second['id']}").status == 200
    mine, others = (client.shown(f"/posts/{post['id']}") for post in (first, second))
    assert [(p["status"], p["tvilling_fingerprint"], is_edited(p)) for p in (mine, others)] == [
        ("trash", "trash", False),
        ("trash", "1", True),
    ]


def test_a_post_comes_out_of_the_trash_with_its_slug(client: Client, word: str) -> None:
    post = ours(client, word)
    path = f"/posts/{post['id']}"
    client.delete(path, tvilling_fingerprint="trash")
    back = client.post(path, status="publish", tvilling_fingerprint="1")
    assert (back.status, back.json["slug"], back.json["status"]) == (200, word, "publish")
    assert not is_edited(client.shown(path))


def test_a_late_trash_is_refused(client: Client, word: str) -> None:
    post = ours(client, word)
    client.post(f"/posts/{post['id']}", title="By hand")
    late = client.delete(f"/posts/{post['id']}", tvilling_if_match=post["tvilling_etag"])
    assert late.refusal == (412, "tvilling_changed")


@pytest.mark.parametrize(
    "claim", [{"tvilling_key": "a"}, {"tvilling_fingerprint": "a"}], ids=["key", "fingerprint"]
)
def test_an_author_cannot_pass_for_a_publisher(
    client: Client, author: Client, word: str, claim: dict[str, str]
) -> None:
    refused = (403, "tvilling_key_forbidden")
    assert author.post("/posts", title=word, **claim).refusal == refused
    own = author.made("/posts", title=word)
    assert author.post(f"/posts/{own['id']}", **claim).refusal == refused
    assert author.delete(f"/posts/{own['id']}", tvilling_fingerprint="a").refusal == refused
    assert author.post("/tags", name=word, **claim).refusal == refused
    taken = client.post(f"/posts/{own['id']}", tvilling_key=word)
    assert (taken.status, taken.json["tvilling_key"]) == (200, word)


def test_an_old_address_leads_to_the_new_one(client: Client, anybody: Client, word: str) -> None:
    post = ours(client, word)
    moved = client.post(f"/posts/{post['id']}", slug=f"{word}-new", tvilling_fingerprint="2").json
    old = post["link"].split("/", 3)[3]
    answer = anybody.page(f"/{old}")
    assert (answer.status, answer.headers["Location"].endswith(f"/{word}-new/")) == (301, True)
    assert moved["slug"] == f"{word}-new"
