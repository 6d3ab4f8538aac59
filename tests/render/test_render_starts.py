"""Starts in few words: what is folded is what was there, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.model.diagnostic import Diagnostic
from careplan.render.starts import folded, listed, with_starts

MONDAY = date(2026, 3, 2)


def days(*numbers: int) -> tuple[date, ...]:
    """Give days by their distance from a Monday."""
    return tuple(MONDAY + timedelta(days=number) for number in numbers)


FOLDED = [
    ((0,), "Mon 2 Mar 2026"),
    ((0, 1), "Mon 2 Mar 2026; Tue 3 Mar 2026"),
    ((0, 1, 2), "Mon 2 Mar to Wed 4 Mar 2026"),
    ((-61, -60, -59), "Wed 31 Dec 2025 to Fri 2 Jan 2026"),
    ((0, 7), "Mon 2 Mar 2026; Mon 9 Mar 2026"),
    ((0, 7, 14), "every Mon from 2 Mar to 16 Mar 2026"),
    ((-63, -56, -49), "every Mon from 29 Dec 2025 to 12 Jan 2026"),
    (
        (0, 1, 2, 3, 10, 17),
        "Mon 2 Mar to Wed 4 Mar 2026; every Thu from 5 Mar to 19 Mar 2026",
    ),
    (
        (5, 6, 12, 13, 19, 20),
        "every Sat from 7 Mar to 21 Mar 2026; every Sun from 8 Mar to 22 Mar 2026",
    ),
]


@pytest.mark.parametrize(("numbers", "text"), FOLDED)
def test_days_in_a_row_and_weeks_in_a_row_are_folded(
    numbers: tuple[int, ...], text: str
) -> None:
    """Three make a row; whichever way is shorter is taken."""
    assert listed(days(*numbers)) == text


def test_of_many_the_first_dozen_is_listed() -> None:
    every_third = days(*range(0, 60, 3))
    assert listed(every_third).split("; ")[-2:] == ["Sat 4 Apr 2026", "and 8 more"]


@given(st.sets(st.integers(0, 70)))
def test_unfolding_gives_the_days_back(numbers: set[int]) -> None:
    given_days = days(*sorted(numbers))
    folds = folded(given_days)
    unfolded = [
        fold.first + timedelta(days=n * (fold.step or 1))
        for fold in folds
        for n in range(fold.size)
    ]
    assert sorted(unfolded) == list(given_days)
    assert [fold.first for fold in folds] == sorted(fold.first for fold in folds)


def test_a_diagnostic_says_for_which_start_it_speaks() -> None:
    found = Diagnostic(code="x", message="x", notes=("before",))
    first = "this is with a start on Mon 2 Mar 2026"
    assert with_starts(found, days(0), 1).notes == ("before", first)
    assert with_starts(found, days(0), 9).notes == ("before", first)
    assert with_starts(found, days(0, 4), 9).notes == (
        "before",
        first,
        "2 starts fail here: Mon 2 Mar 2026; Fri 6 Mar 2026",
    )
    assert with_starts(found, days(0, 1), 2).notes == (
        "before",
        first,
        "all 2 starts fail here",
    )
