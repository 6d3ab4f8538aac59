"""Merging: one calendar for somebody who looks after many, from many registers.

It says what was handed out and nothing newer.  A change of plan reaches people when it
is exported: the register remembers it then, and the person is told.  A merged calendar
that ran ahead would show one hour to whoever reads it and another to everybody else,
under one UID and one SEQUENCE.  So a plan that is behind is named and not brought up to
date, and no register is written: merging only reads, and the same registers and plans
give the same bytes, whatever the clock says.

It is written for any calendar program: the plans may record different ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from careplan import __version__, files
from careplan.audience.crossing import Speaker, crossings
from careplan.audience.entries import NOTICE_KEY
from careplan.calendar.merged import about_merged
from careplan.calendar.writer import size_warnings
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Stream, usual_privacy
from careplan.model.register import Issue, Issued, StreamRegister, Versions
from careplan.model.stream import Standing
from careplan.model.value import dataclass
from careplan.model.zone import RELEASE
from careplan.workspace.exporting import verified
from careplan.workspace.found import Found, found
from careplan.workspace.merged_parts import Part
from careplan.workspace.mingling import alias_doubts, enrolled_twice, same_enrolments


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A merged calendar ready to be written: its bytes, and of which plans it is.

    `ambiguous` are those that were left out because nobody can tell which holds.
    """

    data: bytes
    entries: int
    parts: tuple[Part, ...]
    ambiguous: tuple[Part, ...]


def merge(parts: tuple[Part, ...], role: str) -> tuple[Merged | None, Found]:
    """Merge what was handed out to a role, and read it back.

    Nothing if one plan's entries would tell what is private in another, or if nothing
    is left to be merged.
    """
    held = tuple(part for part in parts if part.memory is not None)
    twice = tuple(same_enrolments(held))
    left_out = tuple(part for each in twice for part in each)
    clear = tuple(part for part in held if part not in left_out)
    trouble = _texts(parts) + found(*map(enrolled_twice, twice))
    if not clear:
        return None, trouble
    crossed = found(*crossings(tuple(map(_speaker, clear))))
    trouble += crossed + found(*alias_doubts(clear))
    if crossed.has_errors:
        return None, trouble
    issue = _issue(clear, role)
    data = _verified(issue, clear, role)
    merged = Merged(
        data=data, entries=len(issue.issued), parts=clear, ambiguous=left_out
    )
    return merged, trouble + found(*size_warnings(data, issue))


def nothing_handed_out(folder: str, role: str) -> Diagnostic:
    """Say that there is nothing to be merged."""
    return Diagnostic(
        code="nothing-to-merge",
        message=f"nothing in `{folder}` was handed out to the {role}",
        primary=Label(place=Place(file=folder)),
        help=("export each plan for that role first: it is merged as it was exported",),
    )


def put_down(merged: Merged, target: Path) -> Diagnostic | None:
    """Write the calendar, all or nothing."""
    return files.replace_all((files.Target(path=target, data=merged.data),))


def _texts(parts: Iterable[Part]) -> Found:
    """Give the texts that a report may have to show."""
    sources = dict.fromkeys(one for part in parts for one in part.texts.sources)
    personal = frozenset().union(*(part.texts.personal for part in parts))
    return Found(sources=tuple(sources), personal=personal)


def _speaker(part: Part) -> Speaker:
    return Speaker(
        entries=tuple(one.entry for one in part.issued),
        program=part.plan.program,
        enrolment=part.plan.enrolment,
        stream=part.stream,
    )


def _issue(parts: tuple[Part, ...], role: str) -> Issue:
    """Put everything handed out into one issue, whose memory nobody keeps."""
    issued = tuple(one for part in parts for one in part.issued)
    memory = StreamRegister(
        role=role,
        number=0,
        changed=_newest(parts),
        versions=Versions(careplan=__version__, tzdata=RELEASE, holidays=""),
    )
    return Issue(issued=tuple(sorted(_told(issued), key=_place)), memory=memory)


def _told(issued: tuple[Issued, ...]) -> tuple[Issued, ...]:
    """Leave out that one plan has nothing for the role, unless no plan has anything."""
    told = tuple(
        one
        for one in issued
        if one.entry.key != NOTICE_KEY or one.entry.standing is Standing.CANCELLED
    )
    return told or issued


def _newest(parts: tuple[Part, ...]) -> datetime:
    return max(part.memory.changed for part in parts if part.memory is not None)


def _place(issued: Issued) -> tuple[datetime, str]:
    return issued.entry.start.instant, issued.uid


def _verified(issue: Issue, parts: tuple[Part, ...], role: str) -> bytes:
    stream = Stream(role=role, privacy=usual_privacy(role), place=Place(file=""))
    about = about_merged(len(parts), issue.memory.changed)
    return verified(issue, stream, about=about)
