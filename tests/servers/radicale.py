"""A real CalDAV server for tests: Radicale on this machine, with a user and a password.

Its storage is a folder, so a test sees what everybody else of the collection has, and
changes it by hand as a calendar program would: by CalDAV.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

USER, PASSWORD = "clinic", "s3cret pass:word"
PATIENCE = 30
CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<set><prop><displayname>Plan</displayname></prop></set></C:mkcalendar>"""
_CONFIGURATION = """\
[server]
hosts = 127.0.0.1:{port}
{tls}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = warning
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the server answered a test."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; `log` is what it wrote."""

    port: int
    folder: Path
    scheme: str = "http"
    environment: dict[str, str] = field(default_factory=dict)

    def url(self, calendar: str = "a17") -> str:
        """Name a calendar of the clinic's."""
        return f"{self.scheme}://127.0.0.1:{self.port}/{USER}/{calendar}/"

    def ask(
        self, method: str, path: str, body: bytes | str = b"", **headers: str
    ) -> Answered:
        """Do what some other calendar program would do."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        pair = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(
                method,
                f"/{USER}/{path}",
                body,
                {"Authorization": f"Basic {pair}", **sent},
            )
            response = connection.getresponse()
            return Answered(
                status=response.status,
                headers={key.lower(): value for key, value in response.getheaders()},
                body=response.read(),
            )
        finally:
            connection.close()

    def make(self, calendar: str) -> None:
        """Make a calendar."""
        assert self.ask("MKCALENDAR", f"{calendar}/", CALENDAR).status == 201

    def put(self, name: str, data: bytes | str, calendar: str = "a17") -> str:
        """Put an event, whatever is there; give its ETag."""
        text = data.encode() if isinstance(data, str) else data
        kind = "text/calendar; charset=utf-8"
        done = self.ask("PUT", f"{calendar}/{name}", text, Content_Type=kind)
        assert done.status in (201, 204), done
        return self.ask("GET", f"{calendar}/{name}").headers["etag"]

    def get(self, name: str, calendar: str = "a17") -> bytes | None:
        """Read an event, None if there is none."""
        found = self.ask("GET", f"{calendar}/{name}")
        return found.body if found.status == 200 else None

    def events(self, calendar: str = "a17") -> dict[str, bytes]:
        """Read all that the calendar holds, as it lies in the server's folder."""
        folder = self.folder / "collections" / "collection-root" / USER / calendar
        return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ics"))}


@contextmanager
def serving(folder: Path, *, certificate: Path | None = None) -> Iterator[Server]:
    """Run a server with one calendar in it, until the test is over."""
    port = free_port()
    tls = ""
    if certificate is not None:
        key = certificate.with_suffix(".key")
        tls = f"ssl = True\ncertificate = {certificate}\nkey = {key}\n"
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    written = folder / "config"
    written.write_text(
        _CONFIGURATION.format(port=port, folder=folder, tls=tls), encoding="utf-8"
    )
    log = (folder / "log").open("wb")
    process = subprocess.Popen(  # noqa: S603 - this interpreter and the server
        [sys.executable, "-m", "radicale", "--config", str(written)],
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(
            port=port, folder=folder, scheme="https" if certificate else "http"
        )
    finally:
        process.terminate()
        process.wait(PATIENCE)
        log.close()


def free_port() -> int:
    """Find a port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("the server does not start")
