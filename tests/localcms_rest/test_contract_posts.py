"""What WordPress does with posts; the embedded CMS does the same."""

# A request may hold anything, right or wrong.
# ruff: noqa: ANN401

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.localcms_rest.rest_client import Client


def later(**distance: float) -> str:
    return (datetime.now(UTC) + timedelta(**distance)).replace(microsecond=0).isoformat()


def test_a_new_post_is_a_draft_without_a_slug(client: Client, word: str) -> None:
    answer = client.post("/posts", title=f"Räksmörgås {word}", content="<p>x</p>")
    post = answer.json
    assert answer.status == 201
    assert answer.headers["Location"].endswith(f"/wp-json/wp/v2/posts/{post['id']}")
    assert (post["status"], post["slug"], post["generated_slug"]) == (
        "draft",
        "",
        f"raksmorgas-{word}",
    )
    assert post["link"].endswith(f"/?p={post['id']}")
    assert post["content"]["raw"] == "<p>x</p>"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Räksmörgås & C# {}", "raksmorgas-c-{}"),
        ("Éa/b.c {}", "ea-b-c-{}"),
        ("  Two   spaces — dash {}", "two-spaces-dash-{}"),
        ("«Quoted» it’s {}", "quoted-its-{}"),
        ("Ёж {}", "%d1%91%d0%b6-{}"),
    ],
)
def test_a_published_post_has_a_slug_made_of_its_title(
    client: Client, word: str, title: str, slug: str
) -> None:
    post = client.made("/posts", title=title.format(word), status="publish")
    assert post["slug"] == slug.format(word)


@pytest.mark.parametrize("status", ["publish", "draft", "pending"])
def test_a_second_post_of_one_slug_gets_a_number_in_any_language(
    client: Client, word: str, status: str
) -> None:
    first = client.made("/posts", title="a", slug=word, lang="en", status=status)
    second = client.made("/posts", title="a", slug=word, lang="sv", status=status)
    assert (first["slug"], second["slug"]) == (word, f"{word}-2")


@pytest.mark.parametrize("slug", ["feed", "embed", "2024"])
def test_a_reserved_slug_gets_a_number(client: Client, slug: str) -> None:
    post = client.made("/posts", title="a", slug=slug, status="publish")
    assert post["slug"].startswith(f"{slug}-")
    client.delete(f"/posts/{post['id']}", force="true")


def test_a_long_slug_is_cut_between_characters(client: Client, word: str) -> None:
    post = client.made("/posts", title=f"{word} " + "ж" * 100, status="publish")
    assert len(post["slug"]) <= 200
    assert post["slug"].endswith("%d0%b6")


def test_a_date_ahead_makes_a_published_post_a_future_one(client: Client) -> None:
    future = client.made("/posts", title="a", status="publish", date_gmt=later(days=3))
    past = client.made("/posts", title="a", status="future", date_gmt=later(days=-3))
    soon = client.made("/posts", title="a", status="future", date_gmt=later(seconds=20))
    assert [post["status"] for post in (future, past, soon)] == ["future", "publish", "publish"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2020-01-02T03:04:05", "2020-01-02T03:04:05"),
        ("2020-01-02T03:04:05Z", "2020-01-02T03:04:05"),
        ("2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05"),
    ],
)
def test_a_date_may_have_an_offset(client: Client, given: str, stored: str) -> None:
    post = client.made("/posts", title="a", date_gmt=given)
    assert post["date_gmt"] == stored


@pytest.mark.parametrize(
    "content",
    [
        "<p>a</p>\r\n\r\n  trailing  ",
        "back\\slash \U0001f600 a\u030a\u2028",
        '<!-- wp:image {"alt":"\\u003c"} --><figure></figure><!-- /wp:image -->',
        "<script>1 < 2 && 3</script><iframe src='x'></iframe>",
        "a\0b",
    ],
)
def test_an_editors_content_comes_back_byte_for_byte(client: Client, content: str) -> None:
    post = client.made("/posts", title="a", content=content)
    assert client.shown(f"/posts/{post['id']}")["content"]["raw"] == content


def test_a_title_is_trimmed_and_shown_escaped(client: Client) -> None:
    post = client.made("/posts", title=" Tea & cake\n", status="publish")
    assert post["title"]["raw"] == "Tea & cake"
    assert "& " not in post["title"]["rendered"]


