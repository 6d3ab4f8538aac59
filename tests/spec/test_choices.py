"""Choices: what an enrolment says instead, of what the program lets it say."""

from __future__ import annotations

from tests.spec.plan import days, legal

PROGRAM = """
    [activities.visit]
    kind = "session"
    title = "Visit"
    at = "10:00"
    choose = ["on", "at"]

    [[phases]]
    id = "f"
    length = "1 week"
    schedule = [{ activity = "visit", on = ["tue", "fri"] }]

    [[phases]]
    id = "taper"
    length = "2 weeks"
    schedule = [{ activity = "visit", on = ["tue"] }]
"""


def test_what_was_chosen_is_told_where_it_holds() -> None:
    """The weekdays of a rule and the time; only what the rule does not say itself."""
    found = legal(PROGRAM, plan='[choices.visit]\non = ["mon", "thu"]\nat = "17:00"')
    assert found.trace("taper/visit-1")[1] == "choice: (mon, thu at 17:00)"
    found = legal(PROGRAM, plan='[choices.visit]\nat = "17:00"')
    assert found.trace("f/visit-1")[1] == "choice: (17:00)"
    own = PROGRAM.replace('"fri"] }', '"fri"], at = "09:00" }')
    found = legal(own, plan='[choices.visit]\nat = "17:00"')
    assert found.trace("f/visit-1")[1] == "nominal: Tue 3 Mar 09:00"


def test_chosen_weekdays_replace_the_rules_in_order() -> None:
    """Monday and Thursday instead of Tuesday and Friday; once a week on Monday."""
    assert (
        days(PROGRAM, plan='[choices.visit]\non = ["mon", "thu"]')
        == "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Mon 9 Mar 10:00, Mon 16 Mar 10:00"
    )


def test_a_rule_with_fewer_weekdays_takes_the_first_that_were_chosen() -> None:
    """Thursday was named first, so the taper is on Thursdays."""
    assert (
        days(PROGRAM, plan='[choices.visit]\non = ["thu", "mon"]')
        == "Mon 2 Mar 10:00, Thu 5 Mar 10:00, Thu 12 Mar 10:00, Thu 19 Mar 10:00"
    )


def test_a_choice_for_one_rule_comes_before_that_for_the_activity() -> None:
    """The taper on Wednesdays; its time is still the one chosen for all."""
    assert (
        days(
            PROGRAM,
            plan="""
    [choices.visit]
    on = ["mon", "thu"]
    at = "19:00"

    [choices."taper/visit"]
    on = "wed"
    """,
        )
        == "Mon 2 Mar 19:00, Thu 5 Mar 19:00, Wed 11 Mar 19:00, Wed 18 Mar 19:00"
    )


def test_fewer_chosen_weekdays_than_the_rule_has_are_as_many_as_were_chosen() -> None:
    """One weekday chosen for a rule of two: once a week."""
    assert (
        days(PROGRAM, plan='[choices.visit]\non = "sat"')
        == "Sat 7 Mar 10:00, Sat 14 Mar 10:00, Sat 21 Mar 10:00"
    )


def test_chosen_weekdays_hold_for_intervals_and_tapers() -> None:
    """Every 2 weeks on Tuesday, and a taper, on the chosen Thursday."""
    found = legal(
        """
    [activities.visit]
    kind = "session"
    title = "Visit"
    choose = ["on"]

    [[schedule]]
    id = "fortnightly"
    activity = "visit"
    every = "2 weeks"
    on = "tue"
    count = 2

    [[schedule]]
    id = "tapered"
    activity = "visit"
    from = "2026-06-01"
    on = "tue"
    taper = [
      { every = "1 week", count = 1 },
      { every = "2 weeks", count = 1 },
      { on = ["mon", "wed"], weeks = 1 },
    ]

    [[schedule]]
    id = "dated"
    activity = "visit"
    from = "2026-08-04"
    """,
        plan='[choices.visit]\non = ["thu", "sat"]',
    )
    assert found.days() == (
        "Thu 5 Mar, Thu 19 Mar, Thu 4 Jun, Thu 18 Jun, Thu 2 Jul, Sat 4 Jul, Tue 4 Aug"
    )


def test_an_interval_without_weekdays_has_none_to_replace() -> None:
    """Every 3 days stays every 3 days."""
    assert (
        days(
            """
    [activities.visit]
    kind = "session"
    title = "Visit"
    choose = ["on"]

    [[schedule]]
    activity = "visit"
    every = "3 days"
    count = 2
    """,
            plan='[choices.visit]\non = ["thu"]',
        )
        == "Mon 2 Mar, Thu 5 Mar"
    )


def test_a_choice_moves_no_identity() -> None:
    """Other weekdays and times are other dates of the same sessions."""
    chosen = '[choices.visit]\non = ["mon", "thu"]\nat = "19:00"'
    assert legal(PROGRAM, plan=chosen).identities() == legal(PROGRAM).identities()
