"""Programs: what a document means, and everything that is wrong with one at once."""

# ruff: noqa: DTZ001 - the times in plans are wall times

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli_w

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.model.amount import Amount, Duration, Period, Unit
from careplan.model.anchor import (
    Base,
    Edge,
    Fixed,
    Named,
    Occurred,
    PhaseEdge,
    PhaseStart,
    Pick,
    Previous,
    Start,
)
from careplan.model.kind import TRAITS, Kind
from careplan.model.position import (
    AtAnchor,
    Every,
    FlexibleStep,
    IntervalStep,
    Offsets,
    PatternStep,
    Position,
    Recurrence,
    StudyDays,
    Taper,
    TimesAWeek,
    Weekday,
    WeekdayPattern,
)
from careplan.model.program import (
    Activity,
    Each,
    From,
    Reminder,
    Role,
    Status,
    Which,
    Window,
)
from tests.language.reading import HEAD, program, rule, said_of_program, said_of_rule

TUE = (Weekday.TUE,)
STEPS = '{ every = "1 week", count = 4 }, { on = "mon-wed", weeks = 2 }'
LATER = '[[phases]]\nid = "later"\n'


def days(number: int) -> Amount:
    return Period(number=number, unit=Unit.DAY)


def weeks(number: int) -> Amount:
    return Period(number=number, unit=Unit.WEEK)


def base(written: str) -> Base:
    """Decode what a rule of a second phase counts from."""
    found = rule(f"{{ activity = 'walk', from = {written} }}, {{ activity = 'call' }}")
    assert isinstance(found.anchor, From)
    return found.anchor.expression.base


class TestDefaults:
    """What nobody says."""

    def test_a_program_is_a_draft_with_a_patient(self) -> None:
        found = program(HEAD)
        assert found.status is Status.DRAFT
        assert found.roles == (
            Role(id="patient", title="Patient"),
            Role(id="coach", title="Coach"),
        )

    def test_the_author_may_title_the_patient(self) -> None:
        found = program(HEAD.replace("[roles]", '[roles]\npatient = "Client"'))
        assert found.roles[0] == Role(id="patient", title="Client")
        assert len(found.roles) == 2

    @pytest.mark.parametrize("kind", Kind)
    def test_the_kind_decides_what_an_activity_leaves_out(self, kind: Kind) -> None:
        text = f'{HEAD}[activities.x]\nkind = "{kind}"\ntitle = "Secret"\n'
        found = program(text).activities[-1]
        traits = TRAITS[kind]
        assert found.neutral == traits.neutral
        assert found.heeds == traits.heeds
        assert found.blocks_time == traits.blocks_time
        assert found.may_be_series == traits.may_be_series

    def test_an_activity_may_say_what_its_kind_would_not(self) -> None:
        told = 'neutral = "Visit"\nheeds = []\nblocks = false\nseries = true\n'
        text = f'{HEAD}[activities.x]\nkind = "session"\ntitle = "S"\n{told}'
        found = program(text).activities[-1]
        assert (found.neutral, found.heeds) == ("Visit", ())
        assert (found.blocks_time, found.may_be_series) == (False, True)

    def test_a_rule_is_called_like_its_activity_and_counts_from_its_phase(self) -> None:
        found = rule('{ activity = "walk" }')
        assert (found.id, found.phase) == ("walk", "later")
        assert isinstance(found.anchor, From)
        assert found.anchor.expression.base == PhaseStart()
        assert found.position == AtAnchor()


class TestOverrides:
    """A rule may say anew what its activity says, for its own occurrences."""

    def test_they_are_laid_over_the_activity(self) -> None:
        found = rule(
            '{ activity = "call", title = "Short call", duration = "10 min",'
            ' with = [], reminders = ["1 h"], at = "09:00" }'
        )
        plain = program(HEAD).activities[2]
        changed = {"title", "duration", "roles", "reminders"}
        assert found.activity.title == "Short call"
        assert found.activity.duration == Duration(minutes=10)
        assert found.activity.roles == ()
        assert found.activity.reminders == (Reminder(lead=Duration(minutes=60)),)
        for field in fields(Activity):
            if field.name not in changed | {"place"}:
                ours = getattr(found.activity, field.name)
                assert ours == getattr(plain, field.name)

    def test_another_kind_brings_its_own_defaults(self) -> None:
        found = rule('{ activity = "walk", kind = "habit" }')
        assert found.activity.kind is Kind.HABIT
        assert found.activity.neutral == "Reminder"
        assert found.activity.may_be_series

    def test_the_times_of_a_rule_are_its_own(self) -> None:
        text = HEAD.replace('title = "A walk"', 'title = "A walk"\nat = "08:00"')
        found = program(
            text
            + LATER
            + 'schedule = [{ activity = "walk", at = "9:00" }]'.replace("9:00", "09:00")
        )
        late = found.phases[1].rules[0]
        assert late.at is not None
        assert late.at.daily == (time(9),)
        assert late.activity.at is not None
        assert late.activity.at.daily == (time(8),)


