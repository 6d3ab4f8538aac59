"""`no-effect`, `key-clash`, `cannot-slide`: keys a rule could only ignore.

Nothing written in a plan is ignored in silence: a key that another key contradicts is
an error, and one that could change no date at least a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careplan.language.checks.distance import MINUTES_A_DAY, minutes
from careplan.language.checks.places import below, label, position_label
from careplan.language.checks.survey import Survey
from careplan.model.amount import DAYS_A_WEEK, Amount, Duration
from careplan.model.diagnostic import Diagnostic, Label, Part, Severity
from careplan.model.position import (
    AtAnchor,
    Every,
    IntervalStep,
    Offsets,
    StudyDays,
    Taper,
)
from careplan.model.program import (
    Clock,
    CountedFrom,
    From,
    IfClosed,
    IfMissed,
    Rule,
    Times,
)

_WEEK = DAYS_A_WEEK * MINUTES_A_DAY
_HEEDS = (
    "leave `if_closed` out, or say what closes a day:"
    ' `heeds = ["site", "person"]`, or the weekdays it is `open`'
)
_CHAINS = "only intervals (`every`, `taper`) and lists (`offset`, `days`) can chain"
_SLIDES = "`on`, `every`, `taper` and `rrule` have a following slot to slide to"


def closed_days_not_heeded(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of `if_closed` where no day can ever be closed."""
    for rule in survey.rules:
        what = rule.activity
        if rule.if_closed is None or what.heeds or what.open or what.min_gap:
            continue
        if any(times is not None and times.by_weekday for times in (rule.at, what.at)):
            continue  # a weekday without a time is as good as closed
        yield Diagnostic(
            code="no-effect",
            severity=Severity.WARNING,
            message=f"no day is closed for `{rule.name}`: a {what.kind} heeds no"
            " closed days",
            primary=_key(rule, "if_closed"),
            help=(_HEEDS,),
        )


def chains_of_nothing(survey: Survey) -> Iterator[Diagnostic]:
    """Warn of `counted_from = "previous"` where no slot counts from another."""
    for rule in survey.rules:
        if rule.counted_from is CountedFrom.PREVIOUS and not rule.can_chain:
            yield Diagnostic(
                code="no-effect",
                severity=Severity.WARNING,
                message=f"no date of `{rule.name}` is counted from the one before it",
                primary=_key(rule, "counted_from"),
                related=(position_label(rule, note="fixes every date by itself"),),
                help=(_CHAINS,),
            )


def slides_along_nothing(survey: Survey) -> Iterator[Diagnostic]:
    """Report `if_closed = "slide"` where there is no pattern to slide along."""
    for rule in survey.rules:
        single = isinstance(rule.position, AtAnchor | Offsets | StudyDays)
        if rule.if_closed is not IfClosed.SLIDE or not single:
            continue
        yield Diagnostic(
            code="cannot-slide",
            message=f"`{rule.name}` has no pattern along which it could slide",
            primary=label(rule.place, "if_closed"),
            related=_only_dates(rule),
            help=(_SLIDES, "here `next`, `previous` or `nearest` can move it"),
        )


def missed_ones_made_up_nowhere(survey: Survey) -> Iterator[Diagnostic]:
    """Report `if_missed` where no series goes on that could give one more."""
    for rule in survey.rules:
        if rule.if_missed is IfMissed.LEAVE or rule.goes_on:
            continue
        yield Diagnostic(
            code="cannot-slide",
            message=f"`{rule.name}` has no pattern that could give a missed one later",
            primary=label(rule.place, "if_missed"),
            related=_only_dates(rule),
            help=(_SLIDES, "leave it out: `due` lists what was missed, `add` gives it"),
        )


def _only_dates(rule: Rule) -> tuple[Label, ...]:
    if isinstance(rule.position, AtAnchor):
        return ()
    return (position_label(rule, note="these are its only dates"),)


