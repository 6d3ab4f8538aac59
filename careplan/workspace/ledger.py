"""One more entry at the end of an enrolment's ledger, tried before it is written.

Everything above it stays as it is, byte for byte, and the new text is read again: it
must say what the old one said, and this entry.  What is recorded is a fact, and refused
only if it cannot be true; anything else is refused if the plan could not be dated then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w

from careplan import files
from careplan.language.document import parse
from careplan.language.source import Source, read_source
from careplan.model.diagnostic import Diagnostic, Label, has_errors
from careplan.model.ledger import MISSED, Entry, Record, Verb
from careplan.model.schedule import Occurrence, Schedule
from careplan.model.value import dataclass
from careplan.schedule.facts import is_begun
from careplan.schedule.ledger.moving import zone_now
from careplan.schedule.ledger.repeats import repeats
from careplan.schedule.ledger.undoing import standing
from careplan.workspace.documents import Loaded
from careplan.workspace.found import Found, found
from careplan.workspace.plan import (
    Plan,
    but_late,
    compiled,
    dated,
    open_enrolment,
)
from careplan.workspace.refusing import (
    NEW_ENTRY,
    already_past,
    is_beyond_ceilings,
    is_refused,
    objections,
    with_way_out,
)

_KEY = "ledger"
_OCCURRENCE = "occurrence"
_HEADER = f"[[{_KEY}]]\n"

Said = Mapping[str, Any]


class UnfaithfulTextError(Exception):
    """The new text would not say what the old one said, and the entry: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An enrolment with one more entry: its bytes, and the plan before and after.

    A schedule is None where the plan cannot be dated.  `is_said` says that the entry
    would say nothing new; then there is nothing to be written.
    """

    path: Path
    data: bytes
    entry: Entry
    before: Schedule | None
    after: Schedule | None
    is_said: bool = False


def latest(plan: Plan, now: datetime) -> datetime:
    """Give the instant of a new entry: now, but never before the entry above it."""
    return max((now, *(one.at for one in plan.enrolment.ledger)))


def propose(
    loaded: Loaded, plan: Plan, about: Found, said: Said
) -> tuple[Proposal | None, Found]:
    """Try an entry at the end of an enrolment; `about` is what was found opening it.

    Gives what is new in the plan's diagnostics; no proposal if that forbids the entry.
    """
    before, known = _as_it_stands(plan)
    known = about + known
    said = _with_date(_by_full_name(said, before), plan, before)
    new, trouble = _with_entry(loaded, said)
    opened, result = (None, trouble) if new is None else open_enrolment(new)
    if new is None or opened is None or result.has_errors:
        return None, _at_entry(result, loaded, said)
    entry = opened.enrolment.ledger[-1]
    proposal = Proposal(
        path=Path(loaded.name),
        data=new.data,
        entry=entry,
        before=before,
        after=before,
    )
    if repeats(plan.program, plan.enrolment, entry):
        return replace(proposal, is_said=True), Found()
    result += found(*objections(plan, entry))
    after, trouble = dated(opened)
    trouble += found(*already_past(entry, before, after))
    result = _at_entry(_news(result + trouble, known), loaded, said)
    if not is_refused(entry, result):
        return replace(proposal, after=after), result
    if is_beyond_ceilings(entry, result) and _is_possible(loaded, said):
        result = with_way_out(entry, result)
    return None, result


def write(proposal: Proposal) -> Diagnostic | None:
    """Write the enrolment with its new entry; call it under the lock."""
    files.sweep((proposal.path,))
    target = files.Target(path=proposal.path, data=proposal.data)
    return files.replace_all((target,))


def _as_it_stands(plan: Plan) -> tuple[Schedule | None, Found]:
    """Date a plan before its new entry; a decision that is late leaves it its dates."""
    schedule, diagnostics = compiled(plan)
    has_dates = not has_errors(but_late(diagnostics))
    return (schedule if has_dates else None), found(*diagnostics)


def _by_full_name(said: Said, schedule: Schedule | None) -> Said:
    """Name an occurrence within its phase, so that no other one can come to mean it."""
    name = said.get(_OCCURRENCE)
    if schedule is None or name is None:
        return said
    dated = ((one.name, one.running) for one in schedule.occurrences)
    undated = ((one.name, one.running) for one in schedule.undated)
    for full, running in (*dated, *undated):
        if running == name:
            return {**said, _OCCURRENCE: full}
    return said


def _with_date(said: Said, plan: Plan, schedule: Schedule | None) -> Said:
    """Say when what was done took place, and where what is confirmed is.

    Both hold whatever becomes of the plan, of its site file too.  On another clock than
    the person's it cannot be said, and is as planned; so is what lies ahead, which is
    refused.
    """
    verb, name = said["verb"], said.get(_OCCURRENCE)
    if verb not in (Verb.PIN, Verb.RECORD) or "on" in said or schedule is None:
        return said
    found = next((one for one in schedule.occurrences if one.name == name), None)
    if found is None or said.get("result") == MISSED:
        return said
    if verb == Verb.RECORD and (earlier := _recorded(plan, found)) is not None:
        return said if earlier.on is None else {**said, "on": earlier.on}
    moment = found.moment
    is_ahead = verb == Verb.RECORD and not is_begun(moment, said["at"])
    if is_ahead or moment.zone != zone_now(plan.enrolment):
        return said
    return {**said, "on": moment.wall if moment.is_timed else moment.day}


def _recorded(plan: Plan, one: Occurrence) -> Record | None:
    """Find what was recorded of an occurrence before."""
    entries, _ = standing(plan.enrolment.ledger)
    for entry in reversed(entries):
        act = entry.act
        if isinstance(act, Record) and act.occurrence in (one.name, one.running):
            return act
    return None


def _with_entry(loaded: Loaded, said: Said) -> tuple[Loaded | None, Found]:
    """Put the entry below what stands there, and read all of it again."""
    ended = b"" if loaded.data.endswith(b"\n") else b"\n"
    data = loaded.data + ended + b"\n" + _text(said).encode()
    source, diagnostics = read_source(loaded.name, data)
    if source is None:
        return None, Found(diagnostics=diagnostics)
    tables, _ = parse(source)
    entries = loaded.tables.get(_KEY, [])
    if not isinstance(entries, list) or tables is None:
        raise UnfaithfulTextError
    if tables != {**loaded.tables, _KEY: [*entries, dict(said)]}:
        raise UnfaithfulTextError
    new = Loaded(name=loaded.name, data=data, source=source, tables=tables)
    return new, Found()


def _text(said: Said) -> str:
    # `tomli_w.dumps({"ledger": [entry]})` may write the entry as an inline array, which
    # would land inside the last table of the file.
    return _HEADER + tomli_w.dumps(said)


def _news(after: Found, before: Found) -> Found:
    """Keep what the entry brought; what was wrong before is no news."""
    old = frozenset(before.diagnostics)
    new = tuple(one for one in after.diagnostics if one not in old)
    return replace(after, diagnostics=new, doubts=())


def _is_possible(loaded: Loaded, said: Said) -> bool:
    """Say whether it could be entered as an exception."""
    new, _ = _with_entry(loaded, {**said, "override": True, "reason": "-"})
    opened = None if new is None else open_enrolment(new)[0]
    return opened is not None and dated(opened)[0] is not None


def _at_entry(result: Found, loaded: Loaded, said: Said) -> Found:
    """Let reports point into the entry itself, which stands in no file yet."""
    entries = loaded.tables.get(_KEY, [])
    number = len(entries) if isinstance(entries, list) else 0

    def moved(label: Label) -> Label:
        place = label.place
        if place.file != loaded.name or place.path[:2] != (_KEY, number):
            return label
        path = (_KEY, 0, *place.path[2:])
        return replace(label, place=replace(place, file=NEW_ENTRY, path=path))

    diagnostics = tuple(
        replace(
            one,
            primary=None if one.primary is None else moved(one.primary),
            related=tuple(map(moved, one.related)),
        )
        for one in result.diagnostics
    )
    return replace(
        result,
        diagnostics=diagnostics,
        sources=(*result.sources, Source(name=NEW_ENTRY, text=_text(said))),
        personal=result.personal | {NEW_ENTRY},
    )
