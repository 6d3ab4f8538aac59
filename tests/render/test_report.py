"""Reports look like a good compiler's, to the character."""

from __future__ import annotations

from dataclasses import replace

from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.render.report import report

PLAN = "plans/knee.toml"
TEXT = """\
[activities.physio]
kind = "session"
title = "Physio"

[[phases]]
id = "weeks"
schedule = [{ activity = "physio", ofset = "1 day" }]

[activities.review]
title = "Review"
note = '''
two
lines'''
"""


def label(
    *path: str | int,
    note: str = "",
    part: Part = Part.VALUE,
    within: tuple[int, int] | None = None,
    file: str = PLAN,
) -> Label:
    place = Place(file=file, path=path, part=part, within=within)
    return Label(place=place, note=note)


def drawn(text: str, *diagnostics: Diagnostic) -> str:
    return report(diagnostics, {PLAN: text})


OFSET = Diagnostic(
    code="unknown-key",
    message="unknown key `ofset` in a rule",
    primary=label(
        "phases", 0, "schedule", 0, "ofset", part=Part.KEY, note="no such key here"
    ),
    help=("did you mean `offset`?",),
)
TWICE = Diagnostic(
    code="duplicate-id",
    message="two activities are called `Physio`",
    primary=label("activities", "review", "title", note="used again here"),
    related=(label("activities", "physio", "title", note="first used here"),),
    help=("ids are for ever", "so each must be unique"),
)


def test_a_note_is_wrapped_and_stands_before_the_help() -> None:
    found = replace(OFSET, notes=("so " + "it is " * 20, "short"))
    assert drawn(TEXT, found) == (
        """\
error[unknown-key]: unknown key `ofset` in a rule
 --> plans/knee.toml:7:36
  |
7 | schedule = [{ activity = "physio", ofset = "1 day" }]
  |                                    ^^^^^ no such key here
  |
  = note: so it is it is it is it is it is it is it is it is it is it is it is
          it is it is it is it is it is it is it is it is it is
  = note: short
  = help: did you mean `offset`?

1 error in plans/knee.toml
"""
    )


def test_a_report_points_at_each_place_and_counts_at_the_end() -> None:
    assert report((TWICE, OFSET), {PLAN: TEXT}, outcome="nothing was written") == (
        """\
error[unknown-key]: unknown key `ofset` in a rule
 --> plans/knee.toml:7:36
  |
7 | schedule = [{ activity = "physio", ofset = "1 day" }]
  |                                    ^^^^^ no such key here
  |
  = help: did you mean `offset`?

error[duplicate-id]: two activities are called `Physio`
  --> plans/knee.toml:10:9
   |
 3 | title = "Physio"
   |         -------- first used here
…
10 | title = "Review"
   |         ^^^^^^^^ used again here
   |
   = help: ids are for ever
   = help: so each must be unique

2 errors in plans/knee.toml; nothing was written
"""
    )


def test_a_place_in_another_file_stands_in_a_block_of_its_own() -> None:
    site = label("open", file="site.toml", note="closed here")
    found = Diagnostic(
        code="no-legal-date",
        message="no day is open",
        primary=label("phases", 0, "id"),
        related=(site,),
    )
    assert report((found,), {PLAN: TEXT, "site.toml": 'open = "mon"\n'}) == (
        """\
error[no-legal-date]: no day is open
 --> plans/knee.toml:6:6
  |
6 | id = "weeks"
  |      ^^^^^^^
  |
 ::: site.toml:1:8
  |
1 | open = "mon"
  |        ----- closed here

1 error in plans/knee.toml
"""
    )


def test_two_places_on_one_line_have_a_row_of_carets_each() -> None:
    found = Diagnostic(
        code="key-clash",
        message="both",
        primary=label("phases", 0, "schedule", 0, "ofset", note="this"),
        related=(label("phases", 0, "schedule", 0, "activity", note="and this"),),
    )
    assert drawn(TEXT, found).splitlines()[2:6] == [
        "  |",
        '7 | schedule = [{ activity = "physio", ofset = "1 day" }]',
        "  |                          -------- and this",
        "  |                                            ^^^^^^^ this",
    ]


def test_carets_stop_at_the_end_of_the_first_line() -> None:
    found = Diagnostic(
        code="wrong-type",
        message="several lines",
        primary=label("activities", "review", "note", note="begins here"),
    )
    assert drawn(TEXT, found).splitlines()[3:5] == [
        "11 | note = '''",
        "   |        ^^^ begins here",
    ]


def test_carets_stand_under_tabs_and_wide_characters() -> None:
    text = 'title = "\t日本e\u0301x"\r\nnext = 1\r\n'
    found = Diagnostic(
        code="bad-amount", message="x", primary=label("title", within=(5, 6))
    )
    wide = Diagnostic(
        code="bad-amount", message="y", primary=label("title", within=(1, 3))
    )
    assert drawn(text, found).splitlines()[3:5] == [
        '1 | title = "   日本e\u0301x"',
        "  |                  ^",
    ]
    assert drawn(text, wide).splitlines()[4] == "  |             ^^^^"


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    text = 'title = "a\u202eb"\n'
    found = Diagnostic(
        code="control-character",
        message="an \x1b[31mescape\nand a line",
        primary=label("title", within=(2, 3), note="\u2066here"),
        help=("try \x07",),
    )
    assert drawn(text, found) == (
        """\
error[control-character]: an \\u001B[31mescape\\u000Aand a line
 --> plans/knee.toml:1:12
  |
1 | title = "a\\u202Eb"
  |                 ^ \\u2066here
  |
  = help: try \\u0007

1 error in plans/knee.toml
"""
    )


