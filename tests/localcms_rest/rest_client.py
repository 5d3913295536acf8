"""A client of the REST API, whatever answers it."""

# A request may hold anything, right or wrong.
# ruff: noqa: ANN401

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient

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


class Client:
    """Sends requests to `/wp-json/wp/v2` as one user."""

    def __init__(self, flask_client: FlaskClient, headers: Mapping[str, str]) -> None:
        self._client = flask_client
        self._headers = headers

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        headers = {**self._headers, **request.pop("headers", {})}
        response = self._client.open(
            f"/wp-json/wp/v2{path}", method=method, headers=headers, **request
        )
        return Answer(response.status_code, dict(response.headers), response.get_json())

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
