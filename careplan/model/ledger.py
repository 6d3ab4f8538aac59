"""The ledger: what happened and what was decided, in the order it was written."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from careplan.model.diagnostic import Place
from careplan.model.value import dataclass

Value = str | int | float | bool | date | datetime | time


class Verb(StrEnum):
    """What an entry says."""

    RECORD = "record"
    MOVE = "move"
    OMIT = "omit"
    ADD = "add"
    PAUSE = "pause"
    EXTEND = "extend"
    END = "end"
    PIN = "pin"
    BEGIN = "begin"
    DECIDE = "decide"
    SET = "set"
    AMEND = "amend"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One flat line of the ledger; `number` counts from 1, `at` is aware.

    `values` are the other keys, in the order of their names.
    """

    number: int
    at: datetime
    verb: Verb
    values: tuple[tuple[str, Value], ...] = ()
    place: Place = field(compare=False)
