"""Serving the embedded CMS with waitress, on this computer alone."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import CmsError, SettingsError
from pipeline.speech import N_, say

if TYPE_CHECKING:
    from flask import Flask

HOST = "127.0.0.1"
# More than the app takes, so that it is the app that refuses, in JSON.
_MAX_BODY = 256 * 1024 * 1024
_CAUSES = {
    errno.EADDRINUSE: (
        N_("port {port} cannot be opened: another program uses it"),
        N_("Stop the program that uses it, or name another port"),
    ),
    errno.EACCES: (
        N_("port {port} cannot be opened: permission is missing"),
        N_("Name a port above 1023"),
    ),
}
_DEFAULT = (N_("port {port} cannot be opened: {error}"), N_("Name another port"))


@contextmanager
def running(app: Flask, port: int = 0, host: str = HOST) -> Iterator[str]:
    """The base URL, such as `http://127.0.0.1:8800`, of the app while it is served by a thread.

    Port 0 takes any free one.
    """
    loop = _Loop(app, port, host)
    thread = threading.Thread(target=loop.run, name="tvilling-serve", daemon=True)
    thread.start()
    try:
        yield loop.url
    finally:
        loop.stop()
        thread.join()


def serve_forever(app: Flask, port: int, on_ready: Callable[[str], None], host: str = HOST) -> None:
    """Serves the app until Ctrl-C; `on_ready` is told the base URL once the port is open."""
    loop = _Loop(app, port, host)
    try:
        on_ready(loop.url)
    except BaseException:
        loop.close()
        raise
    try:
        loop.run()
    except KeyboardInterrupt:
        return


class _Server(Protocol):
    """As much of waitress's server as is used."""

    effective_port: int
    task_dispatcher: _Dispatcher

    def pull_trigger(self) -> None: ...


class _Dispatcher(Protocol):
    """waitress's pool of threads."""

    def shutdown(self) -> object: ...


class _Loop:
    """waitress with an end: its own loop can only be left by a signal."""

    def __init__(self, app: Flask, port: int, host: str) -> None:
        self._sockets: dict[Any, Any] = {}
        self._stopping = threading.Event()
        self._is_open = True
        self._turn = threading.Lock()
        """Held by whoever wakes the server or closes it."""
        self._server = _open(app, port, host, self._sockets)
        name = f"[{host}]" if ":" in host else host
        self.url = f"http://{name}:{self._server.effective_port}"

    def run(self) -> None:
        from waitress import wasyncore  # type: ignore[import-untyped]

        try:
            while not self._stopping.is_set():
                wasyncore.loop(timeout=1, use_poll=True, map=self._sockets, count=1)
        finally:
            self.close()

    def stop(self) -> None:
        """Ends `run` in its own thread after the turn it is in."""
        with self._turn:
            self._stopping.set()
            if self._is_open:  # else the number of its pipe may be that of another file by now
                self._server.pull_trigger()

    def close(self) -> None:
        """Lets what is being answered end, and closes every socket."""
        from waitress import wasyncore

        with self._turn:
            self._is_open = False
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets)


def _open(app: Flask, port: int, host: str, sockets: dict[Any, Any]) -> _Server:
    from waitress import wasyncore
    from waitress.server import create_server  # type: ignore[import-untyped]

    # It warns of every request that has to wait for a thread, which is nothing to worry about.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bound = _bound(host, port)
    try:
        server: _Server = create_server(
            app,
            map=sockets,
            sockets=[bound],
            ident=None,
            max_request_body_size=_MAX_BODY,
            clear_untrusted_proxy_headers=True,
        )
        return server
    except BaseException:
        wasyncore.close_all(sockets)
        bound.close()
        raise


def _bound(host: str, port: int) -> socket.socket:
    """A socket at the address, not listening yet; only an address of this computer alone."""
    address = _loopback(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((str(address), port))
        return bound
    except (OSError, OverflowError) as error:
        bound.close()
        what, remedy = _CAUSES.get(getattr(error, "errno", None) or 0, _DEFAULT)
        raise CmsError(
            say(what, port=port, error=error),
            path=f"http://{host}:{port}",
            remedy=say(remedy),
        ) from error


def _loopback(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        address = ipaddress.ip_address(HOST if host == "localhost" else host)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise SettingsError(
            say("{host} is not an address of this computer alone", host=host),
            remedy=say("Serve on 127.0.0.1, and put a web server in front for others"),
        )
    return address
