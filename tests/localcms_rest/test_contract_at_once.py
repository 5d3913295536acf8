"""What holds when several programs write at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.localcms_rest.rest_client import Answer, Client, Cms

ALL = pytest.mark.parametrize("path", ["/posts", "/categories", "/tags"])


def at_once(cms: Cms, path: str, bodies: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """The answers to requests of as many programs."""

    def send(body: Mapping[str, Any]) -> Answer:
        return cms.client("editor").post(path, **body)

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(send, bodies))


@ALL
def test_of_many_creates_with_one_key_one_wins(cms: Cms, word: str, path: str) -> None:
    body = {"title": word, "name": word, "slug": word, "lang": "sv", "tvilling_key": word}
    answers = at_once(cms, path, [body] * 6)
    number = "post_id" if path == "/posts" else "term_id"
    made = [answer.json["id"] for answer in answers if answer.status == 201]
    refused = [answer for answer in answers if answer.status != 201]
    assert (len(made), len(refused)) == (1, 5)
    assert {answer.refusal for answer in refused} == {(409, "tvilling_key_exists")}
    assert {answer.json["data"][number] for answer in refused} == set(made)


@ALL
def test_twins_made_at_once_are_all_linked(cms: Cms, client: Client, word: str, path: str) -> None:
    names = {"title": word, "name": word}
    english = client.made(path, lang="en", slug=word, **names)["id"]
    bodies = [
        {"lang": lang, "slug": f"{word}-{lang}", "translations": {"en": english}, **names}
        for lang in ("sv", "de")
    ]
    ids = [answer.json["id"] for answer in at_once(cms, path, bodies)]
    group = {"de": ids[1], "en": english, "sv": ids[0]}
    shown = [client.shown(f"{path}/{number}")["translations"] for number in group.values()]
    assert shown == [group] * 3


def test_posts_made_at_once_have_slugs_of_their_own(cms: Cms, word: str) -> None:
    answers = at_once(cms, "/posts", [{"title": "a", "slug": word, "status": "publish"}] * 4)
    slugs = sorted(answer.json["slug"] for answer in answers)
    assert slugs == [word, *(f"{word}-{number}" for number in (2, 3, 4))]


@ALL
def test_of_two_writes_for_one_state_one_wins(
    cms: Cms, client: Client, word: str, path: str
) -> None:
    made = client.made(path, title=word, name=word, slug=word)
    expected = made["tvilling_etag"]
    bodies = [{"slug": f"{word}-{n}", "tvilling_if_match": expected} for n in range(4)]
    answers = at_once(cms, f"{path}/{made['id']}", bodies)
    assert sorted(answer.status for answer in answers) == [200, 412, 412, 412]
