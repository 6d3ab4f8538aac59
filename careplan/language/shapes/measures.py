"""Shapes that measure: amounts, offsets, windows, day numbers, numbers of parents."""

from __future__ import annotations

from careplan.language.amounts import amount, magnitude, offsets
from careplan.language.findings import Spot, UnreadableError
from careplan.language.ordinals import (
    check_ordinal,
    check_study_day,
    study_days,
    which,
)
from careplan.language.schema import forms
from careplan.language.schema.field import Shape, optional, shape, table
from careplan.language.schema.lists import checked, joined
from careplan.language.schema.plain import small, spoken
from careplan.language.schema.row import read_table, wrong_type
from careplan.model.amount import Amount, Duration, Period
from careplan.model.program import Which, Window

WINDOW_WORDS = "an amount of time or a list of two"


def _check_positive(found: Amount, spot: Spot) -> None:
    if magnitude(found) <= 0:
        raise UnreadableError(
            "bad-amount", f"{spot.name} is {{}}, but must be more than 0", str(found)
        )


def _check_not_negative(found: Amount, spot: Spot) -> None:
    if magnitude(found) < 0:
        raise UnreadableError(
            "bad-amount", f"{spot.name} is {{}}, but cannot be negative", str(found)
        )


def _check_whole_days(found: Amount, spot: Spot) -> None:
    if isinstance(found, Duration):
        raise UnreadableError(
            "bad-amount",
            f"{spot.name} is {{}}, but must be in days or longer units",
            str(found),
        )


def _offsets(value: object, spot: Spot) -> tuple[Amount, ...]:
    if not isinstance(value, str):
        raise wrong_type(value, spot, "an amount of time such as `7 days`")
    return offsets(small(value, spot, "amounts of time", "bad-amount"))


def _study_days(value: object, spot: Spot) -> tuple[int, ...]:
    if isinstance(value, str):
        return study_days(small(value, spot, "day numbers", "bad-number"))
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(value, spot, "a day number or a range such as `1-21`")
    return (check_study_day(value, str(value), None),)


def _which(value: object, spot: Spot) -> tuple[Which, ...]:
    if isinstance(value, str):
        return (which(small(value, spot, "numbers", "bad-number")),)
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(value, spot, "a number or a text such as `3-last`")
    return (Which(numbers=(check_ordinal(value, str(value), None),)),)


def _all_which(value: object, spot: Spot) -> Which | None:
    """Lay the selections of a list together; `every` cannot be part of a list."""
    found = _PARENTS.read(value, spot)
    if found is None:
        return None
    if len(found) == 1:
        return found[0]
    if any(one.every for one in found):
        raise UnreadableError("bad-number", f"{spot.name} mixes `every` with others")
    return Which(
        numbers=tuple(number for one in found for number in one.numbers),
        ranges=tuple(range_ for one in found for range_ in one.ranges),
        last=any(one.last for one in found),
    )


def _window(value: object, spot: Spot) -> Window | None:
    match value:
        case str():
            return _symmetric(value, spot)
        case [_, _]:
            low, high = (AMOUNT.read(one, spot.entry(n)) for n, one in enumerate(value))
            if low is None or high is None:
                return None
            return Window(low=low, high=high)
        case dict():
            return _sides(value, spot)
        case list():
            raise UnreadableError("wrong-type", f"{spot.name} needs two amounts")
        case _:
            raise wrong_type(value, spot, WINDOW_WORDS)


def _symmetric(text: str, spot: Spot) -> Window | None:
    reach = NOT_NEGATIVE.read(text, spot)
    if reach is None:
        return None
    return Window(low=reach.times(-1), high=reach)


def _sides(value: dict[str, object], spot: Spot) -> Window | None:
    sides = read_table(WINDOW_SIDES, value, spot)
    if sides is None or not (sides.says(EARLIEST) or sides.says(LATEST)):
        raise UnreadableError("missing-key", f"{spot.name} names no side")
    return Window(low=sides.get(EARLIEST), high=sides.get(LATEST))


def _narrow_days(value: object, spot: Spot) -> Period | None:
    found = POSITIVE.read(value, spot)
    if found is None:
        return None
    _check_whole_days(found, spot)
    return found if isinstance(found, Period) else None


AMOUNT: Shape[Amount] = spoken("an amount of time", "bad-amount", amount)
POSITIVE = checked(AMOUNT, _check_positive)
NOT_NEGATIVE = checked(AMOUNT, _check_not_negative)
LENGTH = shape("an amount of time in days or longer", _narrow_days, form=AMOUNT.form)

OFFSETS = joined(
    shape("an amount of time", _offsets, form=AMOUNT.form),
    "one or more amounts of time",
)
STUDY_DAYS = joined(
    shape("a day number", _study_days, form=forms.any_of(forms.INTEGER, forms.TEXT)),
    "day numbers",
    repeated="bad-number",
)

_NUMBERS = "numbers of occurrences"
_NUMBER = forms.any_of({**forms.INTEGER, "minimum": 1}, forms.TEXT)
_PARENTS = joined(shape("a number of an occurrence", _which, form=_NUMBER), _NUMBERS)
WHICH = shape(_NUMBERS, _all_which, form=_PARENTS.form)

EARLIEST = optional(
    "earliest",
    AMOUNT,
    "How far from the date it may begin at the earliest.",
    '"-1 day"',
)
LATEST = optional(
    "latest", AMOUNT, "How far from the date it may begin at the latest.", '"4 days"'
)
WINDOW_SIDES = table(
    "window",
    "a window",
    "window = { … }",
    "A window with an open side: the side that is not said.",
    EARLIEST,
    LATEST,
)

WINDOW = shape(
    WINDOW_WORDS,
    _window,
    form=forms.any_of(
        AMOUNT.form, forms.many(AMOUNT.form, 2, 2), forms.table(WINDOW_SIDES.name)
    ),
)
