"""What in a program asks for a fact, or for a result."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.model.program import Program
from careplan.schedule.compilation import Compilation
from careplan.schedule.progress import Draft


def is_asked(program: Program, fact: str) -> bool:
    """Say whether anything in the program depends on a fact."""
    phases = (one for phase in program.phases for one in phase.when)
    rules = (one for rule in program.all_rules() for one in rule.when)
    return any(one.name == fact for one in (*phases, *rules))


def resting_on(plan: Compilation, activity: str) -> Iterator[Draft]:
    """Give what happens because of a result of the activity."""
    for draft in plan.progress.everything():
        phase = draft.unit.phase
        conditions = draft.unit.rule.when + (phase.when if phase else ())
        asks = any(one.name == activity for one in conditions)
        if asks or activity in draft.unit.gates:
            yield draft
