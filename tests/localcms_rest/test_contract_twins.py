"""Languages, twins, and the fields by which a publisher knows its own objects again."""

# A request may hold anything, right or wrong.
# ruff: noqa: ANN401

from __future__ import annotations

from typing import Any

import pytest

from tests.localcms_rest.rest_client import Client

ALL = pytest.mark.parametrize("path", ["/posts", "/categories", "/tags"])


def new(client: Client, path: str, lang: str, word: str, **fields: Any) -> dict[str, Any]:
    """A published post, or a term, with a slug of its own."""
    name = f"{word} {lang}"
    names = {"title": name, "status": "publish"} if path == "/posts" else {"name": name}
    slug = fields.pop("slug", f"{word}-{lang}")
    return client.made(path, lang=lang, slug=slug, **names, **fields)


@ALL
def test_an_object_without_a_language_is_in_the_first(client: Client, word: str, path: str) -> None:
    made = client.made(path, title=word, name=word)
    assert (made["lang"], made["translations"]) == ("en", {"en": made["id"]})


@ALL
def test_linking_from_one_side_links_both(client: Client, word: str, path: str) -> None:
    english = new(client, path, "en", word)["id"]
    swedish = new(client, path, "sv", word, translations={"en": english})
    both = {"en": english, "sv": swedish["id"]}
    assert swedish["translations"] == both
    assert client.shown(f"{path}/{english}")["translations"] == both


@ALL
def test_languages_and_links_may_stand_in_the_address(client: Client, word: str, path: str) -> None:
    english = new(client, path, "en", word)["id"]
    made = client.ask(
        "POST",
        path,
        query_string={"lang": "sv", "translations[en]": english},
        json={"title": word, "name": word, "slug": f"{word}-sv"},
    ).json
    assert made["translations"] == {"en": english, "sv": made["id"]}


@ALL
def test_linking_to_one_member_joins_its_whole_group(client: Client, word: str, path: str) -> None:
    english = new(client, path, "en", word)["id"]
    swedish = new(client, path, "sv", word, translations={"en": english})["id"]
    german = new(client, path, "de", word, translations={"en": english})["id"]
    group = {"de": german, "en": english, "sv": swedish}
    assert [client.shown(f"{path}/{n}")["translations"] for n in group.values()] == [group] * 3


@ALL
def test_moving_a_member_leaves_no_one_way_link(client: Client, word: str, path: str) -> None:
    first = new(client, path, "en", word)["id"]
    second = new(client, path, "en", f"{word} 2nd", slug=f"{word}-2nd")["id"]
    swedish = new(client, path, "sv", word, translations={"en": first})["id"]
    moved = client.post(f"{path}/{swedish}", translations={"en": second}).json
    assert moved["translations"] == {"en": second, "sv": swedish}
    assert client.shown(f"{path}/{first}")["translations"] == {"en": first}
    assert client.shown(f"{path}/{second}")["translations"] == {"en": second, "sv": swedish}


@ALL
def test_a_member_leaves_its_group_by_naming_itself_alone(
    client: Client, word: str, path: str
) -> None:
    english = new(client, path, "en", word)["id"]
    swedish = new(client, path, "sv", word, translations={"en": english})["id"]
    left = client.post(f"{path}/{swedish}", translations={"sv": swedish}).json
    assert left["translations"] == {"sv": swedish}
    assert client.shown(f"{path}/{english}")["translations"] == {"en": english}


@ALL
@pytest.mark.parametrize(
    "wrong",
    [{"en": 987654321}, {"de": "OWN"}, {"xx": 1}, {"en": "x"}, "text", {"sv": "OWN"}],
    ids=[
        "one that is not there",
        "one of another language",
        "a language that the blog does not have",
        "not an id",
        "not an object",
        "two of one language",
    ],
)
def test_wrong_links_are_refused_before_anything_is_made(
    client: Client, word: str, path: str, wrong: Any
) -> None:
    english = new(client, path, "en", word)["id"]
    if isinstance(wrong, dict):
        wrong = {lang: english if other == "OWN" else other for lang, other in wrong.items()}
    fields = {"title": f"{word} x", "name": f"{word} x", "status": "publish"}
    answer = client.post(path, lang="sv", translations=wrong, **fields)
    assert answer.refusal == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == ["translations"]
    assert len(client.get(path, search=word).json) == 1


@ALL
def test_what_is_no_language_is_refused(client: Client, word: str, path: str) -> None:
    answer = client.post(path, title=word, name=word, lang="x!")
    assert answer.refusal == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == ["lang"]
    assert client.get(path, search=word).json == []


@ALL
def test_the_language_of_an_object_cannot_be_changed(client: Client, word: str, path: str) -> None:
    made = new(client, path, "sv", word)
    assert client.post(f"{path}/{made['id']}", lang="en").status == 409
    assert client.post(f"{path}/{made['id']}", lang="sv").status == 200


@ALL
def test_lists_are_restricted_to_a_language(client: Client, word: str, path: str) -> None:
    english = new(client, path, "en", word)["id"]
    swedish = new(client, path, "sv", word)["id"]
    by_lang = {
        lang: [item["id"] for item in client.get(path, search=word, lang=lang).json]
        for lang in ("en", "sv", "de")
    }
    assert by_lang == {"en": [english], "sv": [swedish], "de": []}


