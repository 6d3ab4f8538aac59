"""A CalDAV server for the tests of `publish`, and who asks there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.servers.radicale import PASSWORD, USER, Calendar, Server, serving

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all tests; each has a calendar of its own there."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def calendar(server: Server, known: None) -> Calendar:
    """Make an empty calendar."""
    del known
    return server.calendar(f"calendar-{next(_NUMBERS)}")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the one whom the server knows."""
    monkeypatch.setenv("CAREPLAN_CALDAV_USER", USER)
    monkeypatch.setenv("CAREPLAN_CALDAV_PASSWORD", PASSWORD)
    monkeypatch.delenv("CAREPLAN_CALDAV_TOKEN", raising=False)
