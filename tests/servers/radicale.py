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
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

USER, PASSWORD = "clinic", "s3cret pass:word"
PATIENCE = 30
CALENDAR = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<set><prop><displayname>Plan</displayname></prop></set></C:mkcalendar>"""
# Nobody pulls the plug of a test: nine tenths of a PUT would be waiting for the disk.
_HASTY = """\
import os
os.fsync = lambda descriptor: None
from radicale.__main__ import run
run()
"""
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
    """A running server, and the folder in which it keeps what it is given."""

    port: int
    folder: Path
    scheme: str = "http"

    def calendar(self, name: str) -> Calendar:
        """Make a calendar of the clinic's."""
        made = Calendar(server=self, name=name)
        assert made.ask("MKCALENDAR", "", CALENDAR).status == HTTPStatus.CREATED
        return made

    def ask(
        self, method: str, path: str, body: bytes | str = b"", **headers: str
    ) -> Answered:
        """Do what some other calendar program would do."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        pair = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(
                method, path, body, {"Authorization": f"Basic {pair}", **sent}
            )
            response = connection.getresponse()
            return Answered(
                status=response.status,
                headers={key.lower(): value for key, value in response.getheaders()},
                body=response.read(),
            )
        finally:
            connection.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar on the server, as other calendar programs see it."""

    server: Server
    name: str

    @property
    def path(self) -> str:
        """Give the path of its address."""
        return f"/{USER}/{self.name}/"

    @property
    def url(self) -> str:
        """Give its address."""
        server = self.server
        return f"{server.scheme}://127.0.0.1:{server.port}{self.path}"

    def ask(
        self, method: str, name: str, body: bytes | str = b"", **headers: str
    ) -> Answered:
        """Ask something about an event, or about the calendar itself."""
        return self.server.ask(method, self.path + name, body, **headers)

    def put(self, name: str, data: bytes | str) -> None:
        """Put an event, whatever is there."""
        text = data.encode() if isinstance(data, str) else data
        done = self.ask("PUT", name, text, Content_Type="text/calendar; charset=utf-8")
        assert done.status in (HTTPStatus.CREATED, HTTPStatus.NO_CONTENT), done

    def change(self, name: str, old: bytes, new: bytes) -> None:
        """Change an event by hand."""
        data = self.events()[name]
        assert old in data
        self.put(name, data.replace(old, new))

    def delete(self, name: str) -> None:
        """Delete an event by hand."""
        assert self.ask("DELETE", name).status == HTTPStatus.OK

    def events(self) -> dict[str, bytes]:
        """Read all that the calendar holds, as it lies in the server's folder."""
        return {path.name: path.read_bytes() for path in self._files()}

    def written(self) -> dict[str, int]:
        """Say when each event was last written."""
        return {path.name: path.stat().st_mtime_ns for path in self._files()}

    def _files(self) -> list[Path]:
        root = self.server.folder / "collections" / "collection-root"
        return sorted((root / USER / self.name).glob("*.ics"))


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
        [sys.executable, "-c", _HASTY, "--config", str(written)],
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
    )
    try:
        if not _listens(port, process):
            raise TimeoutError((folder / "log").read_text(encoding="utf-8"))
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


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False
