"""An enrolment as it is after a year: 60 occurrences and 200 entries of every kind.

What a coordinator enters from day to day: sessions confirmed and recorded, most on
time, some late, one now and then missed, moved or left out; another hour from the next
phase on, an extra session, a fact, a decision, and what was wrong of it taken back.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from careplan.model.schedule import Occurrence, Schedule
from tests.benchmarks.programs import EVENTS_60
from tests.pipeline import ID

ENTRIES = 200

# Four sessions more if it is decided so; it is not, so 60 there are.
DECISION = """
[decisions.going-on]
question = "Are there to be more?"
options = ["yes", "no"]
default = "no"
"""
MORE = """
[[phases]]
id = "more"
length = "2 weeks"
when = { going-on = "yes" }

[[phases.schedule]]
activity = "session-1"
on = ["mon", "thu"]
"""
LIVED_60 = (
    EVENTS_60.replace(
        'with = ["coach"]\n', 'with = ["coach"]\nchoose = ["on", "at"]\n'
    ).replace("\n[activities.session-1]", DECISION + "\n[activities.session-1]")
    + MORE
)


class Year:
    """What is entered in a year, noted in any order."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._noted: list[tuple[datetime, int, list[str]]] = []
        self._undone: dict[int, int] = {}

    def enter(self, at: datetime, verb: str, **said: str | date) -> int:
        """Note an entry; what it gives is for whoever takes it back."""
        noted = len(self._noted)
        lines = ["[[ledger]]", f"at = {at:%Y-%m-%dT%H:%M:%SZ}", f'verb = "{verb}"']
        lines += [f"{key} = {_toml(value)}" for key, value in said.items()]
        self._noted.append((at, noted, lines))
        return noted

    def take_back(self, at: datetime, noted: int) -> None:
        """Note that an entry no longer counts."""
        self._undone[self.enter(at, "undo")] = noted

    def tables(self) -> list[str]:
        """Write the ledger, in the order of time."""
        ordered = sorted(self._noted)
        numbers = {noted: number for number, (_, noted, _) in enumerate(ordered, 1)}
        return [
            "\n".join([*lines, *self._takes_back(noted, numbers)])
            for _, noted, lines in ordered
        ]

    def _takes_back(self, noted: int, numbers: dict[int, int]) -> list[str]:
        undone = self._undone.get(noted)
        return [] if undone is None else [f"entry = {numbers[undone]}"]


def enrolled(program: str, *, start: date, zone: str) -> str:
    """Write the enrolment as it is on the first day."""
    return f'id = "{ID}"\nprogram = "{program}"\nstart = {start}\ntimezone = "{zone}"\n'


def lived(enrolment: str, plan: Schedule) -> str:
    """Write the enrolment as it is after the year; `plan` is the one it began with."""
    return "\n\n".join([enrolment, *ledger(plan)]) + "\n"


def ledger(plan: Schedule) -> list[str]:
    """Write the entries of a year in which this plan was lived."""
    year = Year()
    for number, one in enumerate(plan.occurrences):
        _live(year, number, one)
    _decide(year, plan.occurrences[-1])
    tables = year.tables()
    assert len(tables) == ENTRIES, len(tables)
    return tables


def _live(year: Year, number: int, one: Occurrence) -> None:
    """Enter what became of one session, from three days before it on."""
    day, clock, name = one.placed.day, one.placed.clock or time(), one.name
    before = datetime.combine(day - timedelta(days=3), time(9), UTC)
    after = datetime.combine(day + timedelta(days=1), time(22), UTC)
    wall = datetime.combine(day, clock)
    if number % 4 == 0:
        _change_phase(year, number, one, before)
    match number % 10:
        case 3:
            wall += timedelta(hours=2)
            year.enter(before, "move", occurrence=name, to=wall)
        case 6:
            to = wall + timedelta(days=1)
            moved = year.enter(before, "move", occurrence=name, to=to)
            year.take_back(before + timedelta(hours=1), moved)
            year.enter(before + timedelta(hours=2), "pin", occurrence=name)
        case 8:
            year.enter(before, "omit", occurrence=name)
            return
        case _:
            year.enter(before, "pin", occurrence=name)
    if number % 15 == 7:
        year.enter(after, "record", occurrence=name, result="missed")
        return
    if number % 10 == 5:
        wrong = year.enter(after, "record", occurrence=name, result="missed")
        after += timedelta(minutes=5)
        year.take_back(after, wrong)
    late = timedelta(hours=3 if number % 4 == 1 else 0)
    year.enter(after, "record", occurrence=name, result="done", on=wall + late)


def _change_phase(year: Year, number: int, one: Occurrence, at: datetime) -> None:
    """Enter what is different from the phase that now begins."""
    activity = one.activity.id
    hour = (one.placed.clock or time()).replace(minute=30)
    at -= timedelta(days=4)
    chosen = year.enter(at, "set", name=f"{activity}.at", value=f"{hour:%H:%M}")
    year.take_back(at + timedelta(minutes=5), chosen)
    extra = datetime.combine(one.placed.day + timedelta(days=1), time(19))
    year.enter(at + timedelta(hours=1), "add", activity=activity, on=extra)
    year.enter(at + timedelta(hours=2), "set", name="room", value=f"room {number}")


def _decide(year: Year, last: Occurrence) -> None:
    """Decide to go on, and a day later not to."""
    at = datetime.combine(last.placed.day + timedelta(days=2), time(9), UTC)
    for option in ("yes", "no"):
        year.enter(at, "decide", decision="going-on", option=option)
        at += timedelta(days=1)


def _toml(value: str | date) -> str:
    return f'"{value}"' if isinstance(value, str) else value.isoformat()
