"""The embedded CMS in the same process, and a blog to publish to it.

Conversations are run against the real application, not an imitation of it; only HTTP is left out.
Any request can be lost, before or after the CMS acted on it, as on a bad network.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from flask.testing import FlaskClient

from pipeline.formats.summary import first_paragraph
from pipeline.localcms.app import create_app
from pipeline.localcms.auth import create_password
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.store import Store
from pipeline.model.version import Held, Page, Twins
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from pipeline.publish.messages import LOST, Answer, Conversation, Request
from pipeline.publish.plan import Options, Plan
from pipeline.publish.resolve import MediaFile, Resolver
from pipeline.publish.versions import BuildRules, Edition, build_twins, build_version

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
LANGUAGES = ("en", "sv")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Result = TypeVar("Result")
Json = dict[str, Any]


def never(_number: int, _request: Request) -> str:
    """No request is lost."""
    return ""


def nothing(_request: Request) -> None:
    """No request is refused out of turn."""


def nobody(_request: Request) -> None:
    """Nobody else does anything."""


class LostError(Exception):
    """The connection broke."""


@dataclass
class InProcessCms:
    """The embedded CMS, and what was asked of it."""

    client: FlaskClient
    headers: dict[str, str]
    path: Path
    """The database; nobody holds it open between two requests."""
    asked: list[Request] = field(default_factory=list)
    moment: datetime = NOW
    lose: Callable[[int, Request], str] = never
    """By the number of a request from 0: `before` or `after` the CMS acts on it the run ends,
    `unheard` and `unanswered` there is only no answer; else nothing."""
    refuse: Callable[[Request], Json | None] = nothing
    """What is said, with a status of 500, instead of doing what a request asks."""
    host: str = "http://localhost"
    between: Callable[[Request], None] = nobody
    """What somebody else does just before a request arrives."""

    @property
    def writes(self) -> list[Request]:
        return [request for request in self.asked if request.is_write]

    def restore(self, database: bytes) -> None:
        """The CMS as it was when the database had those bytes, with no request asked yet."""
        self.path.write_bytes(database)
        self.asked.clear()

    def run(self, conversation: Conversation[Result]) -> Result:
        """What the conversation returns; raises `LostError` where a request is lost."""
        steps = self.stepwise(conversation)
        while True:
            try:
                next(steps)
            except StopIteration as stop:
                result: Result = stop.value
                return result

    def stepwise(self, conversation: Conversation[Result]) -> Generator[None, None, Result]:
        """The same, with a stop before each request."""
        try:
            asked = next(conversation)
            while True:
                answers = []
                for request in asked if isinstance(asked, tuple) else (asked,):
                    yield
                    answers.append(self._answer(request))
                asked = conversation.send(
                    tuple(answers) if isinstance(asked, tuple) else answers[0]
                )
        except StopIteration as stop:
            result: Result = stop.value
            return result

    def _answer(self, request: Request) -> Answer:
        loss = self.lose(len(self.asked), request)
        self.asked.append(request)
        if loss == "before":
            raise LostError
        if loss == "unheard":
            return request.answered(LOST, {}, {"message": "nothing came"})
        refusal = self.refuse(request)
        if refusal is not None:
            return request.answered(500, {}, refusal)
        self.between(request)
        answer = self.ask(request)
        if loss == "after":
            raise LostError
        if loss == "unanswered":
            return request.answered(LOST, {}, {"message": "nothing came"})
        return answer

    def ask(self, request: Request) -> Answer:
        """The answer to one request, which is not counted."""
        options: dict[str, Any] = {"query_string": list(request.params), "headers": self.headers}
        if request.upload is not None:
            upload = request.upload
            file = (BytesIO(upload.data), upload.name, upload.content_type)
            options |= {"data": {**(request.json or {}), "file": file}}
        elif request.json is not None:
            options |= {"json": request.json}
        response = self.client.open(
            f"/wp-json/{request.path}", method=request.method, base_url=self.host, **options
        )
        headers = {name.lower(): value for name, value in response.headers.items()}
        return request.answered(response.status_code, headers, json.loads(response.data))

    def get(self, path: str, **params: str) -> list[Json]:
        """The JSON of a GET in edit context."""
        pairs = tuple({"context": "edit", "per_page": "100", **params}.items())
        answer = self.ask(Request("GET", path, pairs))
        assert isinstance(answer.json, list), answer
        return answer.json

    def post(self, path: str, **fields: object) -> Json:
        """The JSON of a change made by hand."""
        answer = self.ask(Request("POST", path, (("context", "edit"),), fields))
        assert answer.is_fine, answer
        assert isinstance(answer.json, dict), answer
        return answer.json

    def posts(self) -> dict[tuple[str, str], Json]:
        """Every post outside the trash by key and language."""
        found = self.get("wp/v2/posts", status="any")
        return {(post["tvilling_key"], post["lang"]): post for post in found}


def new_cms(path: Path) -> InProcessCms:
    """An empty CMS over a database at that path."""
    made: dict[str, InProcessCms] = {}

    def clock() -> datetime:
        return made["cms"].moment if made else NOW

    app = create_app(path, BlogInfo("An example", LANGUAGES), clock)
    password = create_password(Store(path, clock), "editor", "tests")
    token = base64.b64encode(f"editor:{password}".encode()).decode()
    made["cms"] = InProcessCms(app.test_client(), {"Authorization": f"Basic {token}"}, path)
    return made["cms"]


@dataclass(frozen=True)
class Bundle:
    """A blog to publish."""

    twins: tuple[Twins, ...]
    resolver: Resolver
    files: dict[str, bytes]

    def plan(self, cms: InProcessCms, *, ours: bool = False) -> Plan:
        return cms.run(plan_conversation(self.twins, self.resolver, Options(ours=ours)))

    def publish(self, cms: InProcessCms, *, ours: bool = False) -> Report:
        plan = self.plan(cms, ours=ours)
        return cms.run(apply_conversation(plan, self.files.__getitem__))


def edition(
    post: str,
    lang: str,
    html: str,
    *,
    path: str = "",
    source: Page | None = None,
    terms: dict[tuple[str, str], str] | None = None,
    anchors: tuple[tuple[str, str], ...] = (),
    **fields: Any,  # noqa: ANN401 (front matter)
) -> Edition:
    """A version of a post, its title the id with the language behind."""
    title = str(fields.pop("title", f"{post} {lang}"))
    return build_version(
        post,
        lang,
        Page(title, html, fields),
        path or f"posts/en/{post}.md",
        BuildRules(NOW),
        term_names=terms,
        anchors=anchors,
        source_page=source,
        summary=first_paragraph(html),
    )


TERMS = {("category", "News"): "Nyheter", ("post_tag", "Python"): "Python"}


def pair(post: str, english: str, swedish: str, **fields: Any) -> Twins:  # noqa: ANN401
    """A post in English and its translation."""
    en = edition(post, "en", english, categories=["News"], tags=["Python"], **fields)
    sv = edition(post, "sv", swedish, terms=TERMS, categories=["News"], tags=["Python"], **fields)
    return build_twins(post, "en", [en, sv])


def bundle(*twins: Twins, files: dict[str, bytes] | None = None) -> Bundle:
    """The posts with a resolver that knows their paths."""
    data = files or {}
    paths = {v.path: (v.post, "en") for group in twins for v in group.versions}
    media = {
        path: MediaFile(path, hashlib.sha256(bytes_).hexdigest(), "image/png")
        for path, bytes_ in data.items()
    }
    return Bundle(twins, Resolver(paths, media), data)


def example() -> Bundle:
    """Two posts that link to each other, one that links to both and shows an image, one held."""
    first = pair(
        "first", '<p>To <a href="second.md">it</a></p>', '<p>Till <a href="second.md">den</a></p>'
    )
    second = pair(
        "second", '<p>Back <a href="first.md">B</a></p>', '<p><a href="first.md">B</a></p>'
    )
    both = '<p><a href="first.md">1</a> <a href="second.md">2</a> <img src="/img/a.png" alt=""></p>'
    third = pair(
        "third", both, both, image="/img/a.png", image_alt="A dot", date=NOW - timedelta(3)
    )
    only = build_twins(
        "only", "en", [edition("only", "en", "<p>Alone.</p>")], [Held("only", "sv", "not finished")]
    )
    return bundle(third, first, second, only, files={"img/a.png": PNG})
