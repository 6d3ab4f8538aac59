"""`careplan why`: how one date was found."""

from __future__ import annotations

import click

from careplan.cli.boundary import DONE
from careplan.cli.given import Given, begins
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.naming import named, undated
from careplan.cli.options import examples, file_argument, style_option
from careplan.cli.output import JSON, complain, dumped, result
from careplan.cli.plans import open_plan
from careplan.model.diagnostic import Place
from careplan.render.extent import Page
from careplan.render.undated import document, told
from careplan.render.why import story, trace
from careplan.workspace.found import Found
from careplan.workspace.plan import scheduled
from careplan.workspace.seeing import view_of


@click.command(
    "why",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan why a17.toml session-7",
        "careplan why a17.toml foundation/session-3",
    ),
)
@file_argument("plan", "PLAN")
@click.argument("name", metavar="NAME")
@begins(previews=True)
@style_option("text", JSON)
def command(plan: str, name: str, given: Given, style: str) -> int:
    """Explain how one date was found.

    NAME is what `careplan show` prints beside a date: the running number through the
    whole program, or PHASE/NAME within a phase.  Of what has a name and no date it says
    why, as far as that is known.
    """
    opened, found = scheduled(*open_plan(plan, given))
    code = complain(found, style=style)
    if opened is None:
        return code
    view = view_of(*opened)
    nowhere = undated(view.schedule, name)
    if nowhere is not None:
        lacking = {
            "placed": None,
            "actual": None,
            "steps": (),
            "reason": nowhere.reason,
        }
        said = document(nowhere) | lacking
        result(dumped(said) if style == JSON else told(view, nowhere, reason=True))
        return DONE
    occurrence = named(view.schedule, name)
    if style == JSON:
        result(dumped(trace(occurrence, where=_where(found, occurrence.rule.place)[0])))
        return DONE
    where, lines = _where(found, occurrence.rule.place)
    result(story(view, occurrence, where=where, lines=lines))
    return DONE


def _where(found: Found, place: Place) -> tuple[str, tuple[str, ...]]:
    """Find the rule's lines in its file."""
    for source in found.sources:
        if source.name == place.file:
            page = Page(file=source.name, text=source.text)
            first, last = page.extent(place)
            lines = source.lines()[first - 1 : last]
            return f"{place.file}, line {first}", tuple(line.strip() for line in lines)
    return place.file, ()
