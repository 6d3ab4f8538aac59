"""What a person does with a calendar, in the program they have, and what that does.

Each sentence is what is known of that program: an update by the same identities works
in few of them, and deleting the calendar and importing the whole file in all.  Where
nobody could find out, that is said, and nothing is promised.
"""

from __future__ import annotations

from careplan.model.enrolment import Client, Stream, Via
from careplan.model.value import dataclass

CLIENTS: dict[Client, str] = {
    Client.ANY: "any calendar program",
    Client.GOOGLE: "Google Calendar",
    Client.APPLE: "Apple Calendar",
    Client.OUTLOOK: "Outlook",
    Client.THUNDERBIRD: "Thunderbird",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """What to do the first time and with every later file, and what to expect.

    `first` are steps, one after another; `keeps` says what becomes of reminders, of
    changes and of what is cancelled.
    """

    first: tuple[str, ...]
    later: str
    keeps: tuple[str, ...]


_OWN = (
    "Import the file into a new calendar that you use for nothing else and nobody else"
    " sees."
)
_GONE_BY_TITLE = "What is cancelled stays, under a title that says so."
_GONE_STRUCK = "What is cancelled is struck through, and its title says so."
_GONE_HIDDEN = "What is cancelled goes away."
_ENTRIES = "so each reminder is a short entry of its own."
_ADDRESS = "Keep the address to yourself: whoever has it can read the calendar."
_FETCHES = "You need do nothing: your calendar fetches the change by itself"

IMPORTING: dict[tuple[Client, Via], Importing] = {
    (Client.ANY, Via.FILE): Importing(
        first=(_OWN,),
        later="Delete the calendar that you made for it, and import the new file into a"
        " new one.",
        keeps=(
            (
                "Not every program keeps reminders: Google drops them, Outlook keeps"
                " one of each entry, many phones read only the first entry of a file."
            ),
            _GONE_BY_TITLE,
        ),
    ),
    (Client.GOOGLE, Via.FILE): Importing(
        first=(
            "Use a computer: the app on a phone cannot import.",
            (
                "In Google Calendar, beside Other calendars, choose + and Create new"
                " calendar; use it for nothing else and share it with nobody."
            ),
            "Under Settings choose Import & export, the file, and that calendar.",
            (
                "In the settings of that calendar, under Event notifications, add 0"
                " minutes, and remove the others."
            ),
        ),
        later="On a computer, import the new file into the same calendar. If Google"
        " refuses it, delete that calendar and import the file into a new one.",
        keeps=(f"Google drops the alarms of a file, {_ENTRIES}", _GONE_BY_TITLE),
    ),
    (Client.APPLE, Via.FILE): Importing(
        first=(
            "On a Mac, choose File, New Calendar; share it with nobody.",
            "Open the file, and choose that calendar.",
            (
                "On an iPhone alone, ask for an address to subscribe to instead:"
                " changes do not reach a file that was imported there."
            ),
        ),
        later="On a Mac, open the new file and choose the same calendar. Where there is"
        " only an iPhone, delete that calendar first.",
        keeps=("Reminders ring.", _GONE_STRUCK),
    ),
    (Client.OUTLOOK, Via.FILE): Importing(
        first=(_OWN, "Do not import it into an account of your work."),
        later="First delete the calendar that you made for it, then import the new file"
        " into a new one: otherwise Outlook shows everything twice.",
        keeps=(
            (
                "Outlook keeps one alarm of an entry, so each further reminder is a"
                " short entry of its own."
            ),
            _GONE_BY_TITLE,
        ),
    ),
    (Client.THUNDERBIRD, Via.FILE): Importing(
        first=(
            "Choose File, Import, Calendar, and the file.",
            "Import it into a new calendar that you use for nothing else.",
        ),
        later="First delete the calendar that you made for it, then import the new file"
        " into a new one: otherwise Thunderbird takes nothing in.",
        keeps=("Reminders ring while Thunderbird runs.", _GONE_STRUCK),
    ),
    (Client.ANY, Via.FEED): Importing(
        first=("Subscribe to the address that you were given.", _ADDRESS),
        later=f"{_FETCHES}, which may take a day.",
        keeps=(
            (
                "Whether reminders ring depends on the program: Google and Outlook drop"
                " them in what one subscribes to, Apple and Nextcloud unless you say"
                " otherwise."
            ),
            "What is cancelled goes away or says so in its title.",
        ),
    ),
    (Client.GOOGLE, Via.FEED): Importing(
        first=(
            (
                "On a computer, in Google Calendar, beside Other calendars, choose +"
                " and From URL."
            ),
            "Put in the address that you were given.",
            _ADDRESS,
        ),
        later=f"{_FETCHES}, which takes Google up to a day.",
        keeps=(f"Google drops the alarms, {_ENTRIES}", _GONE_HIDDEN),
    ),
    (Client.APPLE, Via.FEED): Importing(
        first=(
            (
                "On a Mac, choose File, New Calendar Subscription; on an iPhone,"
                " Calendars, Add Calendar, Add Subscription Calendar."
            ),
            "Put in the address that you were given.",
            "Turn Remove Alerts off, or no reminder rings.",
            _ADDRESS,
        ),
        later=f"{_FETCHES}, as often as you have set.",
        keeps=("Reminders ring if Remove Alerts is off.", _GONE_STRUCK),
    ),
    (Client.OUTLOOK, Via.FEED): Importing(
        first=(
            "In Outlook, choose Add calendar, Subscribe from web.",
            "Put in the address that you were given.",
            _ADDRESS,
        ),
        later=f"{_FETCHES}, which takes Outlook up to a day.",
        keeps=(
            f"Outlook drops the alarms, {_ENTRIES}",
            "What is cancelled is shown as free time, under a title that says so.",
        ),
    ),
    (Client.THUNDERBIRD, Via.FEED): Importing(
        first=(
            "Choose File, New, Calendar, On the Network.",
            "Put in the address that you were given.",
            _ADDRESS,
        ),
        later=f"{_FETCHES} while Thunderbird runs.",
        keeps=("Reminders ring while Thunderbird runs.", _GONE_STRUCK),
    ),
}


def importing(stream: Stream) -> Importing:
    """Give what the person a stream is made for does with it."""
    return IMPORTING[stream.client, stream.via]
