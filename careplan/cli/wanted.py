"""The calendar that a command line asks for: who gets it, and what is other than usual.

What an enrolment records is what is handed out.  Anything else may be looked at, and
must not pass for it, so it is a preview.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

import click

from careplan.cli.clients import client_option, via_option
from careplan.cli.plans import known_role
from careplan.model.enrolment import Client, Privacy, Reminding, Stream, Via
from careplan.model.program import PATIENT
from careplan.model.value import dataclass
from careplan.workspace.plan import Plan
from careplan.workspace.streams import stream_of

ALL = "all"
_KEYS = ("privacy", "client", "via", "reminders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said of a calendar; None is as the enrolment records it."""

    role: str = PATIENT
    privacy: Privacy | None = None
    client: Client | None = None
    via: Via | None = None
    reminders: Reminding | None = None

    def streams(self, plan: Plan, *, is_preview: bool) -> tuple[Stream, ...]:
        """Give the calendars that are meant.  Raises UsageError."""
        roles = _all_roles(plan) if self.role == ALL else (self.role,)
        return tuple(self._stream(plan, role, is_preview=is_preview) for role in roles)

    def _stream(self, plan: Plan, role: str, *, is_preview: bool) -> Stream:
        known_role(plan.program, role)
        recorded = stream_of(plan, role)
        said = {key: getattr(self, key) for key in _KEYS if getattr(self, key)}
        stream = replace(recorded, **said)
        if stream != recorded and plan.path is not None and not is_preview:
            raise click.UsageError(_other(recorded, stream))
        return stream


def wants(function: Callable[..., int]) -> Callable[..., int]:
    """Add what can be said of a calendar, and hand it on as one value `wanted`."""

    @wraps(function)
    def gathered(
        *,
        role: str,
        privacy: str | None,
        client: str | None,
        via: str | None,
        reminders: str | None,
        **rest: object,
    ) -> int:
        said = Wanted(
            role=role,
            privacy=None if privacy is None else Privacy(privacy),
            client=None if client is None else Client(client),
            via=None if via is None else Via(via),
            reminders=None if reminders is None else Reminding(reminders),
        )
        return function(wanted=said, **rest)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def _all_roles(plan: Plan) -> tuple[str, ...]:
    """List the patient and whoever has a part in some activity of the program."""
    parts = {role for one in plan.program.activities for role in one.roles}
    named = (role.id for role in plan.program.roles if role.id in parts)
    return tuple(dict.fromkeys((PATIENT, *named)))


def _other(recorded: Stream, stream: Stream) -> str:
    other = [key for key in _KEYS if getattr(recorded, key) != getattr(stream, key)]
    said = " and ".join(f"{key} `{getattr(recorded, key)}`" for key in other)
    key = f"calendars.{stream.role}.{other[0]}"
    return (
        f"the enrolment records {said} for this calendar; say --preview or `-o -` to"
        f" look at another, or change it: `careplan set ENROLMENT {key}"
        f" {getattr(stream, other[0])}`"
    )


def _choice(words: type[Privacy | Reminding]) -> click.Choice[str]:
    return click.Choice([one.value for one in words])


_OPTIONS: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
    click.option("--role", default=PATIENT, metavar="ROLE|all", help="Whose calendar."),
    click.option(
        "--privacy",
        type=_choice(Privacy),
        help="How much it says, instead of what the enrolment records.",
    ),
    client_option("The calendar program it is for, instead of the recorded one."),
    via_option("A file to import, or a feed to subscribe to."),
    click.option(
        "--reminders",
        type=_choice(Reminding),
        help="How it reminds: alarms where they ring, entries, or both.",
    ),
)
