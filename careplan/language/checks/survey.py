"""A survey of a program: what its names mean, found once for all checks.

Names were resolved when the program was read; this lists, in the order of the file,
the rules an `Occurred` or an `each` can lead to, the phases, and every anchor
expression.  It is built in one pass, because a program may be large and hostile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from careplan.language.checks.tally import Tally
from careplan.model.anchor import Expression, Occurred
from careplan.model.diagnostic import Path
from careplan.model.position import IntervalStep, Taper
from careplan.model.program import Activity, Each, From, Phase, Program, Rule
from careplan.model.value import dataclass

Meaning = tuple[str, bool, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An anchor expression, the key it stands under, and whose it is."""

    key: str
    expression: Expression
    rule: Rule | None = None
    phase: Phase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What the occurrences of a name add up to, and the most surely given by one."""

    total: Tally
    largest: int


class Survey:
    """A program with its indexes, and what has been counted of it so far."""

    __slots__ = (
        "_named",
        "_position",
        "activities",
        "counts",
        "optional_anchors",
        "phases",
        "program",
        "rules",
        "sums",
        "uses",
    )

    def __init__(self, program: Program) -> None:
        """Look through the program once."""
        self.program = program
        self.rules = program.all_rules()
        self.phases = {phase.id: phase for phase in program.phases}
        self.activities = {one.id: one for one in program.activities}
        self.uses = tuple(_uses(program, self.rules))
        self.optional_anchors = frozenset(
            anchor.id for anchor in program.anchors if anchor.optional
        )
        self._position = {one.id: at for at, one in enumerate(program.phases)}
        self._named: dict[Meaning, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for name, by_rule in ((rule.id, True), (rule.activity.id, False)):
                self._named[name, by_rule, None].append(rule)
                if rule.phase is not None:
                    self._named[name, by_rule, rule.phase].append(rule)
        self.counts: dict[Path, Tally] = {}
        self.sums: dict[tuple[Meaning, bool], Sum] = {}

    def named(self, name: Occurred | Each, rule: Rule | None) -> tuple[Rule, ...]:
        """List the rules a name means, for the rule (or nobody) that says it."""
        return self.meant(meaning(name, rule))

    def meant(self, called: Meaning) -> tuple[Rule, ...]:
        """List the rules of a meaning."""
        return tuple(self._named.get(called, ()))

    def targeted(self, target: str) -> tuple[Rule, ...]:
        """List the rules of an activity, or the one that `PHASE/RULE` names."""
        phase, slash, name = target.rpartition("/")
        if not slash:
            alone = (rule for rule in self.program.rules if rule.id == target)
            return tuple(dict.fromkeys((*self.meant((target, False, None)), *alone)))
        return self.meant((name, True, phase))

    def phase_of(self, rule: Rule) -> Phase | None:
        """Find the phase a rule belongs to."""
        return None if rule.phase is None else self.phases.get(rule.phase)

    def phase_after(self, phase: Phase) -> Phase | None:
        """Find the phase that stands next in the file."""
        following = self._position[phase.id] + 1
        phases = self.program.phases
        return phases[following] if following < len(phases) else None

    def phase_before(self, phase: Phase) -> Phase | None:
        """Find the phase that stands before it in the file."""
        position = self._position[phase.id]
        return self.program.phases[position - 1] if position else None

    def activity_of(self, rule: Rule) -> Activity | None:
        """Find the activity as described, without the rule's overrides."""
        return self.activities.get(rule.activity.id)


def meaning(name: Occurred | Each, rule: Rule | None) -> Meaning:
    """Say what a name means: the name, whether it is a rule's, and in which phase."""
    phase = name.phase
    if name.own_cycle and rule is not None:
        phase = rule.phase
    return name.name, name.by_rule, phase


def _uses(program: Program, rules: tuple[Rule, ...]) -> Iterator[Use]:
    for phase in program.phases:
        if phase.start is not None:
            yield Use(key="from", expression=phase.start, phase=phase)
        if phase.until is not None:
            yield Use(key="until", expression=phase.until, phase=phase)
    for rule in rules:
        yield from uses_of(rule)
    for decision in program.decisions:
        if decision.after is not None:
            yield Use(key="after", expression=decision.after)


def uses_of(rule: Rule) -> Iterator[Use]:
    """List every anchor expression of a rule: where it counts from, ends, may lie."""
    if isinstance(rule.anchor, From):
        yield Use(key="from", expression=rule.anchor.expression, rule=rule)
    if rule.until is not None:
        yield Use(key="until", expression=rule.until, rule=rule)
    if isinstance(rule.position, Taper):
        for step in rule.position.steps:
            if isinstance(step, IntervalStep) and step.until is not None:
                yield Use(key="until", expression=step.until, rule=rule)
    for bound in rule.not_before:
        yield Use(key="not_before", expression=bound, rule=rule)
    for bound in rule.not_after:
        yield Use(key="not_after", expression=bound, rule=rule)
