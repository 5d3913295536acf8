"""A server on this computer that gives the answers of a list, one after the other."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Scripted:
    """One answer."""

    status: int = 200
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    is_cut: bool = False
    """Whether the connection ends instead of an answer."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    authorization: str
    body: bytes
    content_type: str


@dataclass
class ScriptedServer:
    """The answers to give, the last of them again and again, and what was asked."""

    url: str = ""
    script: list[Scripted] = field(default_factory=lambda: [Scripted()])
    asked: list[Asked] = field(default_factory=list)
    echoes: bool = False
    """Whether it answers with the path that is asked for."""

    def answer(self) -> Scripted:
        """The next answer."""
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def serving() -> Iterator[ScriptedServer]:
    """The server while it listens, on a port of its own."""
    scripted = ScriptedServer()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            authorization = self.headers.get("Authorization", "")
            kind = self.headers.get("Content-Type", "")
            asked = Asked(self.command, self.path, authorization, body, kind)
            scripted.asked.append(asked)
            answer = scripted.answer()
            if scripted.echoes:
                answer = Scripted(200, json.dumps(self.path).encode())
            if answer.is_cut:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in (*answer.headers, ("Content-Length", str(len(answer.body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _answer  # noqa: N815 (the names that http.server calls)

        def log_message(self, *_: object) -> None:
            """Writes nothing to the terminal."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        scripted.url = f"http://127.0.0.1:{httpd.server_port}"
        yield scripted
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
