"""The address of a collection, and who may ask there.

Credentials travel with every request, so an address is encrypted or this machine's
own, and none has a name or a password in it: addresses end up in logs and histories.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from careplan.model.value import dataclass

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PORTS = {"https": 443, "http": 80}
_PLAIN = re.compile(r"[^\s\\<>\"\x00-\x1f\x7f-\x9f]+")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_HEADER = re.compile(r"[!-~]+")
# What may stand in a path as it is (RFC 3986 §3.3), and what is encoded already.
_IN_PATH = "/%:@!$&'()*+,;=~-._"


class AddressError(ValueError):
    """An address that nothing may be sent to; the message says why, not which."""


class CredentialsError(ValueError):
    """Credentials that no header can hold; the message does not show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a collection is; the path is encoded and ends with a slash."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_encrypted(self) -> bool:
        """Say whether what is sent there is encrypted on its way."""
        return self.scheme == "https"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What the Authorization header says; never shown."""

    header: str = field(repr=False)


def address(text: str) -> Address:
    """Read the address of a collection.  Raises AddressError."""
    parts = _split(text)
    if "@" in parts.netloc:
        raise AddressError("it holds a name or a password")
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
        raise AddressError("it is no `https://` address")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise AddressError("it is not encrypted, and not of this machine")
    if "?" in text or "#" in text:
        raise AddressError("a collection has neither `?` nor `#` in its address")
    path = f"{quote(parts.path, safe=_IN_PATH).rstrip('/')}/"
    if not {".", ".."}.isdisjoint(unquote(path).split("/")):
        raise AddressError("its path goes up again")
    return Address(
        scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme], path=path
    )


def same_origin(one: Address, text: str) -> str | None:
    """Give the path of an address of the same server, None if it is another's."""
    try:
        parts = _split(text)
    except AddressError:
        return None
    port = parts.port or _PORTS.get(parts.scheme)
    own = (one.scheme, one.host, one.port)
    if (parts.scheme, parts.hostname, port) != own or "@" in parts.netloc:
        return None
    return quote(parts.path, safe=_IN_PATH) or "/"


def by_password(user: str, password: str) -> Credentials:
    """Ask as somebody with a password (RFC 7617)."""
    if ":" in user:
        raise CredentialsError("a name with a colon cannot be sent")
    pair = f"{user}:{password}".encode()
    return Credentials(header=f"Basic {b64encode(pair).decode('ascii')}")


def by_token(token: str) -> Credentials:
    """Ask with a bearer token (RFC 6750)."""
    if not _HEADER.fullmatch(token):
        raise CredentialsError("the token holds what no header can")
    return Credentials(header=f"Bearer {token}")


def _split(text: str) -> SplitResult:
    """Take an address apart, the port included, which is read only when asked for."""
    if not _PLAIN.fullmatch(text):
        raise AddressError("it holds a blank or another character that no address has")
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise AddressError("it is no address") from None
    return parts
