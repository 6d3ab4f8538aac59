"""What a role holds: the entries of a stream as they were last handed out.

An entry that would be handed out the same today is written with today's text, which is
the text it had.  Of one that changed since, the register knows identity, times and
state, but deliberately no words; so it gets the neutral word of its kind and the alias.
That is less than it said, never something else: what is new since is not in it, and
what was taken back since is still there, as it is on everybody's own calendar.
"""

from __future__ import annotations

from careplan.audience.wording import PROVISIONAL_PREFIX, Voice, addressed, busy_word
from careplan.issue.tombstone import tombstone
from careplan.model.enrolment import Privacy
from careplan.model.kind import TRAITS, Kind
from careplan.model.register import Issue, Issued, Record, Recorded, StreamRegister
from careplan.model.stream import Entry, Standing


def handed_out(
    following: Issue, memory: StreamRegister, to: Voice
) -> tuple[Issued, ...]:
    """Give what the memory says was handed out, each with its identity and stamps.

    `following` is the issue that would come next after this memory.
    """
    issued = {one.uid: one for one in following.issued}
    return tuple(_held(record, issued.get(record.uid), to) for record in memory.records)


def _held(record: Record, today: Issued | None, to: Voice) -> Issued:
    """Take today's entry if its content is the same; then its sequence is as well."""
    if today is not None and today.sequence == record.sequence:
        return today
    return Issued(
        uid=record.uid,
        sequence=record.sequence,
        created=record.created,
        stamp=record.stamp,
        entry=_remembered(record, to),
    )


def _remembered(record: Record, to: Voice) -> Entry:
    """Word an entry by all that is remembered of it.

    No description and no alarm: instructions for what may have changed would be
    followed.  Whether it takes up time is not remembered either, so its kind says.
    """
    if record.state is Recorded.REMOVED:
        return tombstone(record, role=to.stream.role)
    waits = record.provisional
    prefix = PROVISIONAL_PREFIX if waits else ""
    return Entry(
        key=record.key,
        name=record.name,
        kind=record.kind,
        title=addressed(f"{prefix}{_word(record.kind, to)}", to),
        start=record.start,
        ends=record.ends,
        standing=Standing.TENTATIVE if waits else Standing.CONFIRMED,
        blocks_time=TRAITS[record.kind].blocks_time,
        repeat=record.repeat,
    )


def _word(kind: Kind, to: Voice) -> str:
    is_busy = to.stream.privacy is Privacy.BUSY
    return busy_word(kind) if is_busy else TRAITS[kind].neutral
