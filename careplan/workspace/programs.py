"""Programs: read and checked on their own, whoever may be enrolled on them."""

from __future__ import annotations

from careplan.language.checks import check_program
from careplan.language.decode import decode_program
from careplan.model.diagnostic import Severity
from careplan.model.program import Program
from careplan.workspace.documents import Loaded
from careplan.workspace.found import Found, found


def read_program(loaded: Loaded) -> tuple[Program | None, Found]:
    """Read a program and check what it means."""
    program, diagnostics = decode_program(loaded.source)
    result = loaded.found + found(*diagnostics)
    if program is None:
        return None, result
    checked = check_program(program)
    wrong = (one for one in checked if one.severity is Severity.ERROR)
    doubts = tuple(one for one in checked if one.severity is not Severity.ERROR)
    return program, result + found(*wrong) + Found(doubts=doubts)
