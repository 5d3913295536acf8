"""What a conversation with a CMS asks and is answered, as values.

A conversation is a generator: it yields a `Request`, is sent the `Answer`, and returns what it
found out. It opens nothing, so it is tested with `next` and `send`, and whoever runs it decides
whether the requests go over HTTP, into an application in the same process, or nowhere.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Result = TypeVar("Result")


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

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does no harm; our posts and terms carry a key, files do not."""
        return self.upload is None

    def answered(self, status: int, headers: Mapping[str, str], json: object) -> Answer:
        """The answer to this request as the value that the conversation is sent."""
        return Answer(status, headers, json)


Conversation = Generator[Request, Answer, Result]
