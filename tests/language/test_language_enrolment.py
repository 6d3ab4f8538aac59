"""Enrolments, sites and cases: what they mean, and that messages stay discreet."""

# ruff: noqa: DTZ001 - the times in plans are wall times

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from careplan.language.case import Expected
from careplan.language.decode import decode_cases, decode_enrolment, decode_site
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Place
from careplan.model.enrolment import (
    Client,
    Enrolment,
    Member,
    Pin,
    Privacy,
    Reminding,
    Span,
    Via,
)
from careplan.model.ledger import Act, Choose, Decide, Learn, Record, Redate, Undo
from careplan.model.position import Weekday
from careplan.model.program import Times
from tests.language.reading import said

HEAD = """\
id = "6f0c2d4e-9d1b-4c5a-8f3e-2b7a1c9d0e4f"
program = "plans/walks.toml"
start = 2026-03-02
timezone = "Europe/London"
"""
CASE = """\
[[case]]
name = "one"
start = 2026-03-02
timezone = "UTC"
"""
MISPLACED = "Quillwort"


def enrolment(more: str = "") -> Enrolment:
    value, found = decode_enrolment(Source(name="a17.toml", text=HEAD + more))
    assert found == ()
    assert value is not None
    return value


def words_of(found: tuple[Diagnostic, ...]) -> str:
    return " ".join(
        part
        for one in found
        for part in (one.message, *one.help, *(label.note for label in one.related))
    )


