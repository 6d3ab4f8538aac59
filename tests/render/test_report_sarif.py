"""SARIF says the same as the report, in the structure the standard lays down."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from careplan import __version__, files
from careplan.language.catalogue import CODES
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.render.sarif import sarif
from careplan.workspace.checking import check_file
from tests.bad_plans.diagnosing import HERE, bad_plans

TEXT = '[[phases]]\nid = "weeks"\nschedule = [{ activity = "x" }]\n'
Log = dict[str, object]


def as_given(name: str) -> str:
    return name


def checked(path: Path) -> Log:
    """Check a bad plan from its folder, and read the log back from its text."""
    with chdir(HERE):
        everything = check_file(path.relative_to(HERE).as_posix())
        texts = {source.name: source.text for source in everything.sources}
        log = sarif(everything.diagnostics, texts, relative=files.from_here)
    read: Log = json.loads(json.dumps(log))
    return read


UNKNOWN = Diagnostic(
    code="unknown-activity",
    message="there is no activity `x`",
    primary=Label(
        place=Place(
            file="a b/plan.toml", path=("phases", 0, "schedule", 0, "activity")
        ),
        note="here",
    ),
    related=(
        Label(place=Place(file="a b/plan.toml", path=("phases", 0, "id"))),
        Label(place=Place(file="gone:1.toml"), note="or here"),
    ),
    notes=("so it was",),
    help=("describe it", "or leave it out"),
)
BARE = Diagnostic(code="no-cases", message="none", severity=Severity.WARNING)


def test_a_result_says_what_where_and_how_bad() -> None:
    """With every place a region, related ones apart, and all that would help."""
    log = sarif((UNKNOWN, BARE), {"a b/plan.toml": TEXT}, relative=as_given)
    assert results(log) == [
        {
            "ruleId": "no-cases",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "none"},
            "locations": [],
            "occurrenceCount": 1,
        },
        {
            "ruleId": "unknown-activity",
            "ruleIndex": 1,
            "level": "error",
            "message": {
                "text": "there is no activity `x`\n"
                "note: so it was\nhelp: describe it\nhelp: or leave it out"
            },
            "locations": [
                {
                    "physicalLocation": physical("a%20b/plan.toml", (3, 26, 29)),
                    "message": {"text": "here"},
                }
            ],
            "occurrenceCount": 1,
            "relatedLocations": [
                {"physicalLocation": physical("a%20b/plan.toml", (2, 6, 13))},
                {
                    "physicalLocation": physical("gone%3A1.toml"),
                    "message": {"text": "or here"},
                },
            ],
        },
    ]


def physical(uri: str, region: tuple[int, int, int] | None = None) -> Log:
    """Write a place within one line: its number, and from where to where."""
    there: Log = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
    if region is not None:
        line, column, end = region
        there["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": line,
            "endColumn": end,
        }
    return there


def test_a_run_names_the_tool_and_its_rules() -> None:
    log = sarif((UNKNOWN, BARE), {"a b/plan.toml": TEXT}, relative=as_given)
    run = run_of(log)
    assert {key: log[key] for key in log if key != "runs"} == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
    }
    assert {key: run[key] for key in run if key != "results"} == {
        "tool": {
            "driver": {
                "name": "careplan",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [rule("no-cases"), rule("unknown-activity")],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {
                "description": {"text": "the folder that careplan was run in"}
            }
        },
    }


def run_of(log: Log) -> Log:
    """Give the only run."""
    runs = log["runs"]
    assert isinstance(runs, list)
    (run,) = runs
    assert isinstance(run, dict)
    return run


def results(log: Log) -> list[Log]:
    """Give the results of the only run."""
    found = run_of(log)["results"]
    assert isinstance(found, list)
    return found


def rule(code: str) -> Log:
    return {
        "id": code,
        "shortDescription": {"text": CODES[code].summary},
        "fullDescription": {"text": CODES[code].explanation},
        "help": {"text": CODES[code].page()},
        "defaultConfiguration": {"level": CODES[code].severity.value},
    }


@pytest.mark.parametrize("path", bad_plans(), ids=lambda path: path.stem)
def test_a_log_has_the_structure_of_the_standard(path: Path) -> None:
    """No property the standard does not know, none missing, and each of its type."""
    log = checked(path)
    assert list(problems("sarifLog", log, "log")) == []
    codes = sorted({str(result["ruleId"]) for result in results(log)})
    assert results(log)
    for result in results(log):
        assert result["ruleIndex"] == codes.index(str(result["ruleId"]))


def test_nothing_found_is_a_run_without_results() -> None:
    log = sarif((), {}, relative=as_given)
    assert list(problems("sarifLog", log, "log")) == []
    assert results(log) == []


def test_a_log_says_nothing_of_a_person() -> None:
    log = json.dumps(results(checked(HERE / "personal" / "masked.toml")))
    for word in ("Somebody", "Real", "note\\", "5pm", "2026"):
        assert word not in log


def test_nothing_in_a_log_is_obeyed_by_a_terminal() -> None:
    """Control, escape and bidi characters are escaped, in texts and in file names."""
    nasty = "\x1b[2J\u202e\n"
    found = Diagnostic(
        code="no-cases",
        message=nasty,
        primary=Label(place=Place(file=f"{nasty}\udcff"), note=nasty),
        notes=(nasty,),
        help=(nasty,),
    )
    (result,) = results(sarif((found,), {}, relative=as_given))
    shown = "\\u001B[2J\\u202E\\u000A"
    assert result["message"] == {"text": f"{shown}\nnote: {shown}\nhelp: {shown}"}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "%1B%5B2J%E2%80%AE%0A%FF",
                    "uriBaseId": "%SRCROOT%",
                }
            },
            "message": {"text": shown},
        }
    ]


LEVELS = ("none", "note", "warning", "error")
# What the published schema says of the objects a log here is made of.
REQUIRED = {
    "sarifLog": ("version", "runs"),
    "run": ("tool", "results"),
    "tool": ("driver",),
    "toolComponent": ("name",),
    "reportingDescriptor": ("id",),
    "result": ("message", "locations"),
    "location": ("physicalLocation",),
    "physicalLocation": ("artifactLocation",),
    "artifactLocation": (),
    "region": ("startLine",),
    "message": ("text",),
    "reportingConfiguration": (),
}
PROPERTIES: dict[str, dict[str, str | Callable[[object], bool]]] = {
    "sarifLog": {
        "$schema": lambda value: str(value).startswith("https://docs.oasis-open.org/"),
        "version": lambda value: value == "2.1.0",
        "runs": "[run]",
    },
    "run": {
        "tool": "tool",
        "columnKind": lambda value: value in ("utf16CodeUnits", "unicodeCodePoints"),
        "originalUriBaseIds": "{artifactLocation}",
        "results": "[result]",
    },
    "tool": {"driver": "toolComponent"},
    "toolComponent": {
        "name": lambda value: isinstance(value, str),
        "version": lambda value: isinstance(value, str),
        "semanticVersion": lambda value: isinstance(value, str),
        "rules": "[reportingDescriptor]",
    },
    "reportingDescriptor": {
        "id": lambda value: isinstance(value, str),
        "shortDescription": "message",
        "fullDescription": "message",
        "help": "message",
        "defaultConfiguration": "reportingConfiguration",
    },
    "reportingConfiguration": {"level": lambda value: value in LEVELS},
    "result": {
        "ruleId": lambda value: value in CODES,
        "ruleIndex": lambda value: is_from(value, 0),
        "level": lambda value: value in LEVELS,
        "message": "message",
        "locations": "[location]",
        "relatedLocations": "[location]",
        "occurrenceCount": lambda value: is_from(value, 1),
    },
    "location": {"physicalLocation": "physicalLocation", "message": "message"},
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "artifactLocation": {
        "uri": lambda value: isinstance(value, str) and is_relative(value),
        "uriBaseId": lambda value: value == "%SRCROOT%",
        "description": "message",
    },
    "region": dict.fromkeys(
        ("startLine", "startColumn", "endLine", "endColumn"),
        lambda value: is_from(value, 1),
    ),
    "message": {"text": lambda value: isinstance(value, str) and bool(value)},
}


def problems(kind: str, value: object, where: str) -> list[str]:
    """Compare a value with what the standard says of its kind."""
    if kind.startswith("["):
        assert isinstance(value, list), where
        parts = enumerate(value)
        return [
            p for n, one in parts for p in problems(kind[1:-1], one, f"{where}[{n}]")
        ]
    assert isinstance(value, dict), where
    if kind.startswith("{"):
        inner = value.items()
        return [
            p for key, one in inner for p in problems(kind[1:-1], one, f"{where}.{key}")
        ]
    found = [f"{where}: no {key}" for key in REQUIRED[kind] if key not in value]
    for key, one in value.items():
        known = PROPERTIES[kind].get(key)
        if known is None:
            found.append(f"{where}: unknown {key}")
        elif isinstance(known, str):
            found += problems(known, one, f"{where}.{key}")
        elif not known(one):
            found.append(f"{where}.{key}: {one}")
    return found


def is_from(value: object, least: int) -> bool:
    return isinstance(value, int) and value >= least


def is_relative(uri: str) -> bool:
    return not uri.startswith("/") and ":" not in uri and "\\" not in uri
