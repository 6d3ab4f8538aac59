"""A command as it was run, and the files the tests of commands begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ENROLMENT_ID = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"

WALKS = """\
[program]
id = "walks"
version = "1.0.0"
status = "active"
title = "Walking back to strength"
private_terms = ["walking"]

[roles]
coach = "Walking coach"

[activities.walk]
kind = "session"
title = "Walking session"
duration = "1 h"
at = "10:00"
with = ["coach"]
choose = ["on", "at"]
reminders = ["1 day"]

[activities.diary]
kind = "habit"
title = "Diary"
at = "20:00"

[[phases]]
id = "opening"
title = "First weeks"
length = "2 weeks"
schedule = [
  { activity = "walk", on = ["tue", "fri"] },
  { activity = "diary", every = "1 day" },
]
"""

SITE = """\
open = "mon-fri"
closed = [2026-03-06]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left: its exit code and both its streams, whole."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
