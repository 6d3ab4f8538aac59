"""What the plan waits for: decisions not taken and results not recorded.

Their branches are not planned, and nothing is guessed; the plan says what it waits for
and at which occurrence that will be known.
"""

from __future__ import annotations

from collections.abc import Collection

from careplan.model.anchor import Occurred, Pick
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.program import Decision, Program
from careplan.model.schedule import Occurrence, OpenDecision, State
from careplan.model.wording import spell_day
from careplan.schedule.anchors import picked
from careplan.schedule.naming import Names
from careplan.schedule.progress import Draft, Progress, Wait

MOST_NAMED = 3


def waiting(
    program: Program, progress: Progress, names: Names
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Say what waits for what; that it waits too long is an error."""
    decisions = {decision.id: decision for decision in program.decisions}
    notices, overdue = [], []
    for name, waits in progress.waiting.items():
        decision = decisions.get(name)
        asked = _asked_at(progress, name, decision)
        for answer, what in _by_answer(waits, asked).items():
            notices.append(_notice(name, what, answer, decision, names))
        if decision is not None and asked is not None and asked.state is State.DONE:
            overdue.append(_overdue(decision, names.of(asked.key).full))
    return tuple(notices), tuple(overdue)


def _by_answer(waits: list[Wait], asked: Draft | None) -> dict[Draft | None, list[str]]:
    """Say what waits for which occurrence: of a companion's parents for the first."""
    own = next((one.parent for one in waits if one.parent is not None), None)
    found: dict[Draft | None, list[str]] = {}
    for one in waits:
        found.setdefault(own if one.parent else asked, []).append(one.what)
    return found


def undecided(
    program: Program,
    decided: Collection[str],
    progress: Progress,
    occurrences: tuple[Occurrence, ...],
) -> tuple[OpenDecision, ...]:
    """List the decisions still to be taken, with a default or without.

    One that is asked after something this plan does not have is not asked at all,
    unless a branch waits for it.
    """
    by_key = {one.key: one for one in occurrences}
    found = []
    for decision in program.decisions:
        if decision.id in decided:
            continue
        draft = _asked_at(progress, decision.id, decision)
        asked = None if draft is None else by_key.get(draft.key)
        if asked is not None or _is_asked_anyway(progress, decision):
            found.append(OpenDecision(decision=decision, asked=asked))
    return tuple(found)


def _is_asked_anyway(progress: Progress, decision: Decision) -> bool:
    after = decision.after
    hangs = after is not None and isinstance(after.base, Occurred)
    return not hangs or decision.id in progress.waiting


def _asked_at(progress: Progress, name: str, decision: Decision | None) -> Draft | None:
    """Find the occurrence after which it is known: a decision's, an activity's next."""
    if decision is None:
        drafts = progress.drafts_of(progress.units_of_activities((name,)))
        ahead = (one for one in drafts if one.can_be_counted_from)
        return next((one for one in ahead if one.state is not State.DONE), None)
    if decision.after is None or not isinstance(decision.after.base, Occurred):
        return None
    wanted = decision.after.base
    drafts = progress.drafts_of(progress.units_meant(wanted))
    return picked(drafts, wanted.pick or Pick.LAST)


def _notice(
    name: str,
    left_out: list[str],
    asked: Draft | None,
    decision: Decision | None,
    names: Names,
) -> str:
    what = list(dict.fromkeys(left_out))
    more = f" and {len(what) - MOST_NAMED} more" if len(what) > MOST_NAMED else ""
    subject = ", ".join(what[:MOST_NAMED]) + more
    verb = "waits" if len(what) == 1 else "wait"
    wanted = name if decision is not None else f"the result of {name}"
    text = f"{subject} {verb} for {wanted}"
    if asked is None or asked.stands is None:
        return text
    when = spell_day(asked.stands.day)
    word = "asked at " if decision is not None else ""
    return f"{text} ({word}{names.of(asked.key).full}, {when})"


def _overdue(decision: Decision, name: str) -> Diagnostic:
    take = f"take it with `careplan decide ENROLMENT {decision.id} OPTION`, one of "
    return Diagnostic(
        code="undecided",
        message=f"`{decision.id}` is not decided, and `{name}`, after which it is"
        " asked, is done",
        primary=Label(place=decision.place),
        help=(take + ", ".join(f"`{option}`" for option in decision.options),),
    )
