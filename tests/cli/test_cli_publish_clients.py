"""`publish` for each calendar program: a collection has no head, and the same care."""

from __future__ import annotations

from pathlib import Path

import pytest

from careplan.calendar.contentlines import read
from careplan.model.profile import PROFILES
from tests.cli.running import Run
from tests.cli.test_cli_publish import NOON
from tests.servers.radicale import Calendar

HEAD = ["VERSION", "PRODID", "CALSCALE"]


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("client", "via"), [(client.value, via.value) for client, via in PROFILES]
)
def test_a_second_time_nothing_is_sent_whatever_the_client(
    client: str, via: str, careplan: Run, calendar: Calendar
) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    table = f'[calendars.patient]\nclient = "{client}"\nvia = "{via}"'
    named = text.replace("[calendars.patient]", table)
    assert named != text
    Path("a17.toml").write_text(named, encoding="utf-8")
    first = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert first.code == 0, first.err
    for data in calendar.events().values():
        assert sorted(read(data).lines) == sorted(HEAD)
    again = careplan("publish", "a17.toml", calendar.url, *NOON)
    assert (again.code, again.out) == (0, f"{len(calendar.events())} unchanged\n")
