"""What WordPress does with categories and tags; the embedded CMS does the same."""

from __future__ import annotations

import pytest

from tests.localcms_rest.rest_client import Client

BOTH = pytest.mark.parametrize("path", ["/categories", "/tags"])


@BOTH
def test_a_terms_name_comes_back_escaped(client: Client, word: str, path: str) -> None:
    term = client.made(path, name=f"Kod & C# {word}")
    assert (term["name"], term["slug"]) == (f"Kod &amp; C# {word}", f"kod-c-{word}")


@BOTH
def test_a_second_term_of_one_name_is_refused_with_the_firsts_id(
    client: Client, word: str, path: str
) -> None:
    term = client.made(path, name=f"{word} a")
    answer = client.post(path, name=f"{word.upper()} A")
    assert answer.refusal == (400, "term_exists")
    assert answer.json["data"]["term_id"] == term["id"]


@BOTH
def test_a_second_term_of_one_name_needs_a_slug_of_its_own(
    client: Client, word: str, path: str
) -> None:
    client.made(path, name=word)
    assert client.made(path, name=word, slug=f"own-{word}")["slug"] == f"own-{word}"


@BOTH
def test_another_name_with_a_taken_slug_gets_a_number(client: Client, word: str, path: str) -> None:
    client.made(path, name=f"Åäö {word}")
    other = client.made(path, name=f"Aao {word}")
    assert other["slug"] == f"aao-{word}-2"


@BOTH
def test_a_blank_name_is_refused(client: Client, path: str) -> None:
    assert client.post(path, name="  ").refusal == (500, "empty_term_name")
    missing = client.post(path, slug="a")
    assert missing.refusal == (400, "rest_missing_callback_param")


@BOTH
def test_one_name_in_two_languages_is_two_terms(client: Client, word: str, path: str) -> None:
    english = client.made(path, name=word, lang="en", slug=word)
    swedish = client.made(path, name=word, lang="sv", slug=f"{word}-sv")
    assert english["id"] != swedish["id"]
    assert [term["id"] for term in client.get(path, lang="sv", search=word).json] == [swedish["id"]]


@BOTH
def test_a_slug_that_another_language_has_gets_the_language(
    client: Client, word: str, path: str
) -> None:
    english = client.made(path, name=word, lang="en")
    swedish = client.made(path, name=word, lang="sv")
    assert (english["slug"], swedish["slug"]) == (word, f"{word}-sv")
    again = client.post(path, name=word, lang="sv")
    assert again.refusal == (400, "term_exists")
    assert again.json["data"]["term_id"] == swedish["id"]


@BOTH
def test_a_term_is_found_by_slug_and_language(client: Client, word: str, path: str) -> None:
    term = client.made(path, name=word, lang="sv", slug=f"{word}-sv")
    assert [t["id"] for t in client.get(path, slug=f"{word}-sv", lang="sv").json] == [term["id"]]
    assert client.get(path, slug=f"{word}-sv", lang="en").json == []


@BOTH
def test_a_term_can_be_changed_and_deleted(client: Client, word: str, path: str) -> None:
    term = client.made(path, name=word)
    item = f"{path}/{term['id']}"
    changed = client.post(item, name=f"New {word}", description="d").json
    assert (changed["name"], changed["slug"], changed["description"]) == (f"New {word}", word, "d")
    assert client.delete(item).refusal == (501, "rest_trash_not_supported")
    assert client.delete(item, force="true").json["deleted"] is True
    assert client.get(item).refusal == (404, "rest_term_invalid")


def test_a_term_counts_published_posts(client: Client, word: str) -> None:
    tag = client.made("/tags", name=word)["id"]
    for status in ("publish", "publish", "draft"):
        client.made("/posts", title="a", status=status, tags=[tag])
    assert client.get(f"/tags/{tag}").json["count"] == 2
    assert client.get("/tags", search=word, hide_empty="true").json[0]["id"] == tag


def test_a_page_of_terms_past_the_end_is_empty(client: Client, word: str) -> None:
    client.made("/tags", name=word)
    beyond = client.get("/tags", search=word, page=7)
    assert (beyond.status, beyond.json) == (200, [])


def test_a_post_that_loses_its_category_has_the_default_one(client: Client, word: str) -> None:
    category = client.made("/categories", name=word)["id"]
    post = client.made("/posts", title="a", categories=[category])
    client.delete(f"/categories/{category}", force="true")
    kept = client.shown(f"/posts/{post['id']}")["categories"]
    assert len(kept) == 1
    assert kept != [category]


def test_a_category_may_stand_under_another_and_a_tag_may_not(client: Client, word: str) -> None:
    above = client.made("/categories", name=word)["id"]
    below = client.made("/categories", name=f"{word} b", parent=above)
    assert below["parent"] == above
    assert "parent" not in client.made("/tags", name=word)
