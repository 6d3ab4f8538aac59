"""The agenda and the month grid: what a person reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from careplan.model.program import Phase
from careplan.model.schedule import Key, Lost, Schedule, State
from careplan.render.agenda import agenda
from careplan.render.month import month_grid
from tests.render.schedules import (
    COURSE,
    DIARY,
    HERE,
    MONDAY,
    WALK,
    activity,
    moved,
    occurrence,
    on,
    rule,
    view,
)

UNSURE = State.PROVISIONAL


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def body(text: str) -> str:
    """Give what follows the heading."""
    return text.split("\n\n", maxsplit=1)[1]


def test_nothing_is_said_to_be_nothing() -> None:
    assert agenda(view()) == (
        "Walking\n"
        "walks 1.0.0, start Mon 2 Mar 2026, times in Europe/London\n"
        "\n"
        "Nothing is scheduled.\n"
    )
    assert month_grid(view()).endswith("\nNothing is scheduled.\n")


def test_marks_say_what_is_special() -> None:
    states = (State.PLANNED, State.DONE, State.MISSED, State.CANCELLED)
    shown = view(
        *(
            occurrence(WALK, n, day(n), "10:00", state=state)
            for n, state in enumerate(states, start=1)
        ),
        replace(moved(WALK, 5, day(8), "10:00"), state=State.PROVISIONAL),
    )
    assert (
        body(agenda(shown))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1  Tue  3 Mar 2026 10:00  Walk                                   walk-1
 =          Wed  4 Mar 2026 10:00  Walk                                   walk-2
 !          Thu  5 Mar 2026 10:00  Walk                                   walk-3
 x          Fri  6 Mar 2026 10:00  Walk                                   walk-4
 *? week 2  Tue 10 Mar 2026 10:00  Walk                                   walk-5

 * moved from its nominal date; ? to be confirmed; = done; ! missed; x cancelled

Moved:
  walk-5: Wed 11 Mar 2026 10:00 -> Tue 10 Mar 2026 10:00
      a holiday, Good Friday
"""
    )


def test_a_series_is_one_line_where_it_says_the_same() -> None:
    daily = [occurrence(DIARY, n + 1, day(n), "20:00") for n in range(3)]
    weekly = [occurrence(DIARY, n + 4, day(7 * n + 7), "21:00") for n in range(3)]
    loose = [occurrence(DIARY, n + 7, day(n * n + 30), "22:00") for n in range(3)]
    last = [occurrence(DIARY, 10, day(50), "20:00", label="the last")]
    assert (
        body(agenda(view(*daily, *weekly, *loose, *last)))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026 20:00  Diary                              diary-1..3
                                   daily until Wed 4 Mar 2026, 3 times
    week 2  Mon  9 Mar 2026 21:00  Diary                              diary-4..6
                                   weekly until Mon 23 Mar 2026, 3 times
    week 5  Wed  1 Apr 2026 22:00  Diary                              diary-7..9
                                   until Sun 5 Apr 2026, 3 times
    week 8  Tue 21 Apr 2026 20:00  Diary: the last                      diary-10
"""
    )


def test_a_period_says_its_last_day_and_days_have_no_time() -> None:
    course = occurrence(COURSE, 1, day(0), ends=on(day(6)))
    form = occurrence(activity("form", "Form"), 1, day(1))
    shown = view(course, form)
    assert (
        body(agenda(shown))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026        Course                               course-1
                                   until Sun 8 Mar 2026
            Tue  3 Mar 2026        Form                                   form-1
"""
    )
    assert month_grid(shown).split("\n")[6:8] == [
        "  2 C        3 CF       4 C        5 C        6 C        7 C        8 C",
        "  9         10         11         12         13         14         15",
    ]


def test_days_before_a_phase_and_rules_of_none_have_their_place() -> None:
    early = occurrence(WALK, 1, day(-3), "10:00")
    free = occurrence(
        WALK,
        2,
        day(1),
        "10:00",
        rule=rule(WALK, None),
        key=Key(phase=None, rule="walk", ordinal=1),
    )
    assert (
        body(agenda(view(early, free)))
        == """\
First weeks, from Mon 2 Mar 2026
    before  Fri 27 Feb 2026 10:00  Walk                                   walk-1

Throughout
    week 1  Tue  3 Mar 2026 10:00  Walk                                   walk-2
"""
    )


