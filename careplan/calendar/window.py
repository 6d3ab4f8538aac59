"""The window of a feed: the days it shows, so that it does not grow for ever.

Whoever fetches a feed takes what is missing for removed, so only what is long over or
far ahead is left out.  The window moves once a day, and what it shows says the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careplan.calendar.instances import instances
from careplan.model.profile import Window
from careplan.model.register import Issue, Issued


def within(issue: Issue, window: Window | None, today: date) -> Issue:
    """Give what of an issue lies in the window, all of it if there is none.

    A calendar without an event is refused (RFC 5545 §3.6): where nothing lies in the
    window, what comes next is shown, or else what was last.
    """
    if window is None:
        return issue
    first, last = today - window.before, today + window.after
    shown = tuple(one for one in issue.issued if _touches(one, first, last))
    return replace(issue, issued=shown or _nearest(issue.issued, today))


def _touches(issued: Issued, first: date, last: date) -> bool:
    spans = instances(issued.entry)
    return spans[0][0].day <= last and spans[-1][1].day >= first


def _nearest(issued: tuple[Issued, ...], today: date) -> tuple[Issued, ...]:
    ahead = [one for one in issued if one.entry.start.day >= today]
    return tuple(ahead[:1] or issued[-1:])
