"""`careplan test`: programs against their dated test cases."""

from __future__ import annotations

from collections.abc import Iterator

import click

from careplan import files
from careplan.cli.boundary import DONE, FAILED
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_argument, style_option
from careplan.cli.output import JSON, complain, dumped, result
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.render.plain import plain
from careplan.render.report import counted
from careplan.workspace.cases import Outcome, program_beside, run_cases
from careplan.workspace.documents import CASES_SUFFIX
from careplan.workspace.found import Found, found

VERSION = 1
_MOST_SHOWN = 10

Results = dict[str, tuple[Outcome, ...]]


@click.command(
    "test",
    cls=HelpfulCommand,
    epilog=examples("careplan test plans/", "careplan test plans/ketamine.cases.toml"),
)
@file_argument("paths", "PATH...", many=True)
@style_option("text", JSON)
def command(paths: tuple[str, ...], style: str) -> int:
    """Compare a program's dates with its dated test cases.

    PATH is a folder, a program or its file of cases: `ketamine.cases.toml` beside
    `ketamine.toml`.  Where a date differs, two lines say which was expected and which
    is scheduled; of many differences the first ten are shown.
    """
    results: Results = {}
    everything = Found()
    for name in dict.fromkeys(name for path in paths for name in _cases(path)):
        if isinstance(name, Diagnostic):
            everything += found(name)
            continue
        results[name], trouble = run_cases(name)
        everything += trouble
    outcomes = [outcome for each in results.values() for outcome in each]
    result(_as_json(results) if style == JSON else _as_text(results))
    code = complain(everything, style=style)
    return code or (DONE if all(one.is_right for one in outcomes) else FAILED)


def _cases(path: str) -> tuple[str | Diagnostic, ...]:
    """List the files of cases a path means."""
    if path == files.STANDARD_INPUT:
        raise click.UsageError("cases lie in a file beside their program; `-` is none")
    if not files.is_folder(path):
        is_program = not path.endswith(CASES_SUFFIX) and path.endswith(".toml")
        beside = path.removesuffix(".toml") + CASES_SUFFIX
        return (beside if is_program else path,)
    return files.find(path, CASES_SUFFIX) or (_no_cases(path),)


def _as_text(results: Results) -> str:
    lines = [
        line for name, outcomes in results.items() for line in _lines(name, outcomes)
    ]
    outcomes = [outcome for each in results.values() for outcome in each]
    wrong = sum(not one.is_right for one in outcomes)
    dates = sum(one.dates or 0 for one in outcomes)
    total = (
        f"{counted(len(results), 'program')}, {counted(len(outcomes), 'case')},"
        f" {counted(dates, 'date')}"
    )
    verdict = "all as expected" if outcomes else "nothing was compared"
    if wrong:
        verdict = f"{counted(wrong, 'case')} failed"
    return "".join(f"{line}\n" for line in [*lines, f"{total}: {verdict}"])


def _lines(name: str, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    program = plain(program_beside(name))
    wrong = [one for one in outcomes if not one.is_right]
    if not outcomes:
        yield f"{program}: not run"
    elif not wrong:
        dates = sum(one.dates or 0 for one in outcomes)
        cases = counted(len(outcomes), "case")
        yield f"{program}: {cases}, {counted(dates, 'date')}"
    else:
        yield f"{program}: {len(wrong)} of {counted(len(outcomes), 'case')} failed"
    for one in wrong:
        if one.dates is None:
            yield f"  {plain(one.name)}: cannot be scheduled"
            continue
        differ = counted(len(one.differences), "date")
        yield f"  {plain(one.name)}: {differ} differ{'s' * (len(one.differences) == 1)}"
        for each in one.differences[:_MOST_SHOWN]:
            yield f"  - expected  {plain(each.expected or 'nothing')}"
            yield f"  + scheduled {plain(each.scheduled or 'nothing')}"
        if len(one.differences) > _MOST_SHOWN:
            yield f"  and {len(one.differences) - _MOST_SHOWN:,} more"


def _as_json(results: Results) -> str:
    return dumped(
        {
            "version": VERSION,
            "programs": [
                {
                    "program": program_beside(name),
                    "cases": [_case(outcome) for outcome in outcomes],
                }
                for name, outcomes in results.items()
            ],
        }
    )


def _case(outcome: Outcome) -> dict[str, object]:
    return {
        "name": outcome.name,
        "passed": outcome.is_right,
        "dates": outcome.dates,
        "differences": [
            {"expected": one.expected, "scheduled": one.scheduled}
            for one in outcome.differences
        ],
    }


def _no_cases(folder: str) -> Diagnostic:
    return Diagnostic(
        code="no-cases",
        message=f"there are no cases in `{folder}`",
        primary=Label(place=Place(file=folder)),
        help=(f"the cases of `plan.toml` stand in `plan{CASES_SUFFIX}` beside it",),
    )
