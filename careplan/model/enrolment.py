"""The enrolment: one person's part in a program (FHIR CarePlan), and the site."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from careplan.model.diagnostic import Place
from careplan.model.ledger import Entry
from careplan.model.position import Weekday
from careplan.model.program import PATIENT, Times
from careplan.model.quiet import Quiet
from careplan.model.value import dataclass

CLINICIAN = "clinician"


class Privacy(StrEnum):
    """How much a stream says."""

    FULL = "full"
    DISCREET = "discreet"
    BUSY = "busy"


def usual_privacy(role: str) -> Privacy:
    """Give what a calendar says where nobody said how much: all to a clinician only."""
    return Privacy.FULL if role == CLINICIAN else Privacy.DISCREET


class Client(StrEnum):
    """The calendar program a stream is made for."""

    ANY = "any"
    GOOGLE = "google"
    APPLE = "apple"
    OUTLOOK = "outlook"
    THUNDERBIRD = "thunderbird"


class Via(StrEnum):
    """How a stream travels: a file to import or a feed to subscribe to."""

    FILE = "file"
    FEED = "feed"


class Reminding(StrEnum):
    """How a stream reminds: by alarms, by events of their own, or both."""

    ALARMS = "alarms"
    EVENTS = "events"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Say whether the day lies in the span."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours by weekday; a weekday that is missing has none.

    Each interval is (from, to) in wall time; an event must lie inside one of them.
    """

    by_weekday: tuple[tuple[Weekday, tuple[tuple[time, time], ...]], ...]

    def on(self, day: date) -> tuple[tuple[time, time], ...]:
        """Give the intervals of this date, in order."""
        for weekday, intervals in self.by_weekday:
            if weekday == day.weekday():
                return intervals
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where and when care is given: weekdays, hours, holidays, closed days, zone.

    `holidays` are region codes of the `holidays` package, such as `GB-ENG`.
    """

    open: tuple[Weekday, ...] | None = None
    hours: Hours | None = None
    holidays: tuple[str, ...] = ()
    closed: tuple[Span, ...] = ()
    timezone: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person; everything here but the alias is theirs alone."""

    alias: str | None = None
    name: str | None = None
    hours: Hours | None = None
    away: tuple[Span, ...] = ()
    busy: str | None = None
    medicines: tuple[str, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team, put to a role."""

    role: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the person chose for an activity, or for one rule (`taper/session`).

    `zone` is the one on whose clock `at` is read; None is the plan's.
    """

    target: str
    on: tuple[Weekday, ...] | None = None
    at: Times | None = None
    zone: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorValue:
    """The dates or naive date-times given for a named anchor, in order."""

    name: str
    values: tuple[date | datetime, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What one role gets (a calendar), and how."""

    role: str
    privacy: Privacy
    client: Client = Client.ANY
    via: Via = Via.FILE
    reminders: Reminding = Reminding.ALARMS
    quiet: Quiet | None = None
    consent: date | None = None
    place: Place = field(compare=False)

    @property
    def called(self) -> str:
        """Give the word for what the role gets."""
        return "feed" if self.via is Via.FEED else "calendar"

    @property
    def lacks_consent(self) -> bool:
        """Say whether it would say everything where strangers may read it.

        Those are whoever looks over the patient's shoulder, and the companies that
        fetch a feed, whoever that is for.
        """
        is_seen = self.role == PATIENT or self.via is Via.FEED
        return is_seen and self.privacy is Privacy.FULL and self.consent is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The program content an enrolment was made for; sha256 in hexadecimal."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One person's participation.  `id` is a UUID text that UIDs derive from.

    `start` is a date or a naive date-time in the person's zone `timezone`.  `site` is
    a relative path, or None where `site_table` or nothing stands in the file.
    `assumed` are results by activity that a preview takes for granted.  `reckoned` is
    the zone on whose clock the plan goes on, if the person has left it.
    """

    id: str
    program: str
    pin: Pin | None = None
    start: date | datetime
    timezone: str
    site: str | None = None
    site_table: Site | None = None
    person: Person | None = None
    team: tuple[Member, ...] = ()
    choices: tuple[Choice, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    anchors: tuple[AnchorValue, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    streams: tuple[Stream, ...] = ()
    horizon: date | None = None
    ledger: tuple[Entry, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    reckoned: str | None = None
    place: Place = field(compare=False)

    @property
    def clock_zone(self) -> str:
        """Give the zone on whose clock times of the plan are read."""
        return self.reckoned or self.timezone

    def zone_of(self, choices: tuple[Choice, ...]) -> str:
        """Give the zone of the first of these that chooses times, else the plan's."""
        zones = (one.zone for one in choices if one.at is not None)
        return next(zones, None) or self.clock_zone
