"""`which-occurrence` and `no-such-occurrence`: names that mean one of many.

An anchor is one point.  A name with many occurrences must say which; a number must
exist.  Only what is sure without any date is reported here.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.counting import (
    of_name,
    planned,
    selected,
    surely_many,
)
from careplan.language.checks.places import below, header
from careplan.language.checks.survey import Survey, Use
from careplan.language.checks.tally import Tally
from careplan.model.anchor import Occurred
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.program import Each, Rule

_SHOWN = 5


def picks(survey: Survey) -> Iterator[Diagnostic]:
    """Check every `NAME` and `NAME[n]` of the program."""
    for use in survey.uses:
        base = use.expression.base
        if not isinstance(base, Occurred):
            continue
        if base.pick is None and surely_many(survey, base, use.rule):
            yield _which(survey, use, base)
        if isinstance(base.pick, int):
            tally = of_name(survey, base, use.rule)
            if tally.high is not None and base.pick > tally.high:
                yield _no_such(survey, use, base, tally.high)


def companions(survey: Survey) -> Iterator[Diagnostic]:
    """Check that every number a `which` names can exist."""
    for rule in survey.rules:
        if isinstance(rule.anchor, Each):
            yield from _missing_parents(survey, rule, rule.anchor)


def _which(survey: Survey, use: Use, name: Occurred) -> Diagnostic:
    one = name.name
    return Diagnostic(
        code="which-occurrence",
        message=f"`{one}` happens more than once, and `{use.expression.text}`"
        " does not say which one",
        primary=Label(place=use.expression.place, note="one point is needed here"),
        related=_sources(survey, name, use.rule),
        help=(f"write `{one}.first`, `{one}.last` or a number such as `{one}[2]`",),
    )


def _many(tally: Tally) -> str:
    if tally.high == tally.low:
        return "1 occurrence" if tally.low == 1 else f"{tally.low} occurrences"
    return f"at least {tally.low} occurrences" if tally.low > 1 else "occurrences"


def _no_such(survey: Survey, use: Use, name: Occurred, most: int) -> Diagnostic:
    last = f"`{name.name}[{most}]` or `{name.name}.last` is the last one"
    return Diagnostic(
        code="no-such-occurrence",
        message=f"`{use.expression.text}` asks for number {name.pick} of"
        f" `{name.name}`, but there are {_at_most(most)}",
        primary=Label(place=use.expression.place),
        related=_sources(survey, name, use.rule),
        help=(last,) if most else (),
    )


def _at_most(most: int) -> str:
    return f"only {most}" if most else "none"


def _missing_parents(survey: Survey, rule: Rule, each: Each) -> Iterator[Diagnostic]:
    parents = of_name(survey, each, rule)
    if each.which is None or not parents.high:
        return
    numbers = [*each.which.numbers, *(first for first, _ in each.which.ranges)]
    numbers += [last for _, last in each.which.ranges if last is not None]
    beyond = [number for number in numbers if number > parents.high]
    if each.which.every and each.which.every > parents.high:
        beyond.append(each.which.every)
    if not beyond:
        return
    nothing = selected(each.which, parents.high) == 0
    yield Diagnostic(
        code="no-such-occurrence",
        message=f"`{rule.name}` accompanies number {beyond[0]} of `{each.name}`,"
        f" but there are {_at_most(parents.high)}"
        + (", so it never happens" if nothing else ""),
        primary=Label(place=below(rule.place, "which")),
        related=_sources(survey, each, rule),
    )


def _sources(
    survey: Survey, name: Occurred | Each, rule: Rule | None
) -> tuple[Label, ...]:
    """Point at the rules a name means, or at the first of very many."""
    return tuple(
        header(one.place, note=f"gives {_many(planned(survey, one))}")
        for one in survey.named(name, rule)[:_SHOWN]
    )
