"""A recurrence is refused as never matching only if dateutil finds no day either."""

from __future__ import annotations

from datetime import datetime

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.language.checks.rrule import problem_of
from careplan.language.findings import UnreadableError
from careplan.language.recurrences import recurrence

FROM, UNTIL = datetime(2001, 1, 1), datetime(2029, 1, 1)  # noqa: DTZ001 - civil days
WEEKDAYS = st.sampled_from(["MO", "TU", "SU", "1MO", "-1FR", "5SA", "6SU", "53WE"])


def listed(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=2, unique=True).map(
        lambda some: ",".join(map(str, some))
    )


def signed(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most).flatmap(lambda n: st.sampled_from([n, -n]))


PARTS = {
    "BYMONTH": listed(st.integers(1, 12)),
    "BYMONTHDAY": listed(signed(31)),
    "BYDAY": listed(WEEKDAYS),
    "BYYEARDAY": listed(signed(366)),
    "BYWEEKNO": listed(signed(53)),
    "BYSETPOS": listed(signed(6)),
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True))
    parts = [f"{name}={draw(PARTS[name])}" for name in names]
    return ";".join([f"FREQ={frequency}", *parts])


@settings(max_examples=30, deadline=None)
@given(texts())
def test_what_never_matches_never_matches_for_dateutil_either(text: str) -> None:
    try:
        recurrence(text)
    except UnreadableError:
        return
    problem = problem_of(text)
    if problem is not None and "no day" not in problem.message:
        return
    until = f"{text};UNTIL={UNTIL:%Y%m%d}"
    found = next(iter(rrulestr(until, dtstart=FROM)), None)
    assert (found is None) == (problem is not None)