def test_cycles_are_parts_of_their_own() -> None:
    phase = Phase(id="opening", repeat=2, place=HERE)
    cycles = [
        occurrence(
            WALK,
            n,
            day(n),
            "10:00",
            key=Key(phase="opening", cycle=n, rule="walk", ordinal=1),
        )
        for n in (1, 2)
    ]
    shown = view(*cycles)
    shown = replace(shown, program=replace(shown.program, phases=(phase,)))
    lines = agenda(shown).split("\n")
    heads = [line for line in lines if line.startswith("opening")]
    assert heads == [
        "opening, cycle 1 of 2, from Mon 2 Mar 2026",
        "opening, cycle 2 of 2, from Mon 2 Mar 2026",
    ]


def test_times_are_those_of_the_persons_zone() -> None:
    there = on(day(0), "10:00", "America/New_York")
    shown = view(occurrence(WALK, 1, day(0), placed=there, nominal=there, ends=there))
    assert " 15:00 " in body(agenda(shown))


def test_long_and_wide_titles_are_wrapped_within_eighty_columns() -> None:
    long = activity("walk", "A walk " + "with a very long name " * 3 + "x" * 60)
    wide = activity("diary", "日記を書いてください" * 5)
    shown = view(
        occurrence(long, 1, day(0), "10:00"), occurrence(wide, 1, day(1), "10:00")
    )
    for line in (*agenda(shown).split("\n"), *month_grid(shown).split("\n")):
        assert sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) <= 80


def test_weeks_of_three_figures_have_a_blank_after_them() -> None:
    """In every part alike, so that days stand under each other."""
    shown = view(
        occurrence(WALK, 1, day(0), "10:00"), occurrence(WALK, 2, day(700), "10:00")
    )
    assert (
        body(agenda(shown))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1   Mon  2 Mar 2026 10:00  Walk                                  walk-1
    week 101 Mon 31 Jan 2028 10:00  Walk                                  walk-2
"""
    )


NARROW = """\
Walking
walks 1.0.0, start Mon 2 Mar 2026,
  times in Europe/London

First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026 10:00
      Walk                        walk-1
 *          Thu  5 Mar 2026 10:00
      Exercise at home with   exercise-1
      a physiotherapist
    week 2  Tue 10 Mar 2026
      Rest
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      xxxxxxxxxxxxxxxx
      what-somebody-called-a-rule-1

 * moved from its nominal date

Moved:
  exercise-1: Fri 6 Mar 2026 10:00
      -> Thu 5 Mar 2026 10:00
      a holiday, Good Friday
"""


def test_on_a_narrow_page_what_stands_below_when() -> None:
    """Nothing is wider than the page, however long names are."""
    long = activity("exercise", "Exercise at home with a physiotherapist")
    named = activity("what-somebody-called-a-rule", "Rest " + "x" * 50)
    shown = replace(
        view(
            occurrence(WALK, 1, day(0), "10:00"),
            moved(long, 1, day(3), "10:00"),
            occurrence(named, 1, day(8)),
        ),
        columns=40,
    )
    assert agenda(shown) == NARROW


def test_nothing_in_a_title_can_move_the_cursor() -> None:
    title = "Walk\x1b[2J \u202eback\u200b"
    shown = view(occurrence(activity("walk", title), 1, day(0), "10:00"))
    for text in (agenda(shown), month_grid(shown)):
        assert all(letter.isprintable() or letter == "\n" for letter in text)
        assert r"\u001B" in text


def test_what_was_left_out_and_what_waits_is_said() -> None:
    lost = Lost(rule=rule(WALK), moment=on(day(2), "10:00"), reason="excepted")
    shown = view(occurrence(WALK, 1, day(0), "10:00"))
    schedule = Schedule(
        occurrences=shown.schedule.occurrences,
        lost=(lost,),
        notices=("waits for response (asked at opening/walk-1)",),
    )
    assert body(agenda(replace(shown, schedule=schedule))).endswith(
        "\n"
        "\n"
        "Left out:\n"
        "  walk, Wed 4 Mar 2026 10:00: excepted\n"
        "\n"
        "Notices:\n"
        "  waits for response (asked at opening/walk-1)\n"
    )


def test_a_roles_view_tells_titles_and_no_reasons() -> None:
    shown = view(moved(WALK, 1, day(0), "10:00"), occurrence(DIARY, 1, day(1), "20:00"))
    key = shown.schedule.occurrences[0].key.text
    text = agenda(replace(shown, role="coach", titles={key: "Appointment"}))
    assert (
        text
        == """\
Walking
walks 1.0.0, start Mon 2 Mar 2026, times in Europe/London
as the calendar for `coach` says it

First weeks, from Mon 2 Mar 2026
 *  week 1  Mon  2 Mar 2026 10:00  Appointment                            walk-1

 * moved from its nominal date

Moved:
  walk-1: Tue 3 Mar 2026 10:00 -> Mon 2 Mar 2026 10:00
"""
    )


def test_activities_have_letters_of_their_own() -> None:
    several = [
        occurrence(activity(name, name.title()), 1, day(0), "10:00")
        for name in ("walk", "wait", "warm", "w")
    ]
    several.append(occurrence(DIARY, 1, day(0), "10:00"))
    text = month_grid(view(*several))
    assert "\n  2 WARB.  " in text
    assert text.split("\n")[-6:] == [
        "  W Walk",
        "  A Wait",
        "  R Warm",
        "  B W",
        "  . Diary",
        "",
    ]


def test_a_crowded_day_says_that_there_is_more() -> None:
    crowd = [
        occurrence(activity(f"a{n}", f"A{n}"), 1, day(0), "10:00") for n in range(9)
    ]
    assert "  2 " + "ABCDEF+" in month_grid(view(*crowd))


def test_several_times_a_day_are_one_line_with_its_times() -> None:
    """What begins in the middle of a day has its first day for itself."""
    clocks = ("06:00", "14:00", "22:00")
    doses = [(day(n // 3), clocks[n % 3]) for n in range(1, 9)]
    shown = view(*(occurrence(DIARY, n, *dose) for n, dose in enumerate(doses, 1)))
    assert (
        body(agenda(shown))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026 14:00  Diary                                 diary-1
            Mon  2 Mar 2026 22:00  Diary                                 diary-2
            Tue  3 Mar 2026 06:00  Diary                              diary-3..8
                                   daily at 06:00, 14:00, 22:00 until Wed 4 Mar
                                   2026, 6 times
"""
    )


