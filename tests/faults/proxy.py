"""A proxy of plain sockets between us and a CMS that breaks requests on purpose."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Forward = Callable[[], bytes]
"""Lets the CMS act on the request, and gives its answer with the head."""
Fault = Callable[[socket.socket, Forward], None]
"""What happens to one request, given the connection it came by."""

_HTML = b"<html><head><title>Not now</title></head><body><h1>Not now</h1></body></html>"
_FATAL = b'{"code":"internal_server_error","message":"<p>Critical.</p>","data":{"status":500}}'
_NOTICE = (
    b"\xef\xbb\xbf<br />\n<b>Notice</b>:  Undefined index: [x] in {y} on line <b>3</b><br />\n"
)


def _page(status: bytes, body: bytes, *headers: bytes, kind: bytes = b"text/html") -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def _changed(answer: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The answer with another body, whose end is the end of the connection."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    return b"\r\n".join(lines) + b"\r\n\r\n" + change(body)


def through(client: socket.socket, forward: Forward) -> None:
    client.sendall(forward())


def cut_before(_client: socket.socket, _forward: Forward) -> None:
    """The connection ends before the CMS hears of the request."""


def cut_after(_client: socket.socket, forward: Forward) -> None:
    forward()


def broken_json(client: socket.socket, forward: Forward) -> None:
    forward()
    client.sendall(_page(b"500 Broken", _FATAL, kind=b"application/json"))


def broken_page(client: socket.socket, forward: Forward) -> None:
    forward()
    client.sendall(_page(b"500 Broken", _HTML))


def too_many(client: socket.socket, _forward: Forward) -> None:
    client.sendall(_page(b"429 Too Many Requests", _HTML, b"Retry-After: 7"))


def not_ready(client: socket.socket, _forward: Forward) -> None:
    date = b"Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"
    client.sendall(_page(b"503 Service Unavailable", _HTML, date))


def not_ready_after(client: socket.socket, forward: Forward) -> None:
    """What a cache in front of the site may say although the site is at work."""
    forward()
    client.sendall(_page(b"503 Backend fetch failed", _HTML))


def half(client: socket.socket, forward: Forward) -> None:
    client.sendall(_changed(forward(), lambda body: body[: len(body) * 2 // 3]))


def printed(client: socket.socket, forward: Forward) -> None:
    client.sendall(_changed(forward(), lambda body: _NOTICE + body))


def silence(client: socket.socket, forward: Forward) -> None:
    forward()
    _wait_for_end(client)


def silence_before(client: socket.socket, _forward: Forward) -> None:
    _wait_for_end(client)


def _wait_for_end(client: socket.socket) -> None:
    while client.recv(4096):
        pass


FAULTS: Mapping[str, Fault] = {
    "cut before the CMS acts": cut_before,
    "cut after it acted": cut_after,
    "500 in JSON after it acted": broken_json,
    "500 as a page after it acted": broken_page,
    "429 with Retry-After": too_many,
    "503 with Retry-After": not_ready,
    "503 after it acted": not_ready_after,
    "half of the JSON": half,
    "BOM and PHP notice before the JSON": printed,
    "silence after it acted": silence,
    "silence before it acts": silence_before,
}


@dataclass
class Proxy:
    """The way to a CMS, and what happens on it."""

    url: str
    upstream: str
    asked: list[str] = field(default_factory=list)
    """The first line of each request."""
    faults: dict[int, Fault] = field(default_factory=dict)
    """By the number of the request, from 0."""
    refused: str = ""
    """Requests with this in their address get 404, as from a site that does not know it."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, faults: Mapping[int, Fault] | None = None) -> None:
        """Counts from 0 again, with those faults ahead."""
        self.asked, self.faults = [], dict(faults or {})

    def handle(self, client: socket.socket) -> None:
        """Answers one request."""
        request = read_request(client)
        if not request:
            return
        line = request.partition(b"\r\n")[0].decode()
        with self._lock:
            number = len(self.asked)
            self.asked.append(line)
        if self.refused and self.refused in line:
            body = b'{"code":"rest_no_route","message":"No route.","data":{"status":404}}'
            client.sendall(_page(b"404 Not Found", body, kind=b"application/json"))
            return
        self.faults.get(number, through)(client, lambda: self._forwarded(request))

    def _forwarded(self, request: bytes) -> bytes:
        host, port = _address(self.upstream)
        head, _, body = request.partition(b"\r\n\r\n")
        dropped = (b"host:", b"connection:")
        lines = [x for x in head.split(b"\r\n") if not x.lower().startswith(dropped)]
        lines += [f"Host: {host}:{port}".encode(), b"Connection: close"]
        with socket.create_connection((host, port), timeout=60) as upstream:
            upstream.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
            return _closed(b"".join(iter(lambda: upstream.recv(65536), b"")))


def _closed(answer: bytes) -> bytes:
    """The answer with word of the connection's end, after which none is sent on it."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [x for x in head.split(b"\r\n") if not x.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 80


def read_request(client: socket.socket) -> bytes:
    """The whole request; nothing where none comes."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = client.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    named = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    length = next((int(value) for name, _, value in named if name == b"content-length"), 0)
    while len(body) < length:
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def proxy_to(upstream: str) -> Iterator[Proxy]:
    """A proxy while it listens, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        proxy = Proxy(f"http://127.0.0.1:{server.getsockname()[1]}", upstream.rstrip("/"))
        threads: list[threading.Thread] = []

        def serve(client: socket.socket) -> None:
            with client:
                try:
                    proxy.handle(client)
                except OSError:
                    return  # The other side has gone, as it may.

        def listen() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                threads.append(threading.Thread(target=serve, args=(client,), daemon=True))
                threads[-1].start()

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            yield proxy
        finally:
            server.shutdown(socket.SHUT_RDWR)
            listener.join()
            for thread in threads:
                thread.join()
