"""A later file imported over an earlier one: it updates, and doubles nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from careplan.calendar.contentlines import read
from tests.golden.test_clients import CLIENTS, STEPS
from tests.oracles.khal import Khal

SPAN = ("2026-03-15", 40)


@pytest.mark.parametrize("whom", ["any-file", "google-file", "thunderbird-file"])
def test_each_issue_replaces_what_was_there(whom: str, tmp_path: Path) -> None:
    """Imported one after another they show what the last one alone shows."""
    khal = Khal(tmp_path / "lived")
    for step in STEPS:
        khal.take(CLIENTS / whom / f"{step}.ics")
        alone = Khal(tmp_path / step)
        alone.take(CLIENTS / whom / f"{step}.ics")
        shown = khal.shown(*SPAN)
        assert shown
        assert shown == alone.shown(*SPAN)
        khal.take(CLIENTS / whom / f"{step}.ics")
        assert khal.shown(*SPAN) == shown, "the same once more"
        shutil.rmtree(tmp_path / step)


def test_a_move_is_shown_where_it_went(tmp_path: Path) -> None:
    khal = Khal(tmp_path)
    khal.take(CLIENTS / "any-file" / "2-confirmed.ics")
    before = khal.shown(*SPAN)
    khal.take(CLIENTS / "any-file" / "3-moved.ics")
    after = khal.shown(*SPAN)
    gone, come = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    assert [line.rpartition("|")[0] for line in gone] == [
        "2026-03-27 10:00|10:50|Appointment|CONFIRMED ",
        "2026-03-27 13:50|13:55|Reminder|CONFIRMED ",
    ]
    assert [line.rpartition("|")[0] for line in come] == [
        "2026-03-29 11:00|11:50|Appointment|CONFIRMED ",
        "2026-03-29 14:50|14:55|Reminder|CONFIRMED ",
    ]
    uids = [[line.rpartition("|")[2] for line in lines] for lines in (gone, come)]
    assert uids[0] == uids[1]


def test_what_is_cancelled_says_so(tmp_path: Path) -> None:
    khal = Khal(tmp_path)
    for step in ("3-moved", "4-cancelled"):
        khal.take(CLIENTS / "any-file" / f"{step}.ics")
    cancelled = [line for line in khal.shown(*SPAN) if "Cancelled" in line]
    assert [line.rpartition("|")[0] for line in cancelled] == [
        "2026-03-31 10:00|10:50|Cancelled: Appointment|CANCELLED ",
        "2026-03-31 13:50|13:55|Cancelled: Reminder|CANCELLED ",
    ]
    data = (CLIENTS / "any-file" / "4-cancelled.ics").read_bytes()
    titles = [one.text("SUMMARY") for one in read(data).named("VEVENT")]
    assert titles.count("Cancelled: Appointment") == 1
