"""A relay between careplan and a server: it counts requests, and lets one go wrong.

It is a server of its own on this machine, so what goes wrong does so in real sockets: a
connection that breaks before the request arrived, or after it was carried out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.servers.radicale import Calendar

PATIENCE = 30
_NOT_RELAYED = ("connection", "transfer-encoding", "content-length", "date", "server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is answered; None as the status breaks the connection instead."""

    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds_a_byte: float = 0.0


Answering = Callable[[Asked], Told]
BROKEN = Told(status=None)


@dataclass(slots=True, kw_only=True)
class Listening:
    """A server of the test's own, and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Give the address of a calendar on it."""
        return f"http://127.0.0.1:{self.port}/clinic/a17/"

    def methods(self) -> list[str]:
        """List what was asked, by method."""
        return [asked.method for asked in self.asked]


class _Server(ThreadingHTTPServer):
    """Answers as the test says."""

    daemon_threads = True

    def __init__(self, answer: Answering) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.found = Listening(port=self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    """Reads one request after another, and tells what is answered."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def handle_one_request(self) -> None:
        try:
            self.raw_requestline = self.rfile.readline(65_537)
        except ConnectionResetError:
            self.raw_requestline = b""
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        asked = Asked(
            method=self.command,
            path=self.path,
            headers=dict(self.headers),
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )
        self.server.found.asked.append(asked)
        told = self.server.answer(asked)
        try:
            self.close_connection |= told.status is None
            if told.status is not None:
                self._tell(told.status, told)
        except OSError:
            # Whoever asked has given up.
            self.close_connection = True

    def _tell(self, status: int, told: Told) -> None:
        self.send_response(status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        size = 1 if told.seconds_a_byte else max(1, len(told.body))
        for first in range(0, len(told.body), size):
            time.sleep(told.seconds_a_byte)
            self.wfile.write(told.body[first : first + size])

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def listening(answer: Answering) -> Iterator[Listening]:
    """Answer every request so, until the test is over."""
    running = _Server(answer)
    thread = threading.Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield running.found
    finally:
        running.shutdown()
        thread.join(PATIENCE)
        running.server_close()


def forwarded(calendar: Calendar, asked: Asked) -> Told:
    """Ask the real server, and give what it answers."""
    connection = HTTPConnection("127.0.0.1", calendar.server.port, timeout=PATIENCE)
    path = asked.path.replace("/clinic/a17/", calendar.path)
    body = asked.body.replace(b"/clinic/a17/", calendar.path.encode())
    headers = {
        name: value
        for name, value in asked.headers.items()
        if name.lower() not in ("host", "content-length", "connection")
    }
    try:
        connection.request(asked.method, path, body, headers)
        response = connection.getresponse()
        data = response.read()
    finally:
        connection.close()
    return Told(
        status=response.status,
        headers={
            name: value
            for name, value in response.getheaders()
            if name.lower() not in _NOT_RELAYED
        },
        body=data.replace(calendar.path.encode(), b"/clinic/a17/"),
    )
