"""A stranger's calendar, read for one thing: when the person has no time.

Times are all that is taken from it: what an appointment is, and where, is neither kept
nor shown, and whatever is wrong is told by the number of its line.  The file may come
from any program, or from somebody who means ill, so every step is counted.

The calendar library is not asked: it keeps every text, knows no line numbers, and
takes two seconds for a megabyte.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import UTC, date

from careplan.calendar.busy.blocking import Blocking
from careplan.calendar.busy.components import read
from careplan.calendar.busy.trouble import CalendarError, Effort
from careplan.calendar.busy.window import Window
from careplan.calendar.busy.zones import Zones
from careplan.language.findings import Findings, TooManyError
from careplan.model.busy import BusyTimes, merged
from careplan.model.diagnostic import Diagnostic

# A person's calendar of several years, with all its texts, is rarely as long; and all
# of it is read anew by every command, which takes a second or two.
LARGEST = 5_000_000


def read_busy(
    data: bytes,
    *,
    name: str,
    zone: str,
    first: date,
    last: date,
    own: AbstractSet[str] = frozenset(),
) -> tuple[BusyTimes, tuple[Diagnostic, ...]]:
    """Read when a person is busy from `first` to `last`; repetitions end there.

    `zone` is the person's: whole days, and times that name no zone, are read in it.
    `own` are the UIDs of what was handed out of this very plan: who imported that has
    it in the calendar, and would never have time for it.
    """
    findings, effort = Findings(name), Effort()
    window = Window.around(first, last)
    try:
        components = read(data)
        zones = Zones(components, person=zone, window=window, effort=effort)
        blocking = Blocking(zones=zones, window=window, effort=effort, own=own)
        spans = blocking.spans(components, findings)
    except CalendarError as error:
        findings.add(error.diagnostic(name))
        spans = []
    except TooManyError:
        spans = []
    aware = ((a.replace(tzinfo=UTC), b.replace(tzinfo=UTC)) for a, b in spans)
    return merged(aware), findings.all()
