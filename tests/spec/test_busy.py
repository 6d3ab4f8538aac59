"""Busy times: what the person's own calendar closes, and what it does not."""

from __future__ import annotations

import pytest

from tests.spec.plan import days, legal, planned

VISIT = """
    [[schedule]]
    activity = "visit"
    at = "10:00"
    duration = "1 h"
    if_closed = "next"
"""
WHOLE_DAY = """
    [[schedule]]
    activity = "visit"
    if_closed = "next"
"""
OPEN, CLOSED = "Fri 6 Mar 10:00", "Sat 7 Mar 10:00"


def event(*lines: str, uid: str = "1") -> str:
    """Write an appointment."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""))


def on_friday(*lines: str, rule: str = VISIT, zone: str = "Europe/London") -> str:
    """Give the day of a visit due on Friday 6 March, beside one appointment."""
    return days(rule, start="2026-03-06", zone=zone, busy=event(*lines))


def test_a_time_that_is_taken_is_closed() -> None:
    """The dentist from 10:30 to 11:30."""
    dentist = ("DTSTART:20260306T103000", "DTEND:20260306T113000", "SUMMARY:Dentist")
    assert on_friday(*dentist) == CLOSED


def test_what_only_touches_takes_nothing() -> None:
    """One appointment ends at ten, another begins at eleven."""
    before = event("DTSTART:20260306T090000", "DTEND:20260306T100000")
    after = event("DTSTART:20260306T110000", "DTEND:20260306T120000")
    assert days(VISIT, start="2026-03-06", busy=before + after) == OPEN
    between = event("DTSTART:20260306T100000", "DTEND:20260306T100001")
    assert days(VISIT, start="2026-03-06", busy=before + between + after) == CLOSED


def test_why_says_that_the_person_is_busy_and_nothing_else() -> None:
    """Not with whom, and not what for."""
    dentist = event("DTSTART:20260306T100000Z", "DURATION:PT1H", "SUMMARY:Dentist")
    found = legal(VISIT, start="2026-03-06", busy=dentist)
    assert found.trace("visit-1") == [
        "anchor: Fri 6 Mar (phase)",
        "nominal: Fri 6 Mar 10:00",
        "closed: Fri 6 Mar 10:00 (the person is busy then)",
        "placed: Sat 7 Mar 10:00",
    ]


def test_a_day_that_is_taken_for_weeks_has_no_legal_date() -> None:
    """Away for a fortnight, says the calendar."""
    away = event("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260316")
    found = planned(VISIT, start="2026-03-06", busy=away)
    assert found.complaints[0].code == "no-legal-date"
    assert found.complaints[0].help == (
        "tried Fri 6 Mar 2026: the person is busy then",
        "tried Sat 7 Mar 2026: the person is busy then",
        "tried Sun 8 Mar 2026: the person is busy then",
        "tried Mon 9 Mar 2026: the person is busy then",
        "tried Tue 10 Mar 2026: the person is busy then",
        "tried Wed 11 Mar 2026: the person is busy then",
        "tried Thu 12 Mar 2026: the person is busy then",
        "the nearest legal day is Sun 1 Mar 2026",
    )


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "transp:transparent"],
)
def test_what_is_free_or_cancelled_takes_no_time(line: str) -> None:
    """A birthday is shown as free time."""
    lines = ("DTSTART:20260306T100000", "DTEND:20260306T110000")
    assert on_friday(*lines, line) == OPEN
    assert on_friday(*lines, "STATUS:TENTATIVE", "TRANSP:OPAQUE") == CLOSED


@pytest.mark.parametrize("kind", ["measure", "task", "habit", "period"])
def test_who_does_not_heed_busy_times_ignores_them(kind: str) -> None:
    """A form can be filled in on any day."""
    rule = f"""
    [activities.thing]
    kind = "{kind}"
    title = "Thing"

    [[schedule]]
    activity = "thing"
    """
    away = event("DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20270301")
    assert days(rule, start="2026-03-06", busy=away) == "Fri 6 Mar"
    heeding = rule + 'heeds = ["busy"]\nif_closed = "drop"'
    assert days(heeding, start="2026-03-06", busy=away) == ""


class TestWholeDays:
    """A whole day is the person's own day, from midnight to midnight."""

    def test_a_whole_day_closes_all_its_times(self) -> None:
        """A day at the fair."""
        assert on_friday("DTSTART;VALUE=DATE:20260306") == CLOSED
        assert on_friday("DTSTART;VALUE=DATE:20260305") == OPEN
        assert on_friday("DTSTART;VALUE=DATE:20260304", "DURATION:P2D") == OPEN
        assert on_friday("DTSTART;VALUE=DATE:20260304", "DURATION:P3D") == CLOSED
        until = "DTEND;VALUE=DATE:20260306"
        assert on_friday("DTSTART;VALUE=DATE:20260304", until) == OPEN

    def test_it_is_read_in_the_persons_zone(self) -> None:
        """On the Friday in Auckland, most of which is Thursday in London."""
        rule = VISIT + 'clock = "site"'
        site = 'timezone = "Europe/London"'
        friday = event("DTSTART;VALUE=DATE:20260306")
        late = rule.replace('"10:00"', '"20:00"')
        for visit, start, placed in (
            (rule, "2026-03-05", "Thu 5 Mar 10:00"),  # 23:00 to midnight over there
            (late, "2026-03-05", "Fri 6 Mar 20:00"),  # 09:00 on Friday over there
            (rule, "2026-03-06", "Sat 7 Mar 10:00"),
        ):
            found = days(visit, start, "Pacific/Auckland", site=site, busy=friday)
            assert found == placed

    def test_an_hour_takes_no_day_from_what_has_no_time(self) -> None:
        """There is room for it before or after the dentist."""
        dentist = ("DTSTART:20260306T100000", "DTEND:20260306T180000")
        assert on_friday(*dentist, rule=WHOLE_DAY) == "Fri 6 Mar"

    @pytest.mark.parametrize(
        ("start", "end", "placed"),
        [
            ("20260306T000000", "20260307T000000", "Sat 7 Mar"),
            ("20260306T000000", "20260306T235900", "Sat 7 Mar"),
            ("20260305T120000", "20260306T235959", "Sat 7 Mar"),
            ("20260306T000000", "20260306T234500", "Fri 6 Mar"),
            ("20260306T000500", "20260307T000000", "Fri 6 Mar"),
        ],
    )
    def test_only_a_day_that_is_taken_whole_is_closed(
        self, start: str, end: str, placed: str
    ) -> None:
        """From midnight to midnight, or to 23:59, which some calendars write."""
        found = on_friday(f"DTSTART:{start}", f"DTEND:{end}", rule=WHOLE_DAY)
        assert found == placed

    def test_two_halves_make_a_day(self) -> None:
        """What touches is one span."""
        morning = event("DTSTART:20260306T000000", "DURATION:PT12H")
        evening = event("DTSTART:20260306T110000", "DURATION:PT13H")
        both = evening + morning
        assert days(WHOLE_DAY, start="2026-03-06", busy=both) == "Sat 7 Mar"

    def test_a_day_that_is_taken_says_so(self) -> None:
        """Of something without a time."""
        found = legal(
            WHOLE_DAY, start="2026-03-06", busy=event("DTSTART;VALUE=DATE:20260306")
        )
        assert found.trace("visit-1")[2] == (
            "closed: Fri 6 Mar (the person is busy all day)"
        )

    def test_a_period_is_closed_by_any_of_its_days(self) -> None:
        """A retreat of three days cannot hold a day that is taken, as with absences."""
        rule = WHOLE_DAY + 'duration = "3 days"'
        sunday = event("DTSTART;VALUE=DATE:20260308")
        found = days(rule, start="2026-03-06", busy=sunday)
        assert found == "Mon 9 Mar .. Wed 11 Mar"

    def test_a_day_of_23_hours_is_a_day(self) -> None:
        """On 29 March the clocks go forward in London."""
        day = event("DTSTART:20260329T000000", "DTEND:20260330T000000")
        assert days(WHOLE_DAY, start="2026-03-29", busy=day) == "Mon 30 Mar"


