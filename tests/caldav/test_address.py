"""Which address is whose: what is sent with a password must reach one server alone."""

from __future__ import annotations

import pytest

from careplan.caldav.address import Address, address, by_password, same_origin


@pytest.mark.parametrize(
    ("text", "scheme", "host", "port", "path"),
    [
        ("https://dav.example.org/a/", "https", "dav.example.org", 443, "/a/"),
        ("HTTPS://DAV.example.org", "https", "dav.example.org", 443, "/"),
        ("https://dav.example.org:8443/a", "https", "dav.example.org", 8443, "/a/"),
        ("http://localhost:5232/a//", "http", "localhost", 5232, "/a/"),
        ("http://127.0.0.1/a%20b/", "http", "127.0.0.1", 80, "/a%20b/"),
        ("http://[::1]:5232/a/", "http", "::1", 5232, "/a/"),
        (
            "https://dav.example.org/žofie@x/",
            "https",
            "dav.example.org",
            443,
            "/%C5%BEofie@x/",
        ),
    ],
)
def test_an_address_is_read(
    text: str, scheme: str, host: str, port: int, path: str
) -> None:
    assert address(text) == Address(scheme=scheme, host=host, port=port, path=path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("https://dav.example.org/b/", "/b/"),
        ("https://dav.example.org:443/b", "/b"),
        ("https://DAV.example.org", "/"),
        ("http://dav.example.org/b/", None),
        ("https://dav.example.org:444/b/", None),
        ("https://dav.example.org.evil.test/b/", None),
        ("https://jane@dav.example.org/b/", None),
        ("https://dav.example.org@evil.test/b/", None),
        ("https://dav.example.org /b/", None),
        ("ftp://dav.example.org/b/", None),
        ("", None),
    ],
)
def test_only_the_same_scheme_host_and_port_are_the_same_server(
    text: str, path: str | None
) -> None:
    """Never from `https` to `http`, and never to a name that only begins alike."""
    assert same_origin(address("https://dav.example.org/a/"), text) == path


def test_credentials_show_nothing_of_themselves() -> None:
    assert repr(by_password("clinic", "s3cret")) == "Credentials()"
