"""HTTP as it is: lost answers, redirects, pages instead of JSON; and a password that stays home."""

from __future__ import annotations

import base64
import json
import traceback
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cms.failures import failure_of
from pipeline.cms.replies import NoJsonError, read_json
from pipeline.cms.transport import Limits, Stats, Transport
from pipeline.errors import CmsError, CmsRefused, CmsUnreachable, SettingsError, Stopped
from pipeline.publish.messages import LOST, Answer, Conversation, Request, Upload, ask, ask_all
from tests.cms.scripted_server import Scripted, ScriptedServer

SECRET = "abcd EFGH 1234"
GET = Request("GET", "wp/v2/posts", (("slug", "a,b"), ("lang", "sv")))
POST = Request("POST", "wp/v2/posts", (("_fields", "id"),), {"title": "Hej å"})
FILE = Request("POST", "wp/v2/media", (), {"slug": "s"}, Upload("å.png", "image/png", b"PNG"))
HTML = (("Content-Type", "text/html"),)


class Slept(list[float]):
    """A `sleep` that takes no time and remembers."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def transport(server: ScriptedServer, **options: Any) -> Transport:  # noqa: ANN401
    fixed = {"sleep": Slept(), "chance": lambda: 1.0}
    return Transport(server.url, "editör", SECRET, **{**fixed, **options})


def asked_of(server: ScriptedServer) -> list[tuple[str, str]]:
    return [(asked.method, asked.path) for asked in server.asked]


def test_a_request_arrives_with_its_parameters_and_our_name(server: ScriptedServer) -> None:
    server.script = [Scripted(201, b'{"id": 1}', (("X-WP-Total", "1"),))]
    with transport(server) as way:
        answer = way.ask(POST)
    (asked,) = server.asked
    token = base64.b64encode(f"editör:{SECRET}".encode()).decode()
    assert (asked.path, asked.authorization) == (
        "/wp-json/wp/v2/posts?_fields=id",
        f"Basic {token}",
    )
    assert read_json(asked.body.decode()) == {"title": "Hej å"}
    assert (answer.status, answer.json, answer.headers["x-wp-total"]) == (201, {"id": 1}, "1")


def test_a_file_is_sent_with_its_fields(server: ScriptedServer) -> None:
    with transport(server) as way:
        way.ask(FILE)
    (asked,) = server.asked
    assert asked.content_type.startswith("multipart/form-data")
    assert b'name="slug"\r\n\r\ns\r\n' in asked.body
    assert b'name="file"' in asked.body
    assert b"PNG" in asked.body


def test_a_conversation_is_held_and_its_result_returned(server: ScriptedServer) -> None:
    def conversation() -> Conversation[int]:
        first = yield from ask(GET)
        second = yield from ask(POST)
        return first.status + second.status

    with transport(server) as way:
        assert way.run(conversation()) == 400
        assert way.stats == Stats(requests=2, writes=1, repeats=0)


def test_a_dry_run_cannot_write(server: ScriptedServer) -> None:
    with (
        transport(server, is_read_only=True) as way,
        pytest.raises(CmsError, match="a dry run does not send POST"),
    ):
        way.ask(POST)
    assert server.asked == []


def test_a_lost_answer_to_a_question_is_asked_for_again(server: ScriptedServer) -> None:
    server.script = [Scripted(is_cut=True), Scripted(is_cut=True), Scripted()]
    slept = Slept()
    with transport(server, sleep=slept) as way:
        assert way.ask(GET).status == 200
        assert (slept, way.stats) == ([1.0, 2.0], Stats(requests=3, writes=0, repeats=2))


@pytest.mark.parametrize(
    ("scripted", "why"),
    [
        pytest.param(
            Scripted(is_cut=True), "127.0.0.1 cannot be reached: the connection broke", id="cut"
        ),
        pytest.param(
            Scripted(200, b'{"id": 7, "x": {"en": 1}'), "the answer is no JSON (200)", id="half"
        ),
        pytest.param(Scripted(500, b"<h1>", HTML), "the answer is no JSON (500)", id="broken"),
        pytest.param(
            Scripted(503, b"<html>", HTML), "the site is being maintained (503)", id="not ready"
        ),
        pytest.param(
            Scripted(200, b"<html><title>My &amp; blog</title>", HTML),
            "the answer is no JSON (200, on a page called 'My & blog')",
            id="a page",
        ),
    ],
)
@pytest.mark.parametrize("request_", [POST, FILE], ids=["a post", "a file"])
def test_a_write_without_an_answer_is_not_sent_again_and_may_have_arrived(
    server: ScriptedServer, scripted: Scripted, why: str, request_: Request
) -> None:
    server.script = [scripted, Scripted()]
    slept = Slept()
    with transport(server, sleep=slept) as way:
        answer = way.ask(request_)
    assert (answer, answer.is_doubtful) == (Answer(LOST, {}, {"message": why}), True)
    assert (len(server.asked), slept) == (1, [1.0])


def test_a_write_that_cannot_have_arrived_is_sent_again() -> None:
    slept = Slept()
    with Transport("http://127.0.0.1:9", "editor", SECRET, sleep=slept, chance=lambda: 1.0) as way:
        answer = way.ask(POST)
    assert (answer.status, way.stats.requests, slept) == (LOST, 4, [1.0, 2.0, 4.0, 1.0])


def test_a_server_that_never_answers_is_given_up(server: ScriptedServer) -> None:
    server.script = [Scripted(is_cut=True)]
    with transport(server, limits=Limits(tries=3)) as way, pytest.raises(CmsUnreachable):
        way.ask(GET)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        pytest.param(429, GET, id="too many requests, a question"),
        pytest.param(429, POST, id="too many requests, a write"),
        pytest.param(429, FILE, id="too many requests, a file"),
        pytest.param(503, GET, id="not ready, a question"),
    ],
)
def test_a_busy_server_is_asked_again_when_it_says(
    server: ScriptedServer, status: int, request_: Request
) -> None:
    server.script = [Scripted(status, b"<html>", (("Retry-After", "7"),)), Scripted()]
    slept = Slept()
    with transport(server, sleep=slept) as way:
        assert way.ask(request_).status == 200
    assert slept == [7.0]


def test_a_long_maintenance_is_not_waited_for(server: ScriptedServer) -> None:
    server.script = [Scripted(503, b"<html>", (("Retry-After", "600"),))]
    slept = Slept()
    with transport(server, sleep=slept) as way, pytest.raises(CmsUnreachable) as caught:
        way.ask(GET)
    assert (slept, caught.value.remedy) == (
        [],
        "Run it again in 10 minutes; what is done stays done",
    )


def test_a_question_follows_the_site_to_another_of_its_pages(server: ScriptedServer) -> None:
    server.script = [Scripted(301, b"", (("Location", "/wp-json/other"),)), Scripted()]
    with transport(server) as way:
        assert way.ask(GET).status == 200
    assert asked_of(server)[1] == ("GET", "/wp-json/other")


def test_a_question_does_not_follow_to_another_server(
    server: ScriptedServer, other_server: ScriptedServer
) -> None:
    server.script = [Scripted(302, b"", (("Location", f"{other_server.url}/x?y=1"),))]
    with transport(server) as way, pytest.raises(CmsUnreachable) as caught:
        way.ask(GET)
    assert (other_server.asked, caught.value.what) == (
        [],
        f"the site sends us to {other_server.url}/x, where a password is not taken unasked",
    )


def test_a_write_follows_nowhere(server: ScriptedServer) -> None:
    server.script = [Scripted(301, b"", (("Location", "/elsewhere"),)), Scripted()]
    with transport(server) as way, pytest.raises(CmsUnreachable, match="sends us to /elsewhere"):
        way.ask(POST)
    assert len(server.asked) == 1


def test_redirects_in_a_circle_end(server: ScriptedServer) -> None:
    server.script = [Scripted(301, b"", (("Location", "/again"),))]
    with transport(server) as way, pytest.raises(CmsUnreachable):
        way.ask(GET)
    assert len(server.asked) == 4


def test_an_answer_without_end_is_not_read_to_its_end(server: ScriptedServer) -> None:
    server.script = [Scripted(200, b"[" + b" " * 200_000 + b"]")]
    small = Limits(size=100_000)
    with (
        transport(server, limits=small) as way,
        pytest.raises(CmsUnreachable, match="the answer is larger than 0 MiB"),
    ):
        way.ask(GET)


def test_an_answer_that_comes_drop_by_drop_is_given_up(server: ScriptedServer) -> None:
    times = iter([0.0, 301.0])
    with (
        transport(server, clock=lambda: next(times)) as way,
        pytest.raises(CmsUnreachable, match="the answer took longer than 300 s"),
    ):
        way.ask(GET)


@pytest.mark.parametrize(
    ("scripted", "kind", "what"),
    [
        pytest.param(
            Scripted(401, b"<html>", HTML),
            CmsRefused,
            "a server in front of the site asks for a password of its own (401)",
            id="a password of the web server's",
        ),
        pytest.param(
            Scripted(403, b"<title>Blocked</title>", HTML),
            CmsRefused,
            "something in front of the site refuses (403, on a page called 'Blocked')",
            id="a firewall",
        ),
        pytest.param(
            Scripted(413, b"", HTML),
            CmsRefused,
            "the server does not take so much at once (413)",
            id="a limit of the web server's",
        ),
    ],
)
def test_a_page_instead_of_json_says_what_is_in_the_way(
    server: ScriptedServer, scripted: Scripted, kind: type[CmsError], what: str
) -> None:
    server.script = [scripted]
    with transport(server) as way, pytest.raises(CmsError) as caught:
        way.ask(POST)
    assert (type(caught.value), caught.value.what) == (kind, what)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"a": [1]}', {"a": [1]}, id="JSON alone"),
        pytest.param('\ufeff{"a": 1}', {"a": 1}, id="behind a byte order mark"),
        pytest.param(
            "<br />\n<b>Notice</b>: undefined [x] in {y} on line 3\n[1]", [1], id="behind a notice"
        ),
        pytest.param('"text"', "text", id="a text alone"),
    ],
)
def test_json_is_found_behind_what_plug_ins_print(text: str, value: object) -> None:
    assert read_json(text) == value


@pytest.mark.parametrize("text", ["", "<html>", "[" * 100_000, "{'a'}", "NaN", "[" * 300 + "x"])
def test_what_is_no_json_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoJsonError):
        read_json(text)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        pytest.param(
            "http://blog.example.com",
            "a password is not sent to blog.example.com without encryption",
            id="no encryption",
        ),
        pytest.param(
            "http://localhost.example.com",
            "a password is not sent to localhost.example.com without encryption",
            id="a name that begins like this computer's",
        ),
        pytest.param(
            "https://me:secret@blog.example.com",
            "the address of blog.example.com holds a password or a user",
            id="a password in the address",
        ),
        pytest.param("blog.example.com", "'blog.example.com' is no address of a site", id="bare"),
        pytest.param(
            "file:///etc/passwd", "'file:///etc/passwd' is no address of a site", id="file"
        ),
        pytest.param(
            "https://blog.example.com/?x=secret",
            "the address of blog.example.com has more than a folder behind the host",
            id="a query",
        ),
        pytest.param(
            "https://[blog.example.com/",
            "the address of the site cannot be read: Invalid IPv6 URL",
            id="half a number",
        ),
    ],
)
def test_an_address_that_no_password_is_sent_to_is_refused(url: str, what: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Transport(url, "editor", SECRET)
    assert caught.value.what == what


@pytest.mark.parametrize("url", ["http://localhost:8000", "http://[::1]/", "https://a.example/b"])
def test_an_encrypted_or_local_address_is_taken(url: str) -> None:
    assert Transport(url, "editor", SECRET).root == f"{url.rstrip('/')}/wp-json/"


def test_the_password_is_in_no_text(server: ScriptedServer) -> None:
    server.script = [Scripted(is_cut=True)]
    way = transport(server, limits=Limits(tries=1))
    with way, pytest.raises(CmsUnreachable) as caught:
        way.ask(GET)
    texts = repr(way) + repr(caught.value) + str(caught.value) + repr(caught.value.__cause__)
    token = base64.b64encode(f"editör:{SECRET}".encode()).decode()
    assert SECRET not in texts
    assert token not in texts


def test_a_bad_certificate_is_final() -> None:
    from requests.exceptions import SSLError

    error, is_final, is_unsent = failure_of(
        SSLError("self signed"), "https://blog.example.com/wp-json/?x=1"
    )
    assert (error.what, error.path, is_final and not is_unsent) == (
        "the certificate of blog.example.com is not valid",
        "https://blog.example.com/wp-json/",
        True,
    )


def test_a_port_where_nothing_listens_is_named() -> None:
    with (
        Transport("http://127.0.0.1:9", "editor", SECRET, sleep=Slept()) as way,
        pytest.raises(CmsUnreachable) as caught,
    ):
        way.ask(GET)
    assert caught.value.what == "127.0.0.1 cannot be reached: nothing listens there"


def test_no_proxy_is_told_the_password_for_this_computer(
    server: ScriptedServer, other_server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", other_server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    with transport(server) as way:
        way.ask(GET)
    assert (len(server.asked), other_server.asked) == (1, [])


def test_requests_that_do_not_depend_on_one_another_are_sent_in_few(server: ScriptedServer) -> None:
    made = [{"status": 201, "headers": {}, "body": {"id": n}} for n in range(5)]
    server.script = [Scripted(207, json.dumps({"responses": made}).encode())]

    def conversation() -> Conversation[list[object]]:
        return [answer.json for answer in (yield from ask_all([POST] * 5))]

    with transport(server) as way:
        assert way.run(conversation()) == [{"id": n} for n in range(5)]
    (asked,) = server.asked
    sent = json.loads(asked.body)["requests"]
    assert asked.path == "/wp-json/batch/v1"
    assert sent[0] == {"method": "POST", "path": "/wp/v2/posts?_fields=id", "body": POST.json}


def test_a_site_that_takes_one_write_at_a_time_gets_them_so(server: ScriptedServer) -> None:
    server.script = [Scripted(404, b'{"code": "rest_no_route"}'), Scripted(201, b'{"id": 1}')]

    def conversation() -> Conversation[int]:
        first = yield from ask_all([POST, POST])
        second = yield from ask_all([POST, POST])
        return sum(answer.status for answer in (*first, *second))

    with transport(server) as way:
        assert way.run(conversation()) == 4 * 201
    assert [path.rpartition("/")[2] for _, path in asked_of(server)] == [
        "v1",
        *["posts?_fields=id"] * 4,
    ]


def test_answers_come_back_in_the_order_of_the_questions(server: ScriptedServer) -> None:
    questions = [Request("GET", f"wp/v2/posts/{number}") for number in range(20)]
    server.echoes = True

    def conversation() -> Conversation[list[object]]:
        return [answer.json for answer in (yield from ask_all(questions))]

    with transport(server, parallel=4) as way:
        assert way.run(conversation()) == [f"/wp-json/{each.path}" for each in questions]


def test_an_error_is_thrown_in_after_the_answers_that_there_are(server: ScriptedServer) -> None:
    server.script = [Scripted(201, b'{"id": 1}'), Scripted(302, b"", (("Location", "/x"),))]

    def conversation() -> Conversation[tuple[int, int, str]]:
        first, second = yield from ask_all([FILE, FILE])
        try:
            yield GET
        except CmsUnreachable as error:
            return first.status, second.status, error.what[:24]
        raise AssertionError

    with transport(server) as way:
        assert way.run(conversation()) == (201, LOST, "the site sends us to /x,")


def test_after_a_wish_to_stop_nothing_is_sent(server: ScriptedServer) -> None:
    wishes = iter([False, True, True])

    def conversation() -> Conversation[int]:
        first, _ = yield from ask_all([FILE, FILE])
        try:
            yield GET
        except Stopped:
            return first.status
        raise AssertionError

    with transport(server, is_stopped=lambda: next(wishes)) as way:
        assert way.run(conversation()) == 200
    assert len(server.asked) == 1


@given(st.text("abcdEFGH 1234.:åé'\"\\", min_size=8, max_size=30).filter(str.strip))
def test_no_password_is_in_any_text(password: str) -> None:
    """Whatever goes wrong; the server echoes what it is sent, and so do its errors."""
    way = Transport(
        "http://127.0.0.1:9", "user", password, limits=Limits(tries=1), sleep=lambda _: None
    )
    with way:
        lost = way.ask(POST)
        with pytest.raises(CmsError) as caught:
            way.ask(GET)
        error = caught.value
        texts = [repr(way), repr(way._wire), repr(lost), repr(error), str(error)]
        texts += traceback.format_exception(error)
    token = base64.b64encode(f"user:{password}".encode()).decode()
    assert [text for text in texts if token in text] == []
    assert [text for text in texts if len(password) > 9 and password in text] == []
