"""What can be wrong with a stranger's calendar, and the limits it is read within.

A message names a line and never repeats what stands there.
"""

from __future__ import annotations

from careplan.model.diagnostic import Diagnostic, Label, Place

UNREADABLE = "busy-unreadable"
TOO_FULL = "busy-too-full"

# Components in components: a calendar, an appointment, its alarm; the rest is reserve.
DEEPEST = 8
# Five appointments a day for ten years, and some more.
MOST_COMPONENTS = 20_000
# An appointment every hour, awake or asleep, for ten years.
MOST_SPANS = 100_000
# Days looked at for repetitions, and dates listed: what a second or two will do.  A
# weekly appointment without end takes some 4,000, a yearly one with a date some 20.
MOST_STEPS = 1_000_000

FEWER = "export only the calendar that counts, and only the years of the plan"
AGAIN = "export the calendar again as an iCalendar file"


class CalendarError(ValueError):
    """Something on a line that cannot be read."""

    code = UNREADABLE

    def __init__(self, line: int, message: str, advice: str) -> None:
        """Say where, what, and what would be right."""
        super().__init__(message)
        self._line = line
        self._message = message
        self._advice = advice

    def diagnostic(self, name: str) -> Diagnostic:
        """Give it as what people are told."""
        place = Place(file=name, position=(self._line, 1))
        return Diagnostic(
            code=self.code,
            message=self._message,
            primary=Label(place=place),
            help=(self._advice,),
        )


class LineError(CalendarError):
    """Something wrong on one line; others can still be read."""


class UnusableError(CalendarError):
    """Something after which nothing can be read."""


class TooFullError(UnusableError):
    """More than a person's calendar holds."""

    code = TOO_FULL


class Effort:
    """What may still be spent on one calendar.

    `line` is that of the appointment being looked at.
    """

    __slots__ = ("_spans", "_steps", "line")

    def __init__(self) -> None:
        """Begin with all there is."""
        self.line = 1
        self._steps = MOST_STEPS
        self._spans = MOST_SPANS

    def step(self, number: int = 1) -> None:
        """Look at so many days or dates.  Raises TooFullError."""
        self._steps -= number
        if self._steps < 0:
            raise TooFullError(
                self.line,
                "the repetitions up to this appointment are too many to follow",
                FEWER,
            )

    def span(self) -> None:
        """Keep one more span of time.  Raises TooFullError."""
        self._spans -= 1
        if self._spans < 0:
            raise TooFullError(
                self.line,
                f"there are more than {MOST_SPANS:,} appointments within reach of the"
                " plan, repeated ones counted each time",
                FEWER,
            )