def periods_under_a_week(survey: Survey) -> Iterator[Diagnostic]:
    """Report weekdays of periods that are too short to have every weekday."""
    for rule in survey.rules:
        match rule.position:
            case Every(interval=interval, on=(_, *_)) if _is_under_a_week(interval):
                yield _short_period(rule, interval, label(rule.place, "every"))
            case Taper(steps=steps, on=(_, *_)):
                for number, step in enumerate(steps):
                    if isinstance(step, IntervalStep) and _is_under_a_week(step.every):
                        where = label(rule.place, "taper", number, "every")
                        yield _short_period(rule, step.every, where)
            case _:
                continue


def _is_under_a_week(interval: Amount) -> bool:
    known = minutes(interval)
    return known is not None and known.high < _WEEK


def _short_period(rule: Rule, interval: Amount, where: Label) -> Diagnostic:
    return Diagnostic(
        code="key-clash",
        message=f"`{rule.name}` looks for weekdays in the first 7 days of each"
        f" period, but a period of {interval} is shorter",
        primary=where,
        related=(label(rule.place, "on", note="is looked for in each period"),),
        help=("leave out `every` or `on`: weekdays alone come every week",),
    )


def whole_days_of_hours(survey: Survey) -> Iterator[Diagnostic]:
    """Report whole days whose distance is counted in hours or minutes."""
    for rule in survey.rules:
        if not rule.all_day or not isinstance(rule.position, Offsets):
            continue
        if any(isinstance(amount, Duration) for amount in rule.position.amounts):
            yield Diagnostic(
                code="key-clash",
                message="a whole day has no time, but this has `offset` in hours or"
                " minutes and `all_day`",
                primary=_key(rule, "all_day"),
                related=(position_label(rule),),
                help=("count the offset in days, or leave `all_day` out",),
            )


def times_beside_hours(survey: Survey) -> Iterator[Diagnostic]:
    """Report a rule's own time where hours from its anchor already say the time.

    The activity's `at` is no slip: hours overrule it as they do for every activity.
    A series in hours may begin at `at`.
    """
    for rule in survey.rules:
        if rule.at is not None and _begins_by_the_clock(rule):
            yield from _beginnings(rule, rule.at)
        if rule.at is None or not _is_all_hours(rule):
            continue
        hours = position_label(rule)
        if isinstance(rule.position, AtAnchor) and isinstance(rule.anchor, From):
            hours = Label(place=rule.anchor.expression.place)
        yield Diagnostic(
            code="key-clash",
            message=f"hours and minutes from its anchor give `{rule.name}` its"
            " time, so `at` would be ignored",
            primary=_key(rule, "at"),
            related=(replace(hours, note="says the time already"),),
            help=("leave `at` out, or count in days",),
        )


def _begins_by_the_clock(rule: Rule) -> bool:
    """Say whether a series in hours or minutes may take its beginning from `at`."""
    return isinstance(rule.position, Every) and isinstance(
        rule.position.interval, Duration
    )


def _beginnings(rule: Rule, times: Times) -> Iterator[Diagnostic]:
    """Report several times for a series that begins once and then counts."""
    given = (times.daily, *(clocks for _, clocks in times.by_weekday))
    if any(len(clocks) > 1 for clocks in given):
        yield Diagnostic(
            code="key-clash",
            message=f"`{rule.name}` begins once and then counts hours or minutes, so"
            " only the first of these times could count",
            primary=_key(rule, "at"),
            related=(position_label(rule, note="gives all the others"),),
            help=("name one time, or count in days: each of them comes on each day",),
        )


def _is_all_hours(rule: Rule) -> bool:
    """Say whether every slot of a rule lies hours or minutes from its anchor."""
    match rule.position:
        case Offsets(amounts=amounts):
            elapsed = rule.clock is Clock.ELAPSED
            return all(_is_in_hours(amount, elapsed=elapsed) for amount in amounts)
        case AtAnchor() if isinstance(rule.anchor, From):
            shifts = rule.anchor.expression.shifts
            return any(isinstance(amount, Duration) for amount in shifts)
        case _:
            return False


def _is_in_hours(amount: Amount, *, elapsed: bool) -> bool:
    return isinstance(amount, Duration) or (elapsed and amount.days is not None)


def _key(rule: Rule, key: str) -> Label:
    return Label(place=below(rule.place, key, part=Part.KEY))
