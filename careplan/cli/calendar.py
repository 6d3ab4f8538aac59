"""`careplan calendar`: one calendar for staff, merged from the plans in a folder.

Exit code 3 says that a plan is behind: somebody holds a calendar that is no longer
right, and so does whoever reads this one, so a run that nobody watches must not pass
for done.  It is written all the same, as `due` lists: the other plans are right, and
this one says what everybody else's calendar says.  Who was never handed anything is
named, and is no difference: nobody holds anything that could be wrong.
"""

from __future__ import annotations

from pathlib import Path

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE, SOME_FAILED
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, file_option, style_option
from careplan.cli.output import (
    JSON,
    NOTHING_WRITTEN,
    TEXT,
    complain,
    dumped,
    note,
    refuse,
    result,
)
from careplan.cli.rounds import Round, in_folder, note_failures, went_through
from careplan.cli.target import merged_path
from careplan.language.suggest import did_you_mean, listed, nearest
from careplan.model.diagnostic import Diagnostic
from careplan.model.program import PATIENT
from careplan.model.value import dataclass
from careplan.render.merging import (
    VERSION,
    behind_lines,
    failed_lines,
    merged_lines,
    never_lines,
)
from careplan.render.plain import plain
from careplan.workspace.documents import load
from careplan.workspace.folder import none_in
from careplan.workspace.found import found
from careplan.workspace.merged_parts import Part, part_of
from careplan.workspace.merging import Merged, merge, nothing_handed_out, put_down
from careplan.workspace.replacing import foreign_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command line asks for; `target` is None for standard output."""

    folder: str
    role: str
    target: Path | None
    style: str


@click.command(
    "calendar",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan calendar people/ --role coach",
        "careplan calendar people/ --role clinician -o clinic.ics",
        "careplan calendar people/ --role coach -o - > coach.ics",
    ),
)
@file_argument("folder", "FOLDER")
@click.option(
    "--role", required=True, metavar="ROLE", help="Whose calendar; not the patient's."
)
@file_option("-o", "--output", metavar="FILE|DIR|-", text="Where to write it.")
@style_option(TEXT, JSON)
def command(*, folder: str, role: str, output: str | None, style: str) -> int:
    """Merge for staff what was handed out of a folder of plans.

    FOLDER is searched for enrolments, also in folders below it.  The calendar holds
    what `careplan export --role ROLE` handed out of each, under the same identities,
    and goes to `out/careplan-ROLE.ics` in FOLDER.  A person goes by their alias.

    A plan that was changed since is named, and merged as it was handed out: export it,
    and then merge again.  Registers are only read.

    Exit code 0 says that all plans are as they were handed out, 3 that some are behind,
    and 4 that some could not be read or dated; the others are merged.
    """
    if folder == files.STANDARD_INPUT:
        raise click.UsageError("registers are beside enrolments; name their folder")
    if role == PATIENT:
        raise click.UsageError(
            "what patients were handed is theirs alone and is not merged; name a role"
            " of the team"
        )
    if not files.is_folder(folder):
        return _no_folder(folder, style)
    target = merged_path(folder, role=role, output=output)
    return _calendar(Wish(folder=folder, role=role, target=target, style=style))


def _no_folder(name: str, style: str) -> int:
    """Say that the calendar of one plan is exported, or that there is no such file."""
    loaded, trouble = load(name)
    if loaded is None:
        return complain(trouble, style=style, outcome=NOTHING_WRITTEN)
    raise click.UsageError(
        f"`{loaded.name}` is {loaded.kind}; name a folder of enrolments, for the"
        " calendar of one is made by `careplan export`"
    )


def _calendar(wish: Wish) -> int:
    names, unlisted = in_folder(wish.folder)
    if not names:
        nothing = found(*(unlisted or (none_in(wish.folder),)))
        return complain(nothing, style=wish.style, outcome=NOTHING_WRITTEN)
    went = went_through(names, lambda loaded: part_of(loaded, wish.role))
    if went.found:
        _known_role(went, wish)
    merged, trouble = merge(went.found, wish.role)
    trouble += went.trouble + found(*unlisted)
    in_the_way = _in_the_way(wish)
    if merged is None and not trouble.has_errors:
        in_the_way = (*in_the_way, nothing_handed_out(wish.folder, wish.role))
    trouble += found(*in_the_way)
    if merged is None or in_the_way:
        code = complain(trouble, style=wish.style, outcome=NOTHING_WRITTEN)
        if wish.style != JSON:
            note(*never_lines(_never(went), wish.role))
        return code
    complain(trouble, style=wish.style)
    return _write(merged, went, unlisted, wish)


def _in_the_way(wish: Wish) -> tuple[Diagnostic, ...]:
    """Say what forbids to replace the file that lies where the calendar goes."""
    if wish.target is None:
        return ()
    return foreign_problems(wish.target, is_merging=True)


def _known_role(went: Round[Part], wish: Wish) -> None:
    """Take a role that one of the programs has, or name those there are.

    A plan that could not be read may be the one that has it, so that is told as well.
    """
    if any(part.is_concerned for part in went.found):
        return
    complain(went.trouble, style=wish.style)
    known = dict.fromkeys(role for part in went.found for role in part.roles)
    roles = tuple(sorted(known.keys() - {PATIENT}))
    meant = did_you_mean(nearest(wish.role, roles))
    if roles and not meant:
        meant = f"it can be {listed(roles)}"
    raise click.UsageError(
        f"no program of the plans in `{wish.folder}` has a role `{wish.role}`"
        + (f"; {meant}" if meant else "")
    )


def _write(
    merged: Merged, went: Round[Part], unlisted: tuple[Diagnostic, ...], wish: Wish
) -> int:
    if wish.target is None:
        result(merged.data)
    else:
        problem = put_down(merged, wish.target)
        if problem is not None:
            return refuse(problem, style=wish.style)
    failed = (*went.failed, *(part.name for part in merged.ambiguous))
    behind = tuple(part.name for part in merged.parts if part.is_behind)
    if wish.target is not None and wish.style == JSON:
        result(dumped(_document(merged, behind, _never(went), failed, wish)))
    else:
        if wish.target is not None:
            result(f"{plain(str(wish.target))}\n")
        note(*merged_lines(merged.entries, len(merged.parts)))
        note(*behind_lines(behind, wish.role))
        note(*never_lines(_never(went), wish.role))
        note(*failed_lines(len(failed)))
        note_failures((), unlisted)
    if failed or unlisted:
        return SOME_FAILED
    return DIFFERENT if behind else DONE


def _never(went: Round[Part]) -> tuple[str, ...]:
    """Name the plans that have a part for the role and were never handed out to it."""
    return tuple(
        part.name for part in went.found if part.is_concerned and part.memory is None
    )


def _document(
    merged: Merged,
    behind: tuple[str, ...],
    never: tuple[str, ...],
    failed: tuple[str, ...],
    wish: Wish,
) -> dict[str, object]:
    return {
        "version": VERSION,
        "written": [str(wish.target)],
        "role": wish.role,
        "entries": merged.entries,
        "enrolments": [part.name for part in merged.parts],
        "behind": list(behind),
        "never": list(never),
        "failed": list(failed),
    }
