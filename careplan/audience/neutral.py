"""Neutral titles: what may be said of a stream's entries in a message about it.

A message goes by ways that nobody agreed to, shows on locked screens, and is forwarded.
So it says no more than a discreet calendar does, whatever the stream itself may say,
and neither a name nor an alias: who gets it knows whose plan it is.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.audience.entries import entries
from careplan.audience.leaks import leaks
from careplan.audience.wording import PROVISIONAL_PREFIX
from careplan.model.enrolment import Enrolment, Privacy, Stream
from careplan.model.program import Program
from careplan.model.schedule import Schedule


def neutral_titles(
    schedule: Schedule, *, program: Program, enrolment: Enrolment, stream: Stream
) -> dict[str, str]:
    """Give each entry's neutral title by its key.

    None at all if one of them would give away what must not be said, as a title that
    nobody checked may in a stream that says everything.
    """
    privacy = stream.privacy
    if privacy is Privacy.FULL:
        privacy = Privacy.DISCREET
    discreet = replace(stream, privacy=privacy)
    said = entries(
        schedule,
        program=program,
        enrolment=replace(enrolment, person=None),
        stream=discreet,
    )
    titles = tuple(
        replace(one, description=None, location=None, link=None, alarms=())
        for one in said
    )
    if leaks(titles, program=program, enrolment=enrolment, stream=discreet):
        return {}
    return {one.key: one.title.removeprefix(PROVISIONAL_PREFIX) for one in said}