def described(name: str, *observances: str) -> str:
    """Write a zone as a file describes it; an observance is a few lines."""
    kinds = ("STANDARD", "DAYLIGHT")
    parts = [
        f"BEGIN:{kind}\n{lines}\nEND:{kind}"
        for kind, lines in zip(kinds * 2, observances, strict=False)
    ]
    return "\n".join(("BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE", ""))


def observance(start: str, before: str, after: str, *more: str) -> str:
    """Write from when on which offset follows which."""
    offsets = (f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}")
    return "\n".join((f"DTSTART:{start}", *offsets, *more))


LONDON_BY_BODY = described(
    "GMT Standard Time",
    observance(
        "16011028T020000",
        "+0100",
        "+0000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ),
    observance(
        "16010325T010000",
        "+0000",
        "+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ),
)
NEW_YORK = "America/New_York"


class TestZones:
    """Which instant a time in the calendar is."""

    @pytest.mark.parametrize(
        "start",
        [
            "DTSTART:20260306T150000Z",
            "DTSTART;TZID=America/New_York:20260306T100000",
            'DTSTART;TZID="America/New_York":20260306T100000',
            "DTSTART;TZID=Europe/London:20260306T150000",
            "DTSTART;TZID=Asia/Kolkata:20260306T203000",
            "DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20260306T100000",
            "DTSTART;TZID=/x/America/Indiana/Indianapolis:20260306T100000",
            "DTSTART:20260306T100000",
        ],
    )
    def test_a_time_is_read_in_its_zone(self, start: str) -> None:
        """Ten in the morning in New York, in seven ways; with no zone, the person's."""
        found = on_friday(start, "DURATION:PT1H", zone=NEW_YORK)
        assert found == CLOSED
        # And not a minute earlier: the visit before it is free.
        nine = VISIT.replace("10:00", "09:00")
        found = on_friday(start, "DURATION:PT1H", zone=NEW_YORK, rule=nine)
        assert found == "Fri 6 Mar 09:00"

    @pytest.mark.parametrize(
        ("day", "hour"),
        [
            ("20260306", "10"),
            ("20260328", "10"),
            ("20260329", "11"),  # the clocks have gone forward: 10 UTC
            ("20261024", "11"),
            ("20261025", "10"),
        ],
    )
    def test_a_zone_that_only_the_file_describes(self, day: str, hour: str) -> None:
        """Microsoft's name for London is in no database."""
        busy = LONDON_BY_BODY
        busy += event(
            f"DTSTART;TZID=GMT Standard Time:{day}T{hour}0000", "DURATION:PT1H"
        )
        start = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        rule = VISIT.replace('"next"', '"drop"')
        # 10:00 UTC, looked at from a place whose clocks never change.
        assert days(rule, start, "Africa/Abidjan", busy=busy) == ""

    @pytest.mark.parametrize(
        ("wall", "instant"),
        [
            ("003000", "00:30"),
            ("013000", "01:30"),  # skipped: read with the offset before the change
            ("020000", "01:00"),
        ],
    )
    def test_a_skipped_time_has_the_offset_before_the_change(
        self, wall: str, instant: str
    ) -> None:
        """By the file's own rules as by the database (RFC 5545 §3.3.5)."""
        rule = VISIT.replace("10:00", instant).replace('"next"', '"drop"')
        rule = rule.replace("1 h", "1 min")
        for zone in ("GMT Standard Time", "Europe/London"):
            busy = LONDON_BY_BODY
            busy += event(f"DTSTART;TZID={zone}:20260329T{wall}", "DURATION:PT1M")
            assert days(rule, "2026-03-29", "Africa/Abidjan", busy=busy) == ""

    def test_a_zone_may_have_dates_instead_of_rules(self) -> None:
        """+05:30; 15 seconds more from the 7th; -06:00 from the 8th."""
        busy = described(
            "Ours",
            observance("19700101T000000", "+0530", "+0530"),
            observance("20260308T000000", "+0530", "-0600"),
            observance("20260307T000000", "+0530", "+053015", "RDATE:20270307T000000"),
        )
        busy += event("DTSTART;TZID=Ours:20260306T153000", "DURATION:PT1S")
        busy += event("DTSTART;TZID=Ours:20260307T153015", "DURATION:PT1S")
        busy += event("DTSTART;TZID=Ours:20260308T040000", "DURATION:PT1S")
        busy += event("DTSTART;TZID=Ours:20260309T153000", "DURATION:PT1S")
        rule = DAILY.replace("14", "4").replace("1 h", "1 min")
        found = days(rule, "2026-03-06", "Africa/Abidjan", busy=busy)
        assert found == "Mon 9 Mar 10:00"

    def test_before_its_first_rule_a_zone_has_the_offset_it_comes_from(self) -> None:
        """The file describes the zone from the summer on."""
        busy = described("Ours", observance("20260601T000000", "+0200", "+0300"))
        busy += event("DTSTART;TZID=Ours:20260306T120000", "DURATION:PT1H")
        assert days(VISIT, "2026-03-06", busy=busy) == CLOSED

    def test_the_last_onset_of_a_rule_that_ended_still_holds(self) -> None:
        """Summer time was given up in 2015."""
        until = "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1;UNTIL=20151001T210000Z"
        count = "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1;COUNT=15"
        busy = described(
            "Ours",
            observance("20001001T000000", "+0300", "+0200", until),
            observance("20010401T000000", "+0200", "+0300", count),
        )
        busy += event("DTSTART;TZID=Ours:20260306T120000", "DURATION:PT1H")
        assert days(VISIT, "2026-03-06", busy=busy) == CLOSED


DAILY = """
    [[schedule]]
    activity = "visit"
    at = "10:00"
    duration = "1 h"
    every = "1 day"
    count = 14
    if_closed = "drop"
"""


def free(*events: str, zone: str = "Europe/London") -> str:
    """Give the days of the fortnight from Monday 2 March on which ten is free."""
    found = legal(DAILY, zone=zone, busy="".join(events))
    return " ".join(str(one.placed.day.day) for one in found.schedule.occurrences)


TEN, HOUR = "DTSTART;TZID=Europe/London:20260302T100000", "DURATION:PT1H"
TUESDAYS = "DTSTART;TZID=Europe/London:20260106T100000"


class TestRepetitions:
    """Every time of a series counts, and those that were taken out or moved do not."""

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=DAILY;INTERVAL=2", "3 5 7 9 11 13 15"),
            ("FREQ=WEEKLY", "3 4 5 6 7 8 10 11 12 13 14 15"),
            ("FREQ=WEEKLY;BYDAY=MO,WE", "3 5 6 7 8 10 12 13 14 15"),
            ("FREQ=DAILY;COUNT=3", "5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=DAILY;UNTIL=20260304T100000Z", "5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=DAILY;UNTIL=20260304T095959Z", "4 5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=DAILY;UNTIL=20260304", "5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=DAILY;UNTIL=20260304T100000", "5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=MONTHLY;BYDAY=2TU", "3 4 5 6 7 8 9 11 12 13 14 15"),
            ("FREQ=DAILY;BYHOUR=9,11", "3 4 5 6 7 8 9 10 11 12 13 14 15"),
            ("FREQ=WEEKLY;BYDAY=TU,WE;BYSETPOS=-1", "3 5 6 7 8 9 10 12 13 14 15"),
            ("FREQ=WEEKLY;", "3 4 5 6 7 8 10 11 12 13 14 15"),
        ],
    )
    def test_a_rule_is_followed(self, rule: str, expected: str) -> None:
        """From the first time on, which always counts."""
        assert free(event(TEN, HOUR, f"RRULE:{rule}")) == expected

    def test_a_rule_without_end_began_long_ago(self) -> None:
        """Every other Tuesday since 1998, and on since 1900 each year on 4 March."""
        other = "DTSTART;TZID=Europe/London:19980106T100000"
        assert free(event(other, HOUR, "RRULE:FREQ=WEEKLY;INTERVAL=2")) == (
            "2 3 4 5 6 7 8 9 11 12 13 14 15"
        )
        yearly = event("DTSTART:19000304T093000", HOUR, "RRULE:FREQ=YEARLY")
        assert free(yearly) == "2 3 5 6 7 8 9 10 11 12 13 14 15"

    def test_a_rule_keeps_its_clock_time_over_a_change(self) -> None:
        """Ten in London is another hour in Abidjan from 29 March on."""
        weekly = event(TUESDAYS, HOUR, "RRULE:FREQ=WEEKLY")
        rule = DAILY.replace("14", "42").replace('"1 day"', '"1 week"')
        found = days(rule, "2026-03-24", "Africa/Abidjan", busy=weekly)
        assert found.split(", ")[:2] == ["Tue 31 Mar 10:00", "Tue 7 Apr 10:00"]
        nine = rule.replace("10:00", "09:00")
        found = days(nine, "2026-03-24", "Africa/Abidjan", busy=weekly)
        assert found.split(", ")[0] == "Tue 24 Mar 09:00"
        assert "31 Mar" not in found

    def test_times_that_are_left_out_are_free(self) -> None:
        """Not on the 10th; written in the zone, in UTC, or as a list."""
        for left_out in (
            "EXDATE;TZID=Europe/London:20260310T100000",
            "EXDATE:20260310T100000Z",
            "EXDATE:20260101T100000Z,20260310T100000Z",
        ):
            weekly = event(TUESDAYS, HOUR, "RRULE:FREQ=WEEKLY", left_out)
            assert free(weekly) == "2 4 5 6 7 8 9 10 11 12 13 14 15"

    def test_times_are_added(self) -> None:
        """On two dates besides, and for a period of its own length."""
        more = "RDATE;TZID=Europe/London:20260304T100000,20260306T100000"
        long = "RDATE;VALUE=PERIOD:20260310T080000Z/20260312T103000Z"
        short = "RDATE;VALUE=PERIOD:20260314T093000Z/PT31M"
        assert free(event(TEN, HOUR, more, long, short)) == "3 5 7 8 9 13 15"

    def test_a_time_that_was_moved_is_free_and_its_new_one_taken(self) -> None:
        """The 10th is on the 11th."""
        moved = (
            "RECURRENCE-ID;TZID=Europe/London:20260310T100000",
            "DTSTART;TZID=Europe/London:20260311T103000",
            HOUR,
        )
        weekly = event(TUESDAYS, HOUR, "RRULE:FREQ=WEEKLY")
        for both in ((weekly, event(*moved)), (event(*moved), weekly)):
            assert free(*both) == "2 4 5 6 7 8 9 10 12 13 14 15"
        # Another's is another's.
        assert free(weekly, event(*moved, uid="2")) == "2 4 5 6 7 8 9 12 13 14 15"

    @pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
    def test_a_time_that_was_cancelled_is_free(self, line: str) -> None:
        """Just this one, named by its instant in UTC."""
        gone = event(
            "RECURRENCE-ID:20260310T100000Z", TEN.replace("02T", "10T"), HOUR, line
        )
        weekly = event(TUESDAYS, HOUR, "RRULE:FREQ=WEEKLY")
        assert free(weekly, gone) == "2 4 5 6 7 8 9 10 11 12 13 14 15"

    def test_whole_days_repeat(self) -> None:
        """Every Wednesday, but not the 11th; and until the 5th, each Thursday."""
        whole = event(
            "DTSTART;VALUE=DATE:20260107",
            "RRULE:FREQ=WEEKLY",
            "EXDATE;VALUE=DATE:20260311",
        )
        until = event("DTSTART;VALUE=DATE:20260108", "RRULE:FREQ=WEEKLY;UNTIL=20260305")
        assert free(whole, until) == "2 3 6 7 8 9 10 11 12 13 14 15"
        utc = until.replace("20260305", "20260305T000000Z")
        assert free(whole, utc) == "2 3 6 7 8 9 10 11 12 13 14 15"

    def test_a_long_series_reaches_into_the_plan(self) -> None:
        """A fortnight away each year, begun before the plan."""
        away = event("DTSTART;VALUE=DATE:20190224", "DURATION:P2W", "RRULE:FREQ=YEARLY")
        assert free(away) == "10 11 12 13 14 15"

    def test_the_length_is_that_of_the_first_time(self) -> None:
        """From 22:00 to 10:30 in winter, twelve and a half hours."""
        night = event(
            "DTSTART;TZID=Europe/London:20260302T220000",
            "DTEND;TZID=Europe/London:20260303T103000",
            "RRULE:FREQ=DAILY;COUNT=2",
        )
        assert free(night) == "2 5 6 7 8 9 10 11 12 13 14 15"


