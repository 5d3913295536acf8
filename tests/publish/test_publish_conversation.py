"""Conversations step by step: what is asked, and what strange answers lead to."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import quote

import pytest

from pipeline.errors import CmsError, CmsRefused, CmsUnreachable
from pipeline.publish.conversation import apply_conversation, plan_conversation
from pipeline.publish.messages import Answer, Asked, Conversation, Request
from pipeline.publish.reading import chunks, read_me, read_posts
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import key_of, post_of
from pipeline.publish.resolve import Resolver
from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import edition

Result = TypeVar("Result")
POST = {
    "id": 7,
    "status": "publish",
    "slug": "a",
    "link": "https://blog.example/a/",
    "date_gmt": "2026-01-01T00:00:00",
    "lang": "en",
    "translations": [],
    "tvilling_key": "a",
    "tvilling_fingerprint": "x",
    "tvilling_etag": "1",
    "tvilling_published_etag": "1",
}


def first(asked: Asked) -> Request:
    """The request, or the first of several."""
    return asked[0] if isinstance(asked, tuple) else asked


def told(conversation: Conversation[Result], *answers: Answer) -> Result:
    """What the conversation returns when it is answered so."""
    try:
        asked = next(conversation)
        for answer in answers:
            asked = conversation.send((answer,) if isinstance(asked, tuple) else answer)
    except StopIteration as stop:
        result: Result = stop.value
        return result
    raise AssertionError("the conversation goes on")


def test_the_first_question_is_who_we_are() -> None:
    asked = next(plan_conversation([], Resolver()))
    params = (("context", "edit"), ("_fields", "id,roles,capabilities"))
    assert asked == Request("GET", "wp/v2/users/me", params)


def test_a_wrong_password_ends_everything_before_a_post_is_asked_for() -> None:
    no = Answer(401, {}, {"code": "rest_not_logged_in", "message": "You are not logged in."})
    with pytest.raises(CmsRefused) as caught:
        told(read_me(), no)
    assert str(caught.value) == (
        "the CMS does not let us in: You are not logged in (401 rest_not_logged_in). Check the "
        "user and the application password, and that the site has application passwords switched on"
    )


def test_posts_are_looked_up_by_key_in_every_state() -> None:
    asked = first(next(read_posts(["2026/my, post"])))
    assert asked.params[:2] == (
        ("tvilling_key", "2026/my%2C%20post"),
        ("status", "publish,future,draft,pending,private,trash"),
    )


@pytest.mark.parametrize("post", ["a", "2026/å, b", "100 %", "a%2Cb", "\u2003"])
def test_a_key_gives_the_post_back_and_no_list_takes_it_apart(post: str) -> None:
    key = key_of(post)
    assert (post_of(key), len(key.split()), "," in key) == (post, 1, False)


def test_all_pages_of_a_list_are_read() -> None:
    conversation = read_posts(["a"])
    pages = {"x-wp-totalpages": "2"}
    one = first(next(conversation))
    other = first(conversation.send((Answer(200, pages, [POST]),)))
    with pytest.raises(StopIteration) as stop:
        conversation.send((Answer(200, pages, [{**POST, "id": 8, "lang": "sv"}]),))
    assert [dict(request.params)["page"] for request in (one, other)] == ["1", "2"]
    assert {place: post.id for place, post in stop.value.value.items()} == {
        ("a", "en"): 7,
        ("a", "sv"): 8,
    }


def test_a_number_of_pages_that_no_site_has_ends_nothing() -> None:
    conversation = read_posts(["a"])
    first(next(conversation))
    later = conversation.send((Answer(200, {"x-wp-totalpages": "9" * 5000}, [POST]),))
    assert isinstance(later, tuple)
    assert len(later) == 99


def test_many_keys_are_asked_for_in_several_addresses() -> None:
    names = [f"post-number-{number:04}" for number in range(500)]
    lists = list(chunks(names))
    assert [name for each in lists for name in each.split(",")] == names
    assert max(len(quote(each, safe="")) for each in lists) <= 3600
    assert len(lists) == 5


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(
            [{**POST, "tvilling_key": "other"}],
            "the CMS cannot look posts up by Tvilling's keys",
            id="a site that lists all posts",
        ),
        pytest.param(
            [{name: value for name, value in POST.items() if name != "tvilling_key"}],
            "the CMS does not keep the keys of Tvilling's posts",
            id="a site without the plug-in",
        ),
        pytest.param({"id": 7}, "the CMS answered something else than a list", id="no list"),
        pytest.param([7], "the CMS answered something else than an object", id="no posts"),
        pytest.param(
            [{**POST, "id": "7"}],
            "the CMS answered something else than a number as `id`",
            id="a text for a number",
        ),
        pytest.param(
            [{**POST, "link": 7}],
            "the CMS answered something else than a text as `link`",
            id="a number for a text",
        ),
    ],
)
def test_an_answer_of_another_shape_is_an_error(answer: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(CmsError) as caught:
        told(read_posts(["a"]), Answer(200, {}, answer))
    assert caught.value.what == message


def test_a_new_post_is_sent_once_with_its_key_and_without_a_second_look() -> None:
    blog = [build_twins("a", "en", [edition("a", "en", "<p>A</p>")])]
    fine = Answer(200, {}, [])
    plan = told(plan_conversation(blog, Resolver()), Answer(200, {}, {"id": 1}), fine, fine)
    applying = apply_conversation(plan, lambda _: b"")
    creation = first(next(applying))
    assert (creation.method, creation.path) == ("POST", "wp/v2/posts")
    sent = dict(creation.json or {})
    assert sent == {
        "title": "a en",
        "content": "<p>A</p>",
        "excerpt": "A",
        "status": "publish",
        "categories": [],
        "tags": [],
        "featured_media": 0,
        "tvilling_image_alt": "",
        "tvilling_fingerprint": sent["tvilling_fingerprint"],
        "slug": "a-en",
        "translations": {},
        "lang": "en",
        "tvilling_key": "a",
    }
    made = {**POST, "slug": "a-en", "tvilling_fingerprint": sent["tvilling_fingerprint"]}
    check = first(applying.send((Answer(201, {}, made),)))
    assert check.method == "GET"
    with pytest.raises(StopIteration) as stop:
        applying.send((Answer(200, {}, [made]),))
    assert stop.value.value.summary == "1 created"


def test_a_site_that_takes_the_language_for_another_ends_the_run() -> None:
    blog = [build_twins("a", "sv", [edition("a", "sv", "<p>A</p>")])]
    fine = Answer(200, {}, [])
    plan = told(plan_conversation(blog, Resolver()), Answer(200, {}, {"id": 1}), fine, fine)
    report = told(apply_conversation(plan, lambda _: b""), Answer(201, {}, POST))
    assert report.error is not None
    assert report.error.remedy == "Add the language sv to the site, and delete that post"
    assert report.summary == "1 left to do"


def test_a_refusal_carries_no_markup_and_a_remedy() -> None:
    answer = Answer(500, {}, {"code": "x", "message": "<p>It &amp; that <b>broke</b>.</p>"})
    error = refusal(answer, "the CMS refused it")
    assert (type(error), error.what) == (
        CmsUnreachable,
        "the CMS refused it: It & that broke (500 x)",
    )
