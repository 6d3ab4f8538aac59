"""Entering something in a ledger: what all the commands that do so have in common.

The file is locked, read, tried with the entry and replaced, or nothing happens at all.
What the entry changes is the result; what is wrong or doubtful goes to standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from pathlib import Path

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE
from careplan.cli.options import clock, now_option, style_option
from careplan.cli.output import JSON, NOTHING_WRITTEN, complain, dumped, note, refuse
from careplan.cli.output import result as put
from careplan.cli.plans import load_enrolment
from careplan.model.change import Revision
from careplan.model.value import dataclass
from careplan.render.changes import listed, records
from careplan.render.entries import entered
from careplan.render.plain import plain
from careplan.schedule.questions.differences import differences
from careplan.workspace.found import Found
from careplan.workspace.ledger import Proposal, latest, propose, write
from careplan.workspace.plan import Plan, open_enrolment

VERSION = 1

# Gives the keys of the verb, for a plan as it is: what they mean may depend on it.
Say = Callable[[Plan], Mapping[str, object]]

_WHY = "a ledger is part of an enrolment, which `careplan enrol` writes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How something is entered: by whom and why, and whether it is only tried."""

    reason: str | None
    by: str | None
    is_dry: bool
    now: datetime
    style: str


def enters(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options of every command that enters something, as one value `manner`."""

    @wraps(function)
    def gathered(
        *,
        reason: str | None,
        by: str | None,
        dry_run: bool,
        now: datetime | None,
        style: str,
        as_json: bool,
        **rest: object,
    ) -> int:
        manner = Manner(
            reason=reason,
            by=by,
            is_dry=dry_run,
            now=clock(now),
            style=JSON if as_json else style,
        )
        return function(manner=manner, **rest)

    options = (
        click.option(
            "--reason", metavar="TEXT", help="Why; only `history` and `why` tell."
        ),
        click.option("--by", metavar="TEXT", help="Who says so."),
        click.option(
            "--dry-run", is_flag=True, help="Write nothing; exit code 3 if it would."
        ),
        now_option,
        style_option("text", JSON),
        click.option("--json", "as_json", is_flag=True, help="As --format json."),
    )
    for option in reversed(options):
        gathered = option(gathered)
    return gathered


def exception(manner: Manner, *, override: bool) -> dict[str, object]:
    """Give the key of an exception; a usage error if nobody said why it is one."""
    if override and manner.reason is None:
        raise click.UsageError("--override needs a --reason")
    return {"override": True} if override else {}


def enter(
    name: str, manner: Manner, verb: str, say: Say, *, was: str | None = None
) -> int:
    """Add an entry to the ledger of the enrolment called so; give the exit code.

    `was` names the program in force, if it no longer lies where the enrolment says.
    """
    if name == files.STANDARD_INPUT:
        raise click.UsageError("an entry is written into a file; `-` has no name")
    with files.locked(files.followed(Path(name))) as taken:
        if taken is not None:
            return refuse(taken, style=manner.style)
        proposal, about = _proposed(name, manner, verb, say, was)
        outcome = NOTHING_WRITTEN if proposal is None else ""
        code = complain(about, style=manner.style, outcome=outcome)
        if proposal is None:
            return code
        is_new = not proposal.is_said
        trouble = write(proposal) if is_new and not manner.is_dry else None
        if trouble is not None:
            return refuse(trouble, style=manner.style)
    _tell(proposal, manner)
    return DIFFERENT if manner.is_dry and is_new else DONE


def _proposed(
    name: str, manner: Manner, verb: str, say: Say, was: str | None
) -> tuple[Proposal | None, Found]:
    loaded, about = load_enrolment(name, _WHY)
    if loaded is None:
        return None, about
    plan, about = open_enrolment(loaded, was=was)
    if plan is None or about.has_errors:
        return None, about
    said: dict[str, object] = {"at": latest(plan, manner.now), "verb": verb}
    said |= say(plan)
    said |= {
        key: text
        for key, text in (("reason", manner.reason), ("by", manner.by))
        if text is not None
    }
    return propose(loaded, plan, about, said)


def _tell(proposal: Proposal, manner: Manner) -> None:
    revisions: tuple[Revision, ...] = ()
    if proposal.before is not None and proposal.after is not None:
        revisions = differences(proposal.before, proposal.after)
    written = not (proposal.is_said or manner.is_dry)
    if manner.style == JSON:
        document = {
            "version": VERSION,
            "written": [str(proposal.path)] if written else [],
            "entry": proposal.entry.number,
            "changes": records(revisions),
        }
        put(dumped(document))
        return
    if proposal.is_said:
        note("the ledger says so already; nothing was written")
        return
    put("\n".join((entered(proposal.entry), *listed(revisions))) + "\n")
    if proposal.after is None:
        note(f"the plan has no dates now: `careplan check {plain(str(proposal.path))}`")
    elif manner.is_dry:
        note(NOTHING_WRITTEN)
    elif revisions:
        note(f"next: careplan export {plain(str(proposal.path))}")