def test_a_series_at_two_times_by_turns_is_two_lines() -> None:
    """The numbers of neither follow each other, and the line does not say so."""
    turns = [(day(n * 3 + n % 2), f"{18 + n % 2}:00") for n in range(8)]
    shown = view(*(occurrence(DIARY, n, *turn) for n, turn in enumerate(turns, 1)))
    assert (
        body(agenda(shown))
        == """\
First weeks, from Mon 2 Mar 2026
    week 1  Mon  2 Mar 2026 18:00  Diary                          diary-1, 3 ...
                                   until Fri 20 Mar 2026, 4 times
            Fri  6 Mar 2026 19:00  Diary                          diary-2, 4 ...
                                   until Tue 24 Mar 2026, 4 times
"""
    )


def test_a_provisional_series_leaves_out_the_number_that_moved() -> None:
    days = [occurrence(DIARY, n, day(n), "20:00", state=UNSURE) for n in range(1, 8)]
    days[3] = replace(moved(DIARY, 4, day(4), "21:00"), state=UNSURE)
    text = agenda(view(*days))
    assert (
        body(text)
        == """\
First weeks, from Mon 2 Mar 2026
 ?  week 1  Tue  3 Mar 2026 20:00  Diary                        diary-1..3, 5..7
                                   until Mon 9 Mar 2026, 6 times
 *?         Fri  6 Mar 2026 21:00  Diary                                 diary-4

 * moved from its nominal date; ? to be confirmed

Moved:
  diary-4: Sat 7 Mar 2026 21:00 -> Fri 6 Mar 2026 21:00
      a holiday, Good Friday
"""
    )


def test_one_mark_is_enough_for_a_day_to_be_confirmed() -> None:
    form = activity("form", "Form")
    text = month_grid(
        view(
            occurrence(WALK, 1, day(0), "10:00", state=UNSURE),
            occurrence(form, 1, day(0), state=UNSURE),
            occurrence(DIARY, 1, day(0), "20:00"),
            occurrence(WALK, 2, day(1), "10:00", state=UNSURE),
            occurrence(form, 2, day(1)),
            occurrence(DIARY, 2, day(2), "20:00", state=UNSURE),
            replace(moved(WALK, 3, day(3), "10:00"), state=UNSURE),
        )
    )
    assert "\n  2 ?WF.     3 W?F      4 ?.       5 ?W*      6 " in text
    assert "  ? to be confirmed; before the first letter, the whole day is\n" in text
