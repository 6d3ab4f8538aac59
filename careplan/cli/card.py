"""`careplan card`: how to add a calendar, for the person who gets it."""

from __future__ import annotations

from pathlib import Path

import click

from careplan import files
from careplan.cli.boundary import DONE
from careplan.cli.clients import client_option, via_option
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, file_option, style_option
from careplan.cli.output import refuse, result
from careplan.cli.target import STANDARD_OUTPUT
from careplan.model.enrolment import Client, Via
from careplan.render.card import card_page, card_text
from careplan.render.plain import plain

HTML = "html"


@click.command(
    "card",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan card --for google",
        "careplan card --for apple --via feed",
        "careplan card --for outlook --format html -o card.html",
    ),
)
@client_option("The calendar program the person has.", Client.ANY)
@via_option("Whether they get a file, or an address to subscribe to.", Via.FILE)
@file_option("-o", "--output", metavar="FILE|-", text="Where to write it.")
@style_option("text", HTML)
def command(*, client: str, via: str, output: str | None, style: str) -> int:
    """Print a page that says how to add a calendar, and what to expect of it.

    It names no person and no care, so it can be sent or laid out.
    """
    make = card_page if style == HTML else card_text
    page = make(Client(client), Via(via))
    if output in (None, STANDARD_OUTPUT):
        result(page)
        return DONE
    target = files.Target(path=Path(output), data=page.encode(), is_public=True)
    # Whatever else stands under this name is somebody's own.
    problem = None if files.holds(target) else files.create(target)
    if problem is not None:
        return refuse(problem)
    result(f"{plain(output)}\n")
    return DONE
