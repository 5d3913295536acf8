"""Conversations with a CMS over HTTP; the only place that knows `requests`."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urljoin

from pipeline.cms.addresses import checked_base, host_of, is_loopback, is_same_origin
from pipeline.cms.failures import failure_of, moved, no_json, too_busy, too_large, too_slow
from pipeline.cms.replies import NoJsonError, Reply, read_json
from pipeline.cms.waiting import pause_before
from pipeline.errors import CmsError

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

    from pipeline.cms.discovery import Site

AnswerT = TypeVar("AnswerT")
AnswerT_co = TypeVar("AnswerT_co", covariant=True)
Result = TypeVar("Result")


class SentFile(Protocol):
    """A file to upload."""

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class Call(Protocol[AnswerT_co]):
    """What a conversation yields; the publishing side has its own value for it."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def params(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def json(self) -> Mapping[str, object] | None: ...
    @property
    def upload(self) -> SentFile | None: ...
    @property
    def is_repeatable(self) -> bool: ...
    def answered(self, status: int, headers: Mapping[str, str], json: object) -> AnswerT_co:
        """The answer as the value that the conversation is sent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient a transport is."""

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
class Stats:
    """What a transport has sent so far."""

    requests: int = 0
    writes: int = 0
    repeats: int = 0


@dataclass(slots=True)
class Transport:
    """A connection to one site, to be used in a `with` statement.

    A request that reads is sent again after a failure; one that writes only where the CMS said
    that it did not act, since an answer that is lost says nothing. Redirects are followed for
    reading and within the site alone: a password goes to nobody else.
    """

    base_url: str
    user: str
    password: str = field(repr=False)
    is_read_only: bool = False
    """Refuses whatever is no GET, so that a dry run cannot write."""
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    root: str = ""
    """Where the REST API is; `connect` finds it out, and without it is `/wp-json/`."""
    stats: Stats = field(default_factory=Stats)
    _session: Session | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.base_url = checked_base(self.base_url)
        self.root = self.root or urljoin(self.base_url, "wp-json/")

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def connect(self) -> Site:
        """What the site is and who we are there; from now on its REST API is asked where it is."""
        from pipeline.cms.discovery import discover

        site = discover(self.base_url, self.look)
        self.root = site.root
        return site

    def run(self, conversation: Generator[Call[AnswerT], AnswerT, Result]) -> Result:
        """What the conversation returns; raises what it raises, and `CmsUnreachable`."""
        try:
            call = next(conversation)
            while True:
                call = conversation.send(self.ask(call))
        except StopIteration as stop:
            result: Result = stop.value
            return result
        finally:
            conversation.close()

    def ask(self, call: Call[AnswerT]) -> AnswerT:
        """The answer to one request."""
        # The root is `https://site/wp-json/` or `https://site/?rest_route=/`.
        url = self.root + call.path
        reply = self._send(call.method, url, _options(call), call.is_repeatable)
        try:
            json = read_json(reply.text)
        except NoJsonError:
            raise no_json(reply) from None
        return call.answered(reply.status, reply.headers, json)

    def look(self, url: str) -> Reply:
        """What is at an address of the site, JSON or not."""
        if not is_same_origin(url, self.base_url):
            raise moved(Reply(302, {"location": url}, url=self.base_url))
        return self._send("GET", url, {}, is_repeatable=True)

    def _send(
        self, method: str, url: str, options: Mapping[str, Any], is_repeatable: bool
    ) -> Reply:
        if method != "GET" and self.is_read_only:
            raise CmsError(f"a dry run does not send {method}", path=url)
        tried = 0
        while True:
            tried += 1
            reply = self._try(method, url, options, is_last=tried >= self.limits.tries)
            if reply is not None and not _is_busy(reply, method, is_repeatable):
                return reply
            wait = pause_before(tried, None if reply is None else reply.headers.get("retry-after"))
            if reply is not None and (tried >= self.limits.tries or wait > self.limits.pause):
                raise too_busy(reply, wait)
            self.stats.repeats += 1
            self.sleep(wait)

    def _try(
        self, method: str, url: str, options: Mapping[str, Any], *, is_last: bool
    ) -> Reply | None:
        """The reply; nothing where none came and asking again does no harm."""
        from requests import RequestException

        try:
            return self._exchange(method, url, options)
        except RequestException as error:
            failure, is_final = failure_of(error, url)
            if is_final or is_last or method != "GET":
                raise failure from None
            return None

    def _exchange(self, method: str, url: str, options: Mapping[str, Any]) -> Reply:
        """The reply at the end of redirects within the site."""
        for _ in range(4):
            reply = self._once(method, url, options)
            if reply.status not in (301, 302, 303, 307, 308):
                return reply
            target = urljoin(url, reply.headers.get("location", ""))
            if method != "GET" or not is_same_origin(target, self.base_url):
                raise moved(reply)
            # The new address has the parameters of the old one, if it is to have any.
            url, options = target, {}
        raise moved(reply)

    def _once(self, method: str, url: str, options: Mapping[str, Any]) -> Reply:
        self.stats.requests += 1
        self.stats.writes += method != "GET"
        limits = (self.limits.connect, self.limits.read)
        with self._opened().request(
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
        if self._session is None:
            from requests import Session

            session = Session()
            # No proxy from the environment for this computer: it would be told the password.
            session.trust_env = not is_loopback(host_of(self.base_url))
            session.auth = partial(_signed, _basic(self.user, self.password))
            session.headers.update({"Accept": "application/json", "User-Agent": "tvilling"})
            self._session = session
        return self._session


def _basic(user: str, password: str) -> str:
    """The header that says who we are; nothing where we are nobody."""
    token = b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {token}" if user else ""


def _signed(authorization: str, request: PreparedRequest) -> PreparedRequest:
    """The request with our name on it; without one, `requests` would look into `.netrc`."""
    if authorization:
        request.headers["Authorization"] = authorization
    return request


def _options(call: Call[Any]) -> dict[str, Any]:
    options: dict[str, Any] = {"params": call.params}
    if call.upload is not None:
        file = (call.upload.name, call.upload.data, call.upload.content_type)
        return {**options, "files": {"file": file}, "data": dict(call.json or {})}
    return options if call.json is None else {**options, "json": dict(call.json)}


def _is_busy(reply: Reply, method: str, is_repeatable: bool) -> bool:
    """Whether the CMS did nothing yet and may be asked again: too many requests, maintenance."""
    if reply.status == 429:
        return True
    return reply.status == 503 and (method == "GET" or is_repeatable)
