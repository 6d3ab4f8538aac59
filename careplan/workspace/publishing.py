"""Publishing: what a collection on a server lacks of an issue, and bringing it there.

A collection is a state, as a feed is, and all who look at it are told when something is
gone (RFC 6578).  So what the plan took back is deleted there.  A tombstone is for
files, which can remove nothing; in a collection it would stay for ever, some programs
would show it as if it took place, and that a medicine's reminder ended would be one
reminder more.

Of a collection only what bears a UID of this stream's register is ever touched, and
only if it says what careplan put there: see `calendar.seal`.  An event that somebody
changed by hand is told and left, until the plan says the same or a person decides that
the plan is right.  What somebody deleted by hand is put again: nobody's words are lost,
and a calendar that lacks an appointment is worse than one that shows it again.

New events go first, then other states, then what is gone: whatever ends a run in
between, nothing is missing, and the same command finishes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from careplan import files
from careplan.caldav.collection import Collection, Reply, Stored, Verdict
from careplan.calendar.readback import verify
from careplan.calendar.seal import (
    Resource,
    Seal,
    UnreadableResourceError,
    resource,
    sealed,
)
from careplan.calendar.writer import write_alone
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.enrolment import Privacy, Stream
from careplan.model.moment import Moment
from careplan.model.register import Issue, Issued, Record, Recorded
from careplan.model.value import dataclass
from careplan.workspace import clashes
from careplan.workspace.exporting import Prepared, UnverifiedCalendarError

SUFFIX = ".ics"


class Act(StrEnum):
    """What is done to one event of a collection, in the order in which it is done."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request to be sent.  `name` is for people, `etag` the state it replaces."""

    act: Act
    uid: str
    name: str
    start: Moment
    data: bytes = b""
    etag: str | None = None

    @property
    def file(self) -> str:
        """Give the name in the collection."""
        return f"{self.uid}{SUFFIX}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done, what forbids to touch an event, and how many are right."""

    steps: tuple[Step, ...]
    clashes: tuple[Diagnostic, ...]
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of one step.  With `is_over` no other is worth trying."""

    step: Step
    problem: Diagnostic | None = None
    is_over: bool = False


def publishing_problems(stream: Stream) -> tuple[Diagnostic, ...]:
    """Refuse to put all that a plan says on a server to which nobody agreed.

    A file is given to one person; a collection is read by its server, and by everybody
    it is shared with.
    """
    if stream.privacy is not Privacy.FULL or stream.consent is not None:
        return ()
    return (
        Diagnostic(
            code="consent-missing",
            message="the server would be told everything, and no consent to that is"
            " recorded",
            primary=Label(place=stream.place),
            help=(
                "record the day the patient agreed: `consent = YYYY-MM-DD`",
                'or say less: `privacy = "discreet"`',
            ),
        ),
    )


def look(
    collection: Collection, issue: Issue
) -> tuple[tuple[Stored, ...] | None, tuple[Diagnostic, ...]]:
    """Read what the collection has of a stream; only reading requests are sent."""
    names = collection.names()
    if isinstance(names, Diagnostic):
        return None, (names,)
    own = tuple(f"{issued.uid}{SUFFIX}" for issued in issue.issued)
    stored = collection.stored(tuple(name for name in own if name in names))
    if isinstance(stored, Diagnostic):
        return None, (stored,)
    return stored, ()


def compare(
    prepared: Prepared, stored: tuple[Stored, ...], *, overwrite: bool
) -> Work | Diagnostic:
    """Find what a collection lacks, or say that it knows more than the register does.

    With `overwrite` the plan is right where somebody changed an event by hand.
    """
    there = {each.name.removesuffix(SUFFIX): _There.of(each) for each in stored}
    records = {record.uid: record for record in prepared.issue.memory.records}
    unknown = sum(
        not _is_known(each.said.seal, records[uid])
        for uid, each in there.items()
        if each.said is not None and each.said.uid == uid and each.said.seal
    )
    if unknown:
        return clashes.newer_on_server(unknown)
    found = [
        _step(
            each,
            None if _is_gone(each, records) else _alone(each, prepared),
            there.get(each.uid),
            overwrite=overwrite,
        )
        for each in prepared.issue.issued
    ]
    steps = [one for one in found if isinstance(one, Step)]
    return Work(
        steps=tuple(sorted(steps, key=lambda one: tuple(Act).index(one.act))),
        clashes=tuple(one for one in found if isinstance(one, Diagnostic)),
        unchanged=sum(
            one is None and not _is_gone(each, records)
            for one, each in zip(found, prepared.issue.issued, strict=True)
        ),
    )


def remember(prepared: Prepared) -> Diagnostic | None:
    """Write the register, before anything is sent that it must know of."""
    memory = prepared.memory
    if memory is None:
        return None
    files.sweep((memory.path,))
    return files.replace_all((memory,))


def send(collection: Collection, steps: tuple[Step, ...]) -> Iterator[Sent]:
    """Bring the steps to the server, one after the other; what ends it comes last."""
    for step in steps:
        sent = _sent(collection, step)
        yield sent
        if sent.is_over:
            return


def _sent(collection: Collection, step: Step) -> Sent:
    reply = _asked(collection, step)
    if isinstance(reply, Diagnostic):
        return Sent(step=step, problem=reply, is_over=True)
    match reply.verdict:
        case Verdict.DONE:
            return Sent(step=step)
        case Verdict.CHANGED:
            return _looked_again(collection, step)
        case Verdict.ELSEWHERE:
            return Sent(step=step, problem=clashes.elsewhere(step.name))
        case Verdict.REFUSED:
            return Sent(step=step, problem=clashes.refused(step.name, reply.status))


def _asked(collection: Collection, step: Step) -> Reply | Diagnostic:
    if step.act is Act.DELETED:
        return collection.delete(step.file, step.etag or "")
    return collection.put(step.file, step.data, step.etag)


def _looked_again(collection: Collection, step: Step) -> Sent:
    """See whether it was ourselves that changed it.

    A request may be carried out and its answer lost; sent again, it is refused.
    """
    stored = collection.stored((step.file,))
    if isinstance(stored, Diagnostic):
        return Sent(step=step, problem=stored, is_over=True)
    if step.act is Act.DELETED:
        is_done = not stored
    else:
        is_done = any(_read(each) == resource(step.data) for each in stored)
    return Sent(step=step, problem=None if is_done else clashes.meanwhile(step.name))


def _alone(issued: Issued, prepared: Prepared) -> bytes:
    """Make the calendar of one entry, read it back, and seal it."""
    data = write_alone(issued, stream=prepared.stream)
    alone = Issue(issued=(issued,), memory=prepared.issue.memory)
    wrong = verify(data, alone, stream=prepared.stream, has_head=False)
    if wrong:
        raise UnverifiedCalendarError(*wrong)
    with_seal = sealed(data, issued)
    found = resource(with_seal)
    if not found.is_as_put or found.uid != issued.uid:
        raise UnverifiedCalendarError(issued.uid)
    return with_seal


class _There(NamedTuple):
    """An event on the server, and what it says; None if it is no calendar."""

    etag: str
    said: Resource | None

    @classmethod
    def of(cls, stored: Stored) -> _There:
        """Read it, once."""
        return cls(stored.etag, _read(stored))


def _step(
    issued: Issued, data: bytes | None, there: _There | None, *, overwrite: bool
) -> Step | Diagnostic | None:
    """Decide about one event: what to send, why not, or that all is well.

    `data` is what shall be there, None for nothing.
    """
    name = issued.entry.name or issued.entry.key
    act = Act.DELETED if data is None else Act.UPDATED if there else Act.CREATED
    step = Step(
        act=act,
        uid=issued.uid,
        name=name,
        start=issued.entry.start,
        data=data or b"",
        etag=there.etag if there else None,
    )
    if there is None:
        return None if data is None else step
    found = there.said
    if found is None or found.uid != issued.uid:
        return clashes.foreign(name)
    says_the_same = data is not None and found.digest == resource(data).digest
    if says_the_same and (found.is_as_put or found.seal is None):
        # Without a seal it was imported, or this server keeps none, and would be sent
        # everything each time.
        return None
    # Where somebody changed it and the plan came to say the same, it is sealed anew.
    if found.is_as_put or says_the_same or overwrite:
        return step
    return clashes.changed(name) if found.seal else clashes.unsealed(name)


def _is_gone(issued: Issued, records: dict[str, Record]) -> bool:
    return records[issued.uid].state is Recorded.REMOVED


def _is_known(seal: Seal, record: Record) -> bool:
    """Say whether the register came through the state that was put.

    Sequence and stamp only ever grow together, as in a file that was handed out.
    """
    if seal.sequence == record.sequence:
        return seal.stamp == record.stamp
    return seal.sequence < record.sequence and seal.stamp < record.stamp


def _read(stored: Stored) -> Resource | None:
    try:
        return resource(stored.data)
    except UnreadableResourceError:
        return None
