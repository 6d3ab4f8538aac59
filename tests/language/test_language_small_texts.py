"""The small texts of the language: what each says, and which characters are wrong."""

# ruff: noqa: DTZ001 - the times in plans are wall times

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.language.amounts import amount, magnitude, offsets
from careplan.language.dates import moment
from careplan.language.expectations import Dated, dated
from careplan.language.expressions import Reference, Word, Written, expression, fixed
from careplan.language.findings import UnreadableError
from careplan.language.ordinals import study_days, which
from careplan.language.recurrences import recurrence
from careplan.language.times import clock, intervals
from careplan.language.weekdays import weekdays
from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.position import Weekday
from careplan.model.program import Which

LAW = settings(derandomize=True, deadline=None, max_examples=150)

Parse = Callable[[str], object]
READERS: tuple[Parse, ...] = (
    amount,
    offsets,
    moment,
    dated,
    expression,
    study_days,
    which,
    recurrence,
    clock,
    intervals,
    weekdays,
)
# Letters that lead deep into every grammar.
PIECES = st.lists(
    st.sampled_from(
        """
        1 2 10 0 -3 + - , . / ; = [ ] .. : day days min h week months business mon fri
        tue-thu every last to 2nd session start phase first end 2026-03-02 10:00 T Z
        FREQ=DAILY BYDAY=2TU COUNT=3 UNTIL=20260302 foundation P3D 1.5 ² ٣ 99999999999
        """.split()
    )
    | st.sampled_from([" ", "  ", "\n"]),
    max_size=8,
).map("".join)


def period(number: int, unit: Unit) -> Period:
    return Period(number=number, unit=unit)


def days(*numbers: int) -> tuple[Amount, ...]:
    return tuple(period(number, Unit.DAY) for number in numbers)


def wrong(parse: Parse, text: str) -> tuple[str, str, str]:
    """Read a text that is wrong; give the code, the characters selected, the advice."""
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    start, end = caught.value.span or (0, len(text))
    return caught.value.code, text[start:end], caught.value.advice


@LAW
@given(PIECES | st.text(max_size=30))
def test_any_small_text_says_something_or_what_is_wrong(text: str) -> None:
    for parse in READERS:
        try:
            parse(text)
        except UnreadableError as error:
            start, end = error.span or (0, 0)
            assert 0 <= start <= end <= len(text), parse


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("7 days", period(7, Unit.DAY)),
            ("1 day", period(1, Unit.DAY)),
            ("-30 min", Duration(minutes=-30)),
            ("+2 h", Duration(minutes=120)),
            ("48h", Duration(minutes=2880)),
            ("90 minutes", Duration(minutes=90)),
            ("2 hours", Duration(minutes=120)),
            ("2 business days", period(2, Unit.BUSINESS_DAY)),
            ("1  business  day", period(1, Unit.BUSINESS_DAY)),
            (" 3 weeks ", period(3, Unit.WEEK)),
            ("0 days", period(0, Unit.DAY)),
            ("007 months", period(7, Unit.MONTH)),
            ("100 years", period(100, Unit.YEAR)),
        ],
    )
    def test_an_amount(self, text: str, expected: Amount) -> None:
        assert amount(text) == expected

    @pytest.mark.parametrize(
        ("text", "selected", "advice"),
        [
            ("1 dya", "dya", "did you mean `day`?"),
            (
                "1 fortnight",
                "fortnight",
                "units are min, h, day, business day, week, month and year",
            ),
            ("1.5 h", "1.5 h", "amounts are whole numbers: `90 min`, not `1.5 h`"),
            (
                "P3D",
                "P3D",
                "amounts are a number and a word, such as `3 days` or `90 min`",
            ),
            ("3", "3", "for example `7 days`, `-30 min` or `2 business days`"),
            ("", "", "for example `7 days`, `-30 min` or `2 business days`"),
            (
                "٣ days",
                "٣ days",
                "for example `7 days`, `-30 min` or `2 business days`",
            ),
            ("101 years", "101", ""),
            ("9" * 900 + " days", "9" * 900, ""),
        ],
    )
    def test_no_amount(self, text: str, selected: str, advice: str) -> None:
        assert wrong(amount, text) == ("bad-amount", selected, advice)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("7 days", days(7)),
            ("-7 days", days(-7)),
            ("+7 days", days(7)),
            ("5, 10, 15 min", tuple(Duration(minutes=n) for n in (5, 10, 15))),
            ("7-9 months", tuple(period(n, Unit.MONTH) for n in (7, 8, 9))),
            ("-2 to 1 days", days(-2, -1, 0, 1)),
            ("-3 - -2 days", days(-3, -2)),
            ("1, 3-4 days", days(1, 3, 4)),
        ],
    )
    def test_offsets(self, text: str, expected: tuple[Amount, ...]) -> None:
        assert offsets(text) == expected

    @pytest.mark.parametrize(
        ("text", "code", "selected"),
        [
            ("5,, 6 days", "bad-amount", ""),
            ("5, 9-6 days", "bad-amount", "9-6"),
            ("5, 6 dyas", "bad-amount", "dyas"),
            ("1, 99999 days", "bad-amount", "99999"),
            ("1-36000 days", "too-many-occurrences", "1-36000 days"),
            ("x", "bad-amount", "x"),
        ],
    )
    def test_no_offsets(self, text: str, code: str, selected: str) -> None:
        assert wrong(offsets, text)[:2] == (code, selected)

    @LAW
    @given(
        st.builds(Period, number=st.integers(-100, 100), unit=st.sampled_from(Unit))
        | st.builds(Duration, minutes=st.integers(-90_000, 90_000))
    )
    def test_an_amount_reads_back_as_it_is_spelled(self, found: Amount) -> None:
        assert amount(str(found)) == found
        assert magnitude(amount(str(found.times(-1)))) == -magnitude(found)


