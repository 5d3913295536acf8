"""A client of the REST API, whatever answers it."""

# A request may hold anything, right or wrong.
# ruff: noqa: ANN401

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from requests import Response, Session

from pipeline.localcms.clock import utc_now

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    json: Any

    @property
    def refusal(self) -> tuple[int, str]:
        return self.status, self.json["code"]


class Opener(Protocol):
    """What sends a request to a site: Flask's own client, or one for HTTP."""

    def open(self, path: str, **request: Any) -> Any: ...


class HttpOpener:
    """Sends requests as Flask's client does, but over HTTP."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._url = url

    def open(self, path: str, **request: Any) -> HttpResponse:
        headers = dict(request["headers"])
        if "content_type" in request:
            headers["Content-Type"] = request["content_type"]
        files, data = _parts(request.get("data"))
        response = self._session.request(
            request["method"],
            self._url + path,
            params=request.get("query_string"),
            headers=headers,
            json=request.get("json"),
            data=data,
            files=files,
            timeout=120,
            allow_redirects=False,
        )
        return HttpResponse(response)


class HttpResponse:
    """An answer as Flask's client gives it."""

    def __init__(self, response: Response) -> None:
        self.status_code = response.status_code
        self.headers = dict(response.headers)
        self._response = response

    def get_json(self) -> Any:
        return self._response.json()


def _parts(data: Any) -> tuple[Any, Any]:
    """The files and the other fields of a form; a body of bytes is no form."""
    if not isinstance(data, dict):
        return None, data
    files = {name: (v[1], v[0], v[2]) for name, v in data.items() if isinstance(v, tuple)}
    return files, {name: v for name, v in data.items() if name not in files}


class Client:
    """Sends requests to `/wp-json/wp/v2` as one user."""

    def __init__(self, opener: Opener, headers: Mapping[str, str]) -> None:
        self._client = opener
        self._headers = headers

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        headers = {**self._headers, **request.pop("headers", {})}
        response = self._client.open(
            f"/wp-json/wp/v2{path}", method=method, headers=headers, **request
        )
        return Answer(response.status_code, dict(response.headers), response.get_json())

    def page(self, path: str) -> Answer:
        """The answer to somebody who reads that page; no redirect is followed."""
        response = self._client.open(path, method="GET", headers=self._headers)
        return Answer(response.status_code, dict(response.headers), None)

    def get(self, path: str, **query: Any) -> Answer:
        return self.ask("GET", path, query_string=query)

    def post(self, path: str, /, **fields: Any) -> Answer:
        return self.ask("POST", path, json=fields)

    def delete(self, path: str, /, **query: Any) -> Answer:
        return self.ask("DELETE", path, query_string=query)

    def made(self, path: str, /, **fields: Any) -> dict[str, Any]:
        """What `post` made, which must not have been refused."""
        answer = self.post(path, **fields)
        assert answer.status == 201, answer.json
        found: dict[str, Any] = answer.json
        return found

    def shown(self, path: str) -> dict[str, Any]:
        """The object as somebody sees it who may edit it."""
        answer = self.get(path, context="edit")
        assert answer.status == 200, answer.json
        found: dict[str, Any] = answer.json
        return found


@dataclass(frozen=True, slots=True)
class Cms:
    """A CMS that all tests of the contract share."""

    opener: Callable[[], Opener]
    """A new one for each thread."""
    headers: Mapping[str, Mapping[str, str]]
    """By role: what lets a user in."""

    def client(self, role: str) -> Client:
        return Client(self.opener(), self.headers[role])


def basic(user: str, password: str) -> dict[str, str]:
    """The header that lets the user in."""
    credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {credentials}"}


class MovableClock:
    def __init__(self) -> None:
        self.now: datetime | None = None

    def __call__(self) -> datetime:
        return self.now or utc_now()

    def set(self, *moment: int) -> None:
        self.now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]
