"""The transport: one request, sent until it is answered or that is hopeless.

On urllib3, the extra `publish`: it depends on nothing, is kept by those who keep most
of Python's traffic, checks certificates, holds connections open and limits every wait;
what it would do by itself, follow and repeat, is switched off and done here, where
repeating is known to be safe.  `http.client` would do, but leaves pooling and a bound
on reading to us; `requests` and `httpx` ask the environment for proxies and passwords.

A pool is made for one server alone, so nothing, and above all no password, can reach
another one.  No proxy of the environment is asked: whoever sets one would read who is
treated when.  What a server says in words is never shown, it may be anything.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from careplan.caldav import refusals
from careplan.caldav.address import Address, Credentials, same_origin
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

LARGEST_ANSWER = 16_000_000
_CHUNK = 65_536

# Waits between attempts, in seconds.  Together with what a server asks for they may
# not come to more than a person would wait.
_PAUSES = (0.5, 1.0, 2.0)
_LONGEST_WAIT = 60.0
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
# The server is busy, being mended, or somebody else is writing this very moment.
_PASSING = frozenset((423, 425, 429, 500, 502, 503, 504))
_AGENT = "careplan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, and the path at which it did in the end."""

    status: int
    body: bytes
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """An attempt that may go better next time; `wait` is what the server asks for."""

    why: str
    wait: float = 0.0


class Transport:
    """A connection to one server, with what may be waited for it in all."""

    def __init__(
        self, address: Address, credentials: Credentials | None, *, timeout: float
    ) -> None:
        """Get ready; nothing is sent.  `timeout` is in seconds, for each answer."""
        self.address = address
        self._timeout = timeout
        self._pool = _pool(address, timeout)
        self._patience = _LONGEST_WAIT
        self._headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
        if credentials is not None:
            self._headers["Authorization"] = credentials.header

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer | Diagnostic:
        """Send a request, and again where that may help: no request here adds up."""
        failure = _Failure(why="it is not reached")
        for pause in (*_PAUSES, None):
            answer = self._follow(method, path, headers, body)
            if not isinstance(answer, _Failure):
                return answer
            failure = answer
            wait = max(pause or 0.0, failure.wait)
            if pause is None or wait > self._patience:
                break
            self._patience -= wait
            time.sleep(wait)
        return refusals.unreachable(self.address.host, failure.why, failure.wait)

    def close(self) -> None:
        """Let the connection go."""
        self._pool.close()

    def _follow(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Answer | Diagnostic | _Failure:
        """Go where the server sends us, as long as it is the same server."""
        for _ in range(_MOST_REDIRECTS + 1):
            got = self._once(method, path, headers, body)
            if isinstance(got, Diagnostic | _Failure):
                return got
            answer, location, wait = got
            if answer.status in _PASSING:
                return _Failure(why=f"it answers {answer.status}", wait=wait)
            if answer.status not in _REDIRECTS:
                return answer
            location = _joined(self.address, path, location)
            leads_to = same_origin(self.address, location)
            if leads_to is None or answer.status == HTTPStatus.SEE_OTHER:
                return refusals.redirected(self.address.host, _origin(location))
            path = leads_to
        return refusals.redirected(self.address.host, None)

    def _once(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[Answer, str, float] | Diagnostic | _Failure:
        from urllib3 import exceptions  # noqa: PLC0415 - only here is it needed

        deadline = time.monotonic() + self._timeout
        try:
            response = self._pool.urlopen(
                method,
                path,
                body=body,
                headers={**self._headers, **headers},
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            with response:
                data = b"".join(_read(response, deadline))
        except exceptions.SSLError as error:
            return refusals.untrusted(self.address.host, _verified(error))
        except (exceptions.HTTPError, OSError) as error:
            return _Failure(why=_broken(error, self._timeout))
        if len(data) > LARGEST_ANSWER:
            return refusals.unreadable(self.address.host, "it is far too long")
        wait = _asked_wait(response.headers.get("Retry-After", ""))
        answer = Answer(status=response.status, body=data, path=path)
        return answer, response.headers.get("Location", ""), wait


def missing_library() -> Diagnostic | None:
    """Say that the library is not installed, or too old, and how to install it."""
    try:
        # Older ones have no such class.
        from urllib3 import BaseHTTPResponse  # noqa: F401, PLC0415 - see above
    except ImportError:
        return Diagnostic(
            code="library-missing",
            message="careplan was installed without what speaks to servers",
            help=("install it with its extra: `pip install 'careplan[publish]'`",),
        )
    return None


def _pool(address: Address, timeout: float) -> HTTPConnectionPool:
    # Only who publishes needs the library.
    import urllib3  # noqa: PLC0415 - see above

    host = f"[{address.host}]" if ":" in address.host else address.host
    limits = urllib3.Timeout(connect=timeout, read=timeout)
    if not address.is_encrypted:
        return urllib3.HTTPConnectionPool(host, address.port, timeout=limits)
    # Not `create_default_context`, which writes the keys of the session wherever the
    # environment says.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return urllib3.HTTPSConnectionPool(
        host, address.port, timeout=limits, ssl_context=context
    )


def _read(response: BaseHTTPResponse, deadline: float) -> Iterator[bytes]:
    """Read a body: no more than the largest, and not one byte a minute."""
    size = 0
    while size <= LARGEST_ANSWER:
        part = response.read1(_CHUNK)
        if not part:
            return
        size += len(part)
        yield part
        if time.monotonic() > deadline:
            raise TimeoutError


def _broken(error: Exception, timeout: float) -> str:
    """Say in words what happened to the connection, by the kind of the error alone."""
    from urllib3 import exceptions  # noqa: PLC0415 - only here is it needed

    match error:
        case exceptions.NameResolutionError():
            return "nobody knows its name"
        case exceptions.NewConnectionError():
            return "it takes no connection"
        case exceptions.TimeoutError() | TimeoutError():
            return f"it does not answer within {timeout:g} s"
        case _:
            return "the connection was lost"


def _verified(error: Exception) -> str:
    """Give what is wrong with a certificate, in the words of OpenSSL."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message
    return "no encrypted connection comes about"


def _joined(address: Address, path: str, location: str) -> str:
    """Give the whole address of where a redirect leads; "" if it is none."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    try:
        return urljoin(f"{address.scheme}://{host}:{address.port}{path}", location)
    except ValueError:
        return ""


def _origin(location: str) -> str | None:
    """Give scheme and host of an address, without its path."""
    parts = urlsplit(location)
    return f"{parts.scheme}://{parts.hostname}" if parts.hostname else None


def _asked_wait(text: str) -> float:
    """Read Retry-After: seconds, or a date (RFC 9110 §10.2.3)."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
