"""What holds for every schedule, whatever the program.

Each law is checked against the plain meaning of the words, never against the engine's
own idea of them.  A plan without a legal date is an answer, and then nothing is
promised about the rest.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.amount import Amount, Duration, Unit
from careplan.model.diagnostic import has_errors
from careplan.model.kind import Heeds
from careplan.model.moment import Moment
from careplan.model.position import Every, TimesAWeek
from careplan.model.schedule import Bounds, Occurrence, Schedule, StepKind
from tests.pipeline import read_program, scheduled
from tests.strategies import WEEKDAYS, Plan, Table, plans

A_DAY = timedelta(days=1)


def legal(plan: Plan) -> Schedule:
    """Schedule a plan; one without a legal date is passed over, and counted."""
    _, schedule, complaints = scheduled(plan)
    codes = {found.code for found in complaints if found.severity == "error"}
    assert codes <= {"no-legal-date", "same-day", "too-few-days"}, complaints
    event("no legal date" if has_errors(complaints) else "legal")
    return Schedule() if has_errors(complaints) else schedule


def counts_in_hours(occurrence: Occurrence) -> bool:
    position = occurrence.rule.position
    return isinstance(position, Every) and isinstance(position.interval, Duration)


class TestWindow:
    """Windows are tolerances round the nominal date, both ends included."""

    @given(plans())
    def test_every_occurrence_lies_inside_its_window(self, plan: Plan) -> None:
        for occurrence in legal(plan).occurrences:
            assert lies_inside(occurrence.placed, occurrence.bounds)

    @given(plans())
    def test_a_day_that_moved_without_a_window_moved_less_than_a_week(
        self, plan: Plan
    ) -> None:
        """A gap or a `not_before` may take it further; a closed day may not."""
        for occurrence in legal(plan).occurrences:
            rule = occurrence.rule
            if not (rule.window or rule.not_before or rule.activity.min_gap):
                moved = occurrence.placed.day - occurrence.nominal.day
                assert abs(moved) <= 6 * A_DAY


def lies_inside(placed: Moment, bounds: Bounds) -> bool:
    sides = []
    if (low := bounds.earliest) is not None:
        timed = low.is_timed
        sides.append(low.instant <= placed.instant if timed else low.day <= placed.day)
    if (high := bounds.latest) is not None:
        timed = high.is_timed
        sides.append(
            placed.instant <= high.instant if timed else placed.day <= high.day
        )
    return all(sides)


class TestOpenDays:
    """Care is given when the site is open, to whatever heeds the site.

    What counts in hours stays on its day, unless `if_closed` is written on it.
    """

    @given(plans())
    def test_every_occurrence_lies_on_an_open_day(self, plan: Plan) -> None:
        closed = closed_days(plan.site)
        weekdays = {WEEKDAYS.index(day) for day in plan.site.get("open", WEEKDAYS)}
        for occurrence in legal(plan).occurrences:
            if Heeds.SITE in occurrence.activity.heeds and may_move(occurrence):
                assert occurrence.placed.day.weekday() in weekdays
                assert occurrence.placed.day not in closed


def may_move(occurrence: Occurrence) -> bool:
    return not counts_in_hours(occurrence) or occurrence.rule.if_closed is not None


def closed_days(site: Table) -> set[date]:
    found = set()
    for entry in site.get("closed", ()):
        first = entry["from"] if isinstance(entry, dict) else entry
        last = entry["to"] if isinstance(entry, dict) else entry
        found |= {first + n * A_DAY for n in range((last - first).days + 1)}
    return found


class TestGaps:
    """Occurrences of an activity keep its `min_gap`, in whatever phase they are."""

    @given(plans())
    def test_every_gap_is_kept(self, plan: Plan) -> None:
        for series in by_activity(legal(plan)).values():
            for before, after in pairwise(series):
                gap = after.activity.min_gap
                if gap is not None:
                    assert keeps(gap, before.placed, after.placed)

    @given(plans())
    def test_an_activity_happens_once_a_day(self, plan: Plan) -> None:
        for series in by_activity(legal(plan)).values():
            if not any(counts_in_hours(occurrence) for occurrence in series):
                days = [occurrence.placed.day for occurrence in series]
                assert len(days) == len(set(days))


class TestFlexibleWeeks:
    """Days that are chosen are open ones, so that only a gap can move them."""

    @given(plans())
    def test_no_chosen_day_is_moved_by_a_closed_one(self, plan: Plan) -> None:
        for occurrence in legal(plan).occurrences:
            if isinstance(occurrence.rule.position, TimesAWeek):
                kinds = {step.kind for step in occurrence.trace}
                assert StepKind.CHOSEN in kinds
                assert StepKind.CLOSED not in kinds

    @given(plans())
    def test_every_whole_week_has_as_many_days_as_are_asked_for(
        self, plan: Plan
    ) -> None:
        weeks: dict[tuple[str, int], Counter[date]] = {}
        for occurrence in legal(plan).occurrences:
            position, key = occurrence.rule.position, occurrence.key
            if isinstance(position, TimesAWeek):
                rule = f"{key.phase}/{key.rule} {key.cycle}", position.times
                weeks.setdefault(rule, Counter())[week_of(occurrence)] += 1
        for (_, times), found in weeks.items():
            *whole, _ = sorted(found)
            assert [found[begin] for begin in whole] == [times] * len(whole)


def week_of(occurrence: Occurrence) -> date:
    chosen = (step for step in occurrence.trace if step.kind is StepKind.CHOSEN)
    begin = next(chosen).moment
    assert begin is not None
    return begin.day


def by_activity(schedule: Schedule) -> dict[str, list[Occurrence]]:
    found: dict[str, list[Occurrence]] = {}
    for occurrence in schedule.occurrences:
        found.setdefault(occurrence.activity.id, []).append(occurrence)
    for series in found.values():
        series.sort(key=lambda occurrence: occurrence.placed.instant)
    return found


def keeps(gap: Amount, before: Moment, after: Moment) -> bool:
    if isinstance(gap, Duration):
        if before.is_timed and after.is_timed:
            return after.instant - before.instant >= timedelta(minutes=gap.minutes)
        return (after.day - before.day) >= timedelta(minutes=gap.minutes)
    assert gap.unit is Unit.DAY
    return (after.day - before.day).days >= gap.number


class TestShift:
    """A start some weeks later moves every civil date by as many weeks."""

    @given(plans(by_days_only=True, is_open=True), st.integers(-30, 60))
    def test_all_dates_move_with_the_start(self, plan: Plan, weeks: int) -> None:
        later = timedelta(weeks=weeks)
        utc = Plan(document=plan.document, site={}, start=plan.start, zone="UTC")
        here = legal(utc).occurrences
        there = legal(utc.starting(utc.start + later)).occurrences
        assert [(o.key, o.placed.day + later, o.placed.clock) for o in here] == [
            (o.key, o.placed.day, o.placed.clock) for o in there
        ]

    @given(plans(by_days_only=True, is_open=True))
    def test_wall_times_stay_whatever_the_clocks_do(self, plan: Plan) -> None:
        """Nominal arithmetic: 09:00 stays 09:00 across a clock change."""
        for occurrence in legal(plan).occurrences:
            said = occurrence.activity.at
            skipped = any(step.kind is StepKind.NOTE for step in occurrence.trace)
            if said is not None and not skipped:
                assert occurrence.placed.clock in said.on(occurrence.placed.day)


GOES_ON = {"every", "on", "taper", "rrule", "times_a_week"}


class TestMissed:
    """What may be made up for is dated like anything else until one is missed."""

    @given(plans(), st.sampled_from(["append", "slide"]))
    def test_a_policy_for_missed_ones_changes_nothing_without_any(
        self, plan: Plan, policy: str
    ) -> None:
        here, there = legal(plan), legal(with_policy(plan, policy))
        if here.occurrences and there.occurrences:
            assert [(o.key, o.placed) for o in here.occurrences] == [
                (o.key, o.placed) for o in there.occurrences
            ]


def with_policy(plan: Plan, policy: str) -> Plan:
    """Let every series of the last phase make up for missed ones.

    Those of an earlier one could push the phases after it, so that these are dated
    later, and no longer side by side with them.
    """
    document = deepcopy(plan.document)
    for rule in document["phases"][-1]["schedule"]:
        # One that skips the days of others would wait for those it pushes on.
        if GOES_ON & rule.keys() and not {"each", "skip_days_of"} & rule.keys():
            rule["if_missed"] = policy
    return Plan(document=document, site=plan.site, start=plan.start, zone=plan.zone)


class TestIdentity:
    """A key says what an occurrence is: unique, and the same whenever it happens."""

    @given(plans())
    def test_keys_and_names_are_unique(self, plan: Plan) -> None:
        occurrences = scheduled(plan)[1].occurrences
        for texts in (
            [occurrence.key.text for occurrence in occurrences],
            [occurrence.name for occurrence in occurrences],
        ):
            assert [text for text, n in Counter(texts).items() if n > 1] == []

    @given(plans(by_days_only=True, is_open=True), st.integers(1, 400))
    def test_keys_and_names_survive_another_start(self, plan: Plan, days: int) -> None:
        here = legal(plan).occurrences
        there = legal(plan.starting(plan.start + days * A_DAY)).occurrences
        if here and there:
            assert {(o.key.text, o.name) for o in here} == {
                (o.key.text, o.name) for o in there
            }


class TestOrder:
    """The order of tables in a document has no meaning (TOML 1.0, "Table")."""

    @given(plans(), st.randoms(use_true_random=False))
    def test_shuffled_tables_and_keys_give_the_same_schedule(
        self, plan: Plan, chance: Random
    ) -> None:
        shuffled = Plan(
            document=shuffle(plan.document, chance),
            site=shuffle(plan.site, chance),
            start=plan.start,
            zone=plan.zone,
        )
        assert scheduled(shuffled)[1] == scheduled(plan)[1]

    @given(plans(), st.randoms(use_true_random=False))
    def test_comments_and_blank_lines_mean_nothing(
        self, plan: Plan, chance: Random
    ) -> None:
        program, _ = read_program(plan)
        lines = plan.text.split("\n")
        for _ in range(5):
            number = chance.randrange(len(lines))
            if lines[number].startswith(("[[", "[")):
                lines.insert(number, "\n  # said in passing: [nothing]\n")
        assert reread("\n".join(lines)) == program


def shuffle(table: Table, chance: Random) -> Table:
    keys = list(table)
    chance.shuffle(keys)
    return {key: shuffled(table[key], chance) for key in keys}


def shuffled(value: object, chance: Random) -> object:
    """Shuffle tables inside; the order of a list is what it says."""
    if isinstance(value, dict):
        return shuffle(value, chance)
    if isinstance(value, list):
        return [shuffled(inner, chance) for inner in value]
    return value


def reread(text: str) -> object:

    return decode_program(Source(name="program.toml", text=text))[0]


class TestTrace:
    """Every occurrence tells how its date was found."""

    @given(plans())
    def test_it_goes_from_the_anchor_to_the_date_given(self, plan: Plan) -> None:
        for occurrence in legal(plan).occurrences:
            steps = occurrence.trace
            assert steps[0].kind is StepKind.ANCHOR
            assert steps[-1].kind is StepKind.PLACED
            assert steps[-1].moment == occurrence.placed

    @given(plans())
    def test_whatever_moved_says_why(self, plan: Plan) -> None:
        for occurrence in legal(plan).occurrences:
            if occurrence.was_moved:
                assert any(step.reason for step in occurrence.trace)
