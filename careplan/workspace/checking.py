"""Checking: everything that can be said about a file, whatever kind of file it is.

Authors check programs all day, so a program is checked without loading what only a
person's plan needs.
"""

from __future__ import annotations

from careplan.model.diagnostic import Diagnostic
from careplan.workspace.documents import Kind, Loaded, load
from careplan.workspace.found import Found, found
from careplan.workspace.programs import read_program


def check_file(name: str) -> Found:
    """Find everything wrong with a file and with the files it names."""
    loaded, result = load(name)
    return result if loaded is None else _check(loaded).in_full


def _check(loaded: Loaded) -> Found:
    match loaded.kind:
        case Kind.PROGRAM:
            return read_program(loaded)[1]
        case Kind.ENROLMENT:
            return _check_enrolment(loaded)
        case Kind.SITE:
            return _check_site(loaded)
        case Kind.CASES:
            return _check_cases(loaded)
        case Kind.REGISTER:
            return _check_register(loaded)


def _check_enrolment(loaded: Loaded) -> Found:
    """Check an enrolment as `export` would: dated, and with its memory."""
    from careplan.workspace.memory import recall  # noqa: PLC0415 - see above
    from careplan.workspace.plan import open_enrolment, scheduled  # noqa: PLC0415 - too

    plan, result = open_enrolment(loaded)
    _, result = scheduled(plan, result)
    if plan is not None and plan.path is not None:
        register = recall(plan.path, plan.enrolment)
        if isinstance(register, Diagnostic):
            result += found(register)
    return result


def _check_site(loaded: Loaded) -> Found:
    from careplan.workspace.site import read_site  # noqa: PLC0415 - see above

    return read_site(loaded)[1]


def _check_cases(loaded: Loaded) -> Found:
    from careplan.language.decode import decode_cases  # noqa: PLC0415 - see above

    return loaded.found + found(*decode_cases(loaded.source)[1])


def _check_register(loaded: Loaded) -> Found:
    from careplan.workspace.memory import read_register  # noqa: PLC0415 - see above

    register = read_register(loaded.name, loaded.data)
    problems = (register,) if isinstance(register, Diagnostic) else ()
    return loaded.found + found(*problems)