class TestPositions:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("", AtAnchor()),
            (', offset = "7 days"', Offsets(amounts=(days(7),))),
            (
                ', offset = ["-1 day", "1, 2 weeks"]',
                Offsets(amounts=(days(-1), weeks(1), weeks(2))),
            ),
            (", day = 8", StudyDays(days=(8,))),
            (", days = [1, '8-10', -1]", StudyDays(days=(1, 8, 9, 10, -1))),
            (', on = "tue"', WeekdayPattern(on=TUE)),
            (
                ', on = "tue", first = "1 week"',
                Every(interval=weeks(1), on=TUE, first=weeks(1)),
            ),
            (', every = "8 h"', Every(interval=Duration(minutes=480))),
            (
                ', every = "2 weeks", on = ["tue"], first = "3 days"',
                Every(interval=weeks(2), on=TUE, first=days(3)),
            ),
            (", times_a_week = 2", TimesAWeek(times=2)),
            (
                ", taper = [{ times_a_week = 2, weeks = 3 }]",
                Taper(steps=(FlexibleStep(times=2, weeks=3),)),
            ),
            (', rrule = "FREQ=DAILY"', Recurrence(rrule="FREQ=DAILY")),
            (
                f', on = "tue", taper = [{STEPS}]',
                Taper(
                    on=TUE,
                    steps=(
                        IntervalStep(every=weeks(1), count=4),
                        PatternStep(
                            on=(Weekday.MON, Weekday.TUE, Weekday.WED), weeks=2
                        ),
                    ),
                ),
            ),
        ],
    )
    def test_a_position(self, written: str, expected: Position) -> None:
        assert rule(f'{{ activity = "walk"{written} }}').position == expected

    def test_a_step_may_end_at_an_anchor(self) -> None:
        found = rule(
            '{ activity = "walk", taper = [{ every = "1 day", until = "start" }] }'
        ).position
        assert isinstance(found, Taper)
        step = found.steps[0]
        assert isinstance(step, IntervalStep)
        assert step.until is not None
        assert step.until.base == Start()

    @pytest.mark.parametrize(
        ("keys", "second"),
        [
            ('offset = "1 day", day = 3', "day"),
            ('day = 3, offset = "1 day"', "offset"),
            ("day = 3, days = [4]", "days"),
            ('on = "tue", rrule = "FREQ=DAILY"', "rrule"),
            ('every = "1 day", taper = [{ every = "1 day", count = 1 }]', "taper"),
            ('on = "tue", every = "1 week", day = 3', "day"),
        ],
    )
    def test_two_positions_are_one_too_many(self, keys: str, second: str) -> None:
        found = said_of_rule(f'{{ activity = "walk", {keys} }}')
        assert found == [("two-positions", second)]

    @pytest.mark.parametrize(
        ("step", "selected"),
        [
            ("{}", "{}"),
            ('{ every = "1 day" }', '{ every = "1 day" }'),
            (
                '{ every = "1 day", count = 1, until = "start" }',
                '{ every = "1 day", count = 1, until = "start" }',
            ),
            ('{ every = "1 day", count = 1, weeks = 2 }', "weeks"),
            ('{ every = "1 day", on = "tue" }', '{ every = "1 day", on = "tue" }'),
            ('{ on = "tue" }', '{ on = "tue" }'),
            ('{ on = "tue", weeks = 2, count = 3 }', "count"),
        ],
    )
    def test_a_step_is_one_of_three(self, step: str, selected: str) -> None:
        found = said_of_rule(f'{{ activity = "walk", taper = [{step}] }}')
        assert found == [("taper-step", selected)]


