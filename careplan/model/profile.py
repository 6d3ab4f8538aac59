"""Client profiles: what one calendar program needs otherwise than the others.

One declaration for each program and way of travel; whoever says, writes or judges a
calendar asks it and knows no program by name.  What a calendar means is decided before:
a profile is applied after the digest, so another one changes no SEQUENCE.  Which
reminders are entries of their own rests on it as well, because no reminder may be lost
where a program drops its alarm.

The facts behind each line were read in the programs' source, their vendors' own
specifications (MS-OXCICAL 2.1.3.1.1) and public reports; what people are told of them
stands in `render/importing`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from careplan.model.enrolment import Client, Stream, Via
from careplan.model.value import dataclass

# More than these Google loses without a word; other programs take them.
MOST_BYTES = 1_000_000
MOST_EVENTS = 1_000
# Of what a client takes: whoever comes so near is told before anything is lost.
NEAR = 0.8
# Alarms are dropped or mangled beyond five of an event, or more than 28 days ahead.
MOST_ALARMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days a calendar shows, counted from the day it is made."""

    before: timedelta
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How to write for a client.

    `method` and `classification` are METHOD and CLASS, None leaves them out;
    `cancelled_status` is the STATUS of a tombstone, `marks_free` says beside it that
    the time is free.  `in_utc` writes no zone, `names_zone` the plan's in the
    calendar's head.  `most_alarms` is how many alarms an event keeps, the first ones;
    the others become entries.  `has_colour` and `has_apple_colour` are two ways to say
    one.  A calendar that `refreshes` says how often to look for a newer one, and shows
    the days of its `window` only.  `splits` says that what is too large for the client
    is handed out in several files.
    """

    method: str | None = None
    classification: str | None = None
    cancelled_status: str = "CANCELLED"
    marks_free: bool = False
    in_utc: bool = False
    names_zone: bool = False
    most_alarms: int = MOST_ALARMS
    has_colour: bool = False
    has_apple_colour: bool = False
    refreshes: timedelta | None = None
    window: Window | None = None
    splits: bool = False


_PRIVATE = "PRIVATE"
_SIX_HOURS = timedelta(hours=6)
_A_YEAR = Window(before=timedelta(days=30), after=timedelta(days=365))

PROFILES: dict[tuple[Client, Via], Profile] = {
    (Client.ANY, Via.FILE): Profile(
        classification=_PRIVATE, has_colour=True, has_apple_colour=True
    ),
    (Client.ANY, Via.FEED): Profile(
        has_colour=True,
        has_apple_colour=True,
        refreshes=_SIX_HOURS,
        window=_A_YEAR,
    ),
    # It drops every alarm.  A cancelled entry of a file may stay as it was, so that its
    # title alone says it; in a feed it is hidden, and PRIVATE would hide the title
    # from the patient as well.
    (Client.GOOGLE, Via.FILE): Profile(
        classification=_PRIVATE,
        cancelled_status="CONFIRMED",
        names_zone=True,
        most_alarms=0,
        splits=True,
    ),
    (Client.GOOGLE, Via.FEED): Profile(
        names_zone=True,
        most_alarms=0,
        refreshes=_SIX_HOURS,
        window=_A_YEAR,
    ),
    (Client.APPLE, Via.FILE): Profile(has_colour=True, has_apple_colour=True),
    (Client.APPLE, Via.FEED): Profile(
        has_colour=True,
        has_apple_colour=True,
        refreshes=_SIX_HOURS,
        window=_A_YEAR,
    ),
    # It reads no zone by name and keeps one alarm (2.1.3.1.1.20.62), in a feed none;
    # a cancelled entry is shown as if it took place, at a time that is free.
    (Client.OUTLOOK, Via.FILE): Profile(
        method="PUBLISH",
        classification=_PRIVATE,
        marks_free=True,
        in_utc=True,
        most_alarms=1,
    ),
    (Client.OUTLOOK, Via.FEED): Profile(
        method="PUBLISH",
        classification=_PRIVATE,
        marks_free=True,
        in_utc=True,
        most_alarms=0,
        refreshes=_SIX_HOURS,
        window=_A_YEAR,
    ),
    (Client.THUNDERBIRD, Via.FILE): Profile(classification=_PRIVATE, has_colour=True),
    (Client.THUNDERBIRD, Via.FEED): Profile(
        classification=_PRIVATE,
        has_colour=True,
        refreshes=_SIX_HOURS,
        window=_A_YEAR,
    ),
}


def profile_of(stream: Stream) -> Profile:
    """Give the profile of a stream."""
    return PROFILES[stream.client, stream.via]


def headless(profile: Profile) -> Profile:
    """Give a profile without what it puts into the head of a calendar."""
    return replace(
        profile,
        method=None,
        names_zone=False,
        has_colour=False,
        has_apple_colour=False,
        refreshes=None,
    )
