"""What the options say about the beginning of a plan.

Commands that only may begin one take these options too, so nothing of what a plan is
made of is loaded before it is begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

from careplan.cli.answering import beginning
from careplan.model.value import dataclass
from careplan.workspace.answers import (
    HORIZON,
    SITE,
    START,
    TIMEZONE,
    Answers,
    KeyPath,
    Said,
    Value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was said so far, which may be nothing.

    `results` are taken for granted in a preview; no enrolment can say them.
    """

    said: tuple[Said, ...] = ()
    results: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was given."""
        return not self.said and not self.results

    @property
    def start(self) -> date | datetime | None:
        """Give the start, if it was said."""
        start = self.value(START)
        return start if isinstance(start, date) else None

    @property
    def timezone(self) -> str | None:
        """Give the person's zone, if it was said."""
        return self._text(TIMEZONE)

    @property
    def site(self) -> str | None:
        """Give the site's file, if it was said."""
        return self._text(SITE)

    @property
    def horizon(self) -> date | None:
        """Give the last day to plan for, if it was said."""
        horizon = self.value(HORIZON)
        return horizon if isinstance(horizon, date) else None

    def says(self, path: KeyPath) -> bool:
        """Say whether there is an answer for this key."""
        return self.value(path) is not None

    def value(self, path: KeyPath) -> Value | None:
        """Give what was said for this key; the last word holds."""
        return dict(self.said).get(path)

    def put(self, path: KeyPath, value: Value) -> Given:
        """Say one thing more."""
        return Given(said=(*self.said, (path, value)), results=self.results)

    def answers(self) -> Answers | None:
        """Give the answers, if they are enough to begin a plan."""
        if self.start is None or self.timezone is None:
            return None
        return self.beginning(self.start, self.timezone)

    def beginning(self, start: date | datetime, timezone: str) -> Answers:
        """Begin at this start in this zone, with all else that was said."""
        return Answers(
            start=start,
            timezone=timezone,
            horizon=self.horizon,
            site=self.site,
            more=tuple(one for one in self.said if len(one[0]) > 1),
        )

    def _text(self, path: KeyPath) -> str | None:
        said = self.value(path)
        return said if isinstance(said, str) else None


def begins(
    *, otherwise: str = "", previews: bool = False
) -> Callable[..., Callable[..., int]]:
    """Add the options of a beginning, and hand them on as one value `given`.

    `otherwise` says what holds without a time zone, where it may be left out;
    `previews` adds the results that may be taken for granted.
    """

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @wraps(function)
        def gathered(
            *,
            start: date | datetime | None,
            timezone: str | None,
            horizon: date | None,
            site: str | None,
            choices: tuple[Said, ...],
            decisions: tuple[Said, ...],
            anchors: tuple[Said, ...],
            facts: tuple[Said, ...],
            results: tuple[tuple[str, str], ...] = (),
            **rest: object,
        ) -> int:
            said = (*choices, *decisions, *_together(anchors), *facts)
            given = Given(said=said, results=results)
            more = {START: start, TIMEZONE: timezone, HORIZON: horizon, SITE: site}
            for path, value in more.items():
                given = given if value is None else given.put(path, value)
            return function(given=given, **rest)

        return beginning(gathered, otherwise=otherwise, previews=previews)

    return decorate


def _together(anchors: tuple[Said, ...]) -> tuple[Said, ...]:
    """Join the dates of an anchor that was said more than once, in the order said."""
    dates: dict[KeyPath, tuple[str | date | datetime, ...]] = {}
    for path, values in anchors:
        more = values if isinstance(values, tuple) else (values,)
        dates[path] = (*dates.get(path, ()), *more)
    return tuple(dates.items())
