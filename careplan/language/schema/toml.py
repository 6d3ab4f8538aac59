"""The kinds of value TOML has, in a reader's words instead of a programmer's."""

from __future__ import annotations

from datetime import date, datetime, time

# In this order: a bool is an int and a datetime is a date, to Python.
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a table"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time of day"),
)


def kind_of(value: object) -> str:
    """Name the kind of a TOML value, with its article."""
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return words
    raise TypeError(value)
