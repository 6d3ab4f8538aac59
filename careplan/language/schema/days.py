"""Dates as TOML has them: days, wall times, instants; a datetime is a date to Python.

Times in a plan are wall times of somebody's zone; only the ledger's own stamps are
instants with an offset.
"""

from __future__ import annotations

from datetime import date, datetime

from careplan.language.dates import FIRST_YEAR, LAST_YEAR, is_in_range
from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import shape
from careplan.language.schema.row import wrong_type


def _date(value: object, spot: Spot) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise wrong_type(value, spot, DATE.words)
    _check_year(value)
    return value


def _moment(value: object, spot: Spot) -> date | datetime:
    if not isinstance(value, date):
        raise wrong_type(value, spot, MOMENT.words)
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise UnreadableError(
                "bad-date",
                "{} counts from UTC, but times here are wall times",
                str(value),
                advice="leave out what follows the time",
            )
        _check_seconds(value)
    _check_year(value)
    return value


def _instant(value: object, spot: Spot) -> datetime:
    if not isinstance(value, datetime):
        raise wrong_type(value, spot, INSTANT.words)
    if value.tzinfo is None:
        raise UnreadableError(
            "bad-date",
            "{} does not say how far it is from UTC",
            str(value),
            advice="a time in UTC ends with `Z`",
        )
    _check_year(value)
    _check_seconds(value)
    return value


def _check_year(value: date) -> None:
    if not is_in_range(value):
        message = f"{{}} is not between {FIRST_YEAR} and {LAST_YEAR}"
        raise UnreadableError("bad-date", message, str(value))


def _check_seconds(value: datetime) -> None:
    if value.microsecond:
        raise UnreadableError("bad-time", "{} goes finer than seconds", str(value))


DATE = shape("a date", _date, form=forms.DATE)
MOMENT = shape(
    "a date, or a date and a time",
    _moment,
    form=forms.any_of(forms.DATE, forms.WALL),
)
INSTANT = shape("a date and a time in UTC", _instant, form=forms.INSTANT)