class TestAnchors:
    """A name means its own phase's occurrences first, then the whole program's."""

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("'start'", Start()),
            ("'phase + 1 day'", PhaseStart()),
            ("'previous'", Previous()),
            ("'first-steps.end'", PhaseEdge(phase="first-steps", edge=Edge.END)),
            ("'later.start'", PhaseEdge(phase="later", edge=Edge.START)),
            ("'due'", Named(name="due")),
            ("'visits[2]'", Named(name="visits", index=2)),
            ("2026-03-02", Fixed(when=date(2026, 3, 2))),
            ("'2026-03-02 10:00'", Fixed(when=datetime(2026, 3, 2, 10))),
            ("2026-03-02T10:00:00", Fixed(when=datetime(2026, 3, 2, 10))),
            ("'gate'", Occurred(name="gate")),
            (
                "'call.last'",
                Occurred(name="call", phase="later", own_cycle=True, pick=Pick.LAST),
            ),
            ("'walk[3]'", Occurred(name="walk", phase="later", own_cycle=True, pick=3)),
            (
                "'first-steps/walk.first'",
                Occurred(name="walk", phase="first-steps", pick=Pick.FIRST),
            ),
            ("'later/walk[1]'", Occurred(name="walk", phase="later", pick=1)),
            ("'long-walk'", Occurred(name="long-walk", by_rule=True)),
            (
                "'first-steps/long-walk'",
                Occurred(name="long-walk", by_rule=True, phase="first-steps"),
            ),
        ],
    )
    def test_a_base(self, written: str, expected: Base) -> None:
        assert base(written) == expected

    def test_a_rule_of_no_phase_means_the_whole_program(self) -> None:
        text = f'{HEAD}[[schedule]]\nactivity = "call"\nfrom = "walk.last"\n'
        found = program(text).rules[0]
        assert found.phase is None
        assert isinstance(found.anchor, From)
        assert found.anchor.expression.base == Occurred(name="walk", pick=Pick.LAST)

    def test_a_phase_begins_from_the_whole_program(self) -> None:
        text = f'{HEAD}{LATER}from = "walk.last"\nschedule = [{{ activity = "walk" }}]'
        start = program(text).phases[1].start
        assert start is not None
        assert start.base == Occurred(name="walk", pick=Pick.LAST)

    def test_a_phase_ends_by_its_own_occurrences(self) -> None:
        text = f'{HEAD}{LATER}until = "walk.last"\nschedule = [{{ activity = "walk" }}]'
        until = program(text).phases[1].until
        assert until is not None
        assert until.base == Occurred(
            name="walk", phase="later", own_cycle=True, pick=Pick.LAST
        )

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("'call'", Each(name="call", phase="later", own_cycle=True, place=None)),  # type: ignore[arg-type]
            ("'walk'", Each(name="walk", place=None)),  # type: ignore[arg-type]
            ("'long-walk'", Each(name="long-walk", by_rule=True, place=None)),  # type: ignore[arg-type]
            (
                "'first-steps/walk', which = [1, 3, 'last']",
                Each(
                    name="walk",
                    phase="first-steps",
                    which=Which(numbers=(1, 3), last=True),
                    place=None,  # type: ignore[arg-type]
                ),
            ),
        ],
    )
    def test_each(self, written: str, expected: Each) -> None:
        found = rule(
            f"{{ activity = 'gate', each = {written} }}, {{ activity = 'call' }}"
        )
        assert found.anchor == expected

    @pytest.mark.parametrize(
        ("written", "code", "selected"),
        [
            ("wlak.last", "unknown-anchor", "wlak"),
            ("later", "unknown-anchor", "later"),
            ("call", "unknown-anchor", "call"),
            ("frist-steps/walk", "unknown-phase", "frist-steps"),
            ("frist-steps.end", "unknown-phase", "frist-steps"),
            ("first-steps/call", "unknown-anchor", "call"),
            ("first-steps/later.start", "bad-expression", "first-steps"),
            ("start.first", "bad-expression", "start"),
            ("previous[1]", "bad-expression", "previous"),
            ("later/start", "bad-expression", "start"),
            ("visits", "ambiguous-anchor", "visits"),
            ("due[1]", "bad-expression", "due"),
            ("visits.last", "bad-expression", "last"),
        ],
    )
    def test_what_means_nothing(self, written: str, code: str, selected: str) -> None:
        found = said_of_rule(f'{{ activity = "walk", from = "{written}" }}')
        assert found == [(code, selected)]

    @pytest.mark.parametrize(
        ("key", "written", "code", "selected"),
        [
            ("from", "phase", "bad-expression", "phase"),
            ("from", "previous", "bad-expression", "previous"),
            ("until", "previous", "bad-expression", "previous"),
        ],
    )
    def test_words_without_meaning_in_a_phase(
        self, key: str, written: str, code: str, selected: str
    ) -> None:
        found = said_of_program(f'{HEAD}{LATER}{key} = "{written}"\n')
        assert found == [(code, selected)]

    def test_each_takes_no_pick(self) -> None:
        found = said_of_rule('{ activity = "gate", each = "walk[1]" }')
        assert found == [("bad-expression", "[1]")]

    def test_every_place_of_an_expression_is_read(self) -> None:
        found = said_of_rule(
            '{ activity = "walk", until = "a1", not_before = ["start", "b2"],'
            ' not_after = "c3" }'
        )
        assert found == [
            ("unknown-anchor", "a1"),
            ("unknown-anchor", "b2"),
            ("unknown-anchor", "c3"),
        ]


