"""What the options say about the beginning of a plan.

Commands that only may begin one take these options too, so nothing of what a plan is
made of is loaded before it is begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING

from careplan.cli.options import beginning
from careplan.model.value import dataclass

if TYPE_CHECKING:
    from careplan.workspace.enrolling import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the options say about the beginning of a plan."""

    start: date | datetime | None
    timezone: str | None
    site: str | None
    choices: tuple[tuple[str, str, tuple[str, ...]], ...]
    anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was given."""
        one = self.start or self.timezone or self.site or self.choices or self.anchors
        return not one

    def answers(self, alias: str | None = None) -> Answers | None:
        """Give them as answers, if they are enough to begin a plan."""
        if self.start is None or self.timezone is None:
            return None
        return self.beginning(self.start, self.timezone, alias)

    def beginning(
        self, start: date | datetime, timezone: str, alias: str | None = None
    ) -> Answers:
        """Begin at this start in this zone, with all else that was said."""
        from careplan.workspace.enrolling import Answers  # noqa: PLC0415 - see above

        return Answers(
            start=start,
            timezone=timezone,
            alias=alias,
            site=self.site,
            choices=self.choices,
            anchors=self.anchors,
        )


def begins(
    *, required: bool = False, otherwise: str = ""
) -> Callable[..., Callable[..., int]]:
    """Add the options of a beginning, and hand them on as one value `given`.

    `otherwise` says what holds without a time zone, where it may be left out.
    """

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @wraps(function)
        def gathered(
            *,
            start: date | datetime | None,
            timezone: str | None,
            site: str | None,
            choices: tuple[tuple[str, str, tuple[str, ...]], ...],
            anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...],
            **rest: object,
        ) -> int:
            given = Given(
                start=start,
                timezone=timezone,
                site=site,
                choices=choices,
                anchors=_together(anchors),
            )
            return function(given=given, **rest)

        return beginning(required=required, otherwise=otherwise)(gathered)

    return decorate


def _together(
    anchors: tuple[tuple[str, tuple[date | datetime, ...]], ...],
) -> tuple[tuple[str, tuple[date | datetime, ...]], ...]:
    """Join the dates of an anchor that was said more than once, in the order said."""
    dates: dict[str, tuple[date | datetime, ...]] = {}
    for name, values in anchors:
        dates[name] = (*dates.get(name, ()), *values)
    return tuple(dates.items())
