"""What goes wrong on the way to a CMS, in words that say what to do.

The texts of foreign errors are not passed on: they name addresses with parameters, and proxies
with their passwords.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.cms.addresses import host_of
from pipeline.cms.replies import Reply
from pipeline.errors import CmsError, CmsRefused, CmsUnreachable, Stopped
from pipeline.speech import N_, ngettext, say

_AGAIN = N_("Run it again; what is done stays done")
_CHECK_AND_AGAIN = N_("Check the address and the network. Run it again; what is done stays done")
_STATUS = {
    401: (
        N_("a server in front of the site asks for a password of its own"),
        N_("Ask for a way past it"),
    ),
    403: (
        N_("something in front of the site refuses"),
        N_("Look for a security plug-in or a firewall that blocks the REST API"),
    ),
    404: (
        N_("there is no REST API at this address"),
        N_("Check the address of the site, and that its REST API is switched on"),
    ),
    413: (
        N_("the server does not take so much at once"),
        N_("Raise the limit of the web server, or make the file or post smaller"),
    ),
    502: (N_("the server in front of the site cannot reach it"), _AGAIN),
    503: (
        N_("the site is being maintained"),
        N_("Wait some minutes. Run it again; what is done stays done"),
    ),
    504: (N_("the server in front of the site lost patience with it"), _AGAIN),
}
_NO_JSON = (
    N_("the answer is no JSON"),
    N_("Check the address, and look for plug-ins that print text"),
)


def no_json(reply: Reply) -> CmsError:
    """The error for a reply that no REST API gives."""
    what, remedy = _STATUS.get(reply.status, _NO_JSON)
    kind = CmsRefused if reply.status in (401, 403, 413) else CmsUnreachable
    title = say(", on a page called {title!r}", title=reply.title) if reply.title else ""
    return kind(f"{say(what)} ({reply.status}{title})", path=reply.url, remedy=say(remedy))


def moved(reply: Reply) -> CmsError:
    """The error for a redirect that is not followed."""
    target = reply.headers.get("location", "").partition("?")[0]
    return CmsUnreachable(
        say(
            "the site sends us to {value}, where a password is not taken unasked",
            value=target or say("nowhere"),
        ),
        path=reply.url,
        remedy=say("Write the address that the site really has in the settings, if you trust it"),
    )


def too_busy(reply: Reply, wait: float) -> CmsError:
    """The error for a server that asks to come back later."""
    many = reply.status == 429
    what = say("the site wants fewer requests") if many else say("the site is not ready")
    return CmsUnreachable(
        f"{what} ({reply.status})",
        path=reply.url,
        remedy=ngettext(
            "Run it again in a minute; what is done stays done",
            "Run it again in {number} minutes; what is done stays done",
            max(1, round(wait / 60)),
        ),
    )


def too_large(url: str, size: int) -> CmsError:
    """The error for an answer without end."""
    return CmsUnreachable(
        say("the answer is larger than {value} MiB", value=size // 1024 // 1024),
        path=url,
        remedy=say("Check that the address is that of a WordPress"),
    )


def too_slow(url: str, seconds: float) -> CmsError:
    """The error for an answer that comes drop by drop."""
    return CmsUnreachable(
        say("the answer took longer than {seconds:.0f} s", seconds=seconds),
        path=url,
        remedy=say(_AGAIN),
    )


def stopped() -> Stopped:
    """The error that ends a run because the user wants it to end."""
    return Stopped(say("stopped, as you asked"), remedy=say(_AGAIN))


class Failure(NamedTuple):
    """Why a request got no answer."""

    error: CmsError
    is_final: bool
    """Whether trying again is of no use."""
    is_unsent: bool
    """Whether it cannot have arrived."""


def failure_of(error: Exception, url: str) -> Failure:
    """What to make of an error of `requests`."""
    from requests import exceptions

    table: tuple[tuple[type[Exception], str, str, bool], ...] = (
        (
            exceptions.SSLError,
            N_("the certificate of {host} is not valid"),
            N_("Ask whoever looks after the site to mend it; there is no way around it"),
            True,
        ),
        (exceptions.ProxyError, N_("the proxy cannot be reached"), N_("Check HTTPS_PROXY"), True),
        (
            exceptions.ConnectTimeout,
            N_("{host} does not answer"),
            N_("Check the network. Run it again; what is done stays done"),
            False,
        ),
        (exceptions.Timeout, N_("{host} took too long to answer"), _AGAIN, False),
        (exceptions.ConnectionError, _unreached(error), _AGAIN, False),
        (exceptions.ChunkedEncodingError, N_("the answer of {host} broke off"), _AGAIN, False),
        (exceptions.ContentDecodingError, N_("the answer of {host} is damaged"), _AGAIN, False),
    )
    default = (
        Exception,
        N_("{host} cannot be asked"),
        N_("Check the address of the site"),
        True,
    )
    row = next((row for row in table if isinstance(error, row[0])), default)
    text = say(row[1], host=host_of(url))
    is_unsent = isinstance(error, exceptions.ConnectTimeout) or any(
        type(cause).__name__ in _UNSENT for cause in _causes(error)
    )
    is_nowhere = is_unsent and row[2] == _AGAIN
    remedy = say(_CHECK_AND_AGAIN if is_nowhere else row[2])
    return Failure(
        CmsUnreachable(text, path=url.partition("?")[0], remedy=remedy), row[3], is_unsent
    )


_UNSENT = ("NewConnectionError", "NameResolutionError", "ConnectionRefusedError")
_BROKE = N_("{host} cannot be reached: the connection broke")
_UNREACHED = {
    "NameResolutionError": N_("{host} cannot be reached: no such name"),
    "ConnectionRefusedError": N_("{host} cannot be reached: nothing listens there"),
    "ConnectionResetError": _BROKE,
    "RemoteDisconnected": _BROKE,
}


def _unreached(error: BaseException) -> str:
    names = (type(cause).__name__ for cause in _causes(error))
    known = (_UNREACHED[name] for name in names if name in _UNREACHED)
    return next(known, N_("{host} cannot be reached"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it was raised for."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            inner = getattr(cause, "reason", None)
            waiting += [*cause.args, inner, cause.__cause__, cause.__context__]
