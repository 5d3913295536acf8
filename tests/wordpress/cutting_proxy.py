"""A proxy before a CMS that lets requests through and cuts the line before some answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from requests import Session


@dataclass
class CuttingProxy:
    """The way to a CMS: which answers are still to be lost."""

    url: str = ""
    to_lose: list[str] = field(default_factory=list)
    """Parts of bodies; the first request with one of them loses its answer, once."""
    lost: list[str] = field(default_factory=list)

    def loses(self, body: bytes) -> bool:
        """Whether the answer to this body is to be lost; it is not the next time."""
        part = next((part for part in self.to_lose if part.encode() in body), None)
        if part is None:
            return False
        self.to_lose.remove(part)
        self.lost.append(part)
        return True


@contextmanager
def cutting_proxy(upstream: str) -> Iterator[CuttingProxy]:
    """A proxy while it listens, on a port of its own."""
    proxy = CuttingProxy()

    class Handler(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _OWN}
            with Session() as session:
                session.trust_env = False
                answer = session.request(
                    self.command,
                    upstream + self.path,
                    data=body,
                    headers=headers,
                    timeout=60,
                    allow_redirects=False,
                )
            self.close_connection = True
            if proxy.loses(body):
                return
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in _OWN:
                    self.send_header(name, value.replace(upstream, proxy.url))
            self.send_header("Content-Length", str(len(answer.content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_DELETE = _pass  # noqa: N815 (the names that http.server calls)

        def log_message(self, *_: object) -> None:
            """Writes nothing to the terminal."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        proxy.url = f"http://127.0.0.1:{httpd.server_port}"
        yield proxy
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


_OWN = ("host", "connection", "content-length", "transfer-encoding", "content-encoding")
