"""What speaks against a new entry, and what it should say beside.

What is recorded is a fact, and refused only if it cannot be true; anything else is
refused if the plan could not be dated then, or would break a rule of the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.ledger import Act, Add, Entry, Move, Omit, Pause, Record, Undo
from careplan.model.schedule import Occurrence, Schedule, State
from careplan.model.wording import spell_moment
from careplan.schedule.facts import is_past
from careplan.workspace.arranging import objected
from careplan.workspace.found import Found
from careplan.workspace.plan import Plan

# How reports call the document that a new entry stands in while it is tried.
NEW_ENTRY = "new entry"
_CEILINGS = ("gap-too-long", "too-often")
_OPEN = (State.PLANNED, State.PROVISIONAL)


def objections(plan: Plan, entry: Entry) -> Iterator[Diagnostic]:
    """Say which rule of the program an entry would break, unless it is to."""
    reason = objected(plan, entry)
    if reason is None:
        return
    moving = isinstance(entry.act, Move)
    place = replace(entry.place, path=(*entry.place.path, "to" if moving else "on"))
    yield Diagnostic(
        code="breaks-a-rule",
        message=f"it may not be there: {reason}",
        primary=Label(place=place),
        help=(
            *_where(entry.act),
            "with `--override` and a `--reason` it goes there all the same",
        ),
    )


def already_past(
    entry: Entry, before: Schedule | None, after: Schedule | None
) -> Iterator[Diagnostic]:
    """Say what an entry plans for a time before its own: nobody can keep to that.

    A late decision does so, or an anchor set to a past date.  What somebody adds or
    moves they date themselves, and know when that is.
    """
    if before is None or after is None or isinstance(entry.act, Add | Move):
        return
    known = {one.key for one in before.occurrences if is_past(one.moment, entry.at)}
    late = [
        one
        for one in after.occurrences
        if one.state in _OPEN and is_past(one.placed, entry.at) and one.key not in known
    ]
    if not late:
        return
    first = f"{late[0].running} on {spell_moment(late[0].placed)}"
    more = f", and {len(late) - 1:,} more" if len(late) > 1 else ""
    yield Diagnostic(
        code="already-past",
        severity=Severity.WARNING,
        message=f"this plans what is past already: {first}{more}",
        primary=Label(place=entry.place),
        help=(
            "record each of them, as done or as missed",
            *_anew(late[0]),
            "if a date above is wrong: `careplan undo ENROLMENT` takes the entry back",
        ),
    )


def _anew(one: Occurrence) -> tuple[str, ...]:
    phase = one.key.phase
    if phase is None:
        return ()
    return (f"or plan the phase anew: `careplan begin ENROLMENT {phase} --on DATE`",)


def _where(act: Act) -> tuple[str, ...]:
    if not isinstance(act, Move):
        return ()
    return (f"`careplan when ENROLMENT {act.occurrence}` lists where it may be",)


def is_refused(entry: Entry, result: Found) -> bool:
    """Say whether an entry is not to be written; a fact may leave a plan undated."""
    errors = _errors(result)
    if isinstance(entry.act, Record | Undo):
        return any(_is_about_entry(one.primary) for one in errors)
    return bool(errors)


def is_beyond_ceilings(entry: Entry, result: Found) -> bool:
    """Say whether nothing but distances speaks against an entry, and no exception."""
    if not isinstance(entry.act, Move | Omit | Add | Pause) or entry.act.override:
        return False
    return all(one.code in _CEILINGS for one in _errors(result))


def with_way_out(entry: Entry, result: Found) -> Found:
    """Tell how to enter what is to be in spite of a gap too long, or one too many."""
    way_out = "with `--override` and a `--reason` it is entered all the same"
    advice = (*_where(entry.act), way_out)
    wrong = _errors(result)
    diagnostics = tuple(
        replace(one, help=(*one.help, *advice)) if one in wrong else one
        for one in result.diagnostics
    )
    return replace(result, diagnostics=diagnostics)


def _errors(result: Found) -> tuple[Diagnostic, ...]:
    return tuple(one for one in result.diagnostics if one.severity is Severity.ERROR)


def _is_about_entry(label: Label | None) -> bool:
    return label is not None and label.place.file == NEW_ENTRY
