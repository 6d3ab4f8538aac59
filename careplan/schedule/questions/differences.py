"""What is different between two schedules, occurrence by occurrence.

They are compared by key, so what has only another date is moved, whatever became of
its neighbours.  Each occurrence has one difference: what was recorded of it counts
before where it went, and that before whether it is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careplan.model.change import Change, Revision
from careplan.model.schedule import Occurrence, Schedule, State

# Of an activity, what somebody reads in a calendar or is reminded of.
_ASPECTS = {
    "kind": "kind",
    "title": "title",
    "neutral": "neutral title",
    "roles": "people",
    "reminders": "reminders",
    "instructions": "instructions",
    "neutral_instructions": "neutral instructions",
    "location": "location",
    "link": "link",
}
_FACTS = {State.DONE: Change.DONE, State.MISSED: Change.MISSED}


def differences(
    before: Schedule, after: Schedule, *, with_texts: bool = False
) -> tuple[Revision, ...]:
    """Give what is another in the later schedule, in order of time.

    Of what stands where it stood, only another end or label counts; `with_texts` also
    what else somebody reads of it, such as its title.
    """
    aspects = _ASPECTS if with_texts else {}
    return tuple(_found(before, after, aspects))


def _found(
    before: Schedule, after: Schedule, aspects: Mapping[str, str]
) -> Iterator[Revision]:
    old = {one.key: one for one in before.occurrences}
    new = {one.key: one for one in after.occurrences}
    both = sorted(
        dict.fromkeys((*old, *new)),
        key=lambda key: (new.get(key) or old[key]).moment.instant,
    )
    for key in both:
        if key not in old:
            one = new[key]
            yield Revision(change=Change.NEW, name=one.running, after=one.moment)
        elif key not in new:
            one = old[key]
            yield Revision(change=Change.REMOVED, name=one.running, before=one.moment)
        elif (revision := _of_both(old[key], new[key], aspects)) is not None:
            yield revision


def _of_both(
    old: Occurrence, new: Occurrence, aspects: Mapping[str, str]
) -> Revision | None:
    what: tuple[str, ...] = ()
    change = _change(old, new)
    if change is None:
        what = _aspects(old, new, aspects)
        change = Change.CHANGED if what else None
    if change is None:
        return None
    return Revision(
        change=change,
        name=new.running,
        before=old.moment,
        after=new.moment,
        aspects=what,
    )


def _change(old: Occurrence, new: Occurrence) -> Change | None:
    """Say what became of one that both have, if anything did."""
    if old.state is not new.state and new.state in _FACTS:
        return _FACTS[new.state]
    if old.state is not new.state and old.state in _FACTS:
        return Change.OPEN_AGAIN
    if old.moment != new.moment:
        return Change.MOVED
    if old.state is not new.state:
        waits = new.state is State.PROVISIONAL
        return Change.PROVISIONAL if waits else Change.CONFIRMED
    return None


def _aspects(
    old: Occurrence, new: Occurrence, aspects: Mapping[str, str]
) -> tuple[str, ...]:
    """Name what is another in one that stands where it stood."""
    found = [
        word
        for field, word in aspects.items()
        if getattr(old.activity, field) != getattr(new.activity, field)
    ]
    if old.ends != new.ends:
        found.append("duration")
    if old.label != new.label:
        found.append("label")
    return tuple(found)
