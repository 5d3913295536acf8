"""HTTP as it is: lost answers, redirects, pages instead of JSON; and a password that stays home."""

from __future__ import annotations

import base64
from collections.abc import Generator
from typing import Any

import pytest

from pipeline.cms.failures import failure_of
from pipeline.cms.replies import NoJsonError, read_json
from pipeline.cms.transport import Limits, Stats, Transport
from pipeline.errors import CmsError, CmsRefused, CmsUnreachable, SettingsError
from pipeline.publish.messages import Answer, Request, Upload
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
    return Transport(server.url, "editör", SECRET, **{"sleep": Slept(), **options})


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
    def conversation() -> Generator[Request, Answer, int]:
        first = yield GET
        second = yield POST
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


def test_a_lost_answer_to_a_write_ends_the_run(server: ScriptedServer) -> None:
    server.script = [Scripted(is_cut=True), Scripted()]
    with transport(server) as way, pytest.raises(CmsUnreachable) as caught:
        way.ask(POST)
    assert len(server.asked) == 1
    assert str(caught.value) == (
        f"{server.url}/wp-json/wp/v2/posts: 127.0.0.1 cannot be reached: the connection broke. "
        "Run it again; what is done stays done"
    )


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
        pytest.param(503, POST, id="not ready, a write that carries a key"),
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


def test_a_file_is_not_sent_twice_to_a_server_that_may_have_taken_it(
    server: ScriptedServer,
) -> None:
    server.script = [Scripted(503, b"<html>", HTML), Scripted()]
    with transport(server) as way, pytest.raises(CmsUnreachable, match="being maintained"):
        way.ask(FILE)
    assert len(server.asked) == 1


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
            Scripted(200, b"<html><title>My &amp; blog</title>", HTML),
            CmsUnreachable,
            "the answer is no JSON (200, on a page called 'My & blog')",
            id="a page of the blog",
        ),
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
        pytest.param(
            Scripted(500, b"<h1>Error establishing a database connection", HTML),
            CmsUnreachable,
            "the answer is no JSON (500)",
            id="a database that is down",
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

    error, is_final = failure_of(SSLError("self signed"), "https://blog.example.com/wp-json/?x=1")
    assert (error.what, error.path, is_final) == (
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