class TestValues:
    def test_windows(self) -> None:
        for written, expected in (
            ('"3 days"', Window(low=days(-3), high=days(3))),
            ('["-1 day", "4 days"]', Window(low=days(-1), high=days(4))),
            ('{ latest = "4 days" }', Window(low=None, high=days(4))),
            ('{ earliest = "-1 day" }', Window(low=days(-1), high=None)),
        ):
            assert (
                rule(f'{{ activity = "walk", window = {written} }}').window == expected
            )

    def test_times_by_weekday(self) -> None:
        found = rule(
            '{ activity = "walk",'
            ' at = { fri = "10:00", mon-tue = [08:00:00, "20:00"] } }'
        ).at
        assert found is not None
        assert found.by_weekday == (
            (Weekday.MON, (time(8), time(20))),
            (Weekday.TUE, (time(8), time(20))),
            (Weekday.FRI, (time(10),)),
        )

    def test_aligning_to_weekdays_or_the_month(self) -> None:
        found = rule('{ activity = "walk", align = ["mon", "thu"] }')
        assert (found.align, found.align_month) == ((Weekday.MON, Weekday.THU), False)
        found = rule('{ activity = "walk", align = "month" }')
        assert (found.align, found.align_month) == ((), True)

    def test_reminders_before_and_after(self) -> None:
        found = rule(
            '{ activity = "walk", reminders = ["1 day",'
            ' { before = "2 h", text = "Eat" }, { after = "10 min" }] }'
        ).activity.reminders
        assert found == (
            Reminder(lead=days(1)),
            Reminder(lead=Duration(minutes=120), text="Eat"),
            Reminder(lead=Duration(minutes=10), after=True),
        )

    @pytest.mark.parametrize(
        ("keys", "code", "selected"),
        [
            ("count = true", "wrong-type", "true"),
            ("count = 1.0", "wrong-type", "1.0"),
            ("count = 0", "bad-number", "0"),
            ("count = 1000000000", "too-many-occurrences", "1000000000"),
            ("weeks = 10001", "too-many-occurrences", "10001"),
            ("price = nan", "bad-number", "nan"),
            ("price = -1", "bad-number", "-1"),
            ("price = inf", "bad-number", "inf"),
            ("price = true", "wrong-type", "true"),
            ('labels = "abc"', "wrong-type", '"abc"'),
            ('title = ""', "empty-text", '""'),
            ('title = "a\\nb"', "control-character", "\\n"),
            ('title = "a\\r\\nATTENDEE:x"', "control-character", "\\r"),
            ('duration = "0 min"', "bad-amount", '"0 min"'),
            ('min_gap = "-1 day"', "bad-amount", '"-1 day"'),
            ('reminders = ["-1 day"]', "bad-amount", '"-1 day"'),
            ("reminders = [{}]", "missing-key", "{}"),
            (
                "reminders = [{ before = '1 h', after = '1 h' }]",
                "missing-key",
                "{ before = '1 h', after = '1 h' }",
            ),
            ("reminders = [7]", "wrong-type", "7"),
            ("days = [0]", "day-zero", "0"),
            ("day = 99999", "bad-number", "99999"),
            ("days = []", "empty-list", "[]"),
            ("days = [true]", "wrong-type", "true"),
            (
                'days = ["1-9999", "1-9999"]',
                "too-many-occurrences",
                '["1-9999", "1-9999"]',
            ),
            ("days = [1, 1]", "bad-number", "[1, 1]"),
            ('on = ["tue", "tue"]', "bad-weekday", '["tue", "tue"]'),
            ("on = []", "empty-list", "[]"),
            ("taper = []", "empty-list", "[]"),
            ('offset = "1 h%s"' % (" " * 1000), "bad-amount", '"1 h%s"' % (" " * 1000)),
            ('at = ["10:00", "10:00"]', "bad-time", '["10:00", "10:00"]'),
            ("at = 10:00:30", "bad-time", "10:00:30"),
            ("at = 10", "wrong-type", "10"),
            ("at = {}", "empty-list", "{}"),
            ('at = { mon = "10:00", mon-tue = "11:00" }', "bad-weekday", "mon-tue"),
            ('at = { "mon, mon" = "10:00" }', "bad-weekday", '"mon, mon"'),
            ('at = { moon = "10:00" }', "bad-weekday", "moon"),
            ("except = [0001-01-01]", "bad-date", "0001-01-01"),
            ("except = [9999-12-31]", "bad-date", "9999-12-31"),
            ("except = [2026-03-02T10:00:00]", "wrong-type", "2026-03-02T10:00:00"),
            ("until = 2026-03-02T10:00:00Z", "bad-date", "2026-03-02T10:00:00Z"),
            ("until = 2026-03-02T10:00:00.5", "bad-time", "2026-03-02T10:00:00.5"),
            ("until = 9999-12-31", "bad-date", "9999-12-31"),
            ("until = 7", "wrong-type", "7"),
            ('window = "-1 day"', "bad-amount", '"-1 day"'),
            ('window = ["1 day"]', "wrong-type", '["1 day"]'),
            ('window = ["1 day", "x"]', "bad-amount", "x"),
            ("window = {}", "missing-key", "{}"),
            ("window = 3", "wrong-type", "3"),
            ('if_closed = "nearst"', "wrong-word", '"nearst"'),
            ('kind = "sesion"', "unknown-kind", '"sesion"'),
            ('link = "http://x"', "bad-link", '"http://x"'),
            ('with = ["coahc"]', "unknown-role", '"coahc"'),
            ('with = "coahc"', "unknown-role", '"coahc"'),
            ('requires = ["gaet"]', "unknown-activity", '"gaet"'),
            ('skip_days_of = "gaet"', "unknown-activity", '"gaet"'),
            ('ofset = "1 day"', "unknown-key", "ofset"),
            ("which = 3", "no-effect", "which"),
            ('first = "1 day"', "no-effect", "first"),
            ('each = "gate", from = "start"', "key-clash", "from"),
            ('at = "10:00", all_day = true', "key-clash", "all_day"),
            (
                'each = "gate", which = ["every 2nd", 1]',
                "bad-number",
                '["every 2nd", 1]',
            ),
            ('each = "gate", which = 0', "bad-number", "0"),
            ('each = "gate", which = 1.5', "wrong-type", "1.5"),
            ('id = "First"', "bad-id", '"First"'),
            ('id = "phase"', "bad-id", '"phase"'),
            (f'id = "{"a" * 65}"', "bad-id", f'"{"a" * 65}"'),
            ('id = "call"', "ambiguous-anchor", '"call"'),
            ('id = "due"', "ambiguous-anchor", '"due"'),
            ("results = { x = 'open' }", "wrong-word", "'open'"),
            ('results = { " " = "opens" }', "empty-text", '" "'),
            ('results = { "a\\nb" = "opens" }', "control-character", '"a\\nb"'),
            ("at_most = { count = 2 }", "missing-key", "{ count = 2 }"),
        ],
    )
    def test_a_wrong_value(self, keys: str, code: str, selected: str) -> None:
        found = said_of_rule(f'{{ activity = "walk", {keys} }}')
        assert (code, selected) in found
        assert {one for one, _ in found} <= {code}

    def test_all_day_beside_a_time_is_wrong_only_if_it_is_meant(self) -> None:
        assert (
            rule('{ activity = "walk", at = "10:00", all_day = false }').at is not None
        )


