"""What `when` asks: of decisions, of results, and of facts.

A condition on something that exists can be compared with what it can be.  What is
neither a decision nor an activity is a fact, which only an enrolment can supply.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.places import below, header, label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import did_you_mean, listed, nearest
from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.model.ledger import DONE, MISSED
from careplan.model.program import Condition


def conditions(survey: Survey) -> Iterator[Diagnostic]:
    """Compare what conditions ask for with what decisions and results can be."""
    decisions = {one.id: one for one in survey.program.decisions}
    for condition, place in conditions_asked(survey):
        decision = decisions.get(condition.name)
        activity = survey.activities.get(condition.name)
        if decision is not None:
            options, home = decision.options, label(decision.place, "options")
        elif activity is not None and activity.results:
            options = tuple(name for name, _ in activity.results)
            home = label(activity.place, "results")
        elif activity is not None:
            yield _no_results(condition, place, header(activity.place))
            continue
        else:
            continue
        for value in condition.values:
            if value not in options:
                yield _no_option(condition, value, options, place, home)


def decisions(survey: Survey) -> Iterator[Diagnostic]:
    """Tell of decisions that decide nothing, or have no default."""
    asked = {condition.name for condition, _ in conditions_asked(survey)}
    for decision in survey.program.decisions:
        if decision.id not in asked:
            yield Diagnostic(
                code="unused-decision",
                severity=Severity.WARNING,
                message=f"nothing depends on decision `{decision.id}`",
                primary=header(decision.place),
                help=(f"a branch says `when = {{ {decision.id} = … }}`",),
            )
        elif decision.default is None:
            yield Diagnostic(
                code="no-default",
                severity=Severity.NOTE,
                message=f"until `{decision.id}` is decided, none of its branches is"
                " planned",
                primary=header(decision.place),
                help=("with a `default` its branch is planned, to be confirmed",),
            )


def results(survey: Survey) -> Iterator[Diagnostic]:
    """Refuse results that every activity has anyway."""
    for activity in survey.program.activities:
        for name, _ in activity.results:
            if name in (DONE, MISSED):
                place = below(activity.place, "results", name, part=Part.KEY)
                yield Diagnostic(
                    code="reserved-result",
                    message=f"every activity can be `{name}`; as a result of its own"
                    " it would say nothing",
                    primary=Label(place=place),
                )


def conditions_asked(survey: Survey) -> Iterator[tuple[Condition, Place]]:
    """List every condition, with the place of the phase or rule that asks."""
    for phase in survey.program.phases:
        yield from ((condition, phase.place) for condition in phase.when)
    for rule in survey.rules:
        yield from ((condition, rule.place) for condition in rule.when)


def _no_results(condition: Condition, place: Place, home: Label) -> Diagnostic:
    return Diagnostic(
        code="no-such-result",
        message=f"activity `{condition.name}` has no results to ask for",
        primary=Label(place=below(place, "when", condition.name, part=Part.KEY)),
        related=(home,),
        help=('give it some, such as `results = { yes = "opens", no = "closes" }`',),
    )


def _no_option(
    condition: Condition,
    value: str,
    options: tuple[str, ...],
    place: Place,
    home: Label,
) -> Diagnostic:
    meant = did_you_mean(nearest(value, options))
    return Diagnostic(
        code="no-such-result",
        message=f"`{condition.name}` can never be `{value}`",
        primary=label(place, "when", condition.name),
        related=(home,),
        help=(meant or f"it can be {listed(options)}",),
    )
