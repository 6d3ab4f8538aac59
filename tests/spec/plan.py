"""Plans in a few lines, and every way to look at what comes of them.

A snippet is the part of a program that matters to a test; what every program needs
besides is put before it.  The snippet goes in as text and comes out as dates: nothing
here knows how either is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from careplan.calendar.busy import read_busy
from careplan.language.decode import decode_enrolment, decode_program, decode_site
from careplan.language.source import Source
from careplan.model.busy import BusyTimes
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Enrolment, Site
from careplan.model.moment import Moment
from careplan.model.program import Program
from careplan.model.schedule import Occurrence, Schedule, State, Stretch
from careplan.model.wording import MONTHS, WEEKDAYS
from careplan.schedule.compile import compile_schedule
from careplan.schedule.holidays import public_holidays

HEAD = """
[program]
id = "example"
version = "1.0.0"
status = "active"
title = "Example"
"""

# What a snippet may schedule without describing it: one activity of each sort.
USUAL: Mapping[str, str] = MappingProxyType(
    {
        "visit": "session",
        "call": "coaching",
        "review": "evaluation",
        "form": "measure",
        "note": "task",
        "walk": "habit",
        "pill": "medication",
        "stay": "period",
    }
)

NO_VERSIONS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a snippet gives for one person."""

    year: int
    program: Program
    schedule: Schedule
    complaints: tuple[Diagnostic, ...]

    def agenda(self) -> list[str]:
        """List every occurrence: `Tue 3 Mar 10:00 f/visit-1`."""
        return [f"{self._from_to(one)} {one.name}" for one in self.schedule.occurrences]

    def days(self, activity: str = "") -> str:
        """Give the dates alone, of one activity or of all."""
        return ", ".join(
            self._from_to(one)
            for one in self.schedule.occurrences
            if activity in {"", one.activity.id}
        )

    def moved(self) -> list[str]:
        """List what is not on its nominal date: `Mon 6 Apr -> Tue 7 Apr`."""
        return [
            f"{self.spell(one.nominal)} -> {self.spell(one.placed)}"
            for one in self.schedule.occurrences
            if one.was_moved
        ]

    def windows(self) -> list[str]:
        """List the dates with their tolerated ranges: `DATE [EARLIEST .. LATEST]`."""
        return [
            f"{self.spell(one.moment)} [{self._side(one.bounds.earliest)} .."
            f" {self._side(one.bounds.latest)}]"
            for one in self.schedule.occurrences
        ]

    def labels(self) -> list[str]:
        """List the labels in order of time."""
        return [one.label or "" for one in self.schedule.occurrences]

    def identities(self) -> list[str]:
        """List what occurrences are, whatever their dates, in order of time."""
        return [one.key.text for one in self.schedule.occurrences]

    def states(self) -> list[str]:
        """List what is not simply planned: `visit-1 done`."""
        return [
            f"{one.name} {one.state}"
            for one in self.schedule.occurrences
            if one.state is not State.PLANNED
        ]

    def provisional(self) -> list[str]:
        """List the names of what is not confirmed."""
        return [
            one.name
            for one in self.schedule.occurrences
            if one.state is State.PROVISIONAL
        ]

    def phases(self) -> list[str]:
        """List the stretches: `f: Mon 2 Mar .. Mon 30 Mar`, the end not included."""
        return [self._stretch(one) for one in self.schedule.stretches]

    def lost(self) -> list[str]:
        """List the slots that gave no occurrence, with the reason."""
        return [
            f"{self.spell(one.moment)} {one.rule.id}: {one.reason}"
            for one in self.schedule.lost
        ]

    def notices(self) -> list[str]:
        """List the notices."""
        return list(self.schedule.notices)

    def problems(self) -> list[str]:
        """List the diagnostics: `code: message`."""
        return [f"{one.code}: {one.message}" for one in self.complaints]

    def undated(self) -> list[str]:
        """List what has a name and no date, and why: `visit-2: visit 2 was missed`."""
        return [
            f"{one.name}: {one.because}" + (f" ({one.reason})" if one.reason else "")
            for one in self.schedule.undated
        ]

    def trace(self, name: str) -> list[str]:
        """List the steps by which an occurrence found its date."""
        return [
            " ".join(
                part
                for part in (
                    f"{step.kind}:",
                    self.spell(step.moment) if step.moment else "",
                    f"({step.reason})" if step.reason else "",
                )
                if part
            )
            for one in self.schedule.occurrences
            if one.name == name
            for step in one.trace
        ]

    def spell(self, moment: Moment) -> str:
        """Spell a day, with the year if it is not the start's, and the time if any."""
        day = moment.day
        words = [WEEKDAYS[day.weekday()], str(day.day), MONTHS[day.month - 1]]
        if day.year != self.year:
            words.append(str(day.year))
        if moment.clock is not None:
            words.append(f"{moment.clock:%H:%M}")
        return " ".join(words)

    def _from_to(self, one: Occurrence) -> str:
        if one.moment.is_timed or one.ends.day == one.moment.day:
            return self.spell(one.moment)
        return f"{self.spell(one.moment)} .. {self.spell(one.ends)}"

    def _side(self, moment: Moment | None) -> str:
        return "" if moment is None else self.spell(moment)

    def _stretch(self, one: Stretch) -> str:
        cycle = f" {one.cycle}" if one.cycle > 1 else ""
        return f"{one.phase}{cycle}: {self.spell(one.start)} .. {self.spell(one.end)}"


