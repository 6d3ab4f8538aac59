"""The fields of a site: where and when care is given."""

from __future__ import annotations

from careplan.language.schema.field import optional, table
from careplan.language.schema.lists import one_or_more
from careplan.language.schema.plain import LINE
from careplan.language.shapes.availability import HOURS, SPANS, ZONE
from careplan.language.shapes.week import WEEKDAYS

OPEN = optional(
    "open",
    WEEKDAYS,
    "The weekdays on which the site is open.",
    '"mon-fri"',
    otherwise="every day",
)
SITE_HOURS = optional(
    "hours",
    HOURS,
    "The hours of each day; a weekday that is not named has none.",
    '{ mon-thu = "09:00-17:00", fri = "09:00-12:00" }',
    otherwise="all day",
)
HOLIDAYS = optional(
    "holidays",
    one_or_more(LINE, "one or more regions", least=0),
    "The regions whose public holidays are closed.",
    '"GB-ENG"',
    default=(),
)
CLOSED = optional(
    "closed",
    SPANS,
    "Other days on which the site is closed.",
    "[2026-11-27, { from = 2026-12-24, to = 2027-01-01 }]",
    default=(),
)
TIMEZONE = optional(
    "timezone",
    ZONE,
    "The site's own time zone.",
    '"Europe/London"',
    otherwise="the person's",
)
SITE = table(
    "site",
    "a site",
    "site.toml",
    "Where and when care is given; shared by enrolments.",
    OPEN,
    SITE_HOURS,
    HOLIDAYS,
    CLOSED,
    TIMEZONE,
)
