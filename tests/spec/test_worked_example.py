"""A worked example, checked by hand."""

from __future__ import annotations

import pytest

from tests.spec.plan import days, planned

SITE = 'open = "mon-fri"\nholidays = "GB-ENG"'

SESSIONS = """
    [activities.visit]
    kind = "session"
    title = "Session"
    at = "10:00"
    min_gap = "48 h"

    [[phases]]
    id = "foundation"
    length = "4 weeks"
    schedule = [{ activity = "visit", on = ["tue", "fri"] }]

    [[phases]]
    id = "taper"

    [[phases.schedule]]
    activity = "visit"
    on = ["tue"]
    taper = [{ every = "1 week", count = 4 }, { every = "2 weeks", count = 2 }]
"""

CHECK_IN = """
    [activities.check-in]
    kind = "check-in"
    title = "Check-in"

    [[schedule]]
    activity = "check-in"
    day = 36
"""


def test_the_sessions_fall_on_the_dates_of_the_design() -> None:
    """Eight sessions in four weeks, four weekly, two every 2 weeks."""
    assert days(SESSIONS, site=SITE) == (
        "Tue 3 Mar 10:00, Fri 6 Mar 10:00, Tue 10 Mar 10:00, Fri 13 Mar 10:00,"
        " Tue 17 Mar 10:00, Fri 20 Mar 10:00, Tue 24 Mar 10:00, Fri 27 Mar 10:00,"
        " Tue 31 Mar 10:00, Tue 7 Apr 10:00, Tue 14 Apr 10:00, Tue 21 Apr 10:00,"
        " Tue 5 May 10:00, Tue 19 May 10:00"
    )


def test_day_36_is_easter_monday() -> None:
    """With nobody closed the check-in is on 6 April."""
    assert days(CHECK_IN) == "Mon 6 Apr"


@pytest.mark.parametrize("policy", ["nearest", "next"])
def test_nearest_and_next_give_the_tuesday(policy: str) -> None:
    """The weekend and Good Friday lie before it, so Tuesday is nearest too."""
    assert days(CHECK_IN + f'if_closed = "{policy}"', site=SITE) == "Tue 7 Apr"


def test_previous_within_three_days_has_no_legal_date_and_says_why() -> None:
    """3 April is Good Friday, 4 and 5 the weekend; 7 April is named."""
    found = planned(CHECK_IN + 'if_closed = "previous"\nwindow = "3 days"', site=SITE)
    assert found.problems() == [
        (
            "no-legal-date: there is no legal date for number 1 of `check-in`,"
            " nominally Mon 6 Apr 2026"
        )
    ]
    assert found.complaints[0].help == (
        "tried Fri 3 Apr 2026: a holiday, Good Friday",
        "tried Sat 4 Apr 2026: the site is closed on a Saturday",
        "tried Sun 5 Apr 2026: the site is closed on a Sunday",
        "tried Mon 6 Apr 2026: a holiday, Easter Monday",
        "the nearest legal day is Tue 7 Apr 2026",
    )
    assert found.agenda() == []
    assert found.lost() == ["Mon 6 Apr check-in: no legal date"]
