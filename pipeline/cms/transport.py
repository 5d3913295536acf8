"""Conversations with a CMS over HTTP: several requests at once, and patience where it is safe."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin

from pipeline.cms.addresses import checked_base, is_same_origin
from pipeline.cms.batching import PATH, body_of, packed, unpacked
from pipeline.cms.calls import AnswerT, Call, Heard, lost, unheard
from pipeline.cms.failures import Failure, failure_of, moved, no_json, stopped, too_busy
from pipeline.cms.replies import NoJsonError, Reply, read_json
from pipeline.cms.waiting import pause_before
from pipeline.cms.wire import Limits, Wire, options_of
from pipeline.errors import CmsError
from pipeline.speech import say

if TYPE_CHECKING:
    from pipeline.cms.discovery import Site

__all__ = ["Limits", "Stats", "Transport"]

Result = TypeVar("Result")

Dialect = Callable[[Generator[Any, Any, Any]], Generator[Any, Any, Any]]

_BUSY = (429, 503)
_PASSING = (500, 502, 503, 504)
"""What a question is asked again after."""


@dataclass(slots=True)
class Stats:
    """What a transport has sent so far."""

    requests: int = 0
    writes: int = 0
    repeats: int = 0


@dataclass(slots=True)
class Transport:
    """A connection to one site, to be used in a `with` statement.

    A request that reads is sent again after a failure. One that writes is sent again only where it
    cannot have arrived, or the CMS said that it did not act; any other failure is a lost answer,
    and it is up to the conversation to look what became of it.
    """

    base_url: str
    user: str
    password: str = field(repr=False)
    is_read_only: bool = False
    """Refuses whatever is no GET, so that a dry run cannot write."""
    limits: Limits = field(default_factory=Limits)
    parallel: int = 1
    """How many requests are under way at once at most."""
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    chance: Callable[[], float] = field(default=random.random, repr=False)
    is_stopped: Callable[[], bool] = field(default=bool, repr=False)
    """Whether the user wants no more requests to be sent."""
    root: str = ""
    """Where the REST API is; `connect` finds it out, and without it is `/wp-json/`."""
    dialect: Dialect | None = field(default=None, repr=False)
    """What makes of a conversation one in the words of the site, where those are not ours."""
    stats: Stats = field(default_factory=Stats)
    _wire: Wire = field(init=False, repr=False)
    _pool: ThreadPoolExecutor | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _takes_many: bool = True
    """Whether the CMS has not refused many requests in one so far."""
    _doubts: int = 0
    """How many writes in a row have no answer."""

    def __post_init__(self) -> None:
        self.base_url = checked_base(self.base_url)
        self.root = self.root or urljoin(self.base_url, "wp-json/")
        self._wire = Wire(self.base_url, self.user, self.password, self.limits, self.clock)

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
        self._wire.close()

    def connect(self) -> Site:
        """What the site is and who we are there; from now on its REST API is asked where it is."""
        from pipeline.cms.discovery import discover

        site = discover(self.base_url, self.look)
        self.root = site.root
        return site

    def run(
        self,
        conversation: Generator[Call[Any] | tuple[Call[Any], ...], Any, Result],
        heard: Heard = unheard,
    ) -> Result:
        """What the conversation returns; raises what it raises.

        Where nothing more can be asked, the conversation is told by an error thrown into it, after
        it was sent the answers that there are.
        """
        failure: CmsError | None = None
        if self.dialect is not None:
            conversation = self.dialect(conversation)
        try:
            asked = next(conversation)
            while True:
                calls = asked if isinstance(asked, tuple) else (asked,)
                try:
                    answers, failure = self._answers(calls, failure, heard)
                except CmsError as error:
                    failure = None
                    asked = conversation.throw(error)
                else:
                    answer = tuple(answers) if isinstance(asked, tuple) else answers[0]
                    asked = conversation.send(answer)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        finally:
            conversation.close()

    def ask(self, call: Call[AnswerT]) -> AnswerT:
        """The answer to one request; raises `CmsError` where asking more is of no use."""
        # The root is `https://site/wp-json/` or `https://site/?rest_route=/`.
        url, options = self.root + call.path, options_of(call)
        if call.method != "GET":
            reply, json = self._write(call.method, url, options)
        else:
            reply, json = self._got(url, options, is_json=True)
        if reply is None:
            return lost(call, str(json))
        if isinstance(json, NoJsonError):
            raise no_json(reply) from None
        return call.answered(reply.status, reply.headers, json)

    def look(self, url: str) -> Reply:
        """What is at an address of the site, JSON or not."""
        if not is_same_origin(url, self.base_url):
            raise moved(Reply(302, {"location": url}, url=self.base_url))
        return self._got(url, {}, is_json=False)[0]

    def _answers(
        self, calls: tuple[Call[Any], ...], failure: CmsError | None, heard: Heard
    ) -> tuple[list[Any], CmsError | None]:
        """The answers to the calls, and what is in the way of asking more, if anything.

        A write that could not be sent any more has a lost answer; a question raises the error.
        """
        if failure is not None:
            raise failure
        groups = packed(calls, self.parallel) if self._takes_many else _singly(calls)
        answers: list[Any] = [None] * len(calls)
        for group, got in self._at_once(calls, groups, heard):
            if isinstance(got, CmsError):
                failure = failure or got
                got = [lost(calls[number], got.what) for number in group]
            for number, answer in zip(group, got, strict=True):
                answers[number] = answer
        if failure is not None and calls[0].method == "GET":
            raise failure
        return answers, failure

    def _at_once(
        self, calls: tuple[Call[Any], ...], groups: list[list[int]], heard: Heard
    ) -> list[tuple[list[int], list[Any] | CmsError]]:
        def send(group: list[int]) -> tuple[list[int], list[Any] | CmsError]:
            try:
                return group, self._heard([calls[number] for number in group], heard)
            except CmsError as error:
                return group, error

        if self.parallel == 1 or len(groups) == 1:
            return list(map(send, groups))
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.parallel, "tvilling-cms")
        futures: list[Future[Any]] = [self._pool.submit(send, group) for group in groups]
        return [future.result() for future in futures]

    def _heard(self, calls: list[Call[Any]], heard: Heard) -> list[Any]:
        """The answers to calls that go out together."""
        if self.is_stopped():
            raise stopped()
        with self._lock:
            heard(calls, None)
        got = self._many(calls) if len(calls) > 1 else [self.ask(calls[0])]
        with self._lock:
            heard(calls, got)
        return got

    def _many(self, calls: list[Call[Any]]) -> list[Any]:
        """The answers to writes that are sent as one, or else one by one."""
        reply, json = self._write("POST", self.root + PATH, {"json": body_of(calls)})
        if reply is None:
            return [lost(call, str(json)) for call in calls]
        answers = unpacked(calls, reply.status, json)
        if answers is not None:
            return answers
        # Nothing was done: the site is too old, or something in front of it is too careful.
        self._takes_many = False
        return [self.ask(call) for call in calls]

    def _got(self, url: str, options: Mapping[str, Any], *, is_json: bool) -> tuple[Reply, object]:
        """The reply to a question, asked again as long as that may help."""
        tried = 0
        while True:
            tried += 1
            is_last = tried >= self.limits.tries
            reply = self._try("GET", url, options)
            if isinstance(reply, Failure):
                if is_last:
                    raise reply.error
            else:
                json = _json_of(reply) if is_json else None
                if not _is_passing(reply, json) or (is_last and reply.status not in _BUSY):
                    return reply, json
            self._pause(tried, reply, is_last=is_last)

    def _write(
        self, method: str, url: str, options: Mapping[str, Any]
    ) -> tuple[Reply | None, object]:
        """The reply to a write with its JSON; no reply, and why, where none can be relied on."""
        if self.is_read_only:
            raise CmsError(say("a dry run does not send {method}", method=method), path=url)
        tried = 0
        while True:
            tried += 1
            reply = self._try(method, url, options)
            is_last = tried >= self.limits.tries
            if isinstance(reply, Failure):
                if is_last or not reply.is_unsent:
                    return self._doubted(reply.error.what)
            elif reply.status != 429:
                break
            self._pause(tried, reply, is_last=is_last)
        json = _json_of(reply)
        if isinstance(json, NoJsonError) and not 400 <= reply.status < 500:
            return self._doubted(no_json(reply).what, reply)
        if reply.status >= 500:
            self._doubted("", reply)
        else:
            self._doubts = 0
        return reply, json

    def _doubted(self, why: str, reply: Reply | None = None) -> tuple[None, str]:
        """No reply, after a pause in which the CMS may end what it is at."""
        self._doubts += 1
        self._pause(min(self._doubts, self.limits.tries), reply, is_last=False)
        return None, why

    def _try(self, method: str, url: str, options: Mapping[str, Any]) -> Reply | Failure:
        """The reply; or why there is none, where asking again may help."""
        from requests import RequestException

        with self._lock:
            self.stats.requests += 1
            self.stats.writes += method != "GET"
        try:
            return self._wire.exchange(method, url, options)
        except RequestException as error:
            failure = failure_of(error, url)
            if failure.is_final:
                raise failure.error from None
            return failure

    def _pause(self, tried: int, reply: Reply | Failure | None, *, is_last: bool) -> None:
        """Waits as long as the server asks for, or a little longer each time."""
        asked = reply.headers.get("retry-after") if isinstance(reply, Reply) else None
        wait = pause_before(tried, asked, chance=self.chance())
        is_hopeless = is_last or wait > self.limits.pause
        if isinstance(reply, Reply) and reply.status in _BUSY and is_hopeless:
            raise too_busy(reply, wait)
        with self._lock:
            self.stats.repeats += 1
        self.sleep(min(wait, self.limits.pause))
        if self.is_stopped():
            raise stopped()


def _singly(calls: Sequence[Call[Any]]) -> list[list[int]]:
    return [[number] for number in range(len(calls))]


def _is_passing(reply: Reply, json: object) -> bool:
    """Whether the reply to a question may be another in a while."""
    is_cut = isinstance(json, NoJsonError) and reply.status < 400 and not reply.is_html
    return is_cut or reply.status == 429 or reply.status in _PASSING


def _json_of(reply: Reply) -> object:
    """The JSON of the reply, or the error that there is none."""
    try:
        return read_json(reply.text)
    except NoJsonError as error:
        return error
