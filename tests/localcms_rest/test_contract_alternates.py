"""The addresses of a post's twins on other sites: for editors, checked, and no edit by hand."""

# A request may hold anything, right or wrong.
# ruff: noqa: ANN401

from __future__ import annotations

from typing import Any

import pytest

from tests.localcms_rest.rest_client import Client

SWEDISH = "https://sv.example.com/hej/?a=1&b=%C3%A5"
ADDRESSES = {"sv": SWEDISH, "pt-BR": "http://example.com/ol%C3%A1/", "x-default": SWEDISH}


def test_the_addresses_are_kept_and_taken_out_again(client: Client, word: str) -> None:
    made = client.made("/posts", title=word, lang="en", tvilling_alternates=ADDRESSES)
    path = f"/posts/{made['id']}"
    kept = client.shown(path)["tvilling_alternates"]
    fewer = client.post(path, tvilling_alternates={"sv": SWEDISH}).json["tvilling_alternates"]
    none = client.post(path, tvilling_alternates={}).json["tvilling_alternates"]
    assert (made["tvilling_alternates"], kept) == (ADDRESSES, ADDRESSES)
    # PHP writes an empty object as one, or as a list.
    assert (fewer, none or {}) == ({"sv": SWEDISH}, {})


def test_a_write_without_them_leaves_them(client: Client, word: str) -> None:
    made = client.made("/posts", title=word, lang="en", tvilling_alternates=ADDRESSES)
    changed = client.post(f"/posts/{made['id']}", title=f"{word} 2").json
    assert changed["tvilling_alternates"] == ADDRESSES


def test_they_are_no_edit_by_hand(client: Client, word: str) -> None:
    fields = {"title": word, "status": "publish", "lang": "en", "tvilling_fingerprint": "f"}
    made = client.made("/posts", **fields)
    changed = client.post(f"/posts/{made['id']}", tvilling_alternates=ADDRESSES).json
    assert changed["tvilling_etag"] == made["tvilling_etag"] == changed["tvilling_published_etag"]


def test_only_editors_see_them(client: Client, anybody: Client, word: str) -> None:
    made = client.made(
        "/posts", title=word, status="publish", lang="en", tvilling_alternates=ADDRESSES
    )
    assert "tvilling_alternates" not in anybody.get(f"/posts/{made['id']}").json


def test_an_author_gives_none(author: Client, word: str) -> None:
    answer = author.post("/posts", title=word, lang="en", tvilling_alternates=ADDRESSES)
    assert answer.refusal == (403, "tvilling_key_forbidden")


@pytest.mark.parametrize(
    "wrong",
    [
        {"sv": "javascript:alert(1)"},
        {"sv": "//example.com/"},
        {"sv": 'https://example.com/"><script>'},
        {"sv": "https://example.com/" + "a" * 2000},
        {"s v": SWEDISH},
        {'"><b': SWEDISH},
        {f"a{a}-{b}{c}{c}": SWEDISH for a in "abcd" for b in "abcde" for c in "abcd"},
        {"sv": 7},
        "text",
    ],
    ids=[
        "a script",
        "no scheme",
        "markup in an address",
        "a very long address",
        "no language",
        "markup as a language",
        "too many",
        "a number",
        "not an object",
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_made(
    client: Client, word: str, wrong: Any
) -> None:
    answer = client.post("/posts", title=word, lang="en", tvilling_alternates=wrong)
    assert answer.refusal == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == ["tvilling_alternates"]
    assert client.get("/posts", search=word, status="any").json == []
