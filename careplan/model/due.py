"""What is due: what somebody who looks after a plan has to see, or to do, by now."""

from __future__ import annotations

from enum import StrEnum

from careplan.model.moment import Moment
from careplan.model.schedule import (
    Deviation,
    Horizon,
    Occurrence,
    OpenDecision,
    OpenGate,
)
from careplan.model.value import dataclass


class Matter(StrEnum):
    """Why something is due, in the order in which it is dealt with.

    What is on today cannot wait; then what is late, then what holds up the days to
    come; the rest of the week, what broke a rule and the horizon can wait till last.
    """

    TODAY = "today"
    UNRECORDED = "unrecorded"
    MISSED = "missed"
    UNDECIDED = "undecided"
    GATE = "gate"
    WEEK = "week"
    OUTSIDE = "outside"
    HORIZON = "horizon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due.

    `moment`, in the person's zone, is when the occurrence is or was, by when a gate
    must have opened, after when a decision is asked (None: from the beginning), or the
    horizon.  `occurrence` is the one to look at or to record, None if there is none.
    """

    matter: Matter
    moment: Moment | None
    occurrence: Occurrence | None = None
    about: OpenGate | OpenDecision | Deviation | Horizon | None = None