def test_a_very_long_line_is_clipped_round_its_caret() -> None:
    text = f'title = "{"a" * 200}bad{"b" * 200}"\n'
    found = Diagnostic(
        code="bad-id", message="x", primary=label("title", within=(200, 203))
    )
    source, carets = drawn(text, found).splitlines()[3:5]
    assert source == f"1 | …{'a' * 30}bad{'b' * 67}…"
    assert carets == f"  | {' ' * 31}^^^"


def test_a_mark_outside_of_what_is_shown_stays_at_its_end() -> None:
    text = f'a = ["{"x" * 200}", "{"y" * 200}"]\n'
    found = Diagnostic(
        code="two",
        message="x",
        primary=label("a", 0),
        related=(label("a", 1, note="far away"),),
    )
    source, near, far = drawn(text, found).splitlines()[3:6]
    assert source == f'1 | a = ["{"x" * 94}…'
    assert near == f"  |      {'^' * 95}"
    assert far == f"  | {' ' * 100}- far away"


def test_the_file_as_a_whole_has_no_line_to_show() -> None:
    found = Diagnostic(code="empty", message="nothing is here", primary=label())
    missing = Diagnostic(
        code="file-missing",
        message="not there",
        primary=label(file="gone.toml"),
        help=("look elsewhere",),
    )
    assert drawn(TEXT, found, missing) == (
        """\
error[file-missing]: not there
 --> gone.toml
  = help: look elsewhere

error[empty]: nothing is here
 --> plans/knee.toml:1:1

2 errors in 2 files
"""
    )


def test_a_position_stands_instead_of_a_path_in_a_broken_document() -> None:
    place = Place(file=PLAN, position=(2, 8))
    found = Diagnostic(code="syntax", message="x", primary=Label(place=place))
    unread = Diagnostic(
        code="not-utf8",
        message="y",
        primary=Label(place=Place(file="bytes.toml", position=(3, 4))),
    )
    assert drawn("[a]\ntitle = b\n", found).splitlines()[1:5] == [
        " --> plans/knee.toml:2:8",
        "  |",
        "2 | title = b",
        "  |        ^",
    ]
    assert report((unread,), {}).splitlines()[1] == " --> bytes.toml:3:4"


def test_a_diagnostic_without_a_place_is_a_heading() -> None:
    found = Diagnostic(code="locked", message="busy", help=("try again",))
    assert report((found,), {}) == (
        "error[locked]: busy\n  = help: try again\n\n1 error\n"
    )


def test_diagnostics_are_sorted_by_file_line_column_and_code() -> None:
    early = Diagnostic(code="b", message="x", primary=label("activities", "physio"))
    same = Diagnostic(code="a", message="x", primary=label("activities", "physio"))
    lines = report((TWICE, OFSET, early, same), {PLAN: TEXT}).splitlines()
    assert [line for line in lines if line.startswith(("error", " -->", "  -->"))] == [
        "error[a]: x",
        " --> plans/knee.toml:1:1",
        "error[b]: x",
        " --> plans/knee.toml:1:1",
        "error[unknown-key]: unknown key `ofset` in a rule",
        " --> plans/knee.toml:7:36",
        "error[duplicate-id]: two activities are called `Physio`",
        "  --> plans/knee.toml:10:9",
    ]


def test_a_place_that_is_not_there_leads_to_what_is_round_it() -> None:
    found = Diagnostic(
        code="x", message="x", primary=label("activities", "physio", "at")
    )
    assert report((found,), {PLAN: TEXT}).splitlines()[1] == " --> plans/knee.toml:1:1"


def test_colour_is_put_on_only_when_wanted() -> None:
    colourful = report((TWICE,), {PLAN: TEXT}, colour=True)
    assert colourful.startswith("\x1b[1;31merror[duplicate-id]\x1b[0m\x1b[1m: two")
    assert "\x1b[36m-------- first used here\x1b[0m" in colourful
    assert "\x1b" not in report((TWICE,), {PLAN: TEXT})


def test_the_last_line_counts_in_words() -> None:
    def one(severity: Severity) -> Diagnostic:
        return Diagnostic(
            code="x", message="x", severity=severity, primary=label("activities")
        )

    error, warning, note = (one(severity) for severity in Severity)
    for found, said in (
        ((warning,), "1 warning"),
        ((error, error, warning), "2 errors and 1 warning"),
        ((note, error, warning), "1 error, 1 warning and 1 note"),
    ):
        assert report(found, {}).splitlines()[-1] == f"{said} in plans/knee.toml"
    assert report((), {}) == ""
