"""Named anchors: dates that the enrolment gives."""

from __future__ import annotations

from tests.spec.plan import days, legal, problems

QUIT = """
    [anchors.quit-date]
    title = "The day you stop smoking"
"""


def test_an_anchor_is_a_date_of_the_enrolment() -> None:
    """Tablets begin a week before the quit date."""
    assert (
        days(
            QUIT
            + """
    [[schedule]]
    activity = "pill"
    from = "quit-date - 7 days"
    """,
            plan="[anchors]\nquit-date = 2027-01-04",
        )
        == "Mon 28 Dec"
    )


def test_an_anchor_may_have_a_time() -> None:
    """Nothing to eat from six hours before surgery."""
    assert (
        days(
            """
    [anchors.surgery]

    [[schedule]]
    activity = "note"
    from = "surgery - 6 h"
    """,
            plan="[anchors]\nsurgery = 2026-05-04T08:00:00",
        )
        == "Mon 4 May 02:00"
    )


def test_an_anchors_time_drops_what_lies_earlier_that_day() -> None:
    """After a birth at 15:00 the first tablet is that evening's."""
    assert (
        days(
            """
    [anchors.birth]

    [[schedule]]
    activity = "pill"
    from = "birth"
    every = "1 day"
    at = ["08:00", "20:00"]
    count = 2
    """,
            plan="[anchors]\nbirth = 2026-05-04T15:00:00",
        )
        == "Mon 4 May 20:00, Tue 5 May 08:00"
    )


def test_an_anchor_without_a_value_is_an_error_at_the_expression() -> None:
    """A plan that needs the quit date cannot be made without it."""
    assert problems(
        QUIT
        + """
    [[schedule]]
    activity = "pill"
    from = "quit-date - 7 days"
    """
    ) == [
        (
            "anchor-value-missing: `quit-date - 7 days` needs the date of `quit-date`,"
            " which the enrolment does not give"
        )
    ]


def test_an_optional_anchor_without_a_value_leaves_its_rule_out() -> None:
    """Nobody knows the surgery's date yet: a notice says what waits for it."""
    found = legal("""
    [anchors.surgery]
    optional = true

    [[schedule]]
    activity = "note"
    from = "surgery"

    [[schedule]]
    activity = "form"
    day = 2
    """)
    assert found.agenda() == ["Tue 3 Mar form-1"]
    assert found.notices() == ["note is left out: surgery has no date yet"]


def test_an_optional_anchor_in_any_part_of_a_rule_leaves_it_out() -> None:
    """An end, a limit or a step that is not known keeps the rule from happening."""
    found = legal("""
    [anchors.surgery]
    optional = true

    [[schedule]]
    activity = "note"
    every = "1 day"
    until = "surgery"

    [[schedule]]
    activity = "form"
    not_after = "surgery"

    [[schedule]]
    activity = "walk"
    not_before = "surgery"

    [[schedule]]
    activity = "visit"
    taper = [{ every = "1 week", until = "surgery" }, { every = "1 day", count = 2 }]
    """)
    assert found.agenda() == []
    assert sorted(found.notices()) == [
        f"{name} is left out: surgery has no date yet"
        for name in ("form", "note", "visit", "walk")
    ]


def test_an_anchor_may_have_many_dates() -> None:
    """A call a week after each of two admissions; the third is not known."""
    found = legal(
        """
    [anchors.admission]
    many = true

    [[schedule]]
    activity = "call"
    from = "admission[1] + 1 week"

    [[schedule]]
    id = "second"
    activity = "call"
    from = "admission[2] + 1 week"

    [[schedule]]
    id = "third"
    activity = "call"
    from = "admission[3] + 1 week"
    """,
        plan="[anchors]\nadmission = [2026-03-09, 2026-04-20]",
    )
    assert found.days() == "Mon 16 Mar, Mon 27 Apr"
    assert found.notices() == ["third is left out: admission[3] has no date yet"]


def test_a_phase_may_begin_at_an_anchor() -> None:
    """The course begins when the device arrives."""
    found = legal(
        """
    [anchors.device]

    [[phases]]
    id = "course"
    from = "device + 1 day"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
    """,
        plan="[anchors]\ndevice = 2026-03-10",
    )
    assert found.agenda() == ["Wed 11 Mar course/visit-1"]


def test_a_time_that_the_clocks_skip_is_read_before_the_change_with_a_notice() -> None:
    """01:30 on 29 March does not exist in London; 02:30 stands for it."""
    found = legal(
        """
    [[schedule]]
    activity = "note"
    offset = "0 h"
    """,
        start="2026-03-29T01:30:00",
    )
    assert found.days() == "Sun 29 Mar 02:30"
    assert found.notices() == [
        "the clocks skip Sun 29 Mar 2026 01:30; Sun 29 Mar 2026 02:30 stands for it"
    ]
