"""Windows: inverted, round nothing, beside the date, or against the bounds.

A window is the range tolerated round a nominal date; `not_before` and `not_after` cut
it.  Whatever leaves no day at all, for anybody, is found here; whatever depends on a
date is found when somebody is scheduled.
"""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.distance import MINUTES_A_DAY, between, minutes
from careplan.language.checks.places import label
from careplan.language.checks.survey import Survey
from careplan.model.amount import Duration
from careplan.model.anchor import Expression
from careplan.model.diagnostic import Diagnostic, Label
from careplan.model.position import AtAnchor
from careplan.model.program import Each, Rule, Window

_NO_DISTANCE = (
    'leave the window out, or say that the distance is nought by `offset = "0 days"`'
)
_ROUND_THE_DATE = (
    "a window is counted from the rule's own date, earliest side first:"
    ' `["-1 day", "4 days"]` holds the day before and the four after'
)


def inverted_windows(survey: Survey) -> Iterator[Diagnostic]:
    """Report windows whose earliest side lies after the latest."""
    for rule in survey.rules:
        window = rule.window
        if window is None or not _is_inverted(window):
            continue
        yield Diagnostic(
            code="window-inverted",
            message=f"the window of `{rule.name}` is inverted: its earliest side,"
            f" {window.low}, lies after its latest, {window.high}",
            primary=label(rule.place, "window"),
            help=(f'did you mean `["{window.high}", "{window.low}"]`?',),
        )


def _is_inverted(window: Window) -> bool:
    low, high = _sides(window)
    return low is not None and high is not None and low > high


def _sides(window: Window) -> tuple[int | None, int | None]:
    """Give the window in minutes, as wide as it may be; None is open or unknown."""
    low = None if window.low is None else minutes(window.low)
    high = None if window.high is None else minutes(window.high)
    return (None if low is None else low.low), (None if high is None else high.high)


def windows_on_anchors(survey: Survey) -> Iterator[Diagnostic]:
    """Report windows of rules that stand on their anchor itself."""
    for rule in survey.rules:
        if rule.window is None or not isinstance(rule.position, AtAnchor):
            continue
        if rule.align or rule.align_month or _is_shifted(rule):
            continue
        yield Diagnostic(
            code="window-on-anchor",
            message=f"`{rule.name}` stands on its anchor itself, so there is no"
            " distance that a window could tolerate",
            primary=label(rule.place, "window"),
            help=(_NO_DISTANCE,),
        )


def _is_shifted(rule: Rule) -> bool:
    return not isinstance(rule.anchor, Each) and bool(rule.anchor.expression.shifts)


def windows_beside_dates(survey: Survey) -> Iterator[Diagnostic]:
    """Report windows that leave out the very date they belong to."""
    for rule in survey.rules:
        if rule.window is None or _is_inverted(rule.window):
            continue
        low, high = rule.window.low, rule.window.high
        late, early = minutes(low) if low else None, minutes(high) if high else None
        if (late is None or late.low <= 0) and (early is None or early.high >= 0):
            continue
        yield Diagnostic(
            code="window-beside-date",
            message=f"the window of `{rule.name}` leaves out the date itself",
            primary=label(rule.place, "window"),
            help=(_ROUND_THE_DATE,),
        )


def contradicting_bounds(survey: Survey) -> Iterator[Diagnostic]:
    """Report a `not_before` that surely lies after a `not_after`."""
    for rule in survey.rules:
        pairs = ((early, late) for early in rule.not_before for late in rule.not_after)
        for early, late in pairs:
            if _is_after(early, late, rule):
                yield Diagnostic(
                    code="bounds-contradict",
                    message=f"`{rule.name}` can never be both at or after"
                    f" `{early.text}` and at or before `{late.text}`",
                    primary=Label(place=late.place, note="not after this"),
                    related=(Label(place=early.place, note="not before this"),),
                )


def _is_after(early: Expression, late: Expression, rule: Rule) -> bool:
    gap = between(early, late, top_level=rule.phase is None)
    if gap is None:
        return False
    # In days both ends are included, so the same day, whatever its hour, is enough.
    timed = any(isinstance(one, Duration) for one in (*early.shifts, *late.shifts))
    return gap.high < (0 if timed else 1 - MINUTES_A_DAY)
