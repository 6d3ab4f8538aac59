"""One enrolment, and one case, in which everything is said that can be."""

from __future__ import annotations

from careplan.language.decode import decode_cases, decode_enrolment
from careplan.language.source import Source

ENROLMENT = """
    id = "6f0c2d4e-9d1b-4c5a-8f3e-2b7a1c9d0e4f"
    program = "plans/walks.toml"
    start = 2026-03-02
    timezone = "Europe/London"
    site = "site.toml"
    horizon = 2027-03-02

    [pin]
    version = "1.0.0"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    [person]
    alias = "A17"
    name = "Sam Hill"
    hours = { mon = "17:00-21:00", sat = "09:00-13:00" }
    away = [{ from = 2026-04-10, to = 2026-04-17 }]
    busy = "busy.ics"
    medicines = ["one", "another"]

    [team]
    coach = { name = "Jo Park", email = "jo@clinic.example", phone = "000" }

    [choices.walk]
    on = ["mon", "thu"]
    at = "19:00"

    [decisions]
    response = "partial"

    [anchors]
    due-date = 2026-09-01

    [facts]
    arm = "a"

    [calendars.patient]
    privacy = "full"
    consent = 2026-02-27
    client = "google"
    via = "feed"
    reminders = "both"
    quiet = "22:00-07:00"

    [[ledger]]
    at = 2026-03-04T09:12:00Z
    verb = "record"
    occurrence = "walk-1"
    result = "done"
    on = 2026-03-02T10:00:00
    by = "the coach"

    [[ledger]]
    at = 2026-03-05T09:12:00Z
    verb = "decide"
    decision = "response"
    option = "full"

    [[ledger]]
    at = 2026-03-06T09:12:00Z
    verb = "set"
    name = "due-date"
    value = 2026-09-08

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "move"
    occurrence = "walk-2"
    to = 2026-03-09T11:00:00
    rest = "slide"
    override = true
    reason = "a day off"

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "add"
    activity = "walk"
    on = 2026-03-10

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "pause"
    from = 2026-03-16
    until = 2026-03-22
    rest = "drop"
    habits = true

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "begin"
    phase = "opening"
    on = 2026-04-06

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "extend"
    phase = "opening"
    length = "6 weeks"

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "extend"
    horizon = 2027-09-01

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "end"
    on = 2027-10-01

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "set"
    name = "timezone"
    value = "America/New_York"
    keep = "instant"

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "set"
    name = "calendars.coach.privacy"
    value = "busy"

    [[ledger]]
    at = 2026-03-06T09:13:00Z
    verb = "amend"
    program = "plans/walks-2.toml"
    version = "2.0.0"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    effective = 2026-04-08
    was = "plans/walks-1.toml"

    [[ledger]]
    at = 2026-03-06T09:14:00Z
    verb = "undo"
    entry = 3
    reason = "another person's date"
"""
CASE = """
    [[case]]
    name = "everything"
    source = "https://example.org/label"
    start = 2026-03-02
    timezone = "Europe/London"
    horizon = 2027-03-02
    person = { away = [2026-04-10] }
    facts = { arm = "a" }
    decisions = { response = "partial" }
    dates = { walk = ["2026-03-02 19:00"] }
"""


def test_an_enrolment_may_say_all_of_this() -> None:
    """Nothing is wrong with it, and each part arrives."""
    found, wrong = decode_enrolment(Source(name="a17.toml", text=ENROLMENT))
    assert wrong == ()
    assert found is not None
    assert found.person is not None
    assert found.pin is not None
    assert found.person.medicines == ("one", "another")
    assert [member.phone for member in found.team] == ["000"]
    assert [str(stream.consent) for stream in found.streams] == ["2026-02-27"]
    assert (found.decisions, found.facts) == (
        (("response", "partial"),),
        (("arm", "a"),),
    )
    assert [type(entry.act).__name__ for entry in found.ledger] == [
        "Record",
        "Decide",
        "Redate",
        "Move",
        "Add",
        "Pause",
        "Begin",
        "Extend",
        "Extend",
        "End",
        "Relocate",
        "Adjust",
        "Amend",
        "Undo",
    ]
    assert [entry.by or entry.reason for entry in found.ledger] == [
        "the coach",
        None,
        None,
        "a day off",
        *[None] * 9,
        "another person's date",
    ]


def test_a_case_may_say_all_of_this() -> None:
    """It takes what an enrolment takes, but no names and no streams."""
    cases, wrong = decode_cases(Source(name="walks.cases.toml", text=CASE))
    assert wrong == ()
    assert cases is not None
    (case,) = cases
    assert case.facts == (("arm", "a"),)
    assert case.person is not None
    assert [str(span.first) for span in case.person.away] == ["2026-04-10"]
