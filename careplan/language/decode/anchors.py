"""From names to what they mean: anchor expressions and the parents of companions.

A name means the occurrences of its own phase if that phase schedules it, otherwise
those of the whole program.  A name that is an activity's means all its occurrences;
only otherwise may it be a rule's id.  Whether what is named can be reached, and is
only one, is for the checks.
"""

from __future__ import annotations

from typing import NamedTuple

from careplan.language.decode.names import Names, Scheduled
from careplan.language.expressions import Reference, Word, Written
from careplan.language.fields import program as fields
from careplan.language.findings import Spot
from careplan.language.schema.row import Row
from careplan.language.suggest import did_you_mean, nearest
from careplan.model.anchor import (
    Base,
    Edge,
    Expression,
    Fixed,
    Named,
    Occurred,
    PhaseEdge,
    PhaseStart,
    Pick,
    Previous,
    Start,
)

EDGES = {edge.value: edge for edge in Edge}
PICKS = {pick.value: pick for pick in Pick}
OWN_WORDS = ("start", "phase", "previous")


class Scope(NamedTuple):
    """Where an expression stands, which decides what its names mean.

    `phase` is the phase whose occurrences a bare name means first.  `words` are those
    of `start`, `phase` and `previous` that mean something here.
    """

    names: Names
    phase: str | None = None
    words: tuple[str, ...] = OWN_WORDS


class Found(NamedTuple):
    """The occurrences a name means; the fields are those of `anchor.Occurred`."""

    name: str
    by_rule: bool
    phase: str | None
    own_cycle: bool


def resolve(written: Written, scope: Scope, spot: Spot) -> Expression | None:
    """Say what an expression means, or at the spot why it means nothing."""
    if isinstance(written.base, Reference):
        base = _base(written.base, scope, spot)
    else:
        base = Fixed(when=written.base)
    if base is None:
        return None
    return Expression(
        base=base, shifts=written.shifts, text=written.text, place=spot.place()
    )


def occurrences(reference: Reference, scope: Scope, spot: Spot) -> Found | None:
    """Say which occurrences a name means, or at the spot that there are none."""
    name, prefix = reference.name, reference.phase
    if prefix is not None:
        if not _is_phase(prefix, scope, spot):
            return None
        return _found_in(prefix.text, name, scope, spot)
    if scope.phase is not None:
        by_rule = _by_rule(scope.names.scheduled.get(scope.phase), name.text, scope)
        if by_rule is not None:
            return Found(
                name=name.text, by_rule=by_rule, phase=scope.phase, own_cycle=True
            )
    by_rule = _by_rule(scope.names.everywhere, name.text, scope)
    if by_rule is None:
        _unknown(name, scope, spot)
        return None
    return Found(name=name.text, by_rule=by_rule, phase=None, own_cycle=False)


def _base(reference: Reference, scope: Scope, spot: Spot) -> Base | None:
    name = reference.name.text
    suffix = reference.suffix.text if reference.suffix else None
    if name in OWN_WORDS:
        return _own_word(reference, scope, spot)
    if suffix in EDGES:
        return _edge(reference, EDGES[suffix], scope, spot)
    if reference.phase is None and name in scope.names.anchors:
        return _named(reference, scope.names.anchors[name], spot)
    found = occurrences(reference, scope, spot)
    if found is None:
        return None
    return Occurred(
        name=found.name,
        by_rule=found.by_rule,
        phase=found.phase,
        own_cycle=found.own_cycle,
        pick=PICKS[suffix] if suffix is not None else reference.number,
    )


def _own_word(reference: Reference, scope: Scope, spot: Spot) -> Base | None:
    name = reference.name
    if reference.phase or reference.suffix or reference.number is not None:
        spot.error(
            "bad-expression",
            "{} stands by itself",
            name.text,
            within=name.span,
            advice=_stands_for(reference),
        )
        return None
    if name.text not in scope.words:
        spot.error(
            "bad-expression", "{} has no meaning here", name.text, within=name.span
        )
        return None
    match name.text:
        case "start":
            return Start()
        case "phase":
            return PhaseStart()
        case _:
            return Previous()


def _stands_for(reference: Reference) -> str:
    """Say what to write for `phase.start` and its like."""
    name = reference.name.text
    suffix = reference.suffix.text if reference.suffix else ""
    if name == "phase" and suffix == "start":
        return "`phase` alone is the start of the rule's own phase"
    if name == "phase" and suffix == "end":
        return "name the phase whose end is meant, as in `foundation.end`"
    return f"nothing can be picked of `{name}`"