class TestWeekdays:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("tue", "1"),
            ("mon-fri", "01234"),
            ("sat-mon", "560"),
            ("mon-mon", "0"),
            ("mon, wed , fri", "024"),
            ("tue-thu, sat", "1235"),
        ],
    )
    def test_weekdays(self, text: str, expected: str) -> None:
        assert weekdays(text) == tuple(Weekday(int(number)) for number in expected)

    @pytest.mark.parametrize(
        ("text", "selected", "advice"),
        [
            ("Monday", "Monday", "did you mean `mon`?"),
            ("mon, tues", "tues", "did you mean `tue`?"),
            ("mon-fry", "fry", "did you mean `fri`?"),
            ("day", "day", "weekdays are mon, tue, wed, thu, fri, sat and sun"),
            ("mon,", "", "weekdays are mon, tue, wed, thu, fri, sat and sun"),
            ("mon-tue-wed", "tue-wed", "did you mean `tue`?"),
        ],
    )
    def test_no_weekday(self, text: str, selected: str, advice: str) -> None:
        assert wrong(weekdays, text) == ("bad-weekday", selected, advice)


class TestTimes:
    def test_a_time_has_two_digits_each(self) -> None:
        assert clock(" 07:30 ") == time(7, 30)
        assert clock("23:59") == time(23, 59)

    @pytest.mark.parametrize(
        ("text", "advice"),
        [
            ("7:30", "write `07:30`"),
            ("24:00", "times run from `00:00` to `23:59`"),
            ("noon", "times run from `00:00` to `23:59`"),
            ("10:00:00", "times run from `00:00` to `23:59`"),
        ],
    )
    def test_no_time(self, text: str, advice: str) -> None:
        assert wrong(clock, text) == ("bad-time", text, advice)

    def test_the_hours_of_a_day(self) -> None:
        assert intervals("09:00-12:00, 13:00 - 15:00") == (
            (time(9), time(12)),
            (time(13), time(15)),
        )

    @pytest.mark.parametrize(
        ("text", "selected"),
        [
            ("09:00", "09:00"),
            ("09:00-9:30", "9:30"),
            ("09:00-12:00,22:00-02:00", "22:00-02:00"),
            ("09:00-09:00", "09:00-09:00"),
        ],
    )
    def test_no_hours(self, text: str, selected: str) -> None:
        assert wrong(intervals, text)[:2] == ("bad-time", selected)


