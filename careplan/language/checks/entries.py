"""The ledger's own decisions, dates and choices, against what the program has.

What an entry records of an occurrence is known only when it is replayed.  Messages
name what the program calls things, never what else an entry says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careplan.language.checks.choices import (
    refused_key,
    unknown_target,
    weekdays_chosen,
)
from careplan.language.checks.facts import fact_given
from careplan.language.checks.places import header, label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import advice, listed, nearest
from careplan.model.diagnostic import Diagnostic, Place
from careplan.model.ledger import (
    Add,
    Begin,
    Choose,
    Decide,
    End,
    Entry,
    Extend,
    Learn,
    Redate,
)

_START = "start"


def entries_known(survey: Survey, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Check that entries name decisions, anchors and choices of the program."""
    for entry in entries:
        match entry.act:
            case Decide() as decide:
                yield from _decided(survey, entry, decide)
            case Redate() as redate:
                yield from _redated(survey, entry, redate)
            case Choose() as choose:
                yield from _chosen(survey, entry, choose)
            case Add(activity=name) | End(activity=str() as name):
                yield from _known_activity(survey, entry, name)
            case Extend(phase=str() as name):
                yield from _extendable(survey, entry, name)
            case Begin(phase=name):
                yield from _known_phase(survey, entry, name)
            case Learn(fact=name, value=value):
                key, where = label(entry.place, "name"), label(entry.place, "value")
                yield from fact_given(survey, name, value, key, where)
            case _:
                continue


def _known_activity(survey: Survey, entry: Entry, name: str) -> Iterator[Diagnostic]:
    if name not in survey.activities:
        meant = advice(name, survey.activities)
        yield Diagnostic(
            code="unknown-activity",
            message="the program has no such activity",
            primary=label(entry.place, "activity"),
            help=(meant,) if meant else (),
        )


def _known_phase(survey: Survey, entry: Entry, name: str) -> Iterator[Diagnostic]:
    phases = {phase.id: phase for phase in survey.program.phases}
    if name not in phases:
        meant = advice(name, phases)
        yield Diagnostic(
            code="unknown-phase",
            message="the program has no such phase",
            primary=label(entry.place, "phase"),
            help=(meant,) if meant else (),
        )


def _extendable(survey: Survey, entry: Entry, name: str) -> Iterator[Diagnostic]:
    yield from _known_phase(survey, entry, name)
    phases = {phase.id: phase for phase in survey.program.phases}
    if name in phases and phases[name].length is None:
        yield Diagnostic(
            code="no-effect",
            message=f"phase `{name}` has no length that could be another: its rules"
            " end it",
            primary=label(entry.place, "length"),
            related=(header(phases[name].place),),
        )


def _decided(survey: Survey, entry: Entry, decide: Decide) -> Iterator[Diagnostic]:
    known = {decision.id: decision for decision in survey.program.decisions}
    decision = known.get(decide.decision)
    if decision is None:
        close = nearest(decide.decision, tuple(known))
        yield Diagnostic(
            code="unknown-decision",
            message="the program asks for no such decision",
            primary=label(entry.place, "decision"),
            help=(f"did you mean `{close}`?",) if close else (),
        )
    elif decide.option not in decision.options:
        yield Diagnostic(
            code="unknown-option",
            message=f"the answer to `{decision.id}` is none of its options",
            primary=label(entry.place, "option"),
            help=(f"it can be {listed(decision.options)}",),
        )


def _redated(survey: Survey, entry: Entry, redate: Redate) -> Iterator[Diagnostic]:
    known = {anchor.id: anchor for anchor in survey.program.anchors}
    if redate.anchor == _START and redate.index is None:
        return
    anchor = known.get(redate.anchor)
    if anchor is None:
        close = nearest(redate.anchor, (*known, _START))
        yield Diagnostic(
            code="unknown-anchor",
            message="the program has no such anchor",
            primary=label(entry.place, "name"),
            help=(f"did you mean `{close}`?",) if close else (),
        )
    elif redate.index not in (None, 1) and not anchor.many:
        yield Diagnostic(
            code="anchor-not-many",
            message=f"anchor `{anchor.id}` has one date",
            primary=label(entry.place, "name"),
        )


def _chosen(survey: Survey, entry: Entry, choose: Choose) -> Iterator[Diagnostic]:
    rules = survey.targeted(choose.target)
    name = Place(file=entry.place.file, path=(*entry.place.path, "name"))
    if not rules:
        yield unknown_target(survey, choose.target, name)
        return
    key = "on" if choose.on is not None else "at"
    refused = tuple(refused_key(choose.target, key, rules, name))
    yield from refused
    if choose.on is not None and not refused:
        where = label(entry.place, "value")
        yield from weekdays_chosen(survey, choose.target, choose.on, rules, where)