class TestForms:
    """The same, as different programs write it."""

    def test_an_alarm_says_nothing_of_the_appointment(self) -> None:
        """Its own length and times are of no account."""
        alarm = ("BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT9H", "END:VALARM")
        lines = ("DTSTART:20260306T080000", *alarm, "DURATION:PT30M")
        assert on_friday(*lines) == OPEN

    def test_tasks_and_notes_take_no_time(self) -> None:
        """VTODO and VJOURNAL."""
        busy = event("DTSTART:20260306T100000", "DURATION:PT1H")
        for name in ("VTODO", "VJOURNAL"):
            other = busy.replace("VEVENT", name)
            assert days(VISIT, start="2026-03-06", busy=other) == OPEN

    def test_without_an_end_it_takes_no_time(self) -> None:
        """A moment, or one that ends as it begins."""
        assert on_friday("DTSTART:20260306T103000") == OPEN
        assert on_friday("DTSTART:20260306T103000", "DTEND:20260306T103000") == OPEN

    def test_names_may_be_small_and_lines_folded(self) -> None:
        """Folded within a value, with a space or a tab."""
        lines = (
            "dtstart;tzid=Europe/Lo\n ndon:2026\n\t0306T103000",
            "dtend;value=date-time;tzid=Europe/London:20260306t113000",
        )
        assert on_friday(*lines) == CLOSED

    def test_a_leap_second_is_the_second_before_it(self) -> None:
        """23:59:60 is on no clock here."""
        lines = ("DTSTART:20260306T090000", "DTEND:20260306T235960")
        assert on_friday(*lines) == CLOSED

    def test_a_length_may_be_of_weeks_days_and_hours(self) -> None:
        """Nominal days, then hours that pass."""
        assert on_friday("DTSTART:20260226T103000", "DURATION:P1W") == OPEN
        assert on_friday("DTSTART:20260226T103000", "DURATION:P1W1D") == CLOSED
        assert on_friday("DTSTART:20260305T103000", "DURATION:P1D") == CLOSED
        assert on_friday("DTSTART:20260305T090000", "DURATION:P1DT1H") == OPEN
        assert on_friday("DTSTART:20260305T090000", "DURATION:+P1DT1H1S") == CLOSED

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("FREEBUSY:20260306T100000Z/20260306T110000Z", CLOSED),
            ("FREEBUSY:20260306T100000Z/PT1H", CLOSED),
            (
                "FREEBUSY;FBTYPE=BUSY:20260101T000000Z/PT1H,20260306T100000Z/PT1H",
                CLOSED,
            ),
            ("FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260306T100000Z/PT1H", CLOSED),
            ("FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260306T100000Z/PT1H", CLOSED),
            ("FREEBUSY;FBTYPE=FREE:20260306T100000Z/PT1H", OPEN),
            ("FREEBUSY:20260306T110000Z/PT1H", OPEN),
        ],
    )
    def test_a_table_of_free_and_busy_times(self, line: str, expected: str) -> None:
        """What a calendar server gives who may not see more."""
        busy = f"BEGIN:VFREEBUSY\nDTSTART:20260301T000000Z\n{line}\nEND:VFREEBUSY"
        assert days(VISIT, start="2026-03-06", busy=busy) == expected

    def test_nothing_of_another_year_need_be_understood(self) -> None:
        """An old appointment in a zone nobody knows any more, an odd old rule."""
        old = event("DTSTART;TZID=Nowhere:20100306T100000", "DURATION:PT1H")
        ended = event(
            "DTSTART;TZID=Nowhere:20100306T100000",
            "DURATION:PT1H",
            "RRULE:FREQ=HOURLY;UNTIL=20100307T100000Z",
        )
        hidden = event("DTSTART;TZID=Nowhere:when", "TRANSP:TRANSPARENT")
        assert days(VISIT, start="2026-03-06", busy=old + ended + hidden) == OPEN