class TestDates:
    def test_a_date_or_a_wall_time(self) -> None:
        assert moment("2026-03-02") == date(2026, 3, 2)
        assert moment(" 2026-03-02 10:00") == datetime(2026, 3, 2, 10, 0)
        assert moment("2026-03-02T10:00:00") == datetime(2026, 3, 2, 10, 0)

    @pytest.mark.parametrize(
        "text",
        ["2026-02-30", "1899-12-31", "2201-01-01", "0000-01-01", "02.03.2026", "soon"],
    )
    def test_no_date(self, text: str) -> None:
        assert wrong(moment, text)[:2] == ("bad-date", text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026-03-02", Dated(day=date(2026, 3, 2))),
            ("2026-03-02 10:00", Dated(day=date(2026, 3, 2), clock=time(10))),
            (
                "2026-03-02 [2026-03-01 .. 2026-03-04]",
                Dated(
                    day=date(2026, 3, 2),
                    earliest=date(2026, 3, 1),
                    latest=date(2026, 3, 4),
                ),
            ),
            (
                "2026-03-02 [.. 2026-03-04T10:00]",
                Dated(day=date(2026, 3, 2), latest=datetime(2026, 3, 4, 10)),
            ),
            (
                "2026-03-02[2026-03-01 ..]",
                Dated(day=date(2026, 3, 2), earliest=date(2026, 3, 1)),
            ),
            (
                "2026-03-02 .. 2026-03-08",
                Dated(day=date(2026, 3, 2), last=date(2026, 3, 8)),
            ),
        ],
    )
    def test_an_expected_date(self, text: str, expected: Dated) -> None:
        assert dated(text) == expected

    @pytest.mark.parametrize(
        ("text", "selected"),
        [
            ("2026-03-02 [2026-03-01]", "2026-03-02 [2026-03-01]"),
            ("2026-03-02 [2026-03-99 ..]", "2026-03-99"),
            ("2026-03-08 .. 2026-03-02", "2026-03-08 .. 2026-03-02"),
            ("2026-03-02 10:00 .. 2026-03-08", "2026-03-02 10:00 .. 2026-03-08"),
            ("", ""),
        ],
    )
    def test_no_expected_date(self, text: str, selected: str) -> None:
        assert wrong(dated, text)[:2] == ("bad-date", selected)


class TestOrdinals:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("8", (8,)),
            ("1-3", (1, 2, 3)),
            ("-2 to 2", (-2, -1, 1, 2)),
            ("-7 - -6, 1", (-7, -6, 1)),
        ],
    )
    def test_study_days(self, text: str, expected: tuple[int, ...]) -> None:
        assert study_days(text) == expected

    @pytest.mark.parametrize(
        ("text", "code", "selected"),
        [
            ("0", "day-zero", "0"),
            ("1, 0-3", "day-zero", "0"),
            ("3-1", "bad-number", "3-1"),
            ("40000", "bad-number", "40000"),
            ("9" * 800, "bad-number", "9" * 800),
            ("1-36525", "too-many-occurrences", "1-36525"),
            ("one", "bad-number", "one"),
        ],
    )
    def test_no_study_days(self, text: str, code: str, selected: str) -> None:
        assert wrong(study_days, text)[:2] == (code, selected)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("last", Which(last=True)),
            ("3", Which(numbers=(3,))),
            ("3-last", Which(ranges=((3, None),))),
            ("3 to 5", Which(ranges=((3, 5),))),
            ("every 2nd", Which(every=2)),
            ("every 3", Which(every=3)),
        ],
    )
    def test_which(self, text: str, expected: Which) -> None:
        assert which(text) == expected

    @pytest.mark.parametrize(
        ("text", "selected"),
        [
            ("0", "0"),
            ("5-3", "5-3"),
            ("10001", "10001"),
            ("every 0", "0"),
            ("first", "first"),
            ("7" * 700, "7" * 700),
        ],
    )
    def test_no_which(self, text: str, selected: str) -> None:
        assert wrong(which, text)[:2] == ("bad-number", selected)


def name(text: str, start: int = 0) -> Word:
    return Word(text=text, span=(start, start + len(text)))