def record(
    occurrence: str,
    result: str = "done",
    *,
    on: str = "",
    at: str = "2030-01-01T00:00:00Z",
) -> str:
    """Write an entry that records what became of an occurrence."""
    when = f"on = {on}\n" if on else ""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "record"\n'
        f'occurrence = "{occurrence}"\nresult = "{result}"\n{when}'
    )


def decide(decision: str, option: str, *, at: str = "2030-01-01T00:00:00Z") -> str:
    """Write an entry that takes a decision."""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "decide"\n'
        f'decision = "{decision}"\noption = "{option}"\n'
    )


def assign(name: str, value: str, *, at: str = "2030-01-01T00:00:00Z") -> str:
    """Write an entry that sets something; the value is as TOML writes it."""
    return f'\n[[ledger]]\nat = {at}\nverb = "set"\nname = "{name}"\nvalue = {value}\n'


def move(
    occurrence: str,
    to: str,
    *,
    rest: str = "",
    override: bool = False,
    at: str = "2026-03-01T00:00:00Z",
) -> str:
    """Write an entry that moves an occurrence."""
    follows = f'rest = "{rest}"\n' if rest else ""
    exception = 'override = true\nreason = "agreed"\n' if override else ""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "move"\n'
        f'occurrence = "{occurrence}"\nto = {to}\n{follows}{exception}'
    )


def omit(
    occurrence: str, *, override: bool = False, at: str = "2026-03-01T00:00:00Z"
) -> str:
    """Write an entry that leaves an occurrence out."""
    exception = 'override = true\nreason = "agreed"\n' if override else ""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "omit"\n'
        f'occurrence = "{occurrence}"\n{exception}'
    )


def pin(occurrence: str, *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that confirms an occurrence where it is."""
    return f'\n[[ledger]]\nat = {at}\nverb = "pin"\noccurrence = "{occurrence}"\n'


def add(activity: str, on: str, *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that lets an activity happen once more."""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "add"\nactivity = "{activity}"\non = {on}\n'
    )


def pause(
    first: str, last: str, *, said: str = "", at: str = "2026-03-01T00:00:00Z"
) -> str:
    """Write an entry that lets the plan stand still."""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "pause"\n'
        f"from = {first}\nuntil = {last}\n{said}\n"
    )