def test_content_may_be_an_object_whose_rendered_part_does_not_count(client: Client) -> None:
    post = client.made("/posts", title={"raw": "a"}, content={"rendered": "b"})
    assert (post["title"]["raw"], post["content"]["raw"]) == ("a", "")


def test_an_empty_post_is_refused(client: Client) -> None:
    assert client.post("/posts", status="draft").refusal == (400, "empty_content")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_every_write_to_a_post_is_partial(client: Client, word: str, method: str) -> None:
    post = client.made("/posts", title="a", content="b", slug=word, status="publish")
    changed = client.ask(method, f"/posts/{post['id']}", json={"title": "c", "unknown": 1})
    assert changed.status == 200
    assert changed.json["title"]["raw"] == "c"
    assert [changed.json[name] for name in ("slug", "status", "date")] == [
        post[name] for name in ("slug", "status", "date")
    ]


def test_a_post_goes_to_the_trash_and_then_for_good(client: Client, word: str) -> None:
    post = client.made("/posts", title="a", slug=word, status="publish")
    path = f"/posts/{post['id']}"
    trashed = client.delete(path)
    assert (trashed.status, trashed.json["status"]) == (200, "trash")
    assert trashed.json["slug"] == f"{word}__trashed"
    assert client.delete(path).refusal == (410, "rest_already_trashed")
    gone = client.delete(path, force="true")
    assert (gone.status, gone.json["deleted"], gone.json["previous"]["id"]) == (
        200,
        True,
        post["id"],
    )
    assert client.get(path).refusal == (404, "rest_post_invalid_id")


def test_the_trash_frees_the_slug_and_a_restored_post_takes_the_next(
    client: Client, word: str
) -> None:
    old = client.made("/posts", title="a", slug=word, status="publish")
    client.delete(f"/posts/{old['id']}")
    new = client.made("/posts", title="a", slug=word, status="publish")
    restored = client.post(f"/posts/{old['id']}", status="publish").json
    assert (new["slug"], restored["slug"]) == (word, f"{word}-2")


def test_a_restored_post_has_its_slug_again_if_it_is_free(client: Client, word: str) -> None:
    post = client.made("/posts", title="a", slug=word, status="publish")
    client.delete(f"/posts/{post['id']}")
    assert client.post(f"/posts/{post['id']}", status="draft").json["slug"] == word


def test_any_status_leaves_out_the_trash(client: Client, word: str) -> None:
    ids = [client.made("/posts", title=word, status="draft")["id"] for _ in range(2)]
    client.delete(f"/posts/{ids[1]}")
    assert found(client, search=word, status="any") == {ids[0]}
    assert found(client, search=word, status="any,trash") == set(ids)
    assert found(client, search=word) == set()


def found(client: Client, **query: Any) -> set[int]:
    answer = client.get("/posts", **query)
    assert answer.status == 200, answer.json
    return {post["id"] for post in answer.json}


def test_posts_are_found_by_their_stored_slugs(client: Client, word: str) -> None:
    first = client.made("/posts", title="a", slug=f"hälsa-{word}", status="publish")
    second = client.made("/posts", title="a", slug=f"b-{word}", status="publish")
    assert found(client, slug=f"halsa-{word},b-{word}") == {first["id"], second["id"]}
    assert found(client, slug=f"hälsa-{word}") == set()


def test_posts_are_found_by_words_in_title_excerpt_and_content(client: Client, word: str) -> None:
    ids = {
        client.made("/posts", title=f"ÄNG {word}", status="publish")["id"],
        client.made("/posts", title="a", excerpt=f"{word} äng", status="publish")["id"],
        client.made("/posts", title="a", content=f"<p>{word} äng</p>", status="publish")["id"],
    }
    client.made("/posts", title=word, status="publish")
    assert found(client, search=f"{word} äng") == ids


