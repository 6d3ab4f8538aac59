"""Missed ones: they move nothing, unless the program says that they are made up for."""

from __future__ import annotations

import pytest

from tests.spec.plan import legal, problems, record

WEEKLY = """
    [[schedule]]
    activity = "visit"
    every = "1 week"
    count = 4
"""
TAPER = """
    [[phases]]
    id = "f"

    [[phases.schedule]]
    activity = "visit"
    taper = [{ every = "1 week", count = 3 }, { every = "2 weeks", count = 2 }]
"""
PATTERN = """
    [[phases]]
    id = "f"
    length = "2 weeks"

    [[phases.schedule]]
    activity = "visit"
    on = ["tue", "fri"]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "note" }]
"""
MISSED_SECOND = record("visit-2", "missed")


def test_a_missed_one_moves_nothing() -> None:
    """It stays where it was planned, and so does everything else."""
    found = legal(WEEKLY, plan=MISSED_SECOND)
    assert found.days() == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
    assert found.states() == ["visit-2 missed"]


def test_a_missed_link_of_a_chain_counts_from_its_planned_date() -> None:
    """The third is a week after the second was to be."""
    found = legal(WEEKLY + 'counted_from = "previous"\n', plan=MISSED_SECOND)
    assert found.days() == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"


def test_a_missed_parent_cancels_the_companions_after_it() -> None:
    """The preparation before it was done; the call after it has nothing to follow."""
    found = legal(
        WEEKLY
        + """
    [[schedule]]
    activity = "note"
    each = "visit"
    offset = "-1 day"

    [[schedule]]
    activity = "call"
    each = "visit"
    offset = "1 day"
    """,
        plan=MISSED_SECOND,
    )
    assert found.days("note") == "Sun 1 Mar, Sun 8 Mar, Sun 15 Mar, Sun 22 Mar"
    assert found.days("call") == "Tue 3 Mar, Tue 17 Mar, Tue 24 Mar"
    assert found.notices() == ["1 occurrence is cancelled: visit 2 was missed"]


def test_companions_keep_their_names_when_one_is_cancelled() -> None:
    """The call after the third visit stays the third call."""
    found = legal(
        WEEKLY
        + """
    [[schedule]]
    activity = "call"
    each = "visit"
    """,
        plan=MISSED_SECOND,
    )
    calls = [line for line in found.agenda() if "call" in line]
    assert calls == ["Mon 2 Mar call-1", "Mon 16 Mar call-3", "Mon 23 Mar call-4"]


def test_missed_ones_count_in_numbers() -> None:
    """`visit[3]` is the third slot, though the second was missed."""
    found = legal(
        WEEKLY + '\n[[schedule]]\nactivity = "note"\nfrom = "visit[3]"\n',
        plan=MISSED_SECOND,
    )
    assert found.days("note") == "Mon 16 Mar"


def test_a_rule_that_rests_on_a_missed_one_schedules_nothing() -> None:
    """And a notice says so."""
    found = legal(
        WEEKLY + '\n[[schedule]]\nactivity = "note"\nfrom = "visit[2] + 1 day"\n',
        plan=MISSED_SECOND,
    )
    assert found.days("note") == ""
    assert found.notices() == ["note is left out: visit 2 was missed"]


def test_first_and_last_skip_missed_ones() -> None:
    """The last visit was missed, so the third was the last."""
    found = legal(
        WEEKLY + '\n[[schedule]]\nactivity = "note"\nfrom = "visit.last"\n',
        plan=record("visit-4", "missed"),
    )
    assert found.days("note") == "Mon 16 Mar"


@pytest.mark.parametrize("policy", ["leave", "append", "slide"])
def test_what_may_be_made_up_for_passes_no_neighbour_either(policy: str) -> None:
    """The second of five days is closed, and the one after it is the next one's."""
    daily = f"""
    [[schedule]]
    activity = "visit"
    every = "1 day"
    count = 5
    if_closed = "next"
    if_missed = "{policy}"
    """
    assert problems(daily, site="closed = [2026-03-03]") == [
        (
            "no-legal-date: there is no legal date for number 2 of `visit`,"
            " nominally Tue 3 Mar 2026"
        )
    ]


@pytest.mark.parametrize("policy", ["append", "slide"])
def test_after_a_missed_one_neighbours_are_those_of_the_pattern(policy: str) -> None:
    """The first is missed; the Friday after it is closed and moves to Thursday."""
    twice = f"""
    [[schedule]]
    activity = "visit"
    on = ["tue", "fri"]
    count = 3
    if_missed = "{policy}"
    """
    found = legal(twice, site="closed = [2026-03-06]", plan=record("visit-1", "missed"))
    assert found.days("visit") == "Tue 3 Mar, Thu 5 Mar, Tue 10 Mar, Fri 13 Mar"


