"""Gates that no result has opened, while what waits for them comes near.

Time alone never confirms anything: somebody has to record what was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from careplan.model.schedule import OpenGate
from careplan.model.wording import spell_day
from careplan.render.columns import indented
from careplan.render.plain import plain
from careplan.render.view import View

_NEAR = timedelta(days=7)


def still_open(view: View, now: datetime) -> Iterator[str]:
    """Name every gate that something within seven days, or past, waits for."""
    near = [
        gate for gate in view.schedule.gates if gate.waits.moment.instant <= now + _NEAR
    ]
    if near and not view.is_discreet:
        yield ""
        yield "Still to be recorded:"
        for gate in near:
            yield from indented(plain(_told(view, gate)), first="  ", rest="      ")


def _told(view: View, gate: OpenGate) -> str:
    what = gate.activity
    if gate.asked is not None:
        when = spell_day(view.local(gate.asked.moment).day)
        what = f"the result of {gate.asked.running} ({when})"
    waits = spell_day(view.local(gate.waits.moment).day)
    return f"{what}: {gate.waits.running} on {waits} waits for it"
