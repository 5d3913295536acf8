"""Where a site is, and whether a password may be sent there."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import SettingsError
from pipeline.speech import say


def checked_base(url: str) -> str:
    """The address of a site, ending with `/`; raises where a password must not be sent to it."""
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            say("{parts!r} is no address of a site", parts=_shown(parts)),
            remedy=say("Write it like https://blog.example.com"),
        )
    if parts.username is not None or parts.password is not None:
        raise SettingsError(
            say("the address of {hostname} holds a password or a user", hostname=parts.hostname),
            remedy=say("Write the user as `user`, and give the password in the environment"),
        )
    if parts.query or parts.fragment:
        raise SettingsError(
            say(
                "the address of {hostname} has more than a folder behind the host",
                hostname=parts.hostname,
            ),
            remedy=say("Write it like https://blog.example.com or https://example.com/blog"),
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise SettingsError(
            say("a password is not sent to {hostname} without encryption", hostname=parts.hostname),
            remedy=say("Write the address with https://"),
        )
    return url if url.endswith("/") else f"{url}/"


def is_loopback(host: str) -> bool:
    """Whether the host is this computer.

    >>> is_loopback("localhost"), is_loopback("127.0.0.9"), is_loopback("localhost.example.com")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_same_origin(one: str, other: str) -> bool:
    """Whether two addresses are on one server: scheme, host and port."""
    try:
        return _origin(urlsplit(one)) == _origin(urlsplit(other))
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host, for messages."""
    return urlsplit(url).hostname or url


_PORTS = {"http": 80, "https": 443}


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return (parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(
            say("the address of the site cannot be read: {error}", error=error),
            remedy=say("Write it like https://blog.example.com"),
        ) from None
    return parts


def _shown(parts: SplitResult) -> str:
    """The address without what may be a password."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
