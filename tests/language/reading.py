"""Documents as the tests of decoding write them, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.language.spans import Spans
from careplan.model.diagnostic import Diagnostic, Place
from careplan.model.program import Program, Rule

HEAD = """\
[program]
id = "walks"
version = "1"
title = "Walks"

[roles]
coach = "Coach"

[anchors.due]
[anchors.visits]
many = true

[activities.gate]
kind = "evaluation"
title = "Evaluation"
results = { yes = "opens", no = "closes" }

[activities.walk]
kind = "session"
title = "A walk"

[activities.call]
kind = "coaching"
title = "A call"
with = "coach"

[[phases]]
id = "first-steps"
length = "4 weeks"
schedule = [
  { activity = "gate" },
  { activity = "walk", on = "tue" },
  { id = "long-walk", activity = "walk", day = 20 },
]

"""

Decode = Callable[[Source], tuple[object, tuple[Diagnostic, ...]]]


def program(text: str) -> Program:
    """Decode a program in which nothing is wrong."""
    value, found = decode_program(Source(name="x.toml", text=text))
    assert found == ()
    assert value is not None
    return value


def rule(written: str) -> Rule:
    """Decode one rule of a second phase."""
    text = f'{HEAD}[[phases]]\nid = "later"\nschedule = [\n{written}\n]\n'
    return program(text).phases[1].rules[0]


def said(decode: Decode, text: str) -> list[tuple[str, str]]:
    """List the code of each diagnostic and the characters it selects."""
    _, found = decode(Source(name="x.toml", text=text))
    return [
        (one.code, selected(text, one.primary.place)) for one in found if one.primary
    ]


def said_of_program(text: str) -> list[tuple[str, str]]:
    return said(decode_program, text)


def said_of_rule(written: str) -> list[tuple[str, str]]:
    """List what is wrong with one rule of a second phase."""
    return said_of_program(
        f'{HEAD}[[phases]]\nid = "later"\nschedule = [\n{written}\n]\n'
    )


def selected(text: str, place: Place) -> str:
    """Cut out what a place selects, the first line of it."""
    span = Spans(text).find(place)
    line = text.split("\n")[span.line - 1]
    return line[
        span.column - 1 : span.end_column - 1 if span.end_line == span.line else None
    ]
