"""Annotations say the same as the report, and nothing in them becomes a command."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.render.annotations import annotated
from careplan.render.plain import plain

TEXT = '[[phases]]\nid = "weeks"\nnote = """\na\nb"""\n'


def as_given(name: str) -> str:
    return name


def written(*diagnostics: Diagnostic) -> str:
    return annotated(diagnostics, {"plan.toml": TEXT}, relative=as_given)


def at(*path: str | int, file: str = "plan.toml") -> Label:
    return Label(place=Place(file=file, path=path))


def test_each_diagnostic_is_a_command_with_its_place() -> None:
    """Columns are said where the runner takes them: within one line."""
    found = (
        Diagnostic(
            code="bad-id",
            message="100 % wrong, really: no",
            primary=at("phases", 0, "id"),
            notes=("one",),
            help=("two", "three"),
        ),
        Diagnostic(
            code="bad-text",
            message="many lines",
            severity=Severity.WARNING,
            primary=at("phases", 0, "note"),
        ),
        Diagnostic(
            code="whole",
            message="the file",
            severity=Severity.NOTE,
            primary=at(file="a,b:c.toml"),
        ),
        Diagnostic(code="nowhere", message="no place"),
    )
    assert written(*found) == (
        "::error title=careplan%3A nowhere::no place\n"
        "::notice file=a%2Cb%3Ac.toml,title=careplan%3A whole::the file\n"
        "::error file=plan.toml,line=2,endLine=2,col=6,endColumn=13,"
        "title=careplan%3A bad-id::100 %25 wrong, really: no"
        "%0Anote: one%0Ahelp: two%0Ahelp: three\n"
        "::warning file=plan.toml,line=3,endLine=5,"
        "title=careplan%3A bad-text::many lines\n"
    )


def test_a_file_as_such_has_no_line() -> None:
    whole = Place(file="plan.toml", part=Part.HEADER)
    found = Diagnostic(code="x", message="x", primary=Label(place=whole))
    assert written(found) == "::error file=plan.toml,title=careplan%3A x::x\n"


@given(st.text(max_size=40))
def test_no_text_begins_a_command_of_its_own(text: str) -> None:
    """Whatever is said, and whatever a file is called, is one line of one command."""
    place = Place(file=f"a{text}")
    found = Diagnostic(
        code="x", message=text, primary=Label(place=place), notes=(text,), help=(text,)
    )
    command, end = written(found)[:-1], written(found)[-1]
    assert end == "\n"
    assert plain(command) == command
    head, _, rest = command.partition(" ")
    properties, _, message = rest.partition("::")
    assert head == "::error"
    assert [each.partition("=")[0] for each in properties.split(",")] == [
        "file",
        "title",
    ]
    assert message.count("%0A") == 2
