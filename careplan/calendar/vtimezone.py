"""The VTIMEZONE of a zone, in the RRULE form (RFC 5545 §3.6.5).

Never `Calendar.add_missing_timezones()`: it writes lists of RDATE that several readers
take for something else, with spring onsets an hour late.
"""

from __future__ import annotations

from datetime import datetime

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vText, vUTCOffset

from careplan.calendar.timezone import FIRST_YEAR, Observance, Onset, ZoneRule

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def vtimezone(name: str, rule: ZoneRule) -> Timezone:
    """Build the component that defines the zone from 1970 on."""
    component = Timezone()
    component["TZID"] = vText(name)
    component.add_component(_fill(TimezoneStandard(), rule.standard))
    if rule.daylight is not None:
        component.add_component(_fill(TimezoneDaylight(), rule.daylight))
    return component


def _fill(
    component: TimezoneStandard | TimezoneDaylight, observance: Observance
) -> TimezoneStandard | TimezoneDaylight:
    onset = observance.onset
    start = datetime(FIRST_YEAR, 1, 1) if onset is None else onset.on(FIRST_YEAR)  # noqa: DTZ001 - wall time, as RFC 5545 §3.6.5 asks
    component["DTSTART"] = vDatetime(start)
    if onset is not None:
        component["RRULE"] = _rule(onset)
    component["TZOFFSETFROM"] = vUTCOffset(observance.offset_from)
    component["TZOFFSETTO"] = vUTCOffset(observance.offset_to)
    component["TZNAME"] = vText(observance.name)
    return component


def _rule(onset: Onset) -> vRecur:
    day = f"{onset.nth}{_WEEKDAYS[onset.weekday]}"
    return vRecur({"FREQ": "YEARLY", "BYMONTH": onset.month, "BYDAY": day})
