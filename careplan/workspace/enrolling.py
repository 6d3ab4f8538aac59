"""Enrolments made of answers: the text of a new file, and the one a bare program needs.

Both go through the language like any file a person wrote, so an answer is checked in
the same way and with the same words wherever it was given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from careplan.issue.identity import bare_enrolment_id
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.model.enrolment import Pin, Privacy
from careplan.model.program import Program, Status
from careplan.model.wording import spell_day
from careplan.workspace.answers import PATIENT_PRIVACY, Answers, KeyPath, Said
from careplan.workspace.found import Found

COMMAND_LINE = "command line"
_HEADER = """\
# One person's part in a program.  `careplan fields` lists all that can stand here.
"""
# What TOML does not let stand in a text as it is.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOBODY = "00000000-0000-0000-0000-000000000000"


# The tables of an enrolment, in the order they are written, and so a member's keys.
_TABLES = ("person", "team", "choices", "decisions", "anchors", "facts", "calendars")
_MEMBER = ("name", "email", "phone")
_TEAM = "team"
_USUAL: Said = (PATIENT_PRIVACY, Privacy.DISCREET.value)


def enrolment_text(answers: Answers, *, identity: str, program: str, pin: Pin) -> str:
    """Write a new enrolment; `program` and the site are relative to its folder."""
    pinned = f"version = {_toml(pin.version)}, sha256 = {_toml(pin.sha256)}"
    lines = [
        f"id = {_toml(identity)}",
        f"program = {_toml(program)}",
        f"pin = {{ {pinned} }}",
        *_beginning(answers),
        *([] if answers.site is None else [f"site = {_toml(answers.site)}"]),
        *_tables((_USUAL, *answers.more)),
    ]
    return _HEADER + "\n".join(lines) + "\n"


def bare_source(answers: Answers, program: Program | None) -> Source:
    """Write what stands for an enrolment where there is only a program."""
    identity = _NOBODY
    if program is not None:
        identity = bare_enrolment_id(
            program.id, program.version, answers.start, answers.timezone
        )
    lines = [
        f"id = {_toml(identity)}",
        'program = "program.toml"',
        *_beginning(answers),
        *_tables(answers.more),
    ]
    return Source(name=COMMAND_LINE, text="\n".join(lines) + "\n")


def advised(result: Found) -> Found:
    """Name the option before the table where the answer is still to be given."""
    diagnostics = (
        replace(one, help=one.help[::-1]) if one.code == "anchor-value-missing" else one
        for one in result.diagnostics
    )
    return replace(result, diagnostics=tuple(diagnostics))


def enrolling_problems(
    program: Program, today: date, *, says_status: bool
) -> tuple[Diagnostic, ...]:
    """Say why nobody can be enrolled on this program, or should not be unawares."""
    if program.status is not Status.ACTIVE and not says_status:
        return (
            Diagnostic(
                code="not-active",
                message="the program says no `status`, which makes it a draft, and"
                " nobody is enrolled on a draft",
                primary=Label(place=replace(program.place, part=Part.HEADER)),
                help=('its author writes `status = "active"` when it may be used',),
            ),
        )
    if program.status is not Status.ACTIVE:
        return (
            Diagnostic(
                code="not-active",
                message=f"nobody is enrolled on a program that is {_state(program)}",
                primary=Label(place=_key(program, "status")),
                help=(_instead(program),),
            ),
        )
    if program.review_by is None or program.review_by >= today:
        return ()
    return (
        Diagnostic(
            code="review-overdue",
            message=f"the program was due for review by {spell_day(program.review_by)}",
            severity=Severity.WARNING,
            primary=Label(place=_key(program, "review_by")),
            help=("ask its author whether it still holds",),
        ),
    )


def _beginning(answers: Answers) -> list[str]:
    horizon = answers.horizon
    return [
        f"start = {_toml(answers.start)}",
        f"timezone = {_toml(answers.timezone)}",
        *([] if horizon is None else [f"horizon = {_toml(horizon)}"]),
    ]


def _tables(said: tuple[Said, ...]) -> list[str]:
    """Gather what was said into tables; the last word on a key holds."""
    rows: dict[KeyPath, dict[str, object]] = {}
    for path, value in sorted(said, key=_order):
        rows.setdefault(path[:-1], {})[path[-1]] = value
    lines: list[str] = []
    team = {path[1]: row for path, row in rows.items() if path[0] == _TEAM}
    for path, row in rows.items():
        if path[0] != _TEAM:
            lines += _table(".".join(_name(name) for name in path), row)
        elif path[1] == next(iter(team)):
            lines += _table(_TEAM, team)
    return lines


def _order(said: Said) -> tuple[int, int]:
    table, key = said[0][0], said[0][-1]
    return _TABLES.index(table), _MEMBER.index(key) if table == _TEAM else 0


def _table(header: str, values: Mapping[str, object]) -> list[str]:
    lines = (f"{_name(key)} = {_toml(value)}" for key, value in values.items())
    return ["", f"[{header}]", *lines]


def _toml(value: object) -> str:
    """Write a value on one line, as people do; one of several stands alone."""
    match value:
        case date():
            return value.isoformat()
        case (one,):
            return _toml(one)
        case tuple():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            row = (f"{_name(key)} = {_toml(one)}" for key, one in value.items())
            return f"{{ {', '.join(row)} }}"
        case _:
            return f'"{_ESCAPED.sub(_escape, str(value))}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _name(key: str) -> str:
    """Write a key; a plain word needs no quotes."""
    return key if _BARE_KEY.fullmatch(key) else _toml(key)


def _instead(program: Program) -> str:
    """Say what to do: a draft may come into use, what is retired does not again."""
    if program.status is Status.DRAFT:
        return "its author sets `status` to `active` when it may be used"
    return "use the version that took its place, or another program"


def _state(program: Program) -> str:
    return "a draft" if program.status is Status.DRAFT else "retired"


def _key(program: Program, key: str) -> Place:
    return Place(file=program.place.file, path=("program", key))
