"""What is wrong with an entry of the ledger, in words.

A record is never refused for breaking a rule of the program, only if it cannot be true:
nothing is called so, it contradicts an earlier one, or it lies in the future.  The
messages name occurrences and results of the program, never what else an entry says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from careplan.model.diagnostic import Diagnostic, Label, Part
from careplan.model.ledger import (
    DONE,
    MISSED,
    Entry,
    Move,
    Omit,
    Pin,
    Record,
    Redate,
    Rest,
)
from careplan.model.moment import Moment, at_instant
from careplan.model.program import Effect
from careplan.model.wording import spell_moment
from careplan.schedule.progress import Draft


def not_there(entry: Entry, *, elsewhere: bool) -> Diagnostic:
    """Say that a record names nothing, or something of a branch not taken."""
    where = "the plan has nothing of this name"
    return Diagnostic(
        code="unknown-occurrence",
        message=f"{where} in the branches taken" if elsewhere else where,
        primary=at_key(entry, "occurrence"),
        help=("`careplan show` lists the names",),
    )


def about(
    entry: Entry, record: Record, draft: Draft, earlier: Entry | None, actual: Moment
) -> Diagnostic | None:
    """Say what keeps a record from being true, or None if nothing does."""
    if earlier is not None and not _adds(record, earlier, draft):
        return _contradicts(entry, record, earlier)
    results = (DONE, MISSED, *(name for name, _ in draft.unit.rule.activity.results))
    if record.result not in results:
        known = " or ".join(f"`{result}`" for result in results)
        return Diagnostic(
            code="unknown-result",
            message="this is none of the activity's results",
            primary=at_key(entry, "result"),
            help=(f"it can be {known}",),
        )
    if record.result == MISSED and draft.placed is None:
        return _cannot_be_missed(entry)
    return _ahead(entry, record, actual) if _is_ahead(entry, record, actual) else None


def about_date(
    entry: Entry, act: Move | Omit | Pin, draft: Draft, earlier: Entry | None
) -> Diagnostic | None:
    """Say why an occurrence cannot be given a date, or have it taken away, if so."""
    if earlier is not None:
        here = replace(earlier.place, part=Part.HEADER)
        return Diagnostic(
            code="contradictory-record",
            message="this is over: what became of it is recorded",
            primary=at_key(entry, "occurrence"),
            related=(Label(place=here, note=f"entry {earlier.number} recorded it"),),
            help=(_way_out(earlier.number, same=False),),
        )
    if isinstance(act, Move) and act.rest is Rest.KEEP and draft.unit.chained:
        return _chained(entry)
    if isinstance(act, Pin) and draft.stands is None:
        return Diagnostic(
            code="unknown-occurrence",
            message="this does not happen in the plan, so it cannot be confirmed",
            primary=at_key(entry, "occurrence"),
        )
    return None


def _chained(entry: Entry) -> Diagnostic:
    return Diagnostic(
        code="breaks-a-rule",
        message="each of these counts from the one before it, so the rest moves along",
        primary=at_key(entry, "rest"),
        help=("leave `rest` out, or write `slide`",),
    )


def _cannot_be_missed(entry: Entry) -> Diagnostic:
    return Diagnostic(
        code="contradictory-record",
        message="this does not happen in the plan, so nobody can have missed it",
        primary=at_key(entry, "result"),
    )


def gap_in_dates(entry: Entry, redating: Redate) -> Diagnostic:
    """Say that an anchor has no such date, nor one just before it."""
    return Diagnostic(
        code="unknown-anchor",
        message=f"there is no date {redating.index} of this anchor, nor one before it",
        primary=at_key(entry, "name"),
        help=("without a number the date is added after the last one",),
    )


def run_without_phase(entry: Entry, phase: str) -> Diagnostic:
    """Say that a new version has no phase that the run at hand could begin with."""
    return Diagnostic(
        code="unknown-phase",
        message=f"phase `{phase}` was begun anew, and this program has no such phase",
        primary=at_key(entry, "program"),
        help=("a phase that people are in keeps its id from version to version",),
    )


def at_key(entry: Entry, key: str) -> Label:
    """Point at the value of a key of an entry."""
    return Label(place=replace(entry.place, path=(*entry.place.path, key)))


def _adds(record: Record, earlier: Entry, draft: Draft) -> bool:
    """Say whether a second record only says what was found, which was still open."""
    before = earlier.act
    if not isinstance(before, Record) or record.on not in (None, before.on):
        return False
    if MISSED in (record.result, before.result) or record.result == DONE:
        return False
    effects = dict(draft.unit.rule.activity.results)
    return before.result == DONE or effects.get(before.result) is Effect.WAITS


def _contradicts(entry: Entry, record: Record, earlier: Entry) -> Diagnostic:
    here = replace(earlier.place, part=Part.HEADER)
    before = earlier.act
    same = isinstance(before, Record) and _said(before) == _said(record)
    return Diagnostic(
        code="contradictory-record",
        message="this is recorded already" + ("" if same else ", and otherwise"),
        primary=at_key(entry, "occurrence"),
        related=(Label(place=here, note=f"entry {earlier.number} recorded it"),),
        help=(_way_out(earlier.number, same=same),),
    )


def _way_out(number: int, *, same: bool) -> str:
    if same:
        return f"entry {number} says the same, so this one can be left out"
    return f"undo entry {number} first, if that is the wrong one"


def _said(record: Record) -> tuple[str, date | None]:
    """Give what a record says besides the name, of which there may be two."""
    return record.result, record.on


def _is_ahead(entry: Entry, record: Record, actual: Moment) -> bool:
    """Say whether it lies in the future; a day alone says nothing of the time."""
    only_day = record.on is not None and not isinstance(record.on, datetime)
    if actual.is_timed and not only_day:
        return actual.instant > entry.at
    return actual.day > at_instant(entry.at, actual.zone).day


def _ahead(entry: Entry, record: Record, actual: Moment) -> Diagnostic:
    key = "occurrence" if record.on is None else "on"
    planned = f"it is planned for {spell_moment(actual)}"
    advice: tuple[str, ...]
    if record.result == MISSED:
        advice = (planned, "nobody can have missed it before that")
    elif record.on is not None:
        advice = ("record what happened after it happened",)
    else:
        advice = (planned, "say with `on` when it was done, or record it afterwards")
    return Diagnostic(
        code="record-ahead",
        message="this was recorded before it can have happened",
        primary=at_key(entry, key),
        related=(at_key(entry, "at"),),
        help=advice,
    )
