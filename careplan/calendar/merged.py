"""What a calendar that is merged from several plans says about itself.

It has no issue number, for nothing is remembered of it: it can be made again at any
time from the registers of its plans.  Which of two files is the newer one is told by
the newest change in it, which comes from those registers and from no clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from careplan.calendar.contentlines import Component

_MERGED = re.compile(r"Merged from \d[\d,]* plans?, ")


def about_merged(plans: int, newest: datetime) -> str:
    """Say what it is, and how it is renewed.

    A plan that is no longer in the folder leaves no tombstones behind: nobody remembers
    that it was in an earlier file.  So the old entries have to go with their calendar.
    """
    number = "1 plan" if plans == 1 else f"{plans:,} plans"
    return (
        f"Merged from {number}, as last handed out; the newest change is of"
        f" {newest.astimezone(UTC):%Y-%m-%d %H:%M} UTC. Import it into a calendar of"
        " its own; to renew it, delete that calendar and import the new file."
    )


def is_merged(calendar: Component) -> bool:
    """Say whether a calendar of careplan is a merged one."""
    return _MERGED.match(calendar.text("DESCRIPTION") or "") is not None
