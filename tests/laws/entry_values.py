"""Entries of a stream as values, without any program behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.kind import Kind
from careplan.model.moment import Moment, at_instant
from careplan.model.stream import Alarm, Entry, Standing
from tests.strategies import clocks, starts, texts, zones

# The audience keeps backslashes out: four of twelve parsers misread them.
said = texts.map(lambda text: text.replace("\\", "/"))
moments = st.builds(Moment, day=starts, clock=st.none() | clocks, zone=zones)


@st.composite
def entries(draw: st.DrawFn, *, most: int = 6) -> tuple[Entry, ...]:
    """Draw what a stream says: values, without any program behind them."""
    keys = draw(st.lists(st.integers(1, 40), max_size=most, unique=True))
    return tuple(draw(entry(f"part:1~1/rule#{n}.0")) for n in keys)


@st.composite
def entry(draw: st.DrawFn, key: str) -> Entry:
    """Draw one entry with this key; its wall times exist, as the audience sees to."""
    start = legible(draw(moments))
    length = timedelta(hours=draw(st.sampled_from((1, 3, 30, 49))))
    ends = replace(start, day=start.day + timedelta(days=length.days))
    leads: tuple[Amount, ...] = (
        Duration(minutes=120),
        Period(number=1, unit=Unit.DAY),
    )
    chosen = draw(st.lists(st.sampled_from(leads), max_size=2, unique=True))
    return Entry(
        key=key,
        name=f"part/rule-{key}",
        kind=draw(st.sampled_from(Kind)),
        title=draw(said),
        description=draw(st.none() | said),
        start=start,
        ends=at_instant(start.instant + length, start.zone) if start.clock else ends,
        standing=draw(st.sampled_from((Standing.CONFIRMED, Standing.TENTATIVE))),
        blocks_time=draw(st.booleans()),
        alarms=tuple(
            Alarm(id=str(lead), lead=lead, text="Appointment")
            for lead in chosen
            if start.is_timed
        ),
    )


def legible(moment: Moment) -> Moment:
    """Give the wall time that the clock will show."""
    return at_instant(moment.instant, moment.zone) if moment.is_timed else moment
