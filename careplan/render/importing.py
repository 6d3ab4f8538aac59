"""What a person does with a calendar, in the program they have, first and later.

Each sentence is what is known of that program: an update by the same identities works
in few of them, and deleting the calendar and importing the whole file in all.
"""

from __future__ import annotations

from careplan.model.enrolment import Client, Stream, Via
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """What to do the first time, and with every later file."""

    first: str
    later: str


_OWN = "a new calendar that you use for nothing else and nobody else sees"
_FEED_LATER = "You need do nothing: your calendar fetches the change by itself"

IMPORTING: dict[tuple[Client, Via], Importing] = {
    (Client.ANY, Via.FILE): Importing(
        first=f"Import the file into {_OWN}.",
        later="Delete the calendar that you made for it, and import this file into a"
        " new one.",
    ),
    (Client.GOOGLE, Via.FILE): Importing(
        first=f"On a computer, import the file into {_OWN}. Google drops reminders: set"
        " the notifications of that calendar yourself.",
        later="On a computer, import this file into the same calendar. If Google"
        " refuses it, delete that calendar and import the file into a new one.",
    ),
    (Client.APPLE, Via.FILE): Importing(
        first=f"On a Mac, open the file and choose {_OWN}.",
        later="On a Mac, open this file and choose the same calendar. Where there is"
        " only an iPhone, delete that calendar first.",
    ),
    (Client.OUTLOOK, Via.FILE): Importing(
        first=f"Import the file into {_OWN}. Outlook keeps one reminder of each entry.",
        later="First delete the calendar that you made for it, then import this file"
        " into a new one: otherwise Outlook shows everything twice.",
    ),
    (Client.THUNDERBIRD, Via.FILE): Importing(
        first=f"Import the file into {_OWN}.",
        later="First delete the calendar that you made for it, then import this file"
        " into a new one: otherwise Thunderbird takes nothing in.",
    ),
    (Client.ANY, Via.FEED): Importing(
        first="Subscribe to the address that you were given.",
        later=f"{_FEED_LATER}, which may take a day.",
    ),
    (Client.GOOGLE, Via.FEED): Importing(
        first="On a computer, add the address that you were given under Other"
        " calendars, From URL. Google drops reminders.",
        later=f"{_FEED_LATER}, which takes Google up to a day.",
    ),
    (Client.APPLE, Via.FEED): Importing(
        first="Subscribe to the address that you were given, and turn Remove Alerts"
        " off.",
        later=f"{_FEED_LATER}, as often as you have set.",
    ),
    (Client.OUTLOOK, Via.FEED): Importing(
        first="Subscribe to the address that you were given. Outlook drops reminders.",
        later=f"{_FEED_LATER}, which takes Outlook up to a day.",
    ),
    (Client.THUNDERBIRD, Via.FEED): Importing(
        first="Add the address that you were given as a new calendar on the network.",
        later=f"{_FEED_LATER} while Thunderbird runs.",
    ),
}


def importing(stream: Stream) -> Importing:
    """Give what the person a stream is made for does with it."""
    return IMPORTING[stream.client, stream.via]
