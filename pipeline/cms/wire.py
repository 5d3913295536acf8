"""Single exchanges over HTTP with one site; the only place that knows `requests`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pipeline.cms.addresses import host_of, is_loopback, is_same_origin
from pipeline.cms.calls import Call
from pipeline.cms.failures import moved, too_large, too_slow
from pipeline.cms.replies import Reply

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient we are."""

    connect: float = 10.0
    """Seconds until a connection has to stand."""
    read: float = 60.0
    """Seconds until the next part of an answer has to come."""
    whole: float = 300.0
    """Seconds until an answer has to be complete."""
    size: int = 64 * 1024 * 1024
    """Bytes of an answer, unpacked."""
    tries: int = 4
    """How often a request is sent at most."""
    pause: float = 60.0
    """Seconds to wait at most before a request is sent again."""


@dataclass(slots=True)
class Wire:
    """Connections to one site, for as many threads as use them.

    Redirects are followed for reading and within the site alone: a password goes to nobody else.
    """

    base_url: str
    user: str
    password: str = field(repr=False)
    limits: Limits
    clock: Callable[[], float] = field(repr=False)
    _free: list[Session] = field(default_factory=list, repr=False)
    """Each is used by one thread at a time."""

    def exchange(self, method: str, url: str, options: Mapping[str, Any]) -> Reply:
        """The reply at the end of redirects; raises what `requests` raises, and `CmsError`."""
        session = self._free.pop() if self._free else self._opened()
        try:
            return self._followed(session, method, url, options)
        finally:
            self._free.append(session)

    def close(self) -> None:
        """Ends all connections."""
        while self._free:
            self._free.pop().close()

    def _followed(
        self, session: Session, method: str, url: str, options: Mapping[str, Any]
    ) -> Reply:
        for _ in range(4):
            reply = self._once(session, method, url, options)
            if reply.status not in (301, 302, 303, 307, 308):
                return reply
            target = urljoin(url, reply.headers.get("location", ""))
            if method != "GET" or not is_same_origin(target, self.base_url):
                raise moved(reply)
            # The new address has the parameters of the old one, if it is to have any.
            url, options = target, {}
        raise moved(reply)

    def _once(self, session: Session, method: str, url: str, options: Mapping[str, Any]) -> Reply:
        limits = (self.limits.connect, self.limits.read)
        with session.request(
            method, url, timeout=limits, allow_redirects=False, stream=True, **options
        ) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, headers, self._body(response, url), url)

    def _body(self, response: Response, url: str) -> bytes:
        end = self.clock() + self.limits.whole
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(64 * 1024):
            size += len(part)
            if size > self.limits.size:
                raise too_large(url, self.limits.size)
            if self.clock() > end:
                raise too_slow(url, self.limits.whole)
            parts.append(part)
        return b"".join(parts)

    def _opened(self) -> Session:
        from requests import Session

        session = Session()
        # No proxy from the environment for this computer: it would be told the password.
        session.trust_env = not is_loopback(host_of(self.base_url))
        session.auth = partial(_signed, _basic(self.user, self.password))
        session.headers.update({"Accept": "application/json", "User-Agent": "tvilling"})
        return session


def _basic(user: str, password: str) -> str:
    """The header that says who we are; nothing where we are nobody."""
    token = b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {token}" if user else ""


def _signed(authorization: str, request: PreparedRequest) -> PreparedRequest:
    """The request with our name on it; without one, `requests` would look into `.netrc`."""
    if authorization:
        request.headers["Authorization"] = authorization
    return request


def options_of(call: Call[Any]) -> dict[str, Any]:
    """The call in the words of `requests`."""
    options: dict[str, Any] = {"params": call.params}
    if call.upload is not None:
        file = (call.upload.name, call.upload.data, call.upload.content_type)
        return {**options, "files": {"file": file}, "data": dict(call.json or {})}
    return options if call.json is None else {**options, "json": dict(call.json)}
