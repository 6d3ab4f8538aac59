"""Suggestions: one clear nearest word, otherwise silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careplan.language.suggest import advice, listed, nearest

WORDS = ("offset", "every", "first", "taper", "at", "on")
LAW = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ofset", "offset"),
        ("offest", "offset"),
        ("OFFSET", "offset"),
        ("evry", "every"),
        ("frist", "first"),
        ("weekly", None),
        ("a", "at"),
        ("ot", None),
        ("", None),
        ("x" * 65, None),
        ("unrelated", None),
    ],
)
def test_the_nearest_word(typed: str, meant: str | None) -> None:
    assert nearest(typed, WORDS) == meant


def test_the_same_word_twice_is_no_tie() -> None:
    assert nearest("evry", ("every", "every")) == "every"


def test_few_words_are_listed_and_many_are_not() -> None:
    assert advice("zzzzzz", ("a1", "b2", "c3")) == "it can be `a1`, `b2` or `c3`"
    assert advice("zzzzzz", [f"word{number}" for number in range(8)]) == ""
    assert advice("zzzzzz", ()) == ""
    assert listed(("only",)) == "`only`"


def slips(one: str, other: str) -> int:
    """Count slips the plain way: the whole table of optimal string alignment."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if i == 0 or j == 0:
                table[i][j] = i + j
                continue
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            swapped = i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]
            if swapped:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@LAW
@given(
    st.text("abc", min_size=1, max_size=9),
    st.lists(st.text("abc", min_size=1, max_size=9), unique=True, max_size=5),
)
def test_it_is_the_one_with_fewest_slips(typed: str, known: list[str]) -> None:
    allowed = min(3, max(1, len(typed) // 3))
    near = sorted((slips(typed, word), word) for word in known)
    near = [found for found in near if found[0] <= allowed]
    clear = near and [found[0] for found in near].count(near[0][0]) == 1
    assert nearest(typed, known) == (near[0][1] if clear else None)
