"""Rules about zones that are described otherwise than they are.

Some readers look a zone's name up and ignore what the file says of it, others read the
file and ignore the name; only where the two agree is an event at one time everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from careplan.calendar.busy.values import When
from careplan.calendar.busy.window import EARLIEST
from careplan.calendar.linting.components import Component
from careplan.calendar.linting.rule import Fault, Rule, at
from careplan.calendar.linting.survey import Survey
from careplan.calendar.linting.times import known_zone, on_wall
from careplan.calendar.linting.values import read
from careplan.calendar.linting.vocabulary import EVENT, TASKS, ZONE
from careplan.calendar.timezone import FIRST_YEAR, Onset, rule_of
from careplan.model.moment import is_repeated, is_skipped

# A change is looked at up to this year, and so soon, and so long, before and after it.
_LAST_YEAR = 2_400
_SOON, _FAR = timedelta(minutes=90), timedelta(hours=25)


def _disagreeing(component: Component, survey: Survey) -> Iterator[Fault]:
    for line, value in survey.times_of(component):
        moment = read(value, line.parameters.get("TZID"))
        zone = known_zone(moment)
        if moment is None or zone is None or value.endswith("Z"):
            continue
        there = on_wall(moment, zone)
        if is_skipped(there) or is_repeated(there):
            continue
        by_body = survey.by_body(moment)
        if by_body is not None and by_body != survey.instant(moment):
            yield at(
                line,
                "the file describes this time's zone otherwise than it is",
                "write it in UTC",
            )


def _late(zone: Component, survey: Survey) -> Iterator[Fault]:
    """Find a change of the clock that is described right but for its hour."""
    line = zone.first("TZID")
    if line is None or known_zone(_local(EARLIEST, line.value)) is None:
        return
    rule = rule_of(line.value)
    parts = () if rule is None else (rule.standard, rule.daylight)
    onsets = (part.onset for part in parts if part is not None and part.onset)
    if any(_is_elsewhere(onset, line.value, survey) for onset in onsets):
        yield at(
            line,
            "the file changes this zone's clock at another hour than it is changed",
            "the start of each part is in the offset before it",
        )


def _is_elsewhere(onset: Onset, zone: str, survey: Survey) -> bool:
    """Compare offsets soon before or after an onset with those of a day's distance.

    Only where the two would be the same, and are so by name: the law may be another
    in that very year, which a yearly rule cannot say.
    """
    change = onset.on(min(max(survey.year, FIRST_YEAR + 1), _LAST_YEAR))
    for side in (-1, 1):
        near, far = (
            (
                _offset(survey.by_body, change + side * distance, zone),
                _offset(survey.instant, change + side * distance, zone),
            )
            for distance in (_SOON, _FAR)
        )
        if near[0] != far[0] and near[1] == far[1] == far[0]:
            return True
    return False


def _offset(
    instant: Callable[[When], datetime | None], wall: datetime, zone: str
) -> timedelta | None:
    found = instant(_local(wall, zone))
    return None if found is None else wall - found


def _local(wall: datetime, zone: str) -> When:
    return When(wall=wall, zone=zone, is_day=False, line=0)


RULES = (
    Rule(code="ics-zone-disagrees", of=(EVENT, *TASKS), check=_disagreeing),
    Rule(code="ics-zone-disagrees", of=(ZONE,), check=_late),
)
