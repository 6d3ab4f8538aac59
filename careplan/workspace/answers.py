"""Answers: what somebody says of one person's plan, by the keys of an enrolment.

Options and questions give the same answers, and nothing is checked here: they become
the text of an enrolment, and the language reads that.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from careplan.model.value import dataclass

# A text, a date, or several of either, as a key of an enrolment takes them.
Value = str | date | datetime | tuple[str | date | datetime, ...]
KeyPath = tuple[str, ...]
Said = tuple[KeyPath, Value]

START: KeyPath = ("start",)
TIMEZONE: KeyPath = ("timezone",)
HORIZON: KeyPath = ("horizon",)
SITE: KeyPath = ("site",)
# No key, but answered in the same way: where the enrolment is to be written.
OUTPUT: KeyPath = ("output",)
ALIAS: KeyPath = ("person", "alias")
PATIENT_PRIVACY: KeyPath = ("calendars", "patient", "privacy")
PATIENT_CONSENT: KeyPath = ("calendars", "patient", "consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that a plan needs to begin.

    `more` holds what may be missing, each under the path of its key:
    `("choices", "session", "on")`.
    """

    start: date | datetime
    timezone: str
    horizon: date | None = None
    site: str | None = None
    more: tuple[Said, ...] = ()

    def sited(self, site: str | None) -> Answers:
        """Say the same with the site named otherwise."""
        return replace(self, site=site)
