"""Programs to be timed: their size is the point, their content is not."""

from __future__ import annotations

HEAD = """\
[program]
id = "benchmark"
version = "1.0.0"
status = "active"
title = "A programme of a certain length"
private_terms = ["benchmark"]

[roles]
coach = "Coach"
"""

ACTIVITY = """
[activities.session-{n}]
kind = "session"
title = "Session of part {n}"
duration = "45 min"
at = "{hour:02}:00"
with = ["coach"]
reminders = ["2 h"]
neutral_instructions = "A quiet room, water within reach, an hour with nobody else."
"""

PHASE = """
[[phases]]
id = "part-{n}"
length = "2 weeks"

[[phases.schedule]]
activity = "session-{n}"
on = ["{first}", "{second}"]
window = "1 day"
"""

WEEKDAYS = ("mon", "thu"), ("tue", "fri")


def program(parts: int) -> str:
    """Write a program of `parts` phases: 18 lines and 4 sessions each."""
    text = HEAD
    for n in range(1, parts + 1):
        text += ACTIVITY.format(n=n, hour=8 + n % 10)
    for n in range(1, parts + 1):
        first, second = WEEKDAYS[n % 2]
        text += PHASE.format(n=n, first=first, second=second)
    return text


def series(line: str, *, count: int) -> str:
    """Write a program of one rule with this position and so many occurrences."""
    rule = f'activity = "session-1"\n{line}\ncount = {count}\n'
    phase = f'\n[[phases]]\nid = "part-1"\n\n[[phases.schedule]]\n{rule}'
    return HEAD + ACTIVITY.format(n=1, hour=9) + phase


LINES_150 = program(8)
EVENTS_60 = program(15)