class TestExpressions:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("start", Reference(name=name("start"))),
            ("session[3]", Reference(name=name("session"), number=3)),
            (
                "session.last",
                Reference(name=name("session"), suffix=name("last", 8)),
            ),
            (
                " taper/session",
                Reference(name=name("session", 7), phase=name("taper", 1)),
            ),
            ("2026-03-02", date(2026, 3, 2)),
            ("2026-03-02 10:00", datetime(2026, 3, 2, 10)),
        ],
    )
    def test_a_base(self, text: str, expected: object) -> None:
        assert expression(text) == Written(base=expected, text=text.strip())  # type: ignore[arg-type]

    def test_amounts_are_added_from_left_to_right(self) -> None:
        found = expression("session[3] + 1 month - 2 business days +  30 min")
        assert found.shifts == (
            period(1, Unit.MONTH),
            period(-2, Unit.BUSINESS_DAY),
            Duration(minutes=30),
        )
        assert found.text == "session[3] + 1 month - 2 business days +  30 min"

    def test_a_toml_date_is_an_expression(self) -> None:
        assert fixed(date(2026, 3, 2)).text == "2026-03-02"
        assert fixed(datetime(2026, 3, 2, 10)).text == "2026-03-02 10:00:00"

    @pytest.mark.parametrize(
        ("text", "code", "selected"),
        [
            ("", "bad-expression", ""),
            ("  ", "bad-expression", "  "),
            ("session[0]", "bad-expression", "0"),
            ("session[last]", "bad-expression", "last"),
            ("session[99999]", "bad-expression", "99999"),
            ("session.middle", "bad-expression", "middle"),
            ("session+1 day", "bad-expression", "+"),
            ("session-1 day", "bad-expression", "session-1 day"),
            ("session + - 1 day", "bad-expression", "-"),
            ("session + -1 day", "bad-expression", "-"),
            ("session + 1 dya - 2 h", "bad-amount", "dya"),
            ("session + ", "bad-amount", ""),
            ("2026-13-01 + 1 day", "bad-date", "2026-13-01"),
            ("a/b/c", "bad-expression", "a/b/c"),
        ],
    )
    def test_no_expression(self, text: str, code: str, selected: str) -> None:
        assert wrong(expression, text)[:2] == (code, selected)


class TestRecurrences:
    @pytest.mark.parametrize(
        "text",
        [
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1,+2;COUNT=4",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE;UNTIL=20260302T100000Z",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            "FREQ=DAILY;UNTIL=20260302;BYHOUR=8,20;BYMINUTE=0;BYSECOND=0",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        ],
    )
    def test_a_rule_is_given_back(self, text: str) -> None:
        assert recurrence(text) == text
        assert recurrence(text.lower()) == text

    @pytest.mark.parametrize(
        ("text", "selected"),
        [
            ("RRULE:FREQ=DAILY", "RRULE:"),
            ("FREQ=SECONDLY", "SECONDLY"),
            ("FREQ=MINUTELY", "MINUTELY"),
            ("FREQ=DAYLY", "DAYLY"),
            ("BYDAY=MO", "BYDAY=MO"),
            ("FREQ=DAILY;", ""),
            ("FREQ=DAILY;COUNT", "COUNT"),
            ("FREQ=DAILY;CUONT=3", "CUONT"),
            ("FREQ=DAILY;DTSTART=20260302", "DTSTART"),
            ("FREQ=DAILY;COUNT=0", "0"),
            ("FREQ=DAILY;COUNT=1000000000", "1000000000"),
            ("FREQ=DAILY;COUNT=1,2", "1,2"),
            ("FREQ=DAILY;COUNT=2;COUNT=3", "COUNT=3"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20260302", "FREQ=DAILY;COUNT=2;UNTIL=20260302"),
            ("FREQ=DAILY;UNTIL=20260230", "20260230"),
            ("FREQ=DAILY;UNTIL=20260302T250000", "20260302T250000"),
            ("FREQ=DAILY;UNTIL=99991231", "99991231"),
            ("FREQ=DAILY;UNTIL=soon", "SOON".lower()),
            ("FREQ=WEEKLY;BYDAY=MO,XX", "XX"),
            ("FREQ=WEEKLY;WKST=XX", "XX"),
            ("FREQ=WEEKLY;BYDAY=2MO", "FREQ=WEEKLY;BYDAY=2MO"),
            ("FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=WEEKLY;BYMONTHDAY=3"),
            ("FREQ=YEARLY;BYMONTH=13", "13"),
            ("FREQ=YEARLY;BYMONTH=-1", "-1"),
            ("FREQ=YEARLY;BYMONTH=1,x", "x"),
        ],
    )
    def test_no_rule(self, text: str, selected: str) -> None:
        assert wrong(recurrence, text)[:2] == ("bad-rrule", selected)
