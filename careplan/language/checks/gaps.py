"""`gap-over-cadence` and `gap-equals-cadence`: `min_gap` against the rule's rhythm.

A gap the rhythm itself cannot keep would push every date away from where the rule
aims.  Days compare dates, hours compare elapsed time.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.cadence import Step, shortest
from careplan.language.checks.distance import MINUTES_A_DAY, minutes
from careplan.language.checks.places import property_label
from careplan.language.checks.survey import Survey
from careplan.language.checks.wholedays import is_surely_all_day
from careplan.model.amount import Amount, Duration
from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.program import Clock, Rule


def gaps_over_cadence(survey: Survey) -> Iterator[Diagnostic]:
    """Report gaps that the rule's own rhythm breaks, in the same week or the next."""
    for rule in survey.rules:
        step, gap = shortest(survey, rule), rule.activity.min_gap
        if step is None or gap is None or not is_broken(gap, step):
            continue
        yield Diagnostic(
            code="gap-over-cadence",
            message=f"`{rule.name}` cannot keep a gap of {gap}: {step.words}",
            primary=Label(place=step.place, note="too close together"),
            related=(
                property_label(survey, rule, "min_gap", note="must lie so far apart"),
            ),
        )


def is_broken(gap: Amount, step: Step) -> bool:
    """Say whether two slots are surely closer than the gap."""
    wanted = minutes(gap)
    if wanted is None:
        return False
    if isinstance(gap, Duration):
        return step.minutes < wanted.low
    # Days compare dates: slots on one day are no day apart.
    return step.minutes // MINUTES_A_DAY * MINUTES_A_DAY < wanted.low


def gaps_equal_to_cadence(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a gap in hours that equals a rhythm in days."""
    for rule in survey.rules:
        step, gap = shortest(survey, rule), rule.activity.min_gap
        if step is None or not isinstance(gap, Duration) or not step.whole_days:
            continue
        if step.minutes != gap.minutes or is_surely_all_day(rule):
            continue
        if rule.clock is Clock.ELAPSED:
            continue
        yield _equal(survey, rule, gap, step)


def _equal(survey: Survey, rule: Rule, gap: Duration, step: Step) -> Diagnostic:
    days = gap.minutes // MINUTES_A_DAY
    return Diagnostic(
        code="gap-equals-cadence",
        severity=Severity.WARNING,
        message=f"the gap of {gap} of `{rule.name}` is exactly its rhythm, and an"
        " hour too long when the clocks go forward",
        primary=property_label(survey, rule, "min_gap"),
        related=(Label(place=step.place, note=step.words),),
        help=(f'write the gap in days, `min_gap = "{days} days"`, or an hour less',)
        if days != 1
        else ('write the gap in days, `min_gap = "1 day"`, or an hour less',),
    )
