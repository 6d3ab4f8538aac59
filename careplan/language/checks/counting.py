"""How many occurrences a rule can have, counted without making a single one.

What depends on dates, choices or facts widens the tally.  Slots are counted, as
`session[n]` does: missed, omitted and dropped ones included.
"""

from __future__ import annotations

from careplan.language.checks.capacity import times_a_day, without_ends
from careplan.language.checks.survey import Meaning, Sum, Survey, meaning
from careplan.language.checks.tally import NONE, UNKNOWN, Tally, exactly
from careplan.model.anchor import Named, Occurred
from careplan.model.position import (
    Every,
    TimesAWeek,
    WeekdayPattern,
)
from careplan.model.program import Each, From, IfMissed, Rule, Which


def in_program(survey: Survey, rule: Rule) -> Tally:
    """Count a rule's occurrences in the whole program: every cycle of its phase."""
    return _certain(survey, rule) * _cycles(survey, rule)


def of_name(survey: Survey, name: Each | Occurred, rule: Rule | None) -> Tally:
    """Count the occurrences a name means, for the rule (or nobody) that says it."""
    return _sum(survey, name, rule).total


def surely_many(survey: Survey, name: Occurred, rule: Rule | None) -> bool:
    """Say whether a name surely means more than one occurrence.

    Two rules under different conditions may be two ways to one occurrence, so they are
    not added up; one rule that gives several of its own is always many.
    """
    found = _sum(survey, name, rule)
    return found.total.low > 1 or found.largest > 1


def planned(survey: Survey, rule: Rule) -> Tally:
    """Count a rule's occurrences in one cycle if nothing keeps the rule out.

    Parents are counted before their companions, on a stack and not by recursion: a
    hostile chain of companions may be very long.
    """
    stack, asked = [rule], set[Meaning]()
    while stack:
        one = stack[-1]
        anchor = one.anchor
        name = meaning(anchor, one) if isinstance(anchor, Each) else None
        if name is not None and name not in asked:
            asked.add(name)
            known = isinstance(anchor, Each) and _key(anchor, one) in survey.sums
            parents = () if known else survey.meant(name)
            stack += [each for each in parents if each.place.path not in survey.counts]
        if stack[-1] is one:
            stack.pop()
            path = one.place.path
            if path not in survey.counts:
                survey.counts[path] = _planned(survey, one)
    return survey.counts[rule.place.path]


def _planned(survey: Survey, rule: Rule) -> Tally:
    own = _ended(survey, rule)
    if not isinstance(rule.anchor, Each):
        return own
    parents = _sum(survey, rule.anchor, rule, of_parents=True).total
    return picked(rule.anchor.which, parents) * own


def _sum(
    survey: Survey,
    name: Each | Occurred,
    rule: Rule | None,
    *,
    of_parents: bool = False,
) -> Sum:
    """Add up what a name means.

    `of_parents` says that all parents have been counted that ever can be: one that has
    not waits for this very name, and nobody can say how many there are.
    """
    key = _key(name, rule)
    if key not in survey.sums:
        total, largest = NONE, 0
        for one in survey.named(name, rule):
            if of_parents and one.place.path not in survey.counts:
                total = total + UNKNOWN
                continue
            cycles = exactly(1) if name.own_cycle else _cycles(survey, one)
            total = total + _certain(survey, one) * cycles
            largest = max(largest, planned(survey, one).low)
        survey.sums[key] = Sum(total=total, largest=largest)
    return survey.sums[key]


def _key(name: Each | Occurred, rule: Rule | None) -> tuple[Meaning, bool]:
    return meaning(name, rule), name.own_cycle


def _cycles(survey: Survey, rule: Rule) -> Tally:
    phase = survey.phase_of(rule)
    return exactly(1 if phase is None else phase.repeat)


def _certain(survey: Survey, rule: Rule) -> Tally:
    """Count what a rule gives in one cycle, for anybody."""
    tally = planned(survey, rule)
    return Tally(low=0, high=tally.high) if _is_uncertain(survey, rule) else tally


def _is_uncertain(survey: Survey, rule: Rule) -> bool:
    """Say whether facts, decisions, dates or gates may leave the whole rule out."""
    phase = survey.phase_of(rule)
    if rule.when or rule.requires or rule.skip_days_of:
        return True
    if phase is not None and (phase.when or phase.requires or phase.optional):
        return True
    base = rule.anchor.expression.base if isinstance(rule.anchor, From) else None
    return isinstance(base, Named) and base.name in survey.optional_anchors


def picked(which: Which | None, parents: Tally) -> Tally:
    """Count the parents a `which` selects."""
    if which is None:
        return parents
    high = None if parents.high is None else selected(which, parents.high)
    return Tally(low=selected(which, parents.low), high=high)


def selected(which: Which, number: int) -> int:
    """Count the ordinals from 1 to `number` that a `which` selects."""
    chosen = {one for one in which.numbers if one <= number}
    if which.every:
        chosen.update(range(which.every, number + 1, which.every))
    for first, last in which.ranges:
        chosen.update(range(first, min(last or number, number) + 1))
    if which.last and number:
        chosen.add(number)
    return len(chosen)


def _ended(survey: Survey, rule: Rule) -> Tally:
    """Count what the position gives within the rule's ends."""
    tally = without_ends(survey, rule)
    if rule.if_missed is not IfMissed.LEAVE:
        tally = Tally(low=tally.low, high=None)  # what was missed may be given later
    if rule.count is None:
        return _thinned(tally, rule)
    if _only_count_ends(survey, rule):
        return exactly(max(rule.count, 0))
    return _thinned(tally, rule).at_most(max(rule.count, 0))


def _only_count_ends(survey: Survey, rule: Rule) -> bool:
    endless = isinstance(rule.position, WeekdayPattern | Every | TimesAWeek)
    phase = survey.phase_of(rule)
    shortened = phase is not None and (
        phase.length is not None
        or phase.until is not None
        or not rule.counts_from_phase
    )
    return endless and rule.until is None and rule.weeks is None and not shortened


def _thinned(tally: Tally, rule: Rule) -> Tally:
    """Allow for the excepted dates: each may take a whole day's occurrences away."""
    lost = len(rule.excepted) * (times_a_day(rule).high or 1)
    return Tally(low=max(0, tally.low - lost), high=tally.high)