def begin(phase: str, on: str, *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that begins a phase anew."""
    return f'\n[[ledger]]\nat = {at}\nverb = "begin"\nphase = "{phase}"\non = {on}\n'


def amend(said: str = "", *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that goes on by another version of the program."""
    return (
        f'\n[[ledger]]\nat = {at}\nverb = "amend"\n'
        f'program = "p.toml"\nversion = "2"\nsha256 = "{"0" * 64}"\n{said}\n'
    )


def extend(said: str, *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that lets a phase, or the plan, go on longer."""
    return f'\n[[ledger]]\nat = {at}\nverb = "extend"\n{said}\n'


def end(on: str, activity: str = "", *, at: str = "2026-03-01T00:00:00Z") -> str:
    """Write an entry that ends the plan, or one activity of it."""
    what = f'activity = "{activity}"\n' if activity else ""
    return f'\n[[ledger]]\nat = {at}\nverb = "end"\non = {on}\n{what}'


def undo(entry: int, *, at: str = "2030-01-01T00:00:00Z") -> str:
    """Write an entry that takes back another."""
    return f'\n[[ledger]]\nat = {at}\nverb = "undo"\nentry = {entry}\n'


def planned(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
    busy: str = "",
    versions: Mapping[int, str] = NO_VERSIONS,
) -> Planned:
    """Schedule a snippet; `plan` is the rest of the enrolment, `site` a site.

    `busy` is what stands in the person's calendar, `versions` are the snippets that
    entries put in the place of the first.
    """
    program, enrolment, where = opened(snippet, start, zone, site=site, plan=plan)
    schedule, complaints = compile_schedule(
        program,
        enrolment,
        site=where,
        busy=_busy(busy, enrolment),
        holidays=public_holidays,
        amendments={entry: _program(text) for entry, text in versions.items()},
    )
    return Planned(
        year=int(start[:4]),
        program=program,
        schedule=schedule,
        complaints=complaints,
    )


def opened(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
) -> tuple[Program, Enrolment, Site | None]:
    """Read a snippet, and what a person's enrolment and a site say."""
    return _program(snippet), _enrolment(plan, start, zone), _site(site)


def legal(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
    busy: str = "",
    versions: Mapping[int, str] = NO_VERSIONS,
) -> Planned:
    """Schedule a snippet about which there is nothing to complain."""
    found = planned(
        snippet, start, zone, site=site, plan=plan, busy=busy, versions=versions
    )
    assert found.problems() == []
    return found


def agenda(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
) -> list[str]:
    """Give the whole agenda of a snippet: `Tue 3 Mar 10:00 f/visit-1`."""
    return legal(snippet, start, zone, site=site, plan=plan).agenda()


def days(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
    busy: str = "",
) -> str:
    """Give the dates of a snippet of one activity: `Tue 3 Mar, Fri 6 Mar`."""
    return legal(snippet, start, zone, site=site, plan=plan, busy=busy).days()


def problems(
    snippet: str,
    start: str = "2026-03-02",
    zone: str = "Europe/London",
    *,
    site: str = "",
    plan: str = "",
) -> list[str]:
    """Give what is wrong with a snippet for this person: `code: message`."""
    return planned(snippet, start, zone, site=site, plan=plan).problems()


def _program(snippet: str) -> Program:
    described = [
        f'[activities.{name}]\nkind = "{kind}"\ntitle = "{name.capitalize()}"\n'
        for name, kind in USUAL.items()
        if f"[activities.{name}]" not in snippet
    ]
    text = "\n".join((HEAD, *described, snippet))
    program, complaints = decode_program(Source(name="program.toml", text=text))
    assert program is not None, complaints
    assert complaints == ()
    return program


def _enrolment(plan: str, start: str, zone: str) -> Enrolment:
    text = "\n".join(
        (
            'id = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"',
            'program = "program.toml"',
            f"start = {start}",
            f'timezone = "{zone}"',
            plan,
        )
    )
    enrolment, complaints = decode_enrolment(Source(name="a17.toml", text=text))
    assert enrolment is not None, complaints
    assert complaints == ()
    return enrolment


def _busy(text: str, enrolment: Enrolment) -> BusyTimes | None:
    if not text:
        return None
    calendar = f"BEGIN:VCALENDAR\n{text.strip()}\nEND:VCALENDAR\n"
    year = enrolment.start.year
    busy, complaints = read_busy(
        calendar.encode(),
        name="busy.ics",
        zone=enrolment.timezone,
        first=date(year - 1, 1, 1),
        last=date(year + 3, 1, 1),
    )
    assert complaints == ()
    return busy


def _site(text: str) -> Site | None:
    if not text:
        return None
    site, complaints = decode_site(Source(name="site.toml", text=text))
    assert site is not None, complaints
    assert complaints == ()
    return site