class TestEnrolment:
    def test_the_least_there_is(self) -> None:
        found = enrolment()
        assert found.start == date(2026, 3, 2)
        assert found.timezone == "Europe/London"
        assert found.site is None
        assert found.site_table is None
        assert found.person is None
        assert found.streams == ()

    def test_a_start_may_have_a_time(self) -> None:
        text = HEAD.replace("2026-03-02", "2026-03-02T09:30:00")
        value, found = decode_enrolment(Source(name="a17.toml", text=text))
        assert found == ()
        assert value is not None
        assert value.start == datetime(2026, 3, 2, 9, 30)

    def test_the_site_is_a_file_or_a_table(self) -> None:
        assert enrolment('site = "site.toml"').site == "site.toml"
        table = enrolment('[site]\nopen = "mon-wed"\nholidays = "GB-ENG"').site_table
        assert table is not None
        assert table.open == (Weekday.MON, Weekday.TUE, Weekday.WED)
        assert table.holidays == ("GB-ENG",)

    def test_the_person(self) -> None:
        found = enrolment(
            '[person]\nalias = "A17"\nmedicines = ["one"]\n'
            'hours = { mon = "17:00-21:00", sat = ["13:00-15:00", "09:00-12:00"] }\n'
            "away = [2026-04-01, { from = 2026-04-10, to = 2026-04-17 }]\n"
        ).person
        assert found is not None
        assert (found.alias, found.medicines) == ("A17", ("one",))
        assert found.away == (
            Span(first=date(2026, 4, 1), last=date(2026, 4, 1)),
            Span(first=date(2026, 4, 10), last=date(2026, 4, 17)),
        )
        assert found.hours is not None
        assert found.hours.by_weekday == (
            (Weekday.MON, ((time(17), time(21)),)),
            (Weekday.SAT, ((time(9), time(12)), (time(13), time(15)))),
        )

    def test_hours_in_one_text_are_those_of_every_day(self) -> None:
        found = enrolment('[person]\nhours = "09:00-12:00"\n').person
        assert found is not None
        assert found.hours is not None
        assert [day for day, _ in found.hours.by_weekday] == list(Weekday)

    def test_team_choices_anchors_and_facts(self) -> None:
        found = enrolment(
            f'pin = {{ version = "2", sha256 = "{"a" * 64}" }}\nhorizon = 2027-03-02\n'
            '[team.coach]\nname = "x"\n[choices.walk]\non = ["mon", "thu"]\n'
            '[choices."later/walk"]\nat = "19:00"\n'
            "[anchors]\ndue = 2026-09-01\nvisits = [2026-09-01, 2026-09-02T10:00:00]\n"
            '[facts]\narm = "a"\n'
        )
        assert found.pin == Pin(version="2", sha256="a" * 64)
        assert found.horizon == date(2027, 3, 2)
        assert found.team == (Member(role="coach", name="x"),)
        assert [choice.target for choice in found.choices] == ["walk", "later/walk"]
        assert found.choices[0].on == (Weekday.MON, Weekday.THU)
        assert found.choices[1].at is not None
        assert [anchor.values for anchor in found.anchors] == [
            (date(2026, 9, 1),),
            (date(2026, 9, 1), datetime(2026, 9, 2, 10)),
        ]
        assert found.facts == (("arm", "a"),)

    def test_only_a_clinician_sees_everything_by_default(self) -> None:
        found = enrolment(
            "[calendars.patient]\n[calendars.coach]\n[calendars.clinician]\n"
            '[calendars.companion]\nprivacy = "busy"\nclient = "google"\nvia = "feed"\n'
            'reminders = "both"\n'
        ).streams
        assert [(stream.role, stream.privacy) for stream in found] == [
            ("patient", Privacy.DISCREET),
            ("coach", Privacy.DISCREET),
            ("clinician", Privacy.FULL),
            ("companion", Privacy.BUSY),
        ]
        last = found[-1]
        assert (last.client, last.via) == (Client.GOOGLE, Via.FEED)
        assert last.reminders is Reminding.BOTH

    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            ("[[persons]]\n", [("unknown-key", "persons")]),
            ("site = 3\n", [("wrong-type", "3")]),
            ("person = 3\n", [("wrong-type", "3")]),
            ("[person]\nbusy = 3\n", [("wrong-type", "3")]),
            ('[person]\nbusy = ""\n', [("empty-text", '""')]),
            ('[choices."A/b"]\n', [("bad-id", '"A/b"')]),
            ('[choices."a/B"]\n', [("bad-id", '"a/B"')]),
            ("[anchors]\ndue = []\n", [("empty-list", "[]")]),
            ("[anchors]\ndue = 0001-01-01\n", [("bad-date", "0001-01-01")]),
            ("[person]\naway = [2026-13]\n", [("syntax", "")]),
            (
                "[person]\naway = [{ from = 2026-04-02, to = 2026-04-01 }]\n",
                [("bad-date", "{ from = 2026-04-02, to = 2026-04-01 }")],
            ),
            (
                '[person]\nhours = ["09:00-12:00", "11:00-13:00"]\n',
                [("bad-time", '["09:00-12:00", "11:00-13:00"]')],
            ),
            (
                'pin = { version = "1", sha256 = "x" }\n',
                [("bad-pin", '"x"')],
            ),
        ],
    )
    def test_what_is_wrong(self, more: str, expected: list[tuple[str, str]]) -> None:
        found = said(decode_enrolment, HEAD + more)
        assert [code for code, _ in found] == [code for code, _ in expected]
        if expected[0][0] != "syntax":
            assert found == expected

    def test_everything_it_needs_is_asked_for_at_once(self) -> None:
        found = said(decode_enrolment, "")
        assert found == [("missing-key", "")] * 4

    @pytest.mark.parametrize(
        "zone", ["Europe/Lodnon", "EST", "Mars/Base", "", "../etc/passwd", "London"]
    )
    def test_a_zone_is_a_place_of_the_database(self, zone: str) -> None:
        text = HEAD.replace("Europe/London", zone)
        codes = [code for code, _ in said(decode_enrolment, text)]
        assert codes == ["unknown-zone" if zone else "empty-text"]

    def test_a_zone_near_a_known_one_is_suggested(self) -> None:
        text = HEAD.replace("Europe/London", "Europe/Lodnon")
        _, found = decode_enrolment(Source(name="x", text=text))
        assert found[0].help == ("did you mean `Europe/London`?",)


