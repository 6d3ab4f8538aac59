"""Amounts of time as people write them: `7 days`, `-30 min`, `2 business days`.

An amount is a whole number and one unit.  Fractions, mixtures ("1 h 30 min") and ISO
durations are refused: every amount can be said in this one way.
"""

from __future__ import annotations

import re

from careplan.language.findings import UnreadableError
from careplan.language.suggest import did_you_mean, nearest
from careplan.model.amount import MINUTES_AN_HOUR, Amount, Duration, Period, Unit

UNITS: dict[str, Unit | int] = {
    "min": 1,
    "minute": 1,
    "minutes": 1,
    "h": MINUTES_AN_HOUR,
    "hour": MINUTES_AN_HOUR,
    "hours": MINUTES_AN_HOUR,
    "day": Unit.DAY,
    "days": Unit.DAY,
    "business day": Unit.BUSINESS_DAY,
    "business days": Unit.BUSINESS_DAY,
    "week": Unit.WEEK,
    "weeks": Unit.WEEK,
    "month": Unit.MONTH,
    "months": Unit.MONTH,
    "year": Unit.YEAR,
    "years": Unit.YEAR,
}

# A hundred years of each unit: more is a slip of the pen, and dates must not overflow.
MOST: dict[Unit | int, int] = {
    1: 52_596_000,
    MINUTES_AN_HOUR: 876_600,
    Unit.DAY: 36_525,
    Unit.BUSINESS_DAY: 26_000,
    Unit.WEEK: 5_218,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}
MOST_OFFSETS = 1_000

AMOUNT = r"\s*([+-]?)([0-9]+)\s*([A-Za-z][A-Za-z ]*?)\s*"
NUMBERS = r"\s*(-?[0-9]+)(?:\s*(?:-|to)\s*(-?[0-9]+))?\s*"
OFFSETS = r"\s*(-?[0-9][0-9,\sto-]*?)\s*([A-Za-z][A-Za-z ]*?)\s*"
FRACTION = r"\s*[+-]?[0-9]*[.,][0-9]+\s*[A-Za-z ]+"
CLOCKED = r"\s*([0-9]+)\s*h(?:ours?)?\s+([0-9]+)\s*min(?:utes?)?\s*"
LONGEST_MIXTURE = 40
MOST_SHOWN = 3
ISO = r"\s*[+-]?P[0-9TDWMYHS]+\s*"


def amount(text: str) -> Amount:
    """Read one amount.

    amount = [ "-" | "+" ] number unit
    unit   = "min" | "h" | "day" | "business day" | "week" | "month" | "year",
             also "minute" and "hour", and in the plural
    """
    found = re.fullmatch(AMOUNT, text)
    if found is None:
        raise _no_amount(text)
    unit = _unit(found[3], found.start(3))
    number = _number(found[1] + found[2], unit, (found.start(1), found.end(2)))
    return _made(number, unit)


def offsets(text: str) -> tuple[Amount, ...]:
    """Read one amount or several numbers of one unit: `5, 10, 15 min`, `7-12 months`.

    offsets = numbers { "," numbers } unit
    numbers = [ "-" ] number [ ( "-" | "to" ) [ "-" ] number ]
    """
    found = re.fullmatch(OFFSETS, text)
    if found is None:
        return (amount(text),)
    unit = _unit(found[2], found.start(2))
    amounts: list[Amount] = []
    position = found.start(1)
    for piece in found[1].split(","):
        amounts.extend(_made(n, unit) for n in _numbers(piece, unit, position))
        position += len(piece) + 1
        if len(amounts) > MOST_OFFSETS:
            raise _too_many(text)
    return tuple(amounts)


def magnitude(found: Amount) -> int:
    """Give the signed number of an amount, in its own unit or in minutes."""
    return found.number if isinstance(found, Period) else found.minutes


def _numbers(piece: str, unit: Unit | int, position: int) -> range:
    found = re.fullmatch(NUMBERS, piece)
    if found is None:
        raise UnreadableError(
            "bad-amount",
            "{} is no number and no range of numbers",
            piece.strip(),
            span=(position, position + len(piece)),
            advice="for example `5, 10, 15 min` or `7-12 months`",
        )
    span = (position + found.start(1), position + found.end(1))
    first = _number(found[1], unit, span)
    last = first
    if found[2] is not None:
        span = (position + found.start(2), position + found.end(2))
        last = _number(found[2], unit, span)
    if last < first:
        raise UnreadableError(
            "bad-amount",
            "the range {} runs backwards",
            piece.strip(),
            span=(position + found.start(1), position + found.end(2)),
        )
    return range(first, last + 1)


def _unit(word: str, position: int) -> Unit | int:
    unit = UNITS.get(" ".join(word.split()))
    if unit is not None:
        return unit
    raise UnreadableError(
        "bad-amount",
        "{} is no unit of time",
        word,
        span=(position, position + len(word)),
        advice=did_you_mean(nearest(word, UNITS))
        or "units are min, h, day, business day, week, month and year",
    )


def _number(digits: str, unit: Unit | int, span: tuple[int, int]) -> int:
    most = MOST[unit]
    # Judged by its length first: Python refuses to read thousands of digits.
    if len(digits.lstrip("+-0")) > len(str(most)) or abs(int(digits)) > most:
        raise UnreadableError(
            "bad-amount", "{} is more than a hundred years", digits, span=span
        )
    return int(digits)


def _made(number: int, unit: Unit | int) -> Amount:
    if isinstance(unit, Unit):
        return Period(number=number, unit=unit)
    return Duration(minutes=number * unit)


def _no_amount(text: str) -> UnreadableError:
    if re.fullmatch(FRACTION, text):
        advice = "amounts are whole numbers: `90 min`, not `1.5 h`"
    elif re.fullmatch(ISO, text):
        advice = "amounts are a number and a word, such as `3 days` or `90 min`"
    else:
        advice = "for example `7 days`, `-30 min` or `2 business days`"
    several = _several(text)
    return UnreadableError(
        "bad-amount",
        "{} is no amount of time",
        text,
        span=(0, len(text)),
        advice=several or advice,
        echoes=bool(several),
    )


def _several(text: str) -> str:
    """Say how two units in one text are written: as a list, or as one sum."""
    found = re.fullmatch(CLOCKED, text)
    if found is not None and len(text) < LONGEST_MIXTURE:
        return f"write it in one unit: `{int(found[1]) * 60 + int(found[2])} min`"
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) > 1 and all(re.fullmatch(AMOUNT, piece) for piece in pieces):
        listed = ", ".join(f'"{piece}"' for piece in pieces[:MOST_SHOWN])
        more = ", …" if len(pieces) > MOST_SHOWN else ""
        return f"several amounts are a list: `[{listed}{more}]`"
    return ""


def _too_many(text: str) -> UnreadableError:
    return UnreadableError(
        "too-many-occurrences",
        f"{{}} names more than {MOST_OFFSETS:,} offsets",
        text,
        span=(0, len(text)),
    )