def test_append_gives_one_more_at_the_end() -> None:
    """Four are to be given, one was missed: a fifth, a week after the fourth."""
    found = legal(WEEKLY + 'if_missed = "append"\n', plan=MISSED_SECOND)
    assert found.agenda() == [
        "Mon 2 Mar visit-1",
        "Mon 9 Mar visit-2",
        "Mon 16 Mar visit-3",
        "Mon 23 Mar visit-4",
        "Mon 30 Mar visit-5",
    ]


def test_append_gives_one_more_for_each_missed_one() -> None:
    """Two missed, two more; one of those missed too, a third."""
    plan = MISSED_SECOND + record("visit-3", "missed")
    rule = WEEKLY + 'if_missed = "append"\n'
    assert legal(rule, plan=plan).days().endswith("Mon 30 Mar, Mon 6 Apr")
    plan += record("visit-5", "missed")
    assert legal(rule, plan=plan).days().endswith("Mon 6 Apr, Mon 13 Apr")


@pytest.mark.parametrize("policy", ["append", "slide"])
def test_what_an_end_leaves_no_place_for_is_told(policy: str) -> None:
    """The fifth would be four weeks after the start, and `until` is three."""
    rule = f'{WEEKLY}if_missed = "{policy}"\n'
    short = legal(rule + 'until = "start + 21 days"', plan=MISSED_SECOND)
    assert short.days() == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
    assert short.lost() == [
        "Mon 9 Mar visit: missed, and the series ends before it could be later"
    ]
    enough = legal(rule + 'until = "start + 28 days"', plan=MISSED_SECOND)
    assert (enough.days()[-6:], enough.lost()) == ("30 Mar", [])


def test_append_goes_on_as_the_last_step_of_a_taper_does() -> None:
    """Weekly three times, then every two weeks twice, and once more."""
    rule = TAPER + '    if_missed = "append"\n'
    assert (
        legal(rule, plan=record("visit-2", "missed")).days()
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 30 Mar, Mon 13 Apr, Mon 27 Apr"
    )


def test_slide_gives_the_missed_one_in_the_next_slot_of_its_step() -> None:
    """Three weekly ones are still given, and then the two-weekly ones follow."""
    rule = TAPER + '    if_missed = "slide"\n'
    assert (
        legal(rule, plan=record("visit-2", "missed")).days()
        == "Mon 2 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar, Mon 6 Apr, Mon 20 Apr"
    )


def test_slide_gives_the_missed_label_again() -> None:
    """Module 2 was missed, so it is what comes next."""
    rule = WEEKLY + 'if_missed = "slide"\nlabels = ["one", "two", "three", "four"]\n'
    assert legal(rule, plan=MISSED_SECOND).labels() == [
        "one",
        "two",
        "two",
        "three",
        "four",
    ]


def test_append_keeps_the_labels_of_the_others() -> None:
    """Module 2 was missed; module 3 comes as planned, and the last label goes on."""
    rule = WEEKLY + 'if_missed = "append"\nlabels = ["one", "two", "three", "four"]\n'
    assert legal(rule, plan=MISSED_SECOND).labels() == [
        "one",
        "two",
        "three",
        "four",
        "four",
    ]


def test_what_is_made_up_for_moves_the_phases_that_follow() -> None:
    """The fifth visit lies beyond the two weeks, so the next phase waits for it."""
    for way in ("append", "slide"):
        rule = PATTERN.replace(
            'on = ["tue", "fri"]', f'on = ["tue", "fri"]\n    if_missed = "{way}"'
        )
        found = legal(rule, plan=record("visit-2", "missed"))
        assert found.days("visit") == (
            "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar, Tue 17 Mar"
        )
        assert found.phases() == [
            "f: Mon 2 Mar .. Fri 20 Mar",
            "g: Fri 20 Mar .. Fri 27 Mar",
        ]


def test_nothing_is_made_up_for_unless_the_program_says_so() -> None:
    """A treatment is never repeated on our own."""
    found = legal(PATTERN, plan=record("visit-2", "missed"))
    assert found.days("visit") == "Tue 3 Mar, Fri 6 Mar, Tue 10 Mar, Fri 13 Mar"


def test_what_was_left_out_cannot_be_missed() -> None:
    """The site was closed and the visit dropped; nobody missed it."""
    rule = WEEKLY + 'if_closed = "drop"\n'
    assert problems(rule, plan=MISSED_SECOND, site="closed = [2026-03-09]") == [
        (
            "contradictory-record: this does not happen in the plan, so nobody can have"
            " missed it"
        ),
    ]


def test_a_taper_that_ends_on_weekdays_goes_on_with_them() -> None:
    """Twice a week, then on Mondays: the one that was missed comes a Monday later."""
    rule = """
    [[schedule]]
    activity = "visit"
    taper = [{ on = ["mon", "thu"], weeks = 1 }, { on = "mon", weeks = 2 }]
    if_missed = "append"
    """
    found = legal(rule, plan=record("visit-2", "missed", at="2026-03-06T12:00:00Z"))
    assert found.days() == "Mon 2 Mar, Thu 5 Mar, Mon 9 Mar, Mon 16 Mar, Mon 23 Mar"