class TestLedger:
    ENTRY = (
        '[[ledger]]\nat = 2026-03-04T09:12:00Z\nverb = "record"\n'
        'occurrence = "foundation/walk-1"\n'
        'result = "done"\non = 2026-03-04T10:00:00\nby = "nurse"\nreason = "late"\n'
    )

    def test_an_entry_says_what_its_verb_says(self) -> None:
        value, found = decode_enrolment(
            Source(name="x", text=HEAD + self.ENTRY + self.ENTRY)
        )
        assert found == ()
        assert value is not None
        first, second = value.ledger
        assert (first.number, second.number) == (1, 2)
        assert first.at == datetime(2026, 3, 4, 9, 12, tzinfo=UTC)
        assert first.act == Record(
            occurrence="foundation/walk-1",
            result="done",
            on=datetime(2026, 3, 4, 10),
        )
        assert (first.by, first.reason) == ("nurse", "late")
        assert first.place == Place(file="x", path=("ledger", 0))

    @pytest.mark.parametrize(
        ("rest", "act"),
        [
            (
                'verb = "decide"\ndecision = "response"\noption = "full"',
                Decide(decision="response", option="full"),
            ),
            (
                'verb = "set"\nname = "due"\nvalue = 2026-09-01',
                Redate(anchor="due", when=date(2026, 9, 1)),
            ),
            (
                'verb = "set"\nname = "restart[2]"\nvalue = 2026-09-01T10:00:00',
                Redate(anchor="restart", index=2, when=datetime(2026, 9, 1, 10)),
            ),
            (
                'verb = "set"\nname = "arm"\nvalue = "a"',
                Learn(fact="arm", value="a"),
            ),
            (
                'verb = "set"\nname = "walk.on"\nvalue = "mon, thu"',
                Choose(target="walk", on=(Weekday.MON, Weekday.THU)),
            ),
            (
                'verb = "set"\nname = "later/walk.at"\nvalue = "09:00, 17:00"',
                Choose(target="later/walk", at=Times(daily=(time(9), time(17)))),
            ),
            ('verb = "undo"\nentry = 3', Undo(entry=3)),
        ],
    )
    def test_every_verb_has_its_own_keys(self, rest: str, act: Act) -> None:
        text = f"{HEAD}[[ledger]]\nat = 2026-03-04T09:12:00Z\n{rest}\n"
        value, found = decode_enrolment(Source(name="x", text=text))
        assert found == ()
        assert value is not None
        assert [entry.act for entry in value.ledger] == [act]

    SET = '[[ledger]]\nat = 2026-03-04T09:12:00Z\nverb = "set"\nname = {}\nvalue = {}\n'

    @pytest.mark.parametrize(
        ("ledger", "code", "selected"),
        [
            (
                "ledger = [{ at = 2026-03-04T09:12:00Z, verb = 'end' }]",
                "inline-ledger",
                "ledger",
            ),
            ("ledger = [3]", "wrong-type", "3"),
            ("ledger = 3", "wrong-type", "3"),
            (ENTRY.replace("Z\n", "\n"), "bad-date", "2026-03-04T09:12:00"),
            (
                ENTRY.replace("2026-03-04T09:12:00Z", "2026-03-04"),
                "wrong-type",
                "2026-03-04",
            ),
            (ENTRY.replace("record", "recrod"), "wrong-word", '"recrod"'),
            (ENTRY + "more = { a = 1 }\n", "unknown-key", "more"),
            (ENTRY.replace('"done"', "{ a = 1 }"), "wrong-type", "{ a = 1 }"),
            (SET.format('"walk.on"', '"Mon"'), "bad-weekday", "Mon"),
            (SET.format('"walk.at"', '"25:00"'), "bad-time", "25:00"),
            (SET.format('"walk.at"', '"09:00, 9"'), "bad-time", '"09:00, 9"'),
            (SET.format('"Walk.at"', '"09:00"'), "bad-id", '"Walk.at"'),
            (SET.format('"walk.in"', '"09:00"'), "unknown-choice", '"walk.in"'),
            (SET.format('"Arm"', '"a"'), "bad-id", '"Arm"'),
            (SET.format('"due[0]"', "2026-09-01"), "bad-expression", '"due[0]"'),
            (SET.format('"due"', "3"), "wrong-type", "3"),
            (SET.format('"due"', "1066-09-01"), "bad-date", "1066-09-01"),
            ("[[ledger]]\n", "missing-key", "[[ledger]]"),
        ],
    )
    def test_what_is_wrong(self, ledger: str, code: str, selected: str) -> None:
        assert (code, selected) in said(decode_enrolment, HEAD + ledger)


