"""Another day for an occurrence: whether it is legal, and what it would move."""

from __future__ import annotations

from careplan.model.moment import Moment
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Something else that would move, or with `after` None would not happen."""

    name: str
    before: Moment
    after: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A moment tried; `refusal` says why it is not legal, None if it is."""

    moment: Moment
    refusal: str | None = None
    moves: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """What was asked about: where it stands, and the days tried, the best first.

    `is_over` says that it was done or missed, so that it cannot be moved.
    """

    name: str
    stands: Moment
    is_over: bool
    tried: tuple[Alternative, ...] = ()
