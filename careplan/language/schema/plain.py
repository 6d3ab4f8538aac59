"""The plain shapes: texts, numbers, yes or no, words of a closed list.

Python's own traps are handled once, here: a bool is an int, and a float may be no
number at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from careplan.language.characters import FREE_IN_TEXTS, described, first_forbidden
from careplan.language.findings import Spot, UnreadableError
from careplan.language.schema import forms
from careplan.language.schema.field import Shape, shape
from careplan.language.schema.forms import Form
from careplan.language.schema.row import wrong_type
from careplan.language.suggest import advice, listed

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

# Every small text is far shorter; its reader may take quadratic time.
LONGEST_SMALL_TEXT = 1_000
MOST_COUNT = 10_000


def spoken(
    words: str, code: str, parse: Callable[[str], T], *, form: Form = forms.TEXT
) -> Shape[T]:
    """Make the shape of a small text with a reader of its own."""

    def accept(value: object, spot: Spot) -> T:
        if not isinstance(value, str):
            raise wrong_type(value, spot, words)
        return parse(small(value, spot, words, code))

    return shape(words, accept, form=form)


def small(text: str, spot: Spot, words: str, code: str) -> str:
    """Give back a text that is short enough for any of the small ones."""
    if len(text) > LONGEST_SMALL_TEXT:
        raise UnreadableError(code, f"{spot.name} is too long for {words}")
    return text


def word(kinds: type[W], words: str, code: str = "wrong-word") -> Shape[W]:
    """Make the shape of a word out of a closed list."""
    allowed = tuple(kind.value for kind in kinds)

    def accept(value: object, spot: Spot) -> W:
        if not isinstance(value, str):
            raise wrong_type(value, spot, words)
        if value not in allowed:
            meant = advice(value, allowed) or f"it can be {listed(allowed)}"
            raise UnreadableError(code, f"{{}} is not {words}", value, advice=meant)
        return kinds(value)

    return shape(words, accept, form=forms.words(*allowed), allowed=allowed)


def number(
    words: str, least: int, most: int, too_many: str = "bad-number"
) -> Shape[int]:
    """Make the shape of a whole number from one to another."""

    def accept(value: object, spot: Spot) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong_type(value, spot, words)
        if value < least:
            message = f"{spot.name} is {{}}; {least} is the least"
            raise UnreadableError("bad-number", message, str(value))
        if value > most:
            message = f"{spot.name} is {{}}; {most:,} is the most"
            raise UnreadableError(too_many, message, str(value))
        return value

    form = {**forms.INTEGER, "minimum": least, "maximum": most}
    return shape(words, accept, form=form)


def limited(text: Shape[str], pattern: str, code: str, message: str) -> Shape[str]:
    """Narrow a text to what a pattern describes."""

    def accept(value: object, spot: Spot) -> str | None:
        found = text.read(value, spot)
        if found is not None and re.fullmatch(pattern, found) is None:
            raise UnreadableError(code, message, found)
        return found

    return shape(text.words, accept, form=forms.like(pattern))


def _text(value: object, spot: Spot) -> str:
    if not isinstance(value, str):
        raise wrong_type(value, spot, "a text")
    if not value.strip():
        raise UnreadableError("empty-text", f"{spot.name} is empty")
    return value


def _line(value: object, spot: Spot) -> str:
    text = _text(value, spot)
    index = first_forbidden(text, free="")
    # Whatever no text may hold has been found already, in every text of the document.
    if index is not None and text[index] in FREE_IN_TEXTS:
        message = f"{spot.name} is one line, but holds {described(text[index])}"
        raise UnreadableError("control-character", message, span=(index, index + 1))
    return text


def _flag(value: object, spot: Spot) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(value, spot, FLAG.words)
    return value


def _price(value: object, spot: Spot) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_type(value, spot, PRICE.words)
    if not math.isfinite(value) or value < 0:
        raise UnreadableError("bad-number", "{} is no price", str(value))
    return float(value)


TEXT = shape("a text", _text, form=forms.TEXT)
LINE = shape("a text of one line", _line, form=forms.TEXT)
FLAG = shape("`true` or `false`", _flag, form=forms.FLAG)
PRICE = shape("a number", _price, form={"type": "number", "minimum": 0})
COUNT = number("a whole number", 1, MOST_COUNT, "too-many-occurrences")
