"""The part of one plan in a merged calendar: what of it was handed out to a role.

No lock is taken to read it.  Registers are replaced whole, so each is read as it was
before a command or as it is after it; an enrolment that is a moment older than its
register only makes the plan look behind, with the times of the register.

That a decision is late keeps no plan out, though it could not be exported now: what was
handed out before still holds, and whoever takes part in it has to be there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careplan.audience.handed_out import handed_out
from careplan.audience.leaks import leaks
from careplan.audience.wording import voice
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.model.enrolment import Stream
from careplan.model.register import Issued, StreamRegister
from careplan.model.value import dataclass
from careplan.workspace.documents import Loaded
from careplan.workspace.exporting import next_issue
from careplan.workspace.found import Found, found
from careplan.workspace.memory import recall
from careplan.workspace.plan import Plan, but_late, compiled, open_enrolment
from careplan.workspace.streams import stream_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A plan by the name of its file, and what a role holds of it.

    `memory` is None where nothing was handed out to the role.  `is_behind` says that
    the next export would change something.  `texts` are for a report, nothing more.
    """

    name: str
    plan: Plan
    stream: Stream
    memory: StreamRegister | None = None
    issued: tuple[Issued, ...] = ()
    is_behind: bool = False
    texts: Found

    @property
    def is_concerned(self) -> bool:
        """Say whether the role has a part in the program, or had one."""
        return self.memory is not None or self.stream.role in self.roles

    @property
    def roles(self) -> tuple[str, ...]:
        """Name the roles of the program."""
        return tuple(role.id for role in self.plan.program.roles)


def part_of(loaded: Loaded, role: str) -> tuple[Part | None, Found]:
    """Open an enrolment and find what the role holds; nothing if that fails."""
    plan, result = open_enrolment(loaded)
    if plan is None or result.has_errors:
        return None, result
    register = recall(plan.path or Path(loaded.name), plan.enrolment)
    if isinstance(register, Diagnostic):
        return None, result + found(register)
    stream, memory = stream_of(plan, role), register.stream(role)
    texts = Found(sources=result.sources, personal=result.personal)
    part = Part(name=loaded.name, plan=plan, stream=stream, texts=texts)
    if memory is None:
        return part, result
    filled, trouble = _filled(part, memory)
    return filled, result + trouble


def _filled(part: Part, memory: StreamRegister) -> tuple[Part | None, Found]:
    """Say what was handed out, and search it as an export would."""
    plan, stream = part.plan, part.stream
    schedule, diagnostics = compiled(plan)
    if has_errors(but_late(diagnostics)):
        return None, found(*diagnostics)
    # Only what is new or changed gets a stamp of this moment, and none of it is kept.
    following, _ = next_issue(
        plan, schedule, stream=stream, memory=memory, now=memory.changed
    )
    to = voice(plan.program, plan.enrolment, stream)
    issued = handed_out(following, memory, to)
    given_away = leaks(
        tuple(one.entry for one in issued),
        program=plan.program,
        enrolment=plan.enrolment,
        stream=stream,
    )
    if has_errors(given_away):
        return None, found(*given_away)
    is_behind = following.memory.number != memory.number
    filled = replace(part, memory=memory, issued=issued, is_behind=is_behind)
    return filled, Found()