def test_posts_are_found_by_id_date_and_term(client: Client, word: str) -> None:
    tag = client.made("/tags", name=word)["id"]
    old = client.made("/posts", title="a", tags=[tag], status="publish", date="2001-01-01T00:00:00")
    new = client.made("/posts", title="a", tags=[tag], status="publish", date="2003-01-01T00:00:00")
    both = {old["id"], new["id"]}
    assert found(client, tags=tag) == both
    assert found(client, tags=tag, after="2002-01-01T00:00:00") == {new["id"]}
    assert found(client, tags=tag, before="2002-01-01T00:00:00Z") == {old["id"]}
    assert found(client, tags=tag, exclude=old["id"]) == {new["id"]}
    assert found(client, include=f"{old['id']},{new['id']}") == both
    assert not found(client, include=f"{old['id']},{new['id']}", tags_exclude=tag)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"order": "asc"}, [0, 1, 2]),
        ({"orderby": "title", "order": "asc"}, [1, 0, 2]),
        ({"orderby": "id", "order": "desc"}, [2, 1, 0]),
        ({"orderby": "include", "order": "asc"}, [1, 2, 0]),
    ],
    ids=["newest first", "oldest first", "by title", "by id", "as they were asked for"],
)
def test_posts_come_in_the_order_asked_for(
    client: Client, query: dict[str, str], expected: list[int]
) -> None:
    made = [
        client.made("/posts", title=title, status="publish", date=f"200{n}-01-01T00:00:00")["id"]
        for n, title in enumerate("bac")
    ]
    include = f"{made[1]},{made[2]},{made[0]}"
    answer = client.get("/posts", include=include, **query)
    assert [post["id"] for post in answer.json] == [made[n] for n in expected]


def test_lists_come_in_pages_with_headers(client: Client, word: str) -> None:
    for _ in range(5):
        client.made("/posts", title=word, status="publish")
    first = client.get("/posts", search=word, per_page=2)
    last = client.get("/posts", search=word, per_page=2, page=3)
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == ("5", "3")
    assert 'rel="next"' in first.headers["Link"]
    assert "page=2" in first.headers["Link"]
    assert 'rel="prev"' in last.headers["Link"]
    assert 'rel="next"' not in last.headers["Link"]
    assert [len(first.json), len(last.json)] == [2, 1]
    beyond = client.get("/posts", search=word, per_page=2, page=4)
    assert beyond.refusal == (400, "rest_post_invalid_page_number")


def test_fields_picks_parts_of_parts_on_reads_and_writes(client: Client) -> None:
    made = client.ask(
        "POST",
        "/posts",
        query_string={"_fields": "id,content.raw"},
        json={"title": "a", "content": "b", "status": "publish"},
    ).json
    assert made == {"id": made["id"], "content": {"raw": "b"}}
    listed = client.get("/posts", include=made["id"], _fields="slug,title.rendered")
    assert listed.json == [{"slug": listed.json[0]["slug"], "title": {"rendered": "a"}}]


def test_unknown_terms_and_pictures_are_passed_over(client: Client) -> None:
    post = client.made("/posts", title="a", tags=[987654321], featured_media=987654321)
    # Polylang makes a tag of that name in its stead.
    assert 987654321 not in post["tags"]
    assert post["featured_media"] == 0


def test_a_new_post_counts_as_changed_on_its_day(client: Client, word: str) -> None:
    day = "2001-01-01T00:00:00"
    post = client.made("/posts", title="a", slug=word, status="publish", date_gmt=day)
    assert post["modified_gmt"] == day
    assert found(client, slug=word, modified_after="2002-01-01T00:00:00") == set()
    client.post(f"/posts/{post['id']}", title="b")
    assert found(client, slug=word, modified_after="2002-01-01T00:00:00") == {post["id"]}


def test_a_post_without_a_category_has_the_default_one(client: Client) -> None:
    post = client.made("/posts", title="a")
    assert len(post["categories"]) == 1
    emptied = client.post(f"/posts/{post['id']}", categories=[]).json
    written = client.post(f"/posts/{post['id']}", title="b").json
    assert [emptied["categories"], written["categories"]] == [[], post["categories"]]


def test_tags_are_ids_and_not_names(client: Client) -> None:
    answer = client.post("/posts", title="a", tags=["name"])
    assert answer.refusal == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == ["tags"]


def test_an_id_cannot_be_chosen(client: Client) -> None:
    assert client.post("/posts", id=5, title="a").refusal == (400, "rest_post_exists")
