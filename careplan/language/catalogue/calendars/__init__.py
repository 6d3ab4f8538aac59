"""Codes of calendar files: what `careplan verify` looks for, family by family."""

from __future__ import annotations

from careplan.language.catalogue.calendars.alarms import ALARMS
from careplan.language.catalogue.calendars.clients import CLIENTS
from careplan.language.catalogue.calendars.comparing import COMPARING
from careplan.language.catalogue.calendars.events import EVENTS
from careplan.language.catalogue.calendars.properties import PROPERTIES
from careplan.language.catalogue.calendars.repeating import REPEATING
from careplan.language.catalogue.calendars.shape import SHAPE
from careplan.language.catalogue.calendars.texts import TEXTS
from careplan.language.catalogue.calendars.timezones import TIMEZONES

CALENDAR_CODES = (
    *SHAPE,
    *PROPERTIES,
    *EVENTS,
    *TIMEZONES,
    *REPEATING,
    *ALARMS,
    *TEXTS,
    *CLIENTS,
    *COMPARING,
)
