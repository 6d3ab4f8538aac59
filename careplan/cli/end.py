"""`careplan end`: the plan ends early, or one activity of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day, examples, file_argument
from careplan.model.ledger import Verb
from careplan.model.zone import zone
from careplan.schedule.ledger.moving import zone_now
from careplan.workspace.plan import Plan


@click.command(
    "end",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan end a17.toml",
        "careplan end a17.toml --on 2026-04-30 --reason 'moving away' --dry-run",
        "careplan end a17.toml medicines --on 2026-04-30 --by 'the prescriber'",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("activity", metavar="[ACTIVITY]", required=False)
@click.option("--on", type=day, metavar="DATE", help="The last day, if not today.")
@enters
def command(
    *, enrolment: str, activity: str | None, on: date | None, manner: Manner
) -> int:
    """End the plan: after its last day nothing is left but medicines.

    Medicines are never ended by a plan that ends.  With an ACTIVITY only that ends, and
    so a medicine can.  What is past or recorded stays.
    """

    def say(plan: Plan) -> Mapping[str, object]:
        here = manner.now.astimezone(zone(zone_now(plan.enrolment)))
        what = {} if activity is None else {"activity": activity}
        return {**what, "on": on or here.date()}

    return enter(enrolment, manner, Verb.END, say)
