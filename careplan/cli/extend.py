"""`careplan extend`: a phase lasts longer, or the plan goes on to a later horizon."""

from __future__ import annotations

from datetime import date

import click

from careplan.cli.entering import Manner, enter, enters
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import day, examples, file_argument
from careplan.model.ledger import Verb


@click.command(
    "extend",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan extend a17.toml foundation --to '6 weeks'",
        "careplan extend a17.toml --horizon 2027-09-01",
    ),
)
@file_argument("enrolment", "ENROLMENT")
@click.argument("phase", metavar="[PHASE]", required=False)
@click.option(
    "--to", "length", metavar="LENGTH", help="How long the phase is: 6 weeks."
)
@click.option(
    "--horizon", type=day, metavar="DATE", help="The last day planned for what goes on."
)
@enters
def command(
    *,
    enrolment: str,
    phase: str | None,
    length: str | None,
    horizon: date | None,
    manner: Manner,
) -> int:
    """Let a phase last longer, or plan what goes on up to a later day.

    The phases that follow begin as much later.  What is past or recorded stays.
    """
    if phase is not None and length is not None and horizon is None:
        said: dict[str, object] = {"phase": phase, "length": length}
    elif horizon is not None and phase is None and length is None:
        said = {"horizon": horizon}
    else:
        raise click.UsageError("say a PHASE with --to, or --horizon")
    return enter(enrolment, manner, Verb.EXTEND, lambda _: said)
