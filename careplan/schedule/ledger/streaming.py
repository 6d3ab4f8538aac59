"""The calendars people get, after what the ledger says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from careplan.model.enrolment import (
    Client,
    Enrolment,
    Privacy,
    Reminding,
    Stream,
    Via,
    usual_privacy,
)
from careplan.model.ledger import Adjust
from careplan.model.quiet import Quiet
from careplan.schedule.ledger.undoing import standing


def adjusted(enrolment: Enrolment) -> Enrolment:
    """Give the enrolment with its calendars as entries have left them."""
    kept, _ = standing(enrolment.ledger)
    streams = {stream.role: stream for stream in enrolment.streams}
    for entry in kept:
        if isinstance(entry.act, Adjust):
            role = entry.act.role
            usual = Stream(role=role, privacy=usual_privacy(role), place=entry.place)
            stream = streams.get(role, usual)
            streams[role] = _with(replace(stream, place=entry.place), entry.act)
    return replace(enrolment, streams=tuple(streams.values()))


def _with(stream: Stream, act: Adjust) -> Stream:
    """Give a stream another value; which keys and words there are was checked."""
    match act.key, act.value:
        case "consent", date() as day:
            return replace(stream, consent=day)
        case "privacy", str(word):
            return replace(stream, privacy=Privacy(word))
        case "client", str(word):
            return replace(stream, client=Client(word))
        case "quiet", Quiet() as hours:
            return replace(stream, quiet=hours)
        case "via", str(word):
            return replace(stream, via=Via(word))
        case _:
            return replace(stream, reminders=Reminding(str(act.value)))
