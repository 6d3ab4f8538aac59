"""From a document's rows to the values of the model, with everything that is wrong.

Each function reads one document and answers with its value and its diagnostics.  A
value is given unless something structural is wrong.

A reader is loaded when it is called: checking a program needs none of the others,
and the model's values take longer to load than a program takes to read.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careplan.language.case import Case
    from careplan.language.source import Source
    from careplan.model.diagnostic import Diagnostic
    from careplan.model.enrolment import Enrolment, Site
    from careplan.model.program import Program


def decode_program(source: Source) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """Read a program."""
    from careplan.language.decode.program import read_program

    return read_program(source)


def decode_enrolment(
    source: Source,
) -> tuple[Enrolment | None, tuple[Diagnostic, ...]]:
    """Read an enrolment; messages never repeat what it says."""
    from careplan.language.decode.enrolment import read_enrolment

    return read_enrolment(source)


def decode_site(source: Source) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Read a site."""
    from careplan.language.decode.site import read_site

    return read_site(source)


def decode_cases(
    source: Source,
) -> tuple[tuple[Case, ...] | None, tuple[Diagnostic, ...]]:
    """Read the cases of a program."""
    from careplan.language.decode.cases import read_cases

    return read_cases(source)
