"""Gates that no result has opened, while what waits for them comes near.

Time alone never confirms anything: somebody has to record what was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from careplan.model.schedule import OpenGate
from careplan.model.wording import spell_day
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.render.view import View


def still_open(view: View, now: datetime) -> Iterator[str]:
    """Name every gate that something within seven days, or past, waits for."""
    near = [gate for gate in view.schedule.gates if gate.is_near(now)]
    if near and not view.is_discreet:
        yield ""
        yield "Still to be recorded:"
        for gate in near:
            told = gate_words(gate, view.timezone)
            yield from indented(plain(told), first="  ", rest="      ")


def gate_words(gate: OpenGate, timezone: str) -> str:
    """Say what is wanted, and what waits for it; days are those of the zone."""
    what = gate.activity
    if gate.asked is not None:
        when = spell_day(gate.asked.moment.in_zone(timezone).day)
        what = f"the result of {gate.asked.running} ({when})"
    waits = spell_day(gate.waits.moment.in_zone(timezone).day)
    return f"{what}: {gate.waits.running} on {waits} waits for it"