def _edge(
    reference: Reference, edge: Edge, scope: Scope, spot: Spot
) -> PhaseEdge | None:
    if reference.phase is not None:
        spot.error(
            "bad-expression",
            "{} stands before what is not an occurrence",
            f"{reference.phase.text}/",
            within=reference.phase.span,
            advice=f"`{reference.name.text}.{edge.value}` names a phase by itself",
        )
        return None
    if not _is_phase(reference.name, scope, spot):
        return None
    return PhaseEdge(phase=reference.name.text, edge=edge)


def _named(reference: Reference, anchor: Row, spot: Spot) -> Named | None:
    name, many = reference.name, anchor[fields.ANCHOR_MANY]
    if reference.suffix is not None:
        spot.error(
            "bad-expression",
            "{} is an anchor, of which only `[n]` can be picked",
            name.text,
            within=reference.suffix.span,
        )
    elif many and reference.number is None:
        spot.error(
            "ambiguous-anchor",
            "{} has many dates",
            name.text,
            within=name.span,
            advice=f"say which: `{name.text}[1]`",
        )
    elif not many and reference.number is not None:
        spot.error(
            "bad-expression",
            "{} has one date",
            name.text,
            within=name.span,
            advice="an anchor with several dates says `many = true`",
        )
    else:
        return Named(name=name.text, index=reference.number)
    return None


def _found_in(phase: str, name: Word, scope: Scope, spot: Spot) -> Found | None:
    scheduled = scope.names.scheduled[phase]
    by_rule = _by_rule(scheduled, name.text, scope)
    if by_rule is not None:
        return Found(name=name.text, by_rule=by_rule, phase=phase, own_cycle=False)
    meant = nearest(name.text, sorted(scheduled.activities | scheduled.rules))
    if meant or scope.names.all_rules:
        spot.error(
            "unknown-anchor",
            f"phase `{phase}` does not schedule {{}}",
            name.text,
            within=name.span,
            advice=did_you_mean(meant),
        )
    return None


def _by_rule(scheduled: Scheduled | None, name: str, scope: Scope) -> bool | None:
    """Say whether a name means a rule and not an activity; None if neither is here."""
    if scheduled is None:
        return None
    if name in scheduled.activities:
        return False
    if name in scheduled.rules and name not in scope.names.activities:
        return True
    return None


def _is_phase(word: Word, scope: Scope, spot: Spot) -> bool:
    if word.text in scope.names.scheduled:
        return True
    meant = nearest(word.text, scope.names.phases)
    if meant or scope.names.all_phases:
        spot.error(
            "unknown-phase",
            "there is no phase {}",
            word.text,
            within=word.span,
            advice=did_you_mean(meant) or _no_phase(word.text, scope),
        )
    return False


def _no_phase(name: str, scope: Scope) -> str:
    """Say how one counts from an occurrence, whose name was taken for a phase's."""
    if name not in scope.names.everywhere.activities | scope.names.everywhere.rules:
        return ""
    return (
        f"an occurrence has no `.start` or `.end`: count from `{name}` itself, as in"
        f' `from = "{name}"` with `offset = "2 h"`'
    )


def _at(word: Word, scope: Scope) -> str:
    """Say how one counts from an anchor, whose name was taken for an occurrence's."""
    if not scope.names.anchors[word.text][fields.ANCHOR_MANY]:
        return f'count from it with `from = "{word.text}"`'
    return (
        f'write a rule for each of its dates: `from = "{word.text}[1]"`,'
        f' `from = "{word.text}[2]"` and so on'
    )


def _unknown(word: Word, scope: Scope, spot: Spot) -> None:
    """Say that a name is none, as helpfully as the names that exist allow.

    Where a rule could not be told by its name, nothing is said of a name that may
    well be that one: one cause, one diagnostic.
    """
    names = scope.names
    known = names.everywhere.activities | names.everywhere.rules
    meant = nearest(word.text, (*sorted(known), *names.anchors, *scope.words))
    if word.text in names.scheduled:
        message = "{} is a phase, which begins and ends"
        help_ = f"write `{word.text}.start` or `{word.text}.end`"
    elif word.text in names.activities:
        if not names.all_rules:
            return
        message, help_ = "{} is never scheduled, so nothing can count from it", ""
    elif word.text in names.anchors:
        message, help_ = "{} is an anchor, not something that happens", _at(word, scope)
    elif word.text in scope.words:
        message = "{} is a point in time, not something that happens"
        help_ = f'count from it with `from = "{word.text}"`'
    elif meant or names.all_rules:
        message, help_ = "nothing is called {}", did_you_mean(meant)
    else:
        return
    spot.error("unknown-anchor", message, word.text, within=word.span, advice=help_)
