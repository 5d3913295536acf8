"""What a conversation with a CMS asks and is answered, as values.

A conversation is a generator: it yields a `Request`, is sent the `Answer`, and returns what it
found out. Requests that do not depend on one another it yields as a tuple, and is sent a tuple of
their answers: in what order they go out, and whether several at once, is up to whoever runs it. It
opens nothing, so it is tested with `next` and `send`, and whoever runs it decides whether the
requests go over HTTP, into an application in the same process, or nowhere.

Where nothing more can be asked, because the CMS cannot be reached or the user wants to stop, the
runner throws the error in, and a conversation may still return what it has done.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Result = TypeVar("Result")

LOST = 0
"""The status of an answer that never came, or that could not be read."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send as `multipart/form-data`, with the request's `json` as its other fields."""

    name: str
    content_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the CMS said."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""
    json: object = None

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_doubtful(self) -> bool:
        """Whether it does not say if the CMS acted: nothing came, or it broke down over it."""
        return self.status == LOST or self.status >= 500

    @property
    def code(self) -> str:
        """WordPress's name for what went wrong, such as `rest_cannot_create`; else nothing."""
        code = self.json.get("code") if isinstance(self.json, dict) else None
        return code if isinstance(code, str) else ""

    @property
    def data(self) -> Mapping[str, object]:
        """The facts that come with an error; empty where there are none."""
        data = self.json.get("data") if isinstance(self.json, dict) else None
        return data if isinstance(data, dict) else {}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the CMS."""

    method: str
    path: str
    """Below the root of the REST API, without a leading slash: `wp/v2/posts`."""
    params: tuple[tuple[str, str], ...] = ()
    json: Mapping[str, object] | None = None
    upload: Upload | None = None
    about: str = field(default="", compare=False)
    """For people, what a write is about: `post hello [sv]`."""

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    def answered(self, status: int, headers: Mapping[str, str], json: object) -> Answer:
        """The answer to this request as the value that the conversation is sent."""
        return Answer(status, headers, json)


Asked = Request | tuple[Request, ...]
"""What a conversation yields; it is sent an `Answer` for a request, and as many for a tuple."""

Conversation = Generator[Asked, Any, Result]


def ask(request: Request) -> Conversation[Answer]:
    """The answer to one request."""
    answer: Answer = yield request
    return answer


def ask_all(requests: Sequence[Request]) -> Conversation[tuple[Answer, ...]]:
    """The answers to requests that do not depend on one another, in the order of the requests."""
    if not requests:
        return ()
    answers: tuple[Answer, ...] = yield tuple(requests)
    return answers
