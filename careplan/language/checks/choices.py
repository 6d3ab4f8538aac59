"""What the person chose: only what the program lets them choose, and as many."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.cadence import shortest, weekdays
from careplan.language.checks.flexible import (
    flexible_weeks,
    times_a_week,
    weekdays_to_choose,
)
from careplan.language.checks.gaps import is_broken
from careplan.language.checks.places import below, label
from careplan.language.checks.survey import Survey
from careplan.language.checks.weekdays import unreachable
from careplan.language.suggest import advice, nearest
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import Enrolment
from careplan.model.position import Weekday
from careplan.model.program import Rule

KEYS = ("on", "at")


def choices_made(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Check every choice against the rules it is for."""
    for choice in enrolment.choices:
        rules = survey.targeted(choice.target)
        place = choice.place
        if not rules:
            header = Place(file=place.file, path=place.path, part=Part.HEADER)
            yield unknown_target(survey, choice.target, header)
            continue
        said = [key for key in KEYS if getattr(choice, key) is not None]
        refused = tuple(
            found
            for key in said
            for found in refused_key(
                choice.target, key, rules, below(place, key, part=Part.KEY)
            )
        )
        yield from refused
        if choice.on is not None and not refused:
            where = label(place, "on")
            yield from weekdays_chosen(survey, choice.target, choice.on, rules, where)


def unknown_target(survey: Survey, target: str, place: Place) -> Diagnostic:
    """Say that a choice is for nothing the program schedules."""
    rules = [rule for rule in survey.rules if rule.activity.choose]
    known = dict.fromkeys(
        [rule.activity.id for rule in rules] + [rule.name for rule in rules]
    )
    meant = advice(target, known)
    return Diagnostic(
        code="unknown-choice",
        message=f"the program schedules nothing called `{target}`",
        primary=Label(place=place),
        help=(meant,) if meant else (),
    )


def refused_key(
    target: str, key: str, rules: tuple[Rule, ...], place: Place
) -> Iterator[Diagnostic]:
    """Report a choice that the program does not leave to the person."""
    allowed = rules[0].activity.choose
    if key not in allowed:
        yield Diagnostic(
            code="unknown-choice",
            message=f"`{key}` of `{target}` is not for the person to choose",
            primary=Label(place=place),
            help=(_list(allowed),),
        )


def _list(allowed: tuple[str, ...]) -> str:
    if not allowed:
        return "the program leaves nothing to choose here"
    return "the program leaves to choose: " + ", ".join(f"`{key}`" for key in allowed)


def weekdays_chosen(
    survey: Survey,
    target: str,
    on: tuple[Weekday, ...],
    rules: tuple[Rule, ...],
    where: Label,
) -> Iterator[Diagnostic]:
    """Report weekdays, chosen at `where`, that the rules cannot be given on."""
    wanted = max(len(weekdays(rule)) for rule in rules)
    needed = max(times_a_week(rule) for rule in rules)
    if len(on) != wanted and (wanted or not needed):
        yield _wrong_number(target, len(on), wanted, rules, where)
        return
    if len(on) < needed:
        yield _too_few(target, len(on), needed, rules, where)
        return
    for rule in rules:
        days = on[: len(weekdays(rule))]
        left = len(weekdays_to_choose(rule, on))
        if (days and unreachable(rule, days)) or left < times_a_week(rule):
            yield Diagnostic(
                code="weekday-never-occurs",
                message=f"`{rule.name}` cannot happen on a chosen weekday",
                primary=where,
                related=(label(rule.place, note="this rule"),),
            )
            return
        step, gap = shortest(survey, rule, on), rule.activity.min_gap
        named = bool(days) or times_a_week(rule) > 0
        if named and step is not None and gap is not None and is_broken(gap, step):
            yield Diagnostic(
                code="gap-over-cadence",
                message=f"with the weekdays chosen `{rule.name}` cannot keep its"
                f" gap of {gap}",
                primary=where,
                related=(label(rule.place, note="this rule"),),
            )
            return


def _wrong_number(
    target: str, given: int, wanted: int, rules: tuple[Rule, ...], where: Label
) -> Diagnostic:
    """Refuse fewer as well as more: either would change how often the thing happens."""
    most = max(rules, key=lambda rule: len(weekdays(rule)))
    if not wanted:
        message = f"`{target}` is not given on weekdays, so none can be chosen"
    else:
        message = f"{_counted(given)} chosen for `{target}`, which is given on {wanted}"
    return Diagnostic(
        code="choice-mismatch",
        message=message,
        primary=where,
        related=(label(most.place, "on", note=f"has {wanted}"),) if wanted else (),
    )


def _too_few(
    target: str, given: int, needed: int, rules: tuple[Rule, ...], where: Label
) -> Diagnostic:
    """Refuse fewer weekdays than are taken of them; more leave something to choose."""
    most = max(rules, key=times_a_week)
    taken = flexible_weeks(most)[0][1]
    return Diagnostic(
        code="choice-mismatch",
        message=f"{_counted(given)} chosen for `{target}`, which needs at"
        f" least {needed} to choose from",
        primary=where,
        related=(Label(place=taken.place, note=f"takes {needed}"),),
    )


def _counted(number: int) -> str:
    return "1 weekday is" if number == 1 else f"{number} weekdays are"


def decisions_made(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Check every decision against the question it answers."""
    known = {decision.id: decision for decision in survey.program.decisions}
    for name, answer in enrolment.decisions:
        place = below(enrolment.place, "decisions", name)
        decision = known.get(name)
        if decision is None:
            close = nearest(name, tuple(known))
            yield Diagnostic(
                code="unknown-decision",
                message=f"the program asks for no decision `{name}`",
                primary=Label(
                    place=Place(file=place.file, path=place.path, part=Part.KEY)
                ),
                help=(f"did you mean `{close}`?",) if close else (),
            )
        elif answer not in decision.options:
            options = ", ".join(f"`{option}`" for option in decision.options)
            yield Diagnostic(
                code="unknown-option",
                message=f"the answer to `{name}` is none of its options: {options}",
                primary=Label(place=place),
            )
