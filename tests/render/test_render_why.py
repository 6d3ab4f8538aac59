"""The story of a date, and the changes of an issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from careplan.model.change import Change, Revision
from careplan.model.register import (
    Issue,
    StreamRegister,
    Versions,
)
from careplan.model.schedule import Bounds, State, Step, StepKind
from careplan.render.changes import changes, soon
from careplan.render.why import story, trace
from tests.render.schedules import (
    COURSE,
    MONDAY,
    WALK,
    moved,
    occurrence,
    on,
    view,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_story_is_told_step_by_step() -> None:
    walk = moved(WALK, 1, MONDAY, "10:00")
    day = timedelta(days=1)
    bounds = Bounds(earliest=on(MONDAY), latest=on(MONDAY + 3 * day))
    steps = (
        walk.trace[0],
        Step(kind=StepKind.CHOSEN, moment=on(MONDAY), reason="free are Tue 3"),
        walk.trace[1],
        Step(kind=StepKind.NOTE, reason="the clocks skip 01:30"),
        Step(kind=StepKind.TARGET, moment=on(MONDAY + day, "10:00")),
        walk.trace[2],
        Step(
            kind=StepKind.TRIED,
            moment=on(MONDAY + 2 * day, "10:00"),
            reason="the person is away, and this is a reason that takes two lines",
        ),
        Step(kind=StepKind.GAP, moment=on(MONDAY + 3 * day), reason="too close"),
        Step(kind=StepKind.SLID, moment=on(MONDAY + 4 * day), reason="closed"),
        walk.trace[3],
    )
    walk = replace(walk, trace=steps, bounds=bounds, ends=on(MONDAY, "11:30"))
    told = replace(walk, state=State.PROVISIONAL)
    lines = ('{ activity = "walk",', "  \x1b[2J }")
    text = story(view(told), told, where="plan.toml, line 4", lines=lines)
    assert text == STORY


STORY = """\
walk-1 (opening/walk-1): Walk
Mon 2 Mar 2026 10:00 to 11:30, Europe/London; to be confirmed

The rule stands in plan.toml, line 4:
    { activity = "walk",
    \\u001B[2J }

How the date was found:
   1. It counts from Mon 2 Mar 2026 (`phase`).
   2. In the week from Mon 2 Mar 2026: free are Tue 3.
   3. The rule names Tue 3 Mar 2026 10:00.
   4. It may lie from Mon 2 Mar 2026 to Thu 5 Mar 2026.
   5. Mind: the clocks skip 01:30.
   6. It must not lie before Tue 3 Mar 2026 10:00, so it aims there.
   7. Tue 3 Mar 2026 10:00 is not possible: a holiday, Good Friday.
   8. Wed 4 Mar 2026 10:00 was tried: the person is away, and this is a reason
      that takes two lines.
   9. Thu 5 Mar 2026 does not do either: too close.
  10. The slot of Fri 6 Mar 2026 was lost: closed.
  11. So it is on Mon 2 Mar 2026 10:00.
"""


def test_ends_are_told_as_people_say_them() -> None:
    night = occurrence(
        WALK, 1, MONDAY, "23:30", ends=on(MONDAY + timedelta(days=1), "00:30")
    )
    course = occurrence(COURSE, 1, MONDAY, ends=on(MONDAY + timedelta(days=6)))
    told = [
        story(view(one), one, where="plan.toml", lines=()).split("\n")[1]
        for one in (night, course)
    ]
    assert told == [
        "Mon 2 Mar 2026 23:30 to Tue 3 Mar 2026 00:30, Europe/London",
        "Mon 2 Mar 2026 until Sun 8 Mar 2026, Europe/London",
    ]


def test_a_trace_is_a_document() -> None:
    told = trace(moved(WALK, 1, MONDAY, "10:00"), where="plan.toml, line 4")
    assert told["version"] == 1
    assert told["steps"] == [
        {"kind": "anchor", "moment": "2026-03-02", "reason": "phase"},
        {"kind": "nominal", "moment": "2026-03-03T10:00", "reason": ""},
        {
            "kind": "closed",
            "moment": "2026-03-03T10:00",
            "reason": "a holiday, Good Friday",
        },
        {"kind": "placed", "moment": "2026-03-02T10:00", "reason": ""},
    ]


def issue(*revisions: Revision) -> Issue:
    versions = Versions(careplan="0", tzdata="0", holidays="")
    memory = StreamRegister(role="patient", number=3, changed=NOON, versions=versions)
    return Issue(issued=(), memory=memory, revisions=revisions)


def revision(change: Change, days: int, *, before: int | None = None) -> Revision:
    return Revision(
        change=change,
        name=f"opening/walk-{days}",
        before=None if before is None else on(MONDAY + timedelta(days=before), "10:00"),
        after=on(MONDAY + timedelta(days=days), "10:00"),
    )


def test_changes_are_counted_and_listed() -> None:
    told = issue(
        revision(Change.NEW, 1),
        revision(Change.MOVED, 310, before=2),
        revision(Change.CHANGED, 3, before=3),
    )
    assert changes(told) == [
        "issue 3 of 2026-03-01 12:00 UTC: 1 new, 1 changed, 1 moved",
        "  new      opening/walk-1: Tue 3 Mar 2026 10:00",
        "  moved    opening/walk-310: Wed 4 Mar 2026 10:00 -> Wed 6 Jan 2027 10:00",
        "  changed  opening/walk-3: Thu 5 Mar 2026 10:00",
    ]


def test_of_many_changes_the_first_are_listed() -> None:
    told = issue(*(revision(Change.MOVED, n, before=0) for n in range(1, 41)))
    assert len(changes(told)) == 32
    assert changes(told)[-1] == "  and 10 more"


def test_what_a_calendar_learns_too_late_is_named() -> None:
    told = issue(
        revision(Change.MOVED, 9, before=0),
        revision(Change.MOVED, 1, before=9),
        revision(Change.CHANGED, 2, before=2),
        revision(Change.NEW, 0),
    )
    assert soon(told) == ("opening/walk-9", "opening/walk-1", "opening/walk-0")
