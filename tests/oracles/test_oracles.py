"""The judges are judged first: by calendars written by hand."""

from __future__ import annotations

import pytest

from tests.oracles import ical_js, strict_python
from tests.oracles.reading import AlarmReading, Reading, differences

LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""

TIMED = """\
BEGIN:VEVENT
UID:timed
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/London:20260329T100000
DTEND;TZID=Europe/London:20260329T110000
SUMMARY:Tea\\, then a nap\\; quietly
DESCRIPTION:One\\nTwo
STATUS:CONFIRMED
TRANSP:OPAQUE
SEQUENCE:3
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Soon
TRIGGER:-PT2H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Tomorrow
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:The night before
TRIGGER:-PT12H
END:VALARM
END:VEVENT
"""

DAY = """\
BEGIN:VEVENT
UID:day
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260401
DTEND;VALUE=DATE:20260403
SUMMARY:Two days
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Six in the evening before
TRIGGER:-PT6H
END:VALARM
END:VEVENT
"""

SERIES = """\
BEGIN:VEVENT
UID:series
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/London:20260328T073000
DTEND;TZID=Europe/London:20260328T073500
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:Walk
END:VEVENT
"""


def calendar(*components: str) -> bytes:
    body = "".join(components)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def reading(uid: str, start: str, end: str, **said: object) -> Reading:
    plain: dict[str, object] = dict.fromkeys(
        ("summary", "description", "location", "status", "transparency"), ""
    )
    said = {**plain, "sequence": 0, "alarms": (), **said}
    return Reading(uid=uid, start=start, end=end, **said)  # type: ignore[arg-type]


EXPECTED = (
    reading(
        "timed",
        "2026-03-29T09:00:00Z",
        "2026-03-29T10:00:00Z",
        summary="Tea, then a nap; quietly",
        description="One\nTwo",
        status="CONFIRMED",
        transparency="OPAQUE",
        sequence=3,
        alarms=(
            AlarmReading(at="2026-03-29T07:00:00Z", action="DISPLAY", text="Soon"),
            # Ten by the wall clock of the day before, when it was still winter time.
            AlarmReading(at="2026-03-28T10:00:00Z", action="DISPLAY", text="Tomorrow"),
            AlarmReading(
                at="2026-03-28T21:00:00Z", action="DISPLAY", text="The night before"
            ),
        ),
    ),
    reading(
        "day",
        "2026-04-01",
        "2026-04-03",
        summary="Two days",
        alarms=(
            AlarmReading(
                at="2026-03-31T18:00:00 floating",
                action="DISPLAY",
                text="Six in the evening before",
            ),
        ),
    ),
    reading("series", "2026-03-28T07:30:00Z", "2026-03-28T07:35:00Z", summary="Walk"),
    reading("series", "2026-03-29T06:30:00Z", "2026-03-29T06:35:00Z", summary="Walk"),
    reading("series", "2026-03-30T06:30:00Z", "2026-03-30T06:35:00Z", summary="Walk"),
)

WHOLE = calendar(LONDON, TIMED, DAY, SERIES)


def test_ical_js_reads_instants_texts_alarms_and_instances() -> None:
    assert differences(EXPECTED, ical_js.read(WHOLE)) == ()


@pytest.mark.parametrize("by_body", [False, True])
def test_ical_reads_instants_texts_alarms_and_instances(*, by_body: bool) -> None:
    assert differences(EXPECTED, strict_python.read(WHOLE, by_body=by_body)) == ()


def test_a_wrong_time_zone_shows() -> None:
    """The zone's body is read, not only its name."""
    wrong = calendar(LONDON.replace("TO:+0100", "TO:+0200"), TIMED)
    assert ical_js.read(wrong)[0].start == "2026-03-29T08:00:00Z"
    assert strict_python.read(wrong, by_body=True)[0].start == "2026-03-29T08:00:00Z"


def test_a_missing_time_zone_shows() -> None:
    assert ical_js.read(calendar(TIMED))[0].start == "2026-03-29T10:00:00 floating"


def test_several_calendars_are_read_in_order() -> None:
    readings = ical_js.read_all([calendar(DAY), calendar(LONDON, TIMED)])
    assert [found[0].uid for found in readings] == ["day", "timed"]


def test_a_difference_is_named() -> None:
    at = "2026-03-29T09:00:00Z"
    wanted = reading("timed", at, "2026-03-29T10:00:00Z", summary="Tea")
    other = reading("timed", at, "2026-03-29T10:30:00Z", sequence=3)
    assert differences([wanted], [other], but=frozenset({"end"})) == (
        f"{at} timed: summary: 'Tea' was read as ''",
        f"{at} timed: sequence: 0 was read as 3",
    )
    assert differences([wanted], []) == (f"missing: {at} timed",)
    assert differences([], [wanted]) == (f"unexpected: {at} timed",)


def test_an_alarm_in_the_hour_that_is_skipped_counts_as_before_the_change() -> None:
    """A day before 01:30 on the 30th is 01:30 on the 29th, which London skips."""
    later = TIMED.replace("20260329T1", "20260330T0").replace("T000000", "T013000")
    for found in (ical_js.read, strict_python.read):
        alarms = found(calendar(LONDON, later))[0].alarms
        assert [alarm.at for alarm in alarms if alarm.text == "Tomorrow"] == [
            "2026-03-29T01:30:00Z"
        ]
