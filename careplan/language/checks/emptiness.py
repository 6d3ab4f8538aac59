"""`empty-rule`, `unreachable-rule`, `cut-short`: rules that give nothing, or less.

An empty rule ends before it begins.  An unreachable one would begin only after its
phase is over.  One that is cut short asks for more than its phase has room for; that
is legal, and worth a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.capacity import times_a_day, without_ends
from careplan.language.checks.distance import MINUTES_A_DAY, between, minutes
from careplan.language.checks.ends import first_slot, room
from careplan.language.checks.places import below, label
from careplan.language.checks.survey import Survey
from careplan.model.diagnostic import Diagnostic, Label, Severity
from careplan.model.position import (
    AtAnchor,
    Every,
    Offsets,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.model.program import Each, From, Phase, Rule

_REPEATED = WeekdayPattern | Every | TimesAWeek
_SERIES = (WeekdayPattern, Every, TimesAWeek, Recurrence)


def empty_rules(survey: Survey) -> Iterator[Diagnostic]:
    """Report rules that end before the first date they could give."""
    for rule in survey.rules:
        yield from _ends_before_it_begins(rule)


def _ends_before_it_begins(rule: Rule) -> Iterator[Diagnostic]:
    if rule.until is None or not isinstance(rule.anchor, From):
        return
    start = rule.anchor.expression
    gap = between(start, rule.until, top_level=rule.phase is None)
    first = first_offset(rule)
    if gap is None or first is None or gap.high + MINUTES_A_DAY > first:
        return
    yield Diagnostic(
        code="empty-rule",
        message=f"`{rule.name}` ends before it begins: `until` lies before the"
        " first date it could give",
        primary=Label(place=rule.until.place, note="ends here"),
        related=(Label(place=start.place, note="counts from here"),)
        if start.place.path[-1:] == ("from",)
        else (),
    )


def first_offset(rule: Rule) -> int | None:
    """Give the least minutes from the anchor to the rule's first slot, if known."""
    match rule.position:
        case AtAnchor() | WeekdayPattern() | TimesAWeek():
            return 0
        case StudyDays(days=numbers):
            first = min(numbers, default=1)
            return (first - 1 if first > 0 else first) * MINUTES_A_DAY
        case Offsets(amounts=amounts):
            ranges = [minutes(amount) for amount in amounts]
            lows = [known.low for known in ranges if known is not None]
            return min(lows) if len(lows) == len(ranges) else None
        case Every() | Taper():
            return first_slot(rule).low
        case _:
            return None


def unreachable_rules(survey: Survey) -> Iterator[Diagnostic]:
    """Report series whose first slot lies beyond the end of their phase."""
    for rule in survey.rules:
        within, first = room(survey, rule), first_slot(rule)
        if not isinstance(rule.position, _REPEATED | Taper):
            continue
        if within is None or rule.until is not None or within.high > max(first.low, 0):
            continue
        yield Diagnostic(
            code="unreachable-rule",
            message=f"`{rule.name}` is never reached: its first date lies after"
            " the end of its phase or of its own `weeks`",
            primary=_late(rule),
            related=_length(survey.phase_of(rule)),
        )


def _late(rule: Rule) -> Label:
    if first_slot(rule).low > 0:
        return label(rule.place, "first", note="begins so late")
    if isinstance(rule.anchor, From):
        return Label(place=rule.anchor.expression.place, note="begins so late")
    return label(rule.place)


def _length(phase: Phase | None) -> tuple[Label, ...]:
    if phase is None or phase.length is None:
        return ()
    return (label(phase.place, "length", note="the phase is over by then"),)


def cut_short(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of series that ask for more than their phase's length has room for."""
    for rule in survey.rules:
        phase = survey.phase_of(rule)
        if phase is None or phase.length is None or isinstance(rule.anchor, Each):
            continue
        if not rule.counts_from_phase or not isinstance(rule.position, _SERIES):
            continue
        wanted, key = _wanted(rule)
        fit = without_ends(survey, rule).high
        if wanted is None or fit is None or not 0 < fit < wanted:
            continue
        yield Diagnostic(
            code="cut-short",
            severity=Severity.WARNING,
            message=f"phase `{phase.id}` ends before `{rule.name}` has given the"
            f" {wanted} occurrences it asks for: at most {fit} fit",
            primary=Label(place=below(rule.place, key)),
            related=_length(phase),
        )


def _wanted(rule: Rule) -> tuple[int | None, str]:
    if rule.count is not None:
        return rule.count, "count"
    days = _days_a_week(rule)
    if rule.weeks is not None and days is not None:
        return rule.weeks * days * times_a_day(rule).low, "weeks"
    return None, ""


def _days_a_week(rule: Rule) -> int | None:
    match rule.position:
        case WeekdayPattern(on=on):
            return len(on)
        case TimesAWeek(times=times):
            return times
        case _:
            return None
