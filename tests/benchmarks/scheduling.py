"""What scheduling costs: against bare arithmetic, and as plans and ledgers grow.

All yardsticks stand in the table, so that nobody takes one for the other: the same
dates without a check or a trace, by python-dateutil and by hand, and as many naive
date-times that mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from careplan.language.decode import decode_enrolment, decode_program
from careplan.language.source import Source
from careplan.model.diagnostic import Place
from careplan.model.ledger import DONE, Entry, Record
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.zone import zone
from careplan.schedule.compile import compile_schedule
from tests.benchmarks.bare_dates import Dates, Part, bare_dates
from tests.benchmarks.dateutil_dates import dateutil_dates
from tests.benchmarks.lived_year import LIVED_60, enrolled, lived
from tests.benchmarks.programs import EVENTS_60, series
from tests.benchmarks.stopwatch import Times, inside
from tests.pipeline import bare_enrolment, no_holidays

START, ZONE = date(2026, 3, 2), "Europe/London"
PARTS = [
    Part(
        weeks=2,
        weekdays=[(0, 3), (1, 4)][n % 2],
        clock=time(8 + n % 10),
        duration=timedelta(minutes=45),
        window=timedelta(days=1),
    )
    for n in range(1, 16)
]
RECORDS = 200
SIZES = 1_000, 10_000
FEW_LATE = 20
GROWING = {
    "weekdays": 'on = ["mon", "thu"]\nwindow = "1 day"',
    "a chain": 'every = "3 days"\ncounted_from = "previous"',
    "days chosen": "times_a_week = 2",
}


def scheduling(rounds: int) -> dict[str, Times]:
    """Schedule 60 occurrences, and do what anybody would have to do for the same."""
    program = read(EVENTS_60)
    assert [dates_of(one) for one in schedule(program).occurrences] == bare()
    assert by_dateutil() == bare()
    functions: dict[str, Callable[[], object]] = {
        "careplan": lambda: schedule(program),
        "the same by dateutil": by_dateutil,
        "bare arithmetic": bare,
        "naive date-times": naive,
    }
    return inside(functions, rounds=rounds)


def year_of(program: str) -> tuple[str, str]:
    """Write an enrolment in the program of this file: begun, and lived for a year."""
    begun = enrolled(program, start=START, zone=ZONE)
    return begun, lived(begun, schedule(read(LIVED_60)))


def replaying(rounds: int) -> dict[str, Times]:
    """Schedule the plan that was lived for a year, and the same without its ledger."""
    program, (_, text) = read(LIVED_60), year_of("60.toml")
    enrolment, complaints = decode_enrolment(Source(name="year.toml", text=text))
    assert enrolment is not None, complaints
    entries = enrolment.ledger
    return inside(
        {
            "careplan": lambda: schedule(program, entries),
            "yardstick": lambda: schedule(program),
        },
        rounds=rounds,
    )


def growth() -> None:
    """Print what an occurrence costs as plans grow, and with a ledger to replay."""
    print("\nmicroseconds an occurrence, processor time")
    for title, line in GROWING.items():
        for size in SIZES:
            program = read(series(line, count=size))
            print(f"  {title:12} {size:6,}  {spent(program):8.1f}")
    # One done at another time than planned dates the plan anew: few are enough.
    for size, late in ((SIZES[0], 0), (SIZES[1], 0), (SIZES[0], FEW_LATE)):
        program = read(series(GROWING["weekdays"], count=size))
        took = spent(program, ledger(schedule(program), late=late))
        print(f"  {RECORDS} done, {late:2} late {size:6,}  {took:8.1f}")


def read(text: str) -> Program:
    """Read a program that has nothing wrong."""
    program, complaints = decode_program(Source(name="benchmark.toml", text=text))
    assert program is not None, complaints
    return program


def schedule(program: Program, entries: tuple[Entry, ...] = ()) -> Schedule:
    """Schedule a program for somebody with this ledger, who has no site."""
    enrolment = replace(bare_enrolment(START, ZONE), ledger=entries)
    found, complaints = compile_schedule(
        program, enrolment, site=None, holidays=no_holidays
    )
    assert complaints == ()
    return found


def bare() -> list[Dates]:
    """Give the dates of the 60 occurrences with no more than arithmetic."""
    return bare_dates(PARTS, START, zone(ZONE))


def by_dateutil() -> list[Dates]:
    """Give the same with the library that recurrences are usually written with."""
    return dateutil_dates(PARTS, START, zone(ZONE))


def naive() -> list[datetime]:
    """Give 60 date-times that no zone, phase or weekday had a say in."""
    return [
        datetime.combine(START + timedelta(days=3 * n), time(10)) for n in range(60)
    ]


def dates_of(one: Occurrence) -> Dates:
    """Say of an occurrence what the bare arithmetic says."""
    nominal, ends, bounds = one.nominal, one.ends, one.bounds
    assert nominal.clock is not None
    assert ends.clock is not None
    assert bounds.earliest is not None
    assert bounds.latest is not None
    return Dates(
        begins=nominal.instant,
        day=nominal.day,
        clock=nominal.clock,
        ends=datetime.combine(ends.day, ends.clock, zone(ends.zone)),
        earliest=bounds.earliest.day,
        latest=bounds.latest.day,
    )


def ledger(plan: Schedule, *, late: int) -> tuple[Entry, ...]:
    """Record the first occurrences as done when planned, so many of them hours late."""
    entries = []
    for number, one in enumerate(plan.occurrences[:RECORDS], 1):
        hours = 5 if late and number % (RECORDS // late) == 0 else 0
        on = one.placed.wall + timedelta(hours=hours)
        record = Record(occurrence=one.name, result=DONE, on=on)
        at = datetime.combine(on.date() + timedelta(days=1), time(12), UTC)
        place = Place(file="benchmark.toml")
        entries.append(Entry(number=number, at=at, act=record, place=place))
    return tuple(entries)


def spent(program: Program, entries: tuple[Entry, ...] = ()) -> float:
    """Measure microseconds of processor time an occurrence, the middle of three."""
    number = len(schedule(program, entries).occurrences)
    times = inside({"": lambda: schedule(program, entries)}, rounds=3)
    return times[""].processor * 1000 / number