def test_a_trashed_twin_stays_linked_and_a_deleted_one_does_not(client: Client, word: str) -> None:
    english = new(client, "/posts", "en", word)["id"]
    swedish = new(client, "/posts", "sv", word, translations={"en": english})["id"]
    client.delete(f"/posts/{swedish}")
    assert client.shown(f"/posts/{english}")["translations"] == {"en": english, "sv": swedish}
    client.delete(f"/posts/{swedish}", force="true")
    assert client.shown(f"/posts/{english}")["translations"] == {"en": english}


@ALL
def test_our_fields_are_shown_to_editors_alone(
    client: Client, anybody: Client, word: str, path: str
) -> None:
    made = new(client, path, "en", word, tvilling_key=word, tvilling_fingerprint="f")
    public = anybody.get(f"{path}/{made['id']}").json
    assert (made["tvilling_key"], made["tvilling_fingerprint"]) == (word, "f")
    assert [name for name in public if name.startswith("tvilling_")] == []
    assert (public["lang"], public["translations"]) == ("en", {"en": made["id"]})


@ALL
def test_objects_are_found_by_key_and_language(client: Client, word: str, path: str) -> None:
    keys = [f"{word}/a b", f"{word}/ö"]
    made = [
        new(client, path, lang, f"{word} {n}", slug=f"{word}-{n}-{lang}", tvilling_key=key)["id"]
        for n, key in enumerate(keys)
        for lang in ("en", "sv")
    ]
    query = {"context": "edit", "tvilling_key": ",".join(keys)}
    listed = client.get(path, lang="sv", **query).json
    assert {item["id"]: item["tvilling_key"] for item in listed} == {
        made[1]: keys[0],
        made[3]: keys[1],
    }
    assert {item["id"] for item in client.get(path, **query).json} == set(made)


@ALL
def test_a_key_cannot_be_looked_up_by_anybody(anybody: Client, path: str) -> None:
    assert anybody.get(path, tvilling_key="a").status in (400, 401)


@ALL
def test_a_key_is_given_once_per_language(client: Client, word: str, path: str) -> None:
    first = new(client, path, "en", word, tvilling_key=word)["id"]
    fields = {"title": "b", "name": f"{word} b"}
    again = client.post(path, lang="en", tvilling_key=word, **fields)
    assert again.refusal == (409, "tvilling_key_exists")
    assert again.json["data"]["post_id" if path == "/posts" else "term_id"] == first
    assert client.post(path, lang="sv", tvilling_key=word, **fields).status == 201


def test_a_key_in_the_trash_is_free(client: Client, word: str) -> None:
    old = new(client, "/posts", "en", word, tvilling_key=word)["id"]
    client.delete(f"/posts/{old}")
    new(client, "/posts", "en", word, tvilling_key=word)
    restored = client.post(f"/posts/{old}", status="draft")
    assert restored.refusal == (409, "tvilling_key_exists")


def is_edited(item: dict[str, Any]) -> bool:
    edited: bool = item["tvilling_etag"] != item["tvilling_published_etag"]
    return edited


@ALL
def test_an_edit_by_hand_is_told_from_a_publishers_write(
    client: Client, word: str, path: str
) -> None:
    item = new(client, path, "en", word, tvilling_key=word, tvilling_fingerprint="1")
    assert not is_edited(item)
    by_hand = client.post(f"{path}/{item['id']}", slug=f"other-{word}").json
    assert is_edited(by_hand)
    ours = client.post(f"{path}/{item['id']}", title="b", name="b", tvilling_fingerprint="2").json
    assert not is_edited(ours)
    assert ours["tvilling_fingerprint"] == "2"


def test_the_default_category_comes_by_itself_and_is_no_edit(client: Client, word: str) -> None:
    post = new(client, "/posts", "en", word, categories=[], tvilling_fingerprint="1")
    written = client.post(f"/posts/{post['id']}", title=post["title"]["raw"]).json
    assert (len(written["categories"]), is_edited(written)) == (1, False)


def test_linking_a_twin_is_no_edit_of_the_other(client: Client, word: str) -> None:
    english = new(client, "/posts", "en", word, tvilling_fingerprint="1")
    new(client, "/posts", "sv", word, translations={"en": english["id"]})
    assert client.shown(f"/posts/{english['id']}")["tvilling_etag"] == english["tvilling_etag"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "b"},
        {"content": "b"},
        {"excerpt": "b"},
        {"slug": "b"},
        {"status": "draft"},
        {"date": "2001-02-03T04:05:06"},
        {"categories": "NEW"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_etag_changes_with_all_that_an_editor_can_change(
    client: Client, word: str, change: dict[str, Any]
) -> None:
    post = new(client, "/posts", "en", word, content="a")
    category = client.made("/categories", name=word)["id"]
    change = {k: [category] if v == "NEW" else v for k, v in change.items()}
    changed = client.post(f"/posts/{post['id']}", **change).json
    assert changed["tvilling_etag"] != post["tvilling_etag"]


@ALL
def test_a_write_for_an_earlier_state_is_refused(client: Client, word: str, path: str) -> None:
    item = new(client, path, "en", word, tvilling_fingerprint="1")
    seen = item["tvilling_etag"]
    item_path = f"{path}/{item['id']}"
    assert client.post(item_path, slug=f"x-{word}", tvilling_if_match=seen).status == 200
    late = client.post(item_path, slug=f"y-{word}", tvilling_if_match=seen)
    assert late.refusal == (412, "tvilling_changed")
    assert client.shown(item_path)["slug"] == f"x-{word}"
