"""What a person is told of a merged calendar: what it holds, and what it does not."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from careplan.render.columns import indented
from careplan.render.plain import plain

VERSION = 1


def merged_lines(entries: int, plans: int) -> list[str]:
    """Count what is in the calendar, and say how to bring it into one."""
    said = f"{_counted(entries, 'entry', 'entries')} of {_counted(plans, 'plan')}"
    how = "import it into a calendar of its own; to renew it, delete that one first"
    return [said, *indented(how, first="  ", rest="    ")]


def behind_lines(names: tuple[str, ...], role: str) -> Iterator[str]:
    """Name the plans that say more by now than was handed out, and what to do."""
    if names:
        are = "is" if len(names) == 1 else "are"
        said = (
            f"{_counted(len(names), 'plan')} {are} behind; the calendar says what was"
            f" last handed out to the {role}:"
        )
        yield from indented(plain(said), first="", rest="  ")
        yield from _commands(names, role)


def never_lines(names: tuple[str, ...], role: str) -> Iterator[str]:
    """Name the plans that are not in the calendar, for nothing was handed out."""
    if names:
        what = f"{_counted(len(names), 'plan')}, of which nothing was handed out to the"
        said = f"not in the calendar: {what} {role}:"
        yield from indented(plain(said), first="", rest="  ")
        yield from _commands(names, role)


def failed_lines(number: int) -> Iterator[str]:
    """Count the plans whose errors were told."""
    if number:
        yield f"not in the calendar: {_counted(number, 'plan')} with errors"


def _commands(names: tuple[str, ...], role: str) -> Iterator[str]:
    """Write each on one line, for it is copied, however long a path is."""
    for name in names:
        yield plain(f"  careplan export {shlex.quote(name)} --role {role}")


def _counted(number: int, noun: str, nouns: str = "") -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"