class TestDiscretion:
    """What an enrolment says is never repeated, wherever it was put by mistake."""

    @pytest.mark.parametrize(
        "line",
        [
            f'timezone = "{MISPLACED}"',
            f'id = "{MISPLACED}"',
            f'start = "{MISPLACED}"',
            f'pin = "{MISPLACED}"',
            f'site = {{ open = "{MISPLACED}" }}',
            f'site = {{ hours = "{MISPLACED}" }}',
            f'person = {{ hours = {{ mon = "{MISPLACED}" }} }}',
            f'person = {{ away = ["{MISPLACED}"] }}',
            f'person = {{ name = "{MISPLACED}\\u001b" }}',
            f'person = {{ name = "{MISPLACED}\\n" }}',
            f'calendars = {{ patient = {{ privacy = "{MISPLACED}" }} }}',
            f"calendars = {{ {MISPLACED} = {{}} }}",
            f'choices = {{ walk = {{ on = "{MISPLACED}" }} }}',
            f'choices = {{ walk = {{ at = ["{MISPLACED}"] }} }}',
            f'choices = {{ "walk/{MISPLACED}" = {{}} }}',
            f'anchors = {{ due = "{MISPLACED}" }}',
            f'ledger = [{{ at = "{MISPLACED}", verb = "{MISPLACED}" }}]',
            f'horizon = "{MISPLACED}"',
        ],
    )
    def test_a_misplaced_name_stays_in_the_file(self, line: str) -> None:
        key = line.split(" ", 1)[0]
        rest = [one for one in HEAD.splitlines() if not one.startswith(key)]
        text = "\n".join([*rest, line])
        value, found = decode_enrolment(Source(name="a17.toml", text=text))
        assert value is None
        assert found
        assert MISPLACED.lower() not in words_of(found).lower()

    def test_dates_stay_there_too(self) -> None:
        text = HEAD.replace("2026-03-02", "1817-03-02")
        _, found = decode_enrolment(Source(name="a17.toml", text=text))
        assert found[0].message == "this is not between 1900 and 2200"

    def test_a_site_is_nobody_and_is_quoted(self) -> None:
        _, found = decode_site(Source(name="site.toml", text='open = "moon"'))
        assert found[0].message == "`moon` is no weekday"


class TestSite:
    def test_a_site(self) -> None:
        text = (
            'open = "mon-fri"\nhours = { mon-fri = "09:00-17:00" }\n'
            'holidays = ["GB-ENG", "IE"]\ntimezone = "Europe/London"\n'
            "closed = [2026-11-27]\n"
        )
        value, found = decode_site(Source(name="site.toml", text=text))
        assert found == ()
        assert value is not None
        assert value.holidays == ("GB-ENG", "IE")
        assert value.closed == (
            Span(first=date(2026, 11, 27), last=date(2026, 11, 27)),
        )
        assert value.hours is not None
        assert value.hours.on(date(2026, 3, 7)) == ()

    def test_a_site_may_say_nothing(self) -> None:
        value, found = decode_site(Source(name="site.toml", text=""))
        assert found == ()
        assert value is not None
        assert value.open is None


class TestCases:
    def test_expected_dates(self) -> None:
        text = CASE + (
            'dates = { walk = ["2026-03-03 10:00", "2026-03-06"],'
            ' "later/call" = "2026-03-09 .. 2026-03-15", none = [] }\n'
        )
        value, found = decode_cases(Source(name="x.cases.toml", text=text))
        assert found == ()
        assert value is not None
        place = Place(file="")
        assert value[0].expected == (
            Expected(
                activity="walk", day=date(2026, 3, 3), clock=time(10), place=place
            ),
            Expected(activity="walk", day=date(2026, 3, 6), place=place),
            Expected(
                activity="later/call",
                day=date(2026, 3, 9),
                last=date(2026, 3, 15),
                place=place,
            ),
        )

    def test_what_an_enrolment_would_say(self) -> None:
        text = CASE + (
            'dates = {}\nsite = { open = "tue" }\nperson = { alias = "a17" }\n'
            "anchors = { due = 2026-09-01 }\nfacts = { arm = 'a' }\n"
            "choices = { walk = { at = '10:00' } }\nsource = 'a page'\n"
            "horizon = 2027-03-02\n"
        )
        value, found = decode_cases(Source(name="x.cases.toml", text=text))
        assert found == ()
        assert value is not None
        case = value[0]
        assert (case.name, case.source, case.facts) == (
            "one",
            "a page",
            (("arm", "a"),),
        )
        assert case.site is not None
        assert case.site.open == (Weekday.TUE,)
        assert case.person is not None
        assert case.choices[0].target == "walk"
        assert case.horizon == date(2027, 3, 2)
        assert case.anchors[0].values == (date(2026, 9, 1),)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", [("missing-key", "")]),
            ("case = []", [("empty-list", "[]")]),
            (CASE, [("missing-key", "[[case]]")]),
            (
                CASE + "dates = { walk = 'soon' }",
                [("bad-date", "soon")],
            ),
            (
                CASE + "dates = { walk = ['2026-03-02 [2026-02-30 ..]'] }",
                [("bad-date", "2026-02-30")],
            ),
            (CASE + "dates = { Walk = [] }", [("bad-id", "Walk")]),
            (
                f"{CASE}dates = {{}}\n{CASE}dates = {{}}\n",
                [("duplicate-id", '"one"')],
            ),
            (
                CASE + "dates = {}\ndecisions = { response = 3 }",
                [("wrong-type", "3")],
            ),
        ],
    )
    def test_what_is_wrong(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert said(decode_cases, text) == expected
