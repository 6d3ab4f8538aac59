"""Shapes of what a rule counts from: anchor expressions and recurrence rules."""

from __future__ import annotations

from datetime import date

from careplan.language.expressions import (
    Reference,
    Written,
    expression,
    fixed,
    reference,
)
from careplan.language.findings import Spot, UnreadableError
from careplan.language.recurrences import recurrence
from careplan.language.schema import forms
from careplan.language.schema.days import MOMENT
from careplan.language.schema.field import shape
from careplan.language.schema.lists import one_or_more
from careplan.language.schema.plain import spoken
from careplan.language.schema.row import wrong_type

_WRITTEN = spoken("an anchor expression", "bad-expression", expression)


def _expression(value: object, spot: Spot) -> Written | None:
    if isinstance(value, str):
        return _WRITTEN.read(value, spot)
    if not isinstance(value, date):
        raise wrong_type(value, spot, EXPRESSION.words)
    when = MOMENT.read(value, spot)
    return None if when is None else fixed(when)


def _parent(text: str) -> Reference:
    """Read what `each` may name: an activity or rule, perhaps of one phase."""
    found = reference(text)
    if found.number is not None or found.suffix is not None:
        end = found.name.span[1]
        raise UnreadableError(
            "bad-expression",
            "{} picks one, but `each` means all of them",
            text.strip(),
            span=(end, len(text.rstrip())),
            advice="`which` picks some of them",
        )
    return found


EXPRESSION = shape(
    "an anchor expression or a date",
    _expression,
    form=forms.any_of(forms.TEXT, MOMENT.form),
)
EXPRESSIONS = one_or_more(EXPRESSION, "anchor expressions or dates", least=0)
PARENT = spoken("the name of an activity or rule", "bad-expression", _parent)
RECURRENCE = spoken("a recurrence rule", "bad-rrule", recurrence)
