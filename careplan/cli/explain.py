"""`careplan explain`: what the code of a diagnostic means."""

from __future__ import annotations

import re

import click
from click.shell_completion import CompletionItem

from careplan.cli.boundary import DONE
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, style_option
from careplan.cli.output import JSON, dumped, result
from careplan.language.catalogue import CODES
from careplan.language.suggest import nearest

VERSION = 1
_IN_BRACKETS = re.compile(r"[a-z]+\[([a-z0-9-]+)\]:?")


def _codes(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    del ctx, param
    codes = (code for code in sorted(CODES) if code.startswith(incomplete))
    return [CompletionItem(code, help=CODES[code].summary) for code in codes]


@click.command(
    "explain",
    cls=HelpfulCommand,
    epilog=examples("careplan explain no-legal-date"),
)
@click.argument("code", metavar="CODE", shell_complete=_codes)
@style_option("text", JSON)
def command(code: str, style: str) -> int:
    """Explain the code of a diagnostic.

    CODE is the word in brackets, or all of it: `error[no-legal-date]`.
    """
    code = _IN_BRACKETS.sub(r"\1", code)
    known = CODES.get(code)
    if known is None:
        close = nearest(code, CODES)
        advice = f"; did you mean {close}?" if close else ""
        raise click.UsageError(f"there is no code `{code}`{advice}")
    if style == JSON:
        document = {
            "version": VERSION,
            "code": known.code,
            "severity": known.severity.value,
            "summary": known.summary,
            "explanation": known.explanation,
            "wrong": known.wrong,
            "right": known.right,
        }
        result(dumped(document))
        return DONE
    result(known.page())
    return DONE
