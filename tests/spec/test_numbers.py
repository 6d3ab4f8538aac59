"""Names and identity: what an occurrence is called, and what it is."""

from __future__ import annotations

from tests.spec.plan import legal

PROGRAM = """
    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [
      { activity = "visit", on = ["tue", "fri"] },
      { activity = "call", each = "visit", offset = "1 day" },
    ]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "visit", on = "tue" }]
"""
KEYS = [
    "f:1~1/visit#1.0",
    "f:1~1/visit#1.0>f:1~1/call#1.0",
    "f:1~1/visit#2.0",
    "f:1~1/visit#2.0>f:1~1/call#1.0",
    "f:1~1/visit#3.0",
    "f:1~1/visit#3.0>f:1~1/call#1.0",
    "f:1~1/visit#4.0",
    "f:1~1/visit#4.0>f:1~1/call#1.0",
    "g:1~1/visit#1.0",
]


def test_names_count_in_the_phase_and_running_numbers_through_the_program() -> None:
    """`g/visit-1` is also `visit-5`."""
    found = legal(PROGRAM)
    assert [(one.name, one.running) for one in found.schedule.occurrences] == [
        ("f/visit-1", "visit-1"),
        ("f/call-1", "call-1"),
        ("f/visit-2", "visit-2"),
        ("f/call-2", "call-2"),
        ("f/visit-3", "visit-3"),
        ("f/call-3", "call-3"),
        ("f/visit-4", "visit-4"),
        ("f/call-4", "call-4"),
        ("g/visit-1", "visit-5"),
    ]


def test_numbers_are_given_by_nominal_time() -> None:
    """The first by plan is number 1 even if it was moved behind the second."""
    found = legal("""
    [[phases]]
    id = "f"
    length = "5 days"
    schedule = [{ activity = "visit", day = 5, not_before = "2026-03-10" }]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "visit", day = 1 }]
    """)
    assert [
        (found.spell(one.placed), one.name, one.running)
        for one in found.schedule.occurrences
    ] == [
        ("Sat 7 Mar", "g/visit-1", "visit-2"),
        ("Tue 10 Mar", "f/visit-1", "visit-1"),
    ]


def test_names_go_on_through_the_cycles_of_a_phase() -> None:
    """The second cycle's visit is number 2 of its phase; its key says the cycle."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 2
    schedule = [{ activity = "visit", day = 1 }]
    """)
    assert found.agenda() == ["Mon 2 Mar c/visit-1", "Mon 9 Mar c/visit-2"]
    assert found.identities() == ["c:1~1/visit#1.0", "c:2~1/visit#1.0"]


def test_what_it_is_has_no_date_in_it() -> None:
    """Phase, cycle, rule and slot; for a companion its parent's besides."""
    assert legal(PROGRAM).identities() == KEYS


def test_another_start_moves_no_identity() -> None:
    """Begun a week later, on another weekday: the same sessions, other dates."""
    assert sorted(legal(PROGRAM, start="2026-03-12").identities()) == sorted(KEYS)


def test_other_weekdays_move_no_identity() -> None:
    """Monday and Thursday instead: the same sessions, other dates."""
    assert legal(PROGRAM.replace('"tue", "fri"', '"mon", "thu"')).identities() == KEYS


def test_closed_days_move_no_identity() -> None:
    """A session moved to another day is the same session."""
    found = legal(PROGRAM, site="closed = [2026-03-06, 2026-03-10]")
    assert sorted(found.identities()) == sorted(KEYS)


def test_an_exception_takes_one_away_and_renames_no_other_key() -> None:
    """Without 6 March, slot 2 is gone; 3 and 4 are what they were."""
    found = legal(PROGRAM.replace('"fri"] }', '"fri"], except = [2026-03-06] }'))
    assert found.identities() == [
        key for key in KEYS if not key.startswith("f:1~1/visit#2")
    ]


def test_another_order_of_the_file_moves_no_identity() -> None:
    """Rules may change places."""
    swapped = """
    [[phases]]
    id = "f"
    length = "2 weeks"
    schedule = [
      { activity = "call", each = "visit", offset = "1 day" },
      { activity = "visit", on = ["tue", "fri"] },
    ]

    [[phases]]
    id = "g"
    length = "1 week"
    schedule = [{ activity = "visit", on = "tue" }]
    """
    assert legal(swapped).identities() == KEYS


def test_a_longer_count_keeps_what_was_there() -> None:
    """Ten sessions instead of four: the first four are the same."""
    rule = '[[schedule]]\nactivity = "visit"\non = "tue"\ncount = {}'
    assert legal(rule.format(10)).identities()[:4] == legal(rule.format(4)).identities()


def test_no_two_occurrences_are_the_same() -> None:
    """Several times a day, several under each parent, several cycles: all differ."""
    found = legal("""
    [[phases]]
    id = "c"
    length = "1 week"
    repeat = 3
    schedule = [
      { activity = "pill", every = "1 day", at = ["08:00", "20:00"] },
      { activity = "visit", days = [1, 4] },
      { activity = "note", each = "visit", offset = "0-2 days" },
      { activity = "form", each = "note" },
    ]
    """)
    keys, names = found.identities(), [one.name for one in found.schedule.occurrences]
    assert len(keys) == 3 * (14 + 2 + 6 + 6)
    assert len(set(keys)) == len(keys)
    assert len(set(names)) == len(names)
