"""A new enrolment in words, as it is shown before it is written."""

from __future__ import annotations

from careplan.language.decode import decode_enrolment, decode_program
from careplan.language.source import Source
from careplan.model.schedule import Schedule
from careplan.render.summary import summary
from tests.render.schedules import MONDAY, WALK, occurrence

PROGRAM = """\
[program]
id = "walks"
version = "1.0.0"
title = "Walking back to strength, a programme of twelve weeks for whoever wants it"

[roles]
coach = "Coach"

[anchors.surgery]
title = "The operation"

[decisions.response]
question = "How well did it work?"
options = ["well", "badly"]

[activities.walk]
kind = "session"
title = "A walk"
choose = ["on", "at"]
"""
ENROLMENT = """\
id = "6f0c8a52-3f0e-4b8e-9d6f-0a1b2c3d4e5f"
program = "walks.toml"
start = 2026-03-02T10:00:00
timezone = "Europe/London"
"""
MORE = """\
site = "site.toml"
person = { alias = "A17" }
team = { coach = { name = "Jo Park", phone = "1" }, cook = { email = "c@x.example" } }
decisions = { response = "badly", other = "a" }
anchors = { surgery = [2026-04-01, 2026-05-01T08:00:00], other = 2026-04-02 }
facts = { arm = "a" }

[choices]
walk = { on = "mon", at = "09:00" }
"opening/walk" = { at = { mon = "10:00" } }
other = { on = ["tue", "fri"] }

[calendars]
patient = { privacy = "full", consent = 2026-02-27 }
coach = { privacy = "busy" }
cook = {}
"""


def said(enrolment: str, schedule: Schedule) -> str:
    program, _ = decode_program(Source(name="walks.toml", text=PROGRAM))
    value, _ = decode_enrolment(Source(name="a17.toml", text=enrolment))
    assert program is not None
    assert value is not None
    return "\n".join(summary(program, value, schedule))


def test_all_of_an_enrolment_is_said_in_words() -> None:
    """What the program does not know is called by its id, and nothing is hidden."""
    days = (MONDAY, MONDAY.replace(day=9))
    dates = tuple(occurrence(WALK, number, day) for number, day in enumerate(days))
    assert said(ENROLMENT + MORE, Schedule(occurrences=dates)) == ALL


def test_little_is_said_of_little() -> None:
    assert said(ENROLMENT, Schedule()) == LITTLE


ALL = """\
  program      Walking back to strength, a programme of twelve weeks for whoever
               wants it, walks 1.0.0
  start        Mon 2 Mar 2026 10:00
  time zone    Europe/London
  site         site.toml
  alias        A17
  choices      A walk: mon at 09:00
               opening/walk: mon 10:00
               other: tue, fri
  anchors      The operation: Wed 1 Apr 2026, Fri 1 May 2026 08:00
               other: Thu 2 Apr 2026
  decisions    How well did it work? badly
               other a
  facts        arm: a
  team         Coach: Jo Park, 1
               cook: c@x.example
  calendars    Patient: full, agreed on Fri 27 Feb 2026
               Coach: busy
               cook: discreet
  schedule     2 dates, from Mon 2 Mar 2026 to Mon 9 Mar 2026"""
LITTLE = """\
  program      Walking back to strength, a programme of twelve weeks for whoever
               wants it, walks 1.0.0
  start        Mon 2 Mar 2026 10:00
  time zone    Europe/London
  site         none, every day is open
  schedule     no dates"""
