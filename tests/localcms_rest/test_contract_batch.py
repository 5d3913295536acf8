"""Several writes in one request: each is answered for itself, in its order."""

from __future__ import annotations

from typing import Any

from tests.localcms_rest.rest_client import Client, Cms


def batch(cms: Cms, *requests: dict[str, Any]) -> tuple[int, Any]:
    """Status and JSON of a batch that an editor sends."""
    opener, headers = cms.opener(), cms.headers["editor"]
    answer = opener.open(
        "/wp-json/batch/v1", method="POST", headers=headers, json={"requests": list(requests)}
    )
    return answer.status_code, answer.get_json()


def post(word: str, **fields: object) -> dict[str, Any]:
    path = "/wp/v2/posts?context=edit&_fields=id%2Ctvilling_key"
    return {"method": "POST", "path": path, "body": {"title": word, "lang": "sv", **fields}}


def test_each_request_has_its_answer(cms: Cms, client: Client, word: str) -> None:
    status, json = batch(
        cms,
        post(word, tvilling_key=word),
        post(word, tvilling_key=word),
        {"method": "POST", "path": "/wp/v2/tags", "body": {"name": word, "lang": "sv"}},
    )
    made, refused, tag = json["responses"]
    assert (status, [made["status"], refused["status"], tag["status"]]) == (207, [201, 409, 201])
    assert set(made["body"]) == {"id", "tvilling_key"}
    assert refused["body"]["data"]["post_id"] == made["body"]["id"]
    assert client.shown(f"/posts/{made['body']['id']}")["title"]["raw"] == word
    assert tag["body"]["name"] == word


def test_an_update_is_meant_for_one_state(cms: Cms, client: Client, word: str) -> None:
    made = client.made("/posts", title=word, lang="sv")
    update = {
        "method": "POST",
        "path": f"/wp/v2/posts/{made['id']}",
        "body": {"title": f"{word} 2", "tvilling_if_match": made["tvilling_etag"]},
    }
    _, json = batch(cms, update, update)
    assert [item["status"] for item in json["responses"]] == [200, 412]


def test_files_and_questions_are_not_taken(cms: Cms) -> None:
    _, json = batch(cms, {"method": "POST", "path": "/wp/v2/media", "body": {}})
    assert json["responses"][0]["body"]["code"] == "rest_batch_not_allowed"
    status, _ = batch(cms, *[post("a")] * 26)
    assert status == 400


def test_an_unknown_route_is_said_for_that_request_alone(cms: Cms) -> None:
    _, json = batch(cms, {"method": "POST", "path": "/wp/v2/nothing", "body": {}})
    assert json["responses"][0]["status"] == 404
