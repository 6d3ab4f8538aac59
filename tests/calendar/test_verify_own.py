"""What careplan itself writes has nothing wrong, for whatever client it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.audience.text import line, paragraphs
from careplan.calendar.writer import write
from careplan.model.enrolment import Client, Privacy, Via
from careplan.model.profile import PROFILES
from careplan.model.stream import Entry
from tests.calendar.linted import said
from tests.laws.entry_values import entries
from tests.pipeline import calendar, issue_of, stream
from tests.strategies import Plan, plans

GOLDEN = Path(__file__).parents[1] / "golden"
GOLDEN_FILES = sorted(GOLDEN.rglob("*.ics"))
PRIVACIES = st.sampled_from(Privacy)
# Known, and told on the card: whoever subscribes has to say that alarms may ring.
KNOWN = {(Client.APPLE, Via.FEED): "ics-apple-alarm"}
profiles = pytest.mark.parametrize("profile", list(PROFILES))


def cleaned(entry: Entry) -> Entry:
    """Clean the texts as the audience does before an entry is written."""
    return replace(
        entry,
        title=line(entry.title) or "Appointment",
        description=paragraphs(entry.description or "") or None,
    )


def unknown(found: tuple[str, ...], profile: tuple[Client, Via]) -> list[str]:
    """Leave out what is known of a client."""
    known = KNOWN.get(profile)
    return [one for one in found if one.rpartition(" ")[2] != known]


@pytest.mark.parametrize("path", GOLDEN_FILES, ids=lambda path: path.stem)
def test_a_golden_calendar_has_nothing_wrong(path: Path) -> None:
    assert said(path.read_bytes()) == ()


def test_there_are_golden_calendars() -> None:
    assert len(GOLDEN_FILES) > 30


# There are ten profiles, and each of them has a turn.
FEWER = settings(max_examples=max(settings().max_examples // 5, 10))


@profiles
@FEWER
@given(said_by=entries(most=5).filter(bool))
def test_awkward_entries_are_written_with_nothing_wrong(
    profile: tuple[Client, Via], said_by: tuple[Entry, ...]
) -> None:
    client, via = profile
    to = replace(stream(privacy=Privacy.FULL), client=client, via=via)
    issue = issue_of(tuple(map(cleaned, said_by)), to=to)
    assert unknown(said(write(issue, stream=to), client, via), profile) == []


@profiles
@FEWER
@given(plan=plans(), privacy=PRIVACIES)
def test_every_plan_is_written_with_nothing_wrong(
    profile: tuple[Client, Via], plan: Plan, privacy: Privacy
) -> None:
    client, via = profile
    to = replace(stream(privacy=privacy), client=client, via=via)
    assert unknown(said(calendar(plan, to=to)[1], client, via), profile) == []
