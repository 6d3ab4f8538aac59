"""What is due in words: what it is about, why, and the command that deals with it.

The words are the program's ids and names of occurrences, as `show` has them.
"""

from __future__ import annotations

import shlex
from datetime import datetime

from careplan.model.due import Due, Matter
from careplan.model.program import Decision
from careplan.model.schedule import (
    Deviation,
    Horizon,
    Occurrence,
    OpenDecision,
    OpenGate,
    State,
)
from careplan.render.gates import gate_words


def subject(due: Due) -> str:
    """Name what it is about: an occurrence, a decision, a gate, or rules."""
    match due.about:
        case OpenDecision(decision=decision):
            return decision.id
        case OpenGate(activity=activity):
            return activity
        case Horizon(rules=rules):
            return _listed(rules, "and")
        case _:
            return _present(due).running


def occasion(due: Due) -> tuple[str, ...]:
    """Say after what a decision is asked; nothing of anything else."""
    if not isinstance(due.about, OpenDecision):
        return ()
    asked, after = due.occurrence, due.about.decision.after
    if asked is not None:
        return (f"asked after {asked.running}",)
    if after is not None:
        return (f"asked after `{after.text}`",)
    return ("asked from the beginning",)


def reason(due: Due, timezone: str) -> str:
    """Say why it is due, as far as its matter does not; empty if that says all."""
    match due.about:
        case OpenDecision(decision=decision):
            return _undecided(decision)
        case OpenGate() as gate:
            return "; ".join((gate_words(gate, timezone), *_results(due)))
        case Deviation(reason=why):
            return why
        case Horizon():
            return "planned no further"
        case None:
            return "; ".join((*_standing(due), *_results(due)))


def next_command(due: Due, file: str, now: datetime) -> str | None:
    """Give the command that deals with it; what is to be filled in is in capitals.

    What is still ahead cannot be recorded, so then there is none.
    """
    name = shlex.quote(file)
    match due.about:
        case OpenDecision(decision=decision):
            return f"careplan decide {name} {decision.id} OPTION"
        case Horizon():
            return f"careplan extend {name} --horizon DATE"
        case Deviation(occurrence=one):
            return None if one.actual else f"careplan when {name} {one.running}"
        case OpenGate(activity=activity):
            asked = due.occurrence
            if asked is None:
                return f"careplan add {name} {activity} WHEN"
            return None if asked.moment.instant > now else _recording(asked, name)
        case None:
            return _for_occurrence(due, name)


def _for_occurrence(due: Due, name: str) -> str | None:
    one = _present(due)
    match due.matter:
        case Matter.UNRECORDED:
            return _recording(one, name)
        case Matter.MISSED:
            return f"careplan add {name} {one.activity.id} WHEN"
        case _:
            return None


def _recording(one: Occurrence, name: str) -> str:
    result = " --result RESULT" if one.activity.results else ""
    return f"careplan record {name} {one.running} done{result}"


def _undecided(decision: Decision) -> str:
    until = f"`{decision.default}` is planned until it is taken"
    if decision.default is None:
        until = "its branches are left out until it is taken"
    return f"{until}; OPTION is {_listed(decision.options, 'or')}"


def _standing(due: Due) -> tuple[str, ...]:
    one = _present(due)
    if one.state is State.PROVISIONAL:
        return ("to be confirmed",)
    if one.state is State.DONE:
        return ("it was done, and its result is not recorded",)
    return ()


def _results(due: Due) -> tuple[str, ...]:
    """Say which results there are, where one is asked for."""
    one = due.occurrence
    if due.matter not in (Matter.UNRECORDED, Matter.GATE) or one is None:
        return ()
    names = tuple(name for name, _ in one.activity.results)
    return (f"RESULT is {_listed(names, 'or')}",) if names else ()


def _listed(words: tuple[str, ...], joint: str) -> str:
    *before, last = words
    return f"{', '.join(before)} {joint} {last}" if before else last


def _present(due: Due) -> Occurrence:
    if due.occurrence is None:
        raise AssertionError(due.matter)
    return due.occurrence
