"""Records say the same as the report, for programs."""

from __future__ import annotations

import json

from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.render.records import records

TEXT = '[[phases]]\nid = "weeks"\nschedule = [{ activity = "x" }]\n'


def test_a_record_says_what_where_and_how_bad() -> None:
    path = ("phases", 0, "schedule", 0, "activity")
    found = Diagnostic(
        code="unknown-activity",
        message="there is no activity `x`",
        severity=Severity.ERROR,
        primary=Label(place=Place(file="plan.toml", path=path), note="here"),
        related=(Label(place=Place(file="gone.toml")),),
        notes=("it was never there",),
        help=("describe it",),
    )
    document = records((found,), {"plan.toml": TEXT})
    assert json.loads(json.dumps(document)) == {
        "version": 1,
        "diagnostics": [
            {
                "code": "unknown-activity",
                "severity": "error",
                "message": "there is no activity `x`",
                "count": 1,
                "notes": ["it was never there"],
                "help": ["describe it"],
                "places": [
                    {
                        "file": "plan.toml",
                        "path": "phases[0].schedule[0].activity",
                        "primary": True,
                        "note": "here",
                        "line": 3,
                        "column": 26,
                        "end_line": 3,
                        "end_column": 29,
                    },
                    {"file": "gone.toml", "path": "", "primary": False, "note": ""},
                ],
            }
        ],
    }


def test_nothing_found_is_an_empty_list() -> None:
    assert records((), {}) == {"version": 1, "diagnostics": []}
