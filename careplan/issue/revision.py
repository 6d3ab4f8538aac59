"""Revision: what a stream hands out next, given what it handed out before.

Every entry keeps its UID.  SEQUENCE, DTSTAMP and LAST-MODIFIED change together and
only when the content did, and they never go down: each calendar program watches
another one of them (Google SEQUENCE, ICSx5 LAST-MODIFIED, Evolution all three).  What
is gone becomes a tombstone, for as long as the stream lives: leaving old ones out
would make the bytes depend on the day, and whoever skipped some issues would never
learn of them.  Twice the same input is the same issue.

Only what a person asks for anew gets another UID: some calendars refuse what was once
deleted there (Google for ever, Nextcloud while it lies in the bin).  The old UID
becomes a tombstone like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from careplan.issue.digest import digest_of
from careplan.issue.identity import uid
from careplan.issue.recognition import recognised
from careplan.issue.tombstone import tombstone
from careplan.model.change import Change, Revision
from careplan.model.register import (
    Issue,
    Issued,
    Record,
    Recorded,
    StreamRegister,
    Versions,
)
from careplan.model.stream import Entry, Standing
from careplan.model.value import dataclass

_TICK = timedelta(seconds=1)


class SameKeyError(ValueError):
    """Two entries claim one identity; handing them out would lose one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An entry on its way out, with what was last handed out under its UID."""

    uid: str
    generation: int
    entry: Entry
    state: Recorded
    before: Record | None
    digest: str

    @property
    def is_unchanged(self) -> bool:
        return self.before is not None and self.before.digest == self.digest


def revise(
    entries: tuple[Entry, ...],
    memory: StreamRegister | None,
    *,
    enrolment_id: str,
    role: str,
    now: datetime,
    versions: Versions,
    anew: frozenset[str] = frozenset(),
) -> Issue:
    """Make what follows for a stream: the entries, the memory, and what is new.

    `now` is aware.  With no memory this is the first issue.  Without any change the
    number and all stamps stay.  `anew` are keys that get the UID of their next
    generation, each time they are named: whoever asks twice was refused twice.
    Raises SameKeyError.
    """
    records = recognised(
        memory.records if memory else (),
        entries,
        enrolment_id=enrolment_id,
        role=role,
    )
    living = tuple(
        _living(entries, records, enrolment_id=enrolment_id, role=role, anew=anew)
    )
    drafts = (*living, *_gone(living, records, role=role))
    stamp = _stamp(now, memory)
    after = {draft.uid: _record(draft, stamp) for draft in drafts}
    issued = (_issued(draft.entry, after[draft.uid]) for draft in drafts)
    return Issue(
        issued=tuple(sorted(issued, key=_place)),
        memory=_remember(memory, drafts, after, role=role, stamp=stamp, data=versions),
        revisions=tuple(_revisions(drafts)),
    )


def _living(
    entries: tuple[Entry, ...],
    records: tuple[Record, ...],
    *,
    enrolment_id: str,
    role: str,
    anew: frozenset[str],
) -> Iterator[_Draft]:
    latest = _latest(records)
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            raise SameKeyError(entry.key)
        seen.add(entry.key)
        before = latest.get(entry.key)
        generation = before.generation if before else 1
        if before is not None and entry.key in anew:
            before, generation = None, generation + 1
        yield _Draft(
            uid=uid(enrolment_id, role, entry.key, generation),
            generation=generation,
            entry=entry,
            state=Recorded.ACTIVE,
            before=before,
            digest=digest_of(entry),
        )


def _gone(
    living: tuple[_Draft, ...], records: tuple[Record, ...], *, role: str
) -> Iterator[_Draft]:
    """Take back what has no entry any more, and every earlier generation."""
    present = {draft.uid for draft in living}
    for record in records:
        if record.uid in present:
            continue
        entry = tombstone(record, role=role)
        yield _Draft(
            uid=record.uid,
            generation=record.generation,
            entry=entry,
            state=Recorded.REMOVED,
            before=record,
            digest=digest_of(entry),
        )


def _latest(records: tuple[Record, ...]) -> dict[str, Record]:
    ordered = sorted(records, key=lambda record: record.generation)
    return {record.key: record for record in ordered}


def _stamp(now: datetime, memory: StreamRegister | None) -> datetime:
    """Give the one stamp of all that changes in one issue: whole seconds, UTC.

    It is later than every stamp handed out before, by a second if need be: some
    programs take an update only if it is *newer* than what they have (ICSx5,
    on Android), and clocks are set back.
    """
    present = now.astimezone(UTC).replace(microsecond=0)
    if memory is None:
        return present
    newest = max((memory.changed, *(record.stamp for record in memory.records)))
    return max(present, newest + _TICK)


def _record(draft: _Draft, stamp: datetime) -> Record:
    before, entry = draft.before, draft.entry
    sequence = 0
    if before is not None:
        sequence = before.sequence + (0 if draft.is_unchanged else 1)
    return Record(
        uid=draft.uid,
        key=entry.key,
        name=entry.name,
        sequence=sequence,
        created=before.created if before else stamp,
        stamp=before.stamp if before and draft.is_unchanged else stamp,
        digest=draft.digest,
        start=entry.start,
        ends=entry.ends,
        kind=entry.kind,
        repeat=entry.repeat,
        state=draft.state,
        generation=draft.generation,
        provisional=_waits(entry),
    )


def _issued(entry: Entry, record: Record) -> Issued:
    return Issued(
        uid=record.uid,
        sequence=record.sequence,
        created=record.created,
        stamp=record.stamp,
        entry=entry,
    )


def _place(issued: Issued) -> tuple[datetime, str]:
    return issued.entry.start.instant, issued.uid


def _remember(
    memory: StreamRegister | None,
    drafts: tuple[_Draft, ...],
    after: dict[str, Record],
    *,
    role: str,
    stamp: datetime,
    data: Versions,
) -> StreamRegister:
    """Keep records where they stood and append new ones: the file's diffs stay small.

    The number counts issues that said something new, so that a person can be told
    which of two files is the newer one.
    """
    known = tuple(record.uid for record in memory.records) if memory else ()
    order = dict.fromkeys((*known, *(draft.uid for draft in drafts)))
    is_news = memory is None or not all(draft.is_unchanged for draft in drafts)
    number = memory.number if memory else 0
    return StreamRegister(
        role=role,
        number=number + 1 if is_news else number,
        changed=memory.changed if memory and not is_news else stamp,
        versions=data,
        records=tuple(after[each] for each in order),
    )


def _revisions(drafts: tuple[_Draft, ...]) -> Iterator[Revision]:
    replaced = {draft.entry.key for draft in drafts if _is_anew(draft)}
    old = _latest(tuple(draft.before for draft in drafts if draft.before))
    changed = (draft for draft in drafts if not draft.is_unchanged)
    for draft in sorted(changed, key=lambda each: each.entry.start.instant):
        key = draft.entry.key
        if key in replaced and not _is_anew(draft):
            # The tombstone of the old UID: the other half of one change.
            continue
        before = old[key] if key in replaced else draft.before
        yield Revision(
            change=_change(draft),
            name=draft.entry.name or key,
            before=before.start if before else None,
            after=draft.entry.start if draft.state is Recorded.ACTIVE else None,
        )


def _is_anew(draft: _Draft) -> bool:
    return draft.before is None and draft.generation > 1


def _change(draft: _Draft) -> Change:
    entry, before = draft.entry, draft.before
    if before is None:
        return Change.REISSUED if _is_anew(draft) else Change.NEW
    if before.state is not draft.state:
        is_back = draft.state is Recorded.ACTIVE
        return Change.RESTORED if is_back else Change.REMOVED
    if _times(before) != _times(entry):
        return Change.MOVED
    if before.provisional != _waits(entry):
        return Change.CONFIRMED if before.provisional else Change.PROVISIONAL
    return Change.CHANGED


def _waits(entry: Entry) -> bool:
    return entry.standing is Standing.TENTATIVE


def _times(shown: Record | Entry) -> tuple[object, ...]:
    """Give the times on the wall, and which of two where the wall says them twice."""
    both = (shown.start, shown.ends)
    return (*both, *(moment.instant for moment in both))
