"""Who may do what, and how WordPress says no."""

from __future__ import annotations

import pytest

from tests.localcms_rest.rest_client import Client, basic

WRITES = [
    ("/posts", {"title": "a"}, "rest_cannot_create"),
    ("/categories", {"name": "a"}, "rest_cannot_create"),
    ("/tags", {"name": "a"}, "rest_cannot_create"),
    ("/media", {}, "rest_cannot_create"),
]


def test_a_user_learns_who_he_is_and_what_he_may_do(client: Client) -> None:
    me = client.get("/users/me", context="edit", _fields="id,roles,capabilities").json
    assert sorted(me) == ["capabilities", "id", "roles"]
    assert me["roles"] == ["editor"]
    assert me["capabilities"]["edit_others_posts"] is True
    assert "manage_options" not in me["capabilities"]


def test_those_who_write_posts_see_who_else_does(client: Client, anybody: Client) -> None:
    query = {"who": "authors", "per_page": "100", "_fields": "id,slug"}
    me = client.get("/users/me").json
    listed = client.get("/users", **query)
    assert listed.status == 200
    assert {"id": me["id"], "slug": me["slug"]} in listed.json
    assert {"example-editor", "example-author"} <= {user["slug"] for user in listed.json}
    assert anybody.get("/users", **query).status == 401


def test_a_password_is_told_by_name(client: Client) -> None:
    assert client.get("/users/me/application-passwords/introspect").json["name"]


@pytest.mark.parametrize(
    "headers",
    [{}, basic("nobody", "wrong"), {"Authorization": "Basic %%%"}, {"Authorization": "Bearer x"}],
    ids=["no header", "a wrong password", "no base64", "another scheme"],
)
def test_a_wrong_password_counts_as_none(anybody: Client, headers: dict[str, str]) -> None:
    me = anybody.ask("GET", "/users/me", headers=headers)
    public = anybody.ask("GET", "/posts", headers=headers)
    write = anybody.ask("POST", "/posts", headers=headers, json={"title": "a"})
    assert me.refusal == (401, "rest_not_logged_in")
    assert public.status == 200
    assert write.refusal == (401, "rest_cannot_create")


@pytest.mark.parametrize(("path", "fields", "code"), WRITES, ids=[path for path, _, _ in WRITES])
def test_nobody_writes_without_a_password(
    anybody: Client, path: str, fields: dict[str, str], code: str
) -> None:
    assert anybody.post(path, **fields).refusal == (401, code)


def test_what_is_not_published_is_not_shown_to_anybody(
    client: Client, anybody: Client, word: str
) -> None:
    posts = [
        client.made("/posts", title=word, status=status, date_gmt="2090-01-01T00:00:00")
        for status in ("draft", "pending", "private", "publish")
    ]
    assert [post["status"] for post in posts] == ["draft", "pending", "private", "future"]
    refusals = {anybody.get(f"/posts/{post['id']}").refusal for post in posts}
    assert refusals == {(401, "rest_forbidden")}
    assert anybody.get("/posts", search=word).json == []


@pytest.mark.parametrize("status", ["draft", "any", "publish,trash"])
def test_nobody_asks_for_other_statuses_without_a_password(anybody: Client, status: str) -> None:
    answer = anybody.get("/posts", status=status)
    assert answer.refusal == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == ["status"]


@pytest.mark.parametrize("path", ["/posts", "/categories", "/tags", "/media"])
def test_nobody_sees_the_editors_view_without_a_password(anybody: Client, path: str) -> None:
    assert anybody.get(path, context="edit").refusal == (401, "rest_forbidden_context")


def test_an_author_writes_his_own_posts_and_no_others(
    client: Client, author: Client, word: str
) -> None:
    own = author.made("/posts", title=word, status="publish")
    others = client.made("/posts", title=word, status="publish")
    path = f"/posts/{others['id']}"
    assert author.post(f"/posts/{own['id']}", title="b").status == 200
    assert author.post(path, title="b").refusal == (403, "rest_cannot_edit")
    assert author.delete(path).refusal == (403, "rest_cannot_delete")
    assert author.get(path, context="edit").refusal == (403, "rest_forbidden_context")
    assert author.get(path).status == 200
    linked = author.post("/posts", title=word, lang="sv", translations={"en": others["id"]})
    assert linked.status == 403


def test_an_author_makes_tags_and_no_categories(author: Client, word: str) -> None:
    assert author.post("/tags", name=word).status == 201
    assert author.post("/categories", name=word).refusal == (403, "rest_cannot_create")


def test_an_author_writes_in_nobody_elses_name(client: Client, author: Client) -> None:
    editor = client.get("/users/me").json["id"]
    answer = author.post("/posts", title="a", author=editor)
    assert answer.refusal == (403, "rest_cannot_edit_others")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing"), ("PUT", "/posts"), ("DELETE", "/tags"), ("GET", "/posts/abc")],
    ids=["unknown path", "wrong method", "another wrong method", "no number"],
)
def test_an_unknown_path_and_a_wrong_method_are_no_route(
    client: Client, method: str, path: str
) -> None:
    answer = client.ask(method, path)
    assert answer.refusal == (404, "rest_no_route")
    assert answer.json["data"] == {"status": 404}


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ({"per_page": "101"}, ["per_page"]),
        ({"per_page": "0", "page": "x"}, ["page", "per_page"]),
        ({"status": "odd"}, ["status"]),
        ({"orderby": "odd", "order": "odd"}, ["order", "orderby"]),
        ({"after": "yesterday"}, ["after"]),
        ({"include": "1,a"}, ["include"]),
        ({"context": "odd"}, ["context"]),
        ({"lang": "x!"}, ["lang"]),
    ],
    ids=lambda value: ",".join(value),
)
def test_every_wrong_parameter_is_named(
    client: Client, query: dict[str, str], params: list[str]
) -> None:
    answer = client.get("/posts", **query)
    assert answer.refusal == (400, "rest_invalid_param")
    assert sorted(answer.json["data"]["params"]) == params
    assert sorted(answer.json["data"]["details"]) == params
    assert answer.json["data"]["status"] == 400


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"title": "\\ud800"}', b'{"title": "\xff"}', b'{"a": NaN}', b'"' * 3],
    ids=["cut off", "half a surrogate pair", "not UTF-8", "no number", "quotes"],
)
def test_a_body_that_is_no_json_is_refused(client: Client, body: bytes) -> None:
    answer = client.ask("POST", "/posts", data=body, content_type="application/json")
    assert answer.refusal == (400, "rest_invalid_json")


@pytest.mark.parametrize("path", ["/posts", "/categories", "/tags", "/media"])
@pytest.mark.parametrize("number", ["0", "987654321", "9" * 40])
def test_what_is_not_there_is_not_found(client: Client, path: str, number: str) -> None:
    assert client.get(f"{path}/{number}").status == 404


def test_a_slash_at_the_end_changes_nothing(client: Client) -> None:
    assert client.get("/posts/").status == client.get("/posts").status == 200
