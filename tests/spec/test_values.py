"""What the values themselves say: amounts, moments, zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from careplan.model.amount import Duration, Period, Unit
from careplan.model.enrolment import Span
from careplan.model.moment import Moment, at_instant, is_repeated, is_skipped
from careplan.model.register import Register, StreamRegister, Versions
from careplan.model.zone import UnknownZoneError, footer, is_zone, zone, zone_names
from tests.spec.plan import legal

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Period(number=1, unit=Unit.WEEK), "1 week"),
        (Period(number=-3, unit=Unit.DAY), "-3 days"),
        (Period(number=2, unit=Unit.BUSINESS_DAY), "2 business days"),
        (Duration(minutes=120), "2 h"),
        (Duration(minutes=90), "90 min"),
        (Duration(minutes=0), "0 min"),
    ],
)
def test_amounts_are_spelled_as_people_write_them(
    amount: Period | Duration, text: str
) -> None:
    """Weeks stay weeks, and 90 minutes are no hours."""
    assert str(amount) == text


def test_only_days_and_weeks_have_a_number_of_days() -> None:
    """A month has as many as the calendar says."""
    assert Period(number=2, unit=Unit.WEEK).days == 14
    assert Period(number=2, unit=Unit.MONTH).days is None


def test_a_moment_is_spelled_with_its_time_if_it_has_one() -> None:
    """A day, or a day and a time."""
    day = Moment(day=date(2026, 3, 2), zone=LONDON)
    assert str(day) == "2026-03-02"
    assert str(Moment(day=day.day, clock=time(10), zone=LONDON)) == "2026-03-02 10:00"


def test_the_hour_lost_in_spring_is_skipped() -> None:
    """01:30 on 29 March does not exist in London; a whole day always does."""
    lost = Moment(day=date(2026, 3, 29), clock=time(1, 30), zone=LONDON)
    assert is_skipped(lost)
    assert not is_repeated(lost)
    assert not is_skipped(Moment(day=lost.day, zone=LONDON))


def test_the_hour_gained_in_autumn_is_repeated() -> None:
    """01:30 on 25 October happens twice in London; a whole day does not."""
    twice = Moment(day=date(2026, 10, 25), clock=time(1, 30), zone=LONDON)
    assert is_repeated(twice)
    assert not is_skipped(twice)
    assert not is_repeated(Moment(day=twice.day, zone=LONDON))


def test_an_instant_is_read_on_any_wall() -> None:
    """Noon UTC is 13:00 in London in summer, and 21:00 in Tokyo."""
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    london = at_instant(noon, LONDON)
    assert str(london) == "2026-07-01 13:00"
    assert str(london.in_zone("Asia/Tokyo")) == "2026-07-01 21:00"
    assert london.instant == noon


def test_a_span_includes_both_its_ends() -> None:
    """Away from the 6th to the 8th is away on the 8th."""
    away = Span(first=date(2026, 3, 6), last=date(2026, 3, 8))
    assert date(2026, 3, 6) in away
    assert date(2026, 3, 8) in away
    assert date(2026, 3, 9) not in away


def test_zones_are_places_of_the_iana_database() -> None:
    """Abbreviations are refused, for calendar programs disagree about them."""
    assert is_zone("Europe/London")
    assert is_zone("UTC")
    assert not is_zone("EST")
    assert not is_zone("Europe/Atlantis")
    assert not is_zone("Europe/../London")
    assert "Australia/Lord_Howe" in zone_names()
    assert footer("Europe/London") == "GMT0BST,M3.5.0/1,M10.5.0"
    with pytest.raises(UnknownZoneError):
        zone("Europe/Atlantis")


def test_a_register_knows_a_stream_by_its_role() -> None:
    """Before its first issue a stream has no memory."""
    stream = StreamRegister(
        role="patient",
        number=1,
        changed=datetime(2026, 3, 1, tzinfo=UTC),
        versions=Versions(careplan="1", tzdata="1", holidays="1"),
    )
    register = Register(enrolment="a17", streams=(stream,))
    assert register.stream("patient") is stream
    assert register.stream("coach") is None


def test_a_program_lists_the_rules_of_no_phase_first() -> None:
    """Then phase by phase, in the order of the file."""
    found = legal("""
    [[schedule]]
    activity = "note"

    [[phases]]
    id = "f"
    length = "1 week"
    schedule = [{ activity = "visit" }, { activity = "call" }]
    """)
    rules = {one.rule.id: one.rule for one in found.schedule.occurrences}
    assert [rule.id for rule in found.program.all_rules()] == ["note", "visit", "call"]
    assert set(found.program.all_rules()) == set(rules.values())