class TestDocument:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", [("missing-key", "")]),
            ("program = 3", [("wrong-type", "3")]),
            (HEAD.replace('id = "walks"\n', ""), [("missing-key", "[program]")]),
            (
                HEAD.replace('kind = "session"\n', ""),
                [("missing-key", "[activities.walk]")],
            ),
            (HEAD.replace('id = "first-steps"\n', ""), [("missing-key", "[[phases]]")]),
            (
                HEAD + "[[phases]]\nid = 'first-steps'\n",
                [("duplicate-id", "'first-steps'")],
            ),
            (HEAD + "[[schedule]]\n", [("missing-key", "[[schedule]]")]),
            (
                HEAD + "[[schedule]]\nactivity = 'wlak'\n",
                [("unknown-activity", "'wlak'")],
            ),
            (
                HEAD + "[activities.Gate]\nkind = 'task'\ntitle = 'x'\n",
                [("bad-id", "Gate")],
            ),
            (HEAD + "[anchors.walk]\n", [("ambiguous-anchor", "walk")]),
            (
                HEAD
                + "[decisions.x]\nquestion = 'x'\noptions = ['a']\ndefault = 'b'\n",
                [("wrong-word", "'b'")],
            ),
            (
                HEAD + "[decisions.x]\nquestion = 'x'\noptions = []\n",
                [("empty-list", "[]")],
            ),
            ("schedule = [3]\n" + HEAD, [("wrong-type", "3")]),
            ("schedule = 3\n" + HEAD, [("wrong-type", "3")]),
            ("extra = 3\n" + HEAD, [("unknown-key", "extra")]),
            (
                HEAD.replace('length = "4 weeks"', 'length = "4 h"'),
                [("bad-amount", '"4 h"')],
            ),
            (
                HEAD.replace('version = "1"', 'version = "1"\ncurrency = "usd"'),
                [("bad-currency", '"usd"')],
            ),
        ],
    )
    def test_what_is_wrong(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert said_of_program(text) == expected

    def test_the_second_of_two_rules_is_asked_for_an_id(self) -> None:
        text = '{ activity = "walk" }, { activity = "walk", day = 3 }'
        _, found = decode_program(
            Source(name="x", text=f"{HEAD}{LATER}schedule = [{text}]")
        )
        assert [one.code for one in found] == ["duplicate-id"]
        assert found[0].help == (
            'give this rule an `id` of its own, such as `id = "walk-2"`',
        )
        assert found[0].related[0].place.path == (
            "phases",
            1,
            "schedule",
            0,
            "activity",
        )

    def test_rules_of_two_phases_may_share_an_id(self) -> None:
        assert rule('{ activity = "walk", id = "long-walk" }').id == "long-walk"

    def test_a_word_wrong_in_one_place_is_said_once(self) -> None:
        """What counts from a rule that cannot be told is not called unknown as well."""
        text = '{ activity = "caal" }, { activity = "walk", from = "call.last" }'
        assert said_of_program(f"{HEAD}{LATER}schedule = [{text}]") == [
            ("unknown-activity", '"caal"')
        ]
        nameless = HEAD.replace('"first-steps"', '"First"')
        found = said_of_program(
            f'{nameless}{LATER}schedule = [{{ activity = "walk", from = "First.end" }}]'
        )
        assert found == [("bad-id", '"First"')]

    def test_everything_is_said_at_once(self) -> None:
        """The second mistake does not wait for the first one to be mended."""
        text = HEAD.replace('version = "1"', 'vresion = "1"').replace("tue", "teu")
        rules = '{ activity = "walk", count = 0, from = "wlak" }, { day = 0 }, 3'
        assert said_of_program(f"{text}{LATER}schedule = [{rules}]") == [
            ("unknown-key", "vresion"),
            ("missing-key", "[program]"),
            ("bad-weekday", "teu"),
            ("bad-number", "0"),
            ("day-zero", "0"),
            ("missing-key", "{ day = 0 }"),
            ("wrong-type", "3"),
            ("unknown-anchor", "wlak"),
        ]

    def test_a_thousand_problems_are_enough(self) -> None:
        keys = "\n".join(f"k{number} = 1" for number in range(5_000))
        _, found = decode_program(Source(name="x", text=keys))
        assert len(found) == 1_001
        assert found[-1].code == "too-many-problems"

    def test_the_order_of_tables_and_keys_means_nothing(self) -> None:
        one = program(HEAD)
        assert program(tomli_w.dumps(turned(HEAD))) == one


def back(table: dict[str, Any]) -> dict[str, Any]:
    return dict(reversed(list(table.items())))


def turned(text: str) -> dict[str, Any]:
    """Read a document and turn the order of its keys round, but not of its lists."""

    def turn(value: object) -> object:
        if isinstance(value, dict):
            return back({key: turn(one) for key, one in value.items()})
        return [turn(one) for one in value] if isinstance(value, list) else value

    document: dict[str, Any] = turn(tomllib.loads(text))  # type: ignore[assignment]
    # Roles, activities and anchors are listed as written, so these keep their order.
    for name in ("roles", "activities", "anchors"):
        document[name] = back(document[name])
    document["activities"]["gate"]["results"] = {"yes": "opens", "no": "closes"}
    return document
