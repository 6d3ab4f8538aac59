"""Every code has its page, its bad plan and its report; every code used is known."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from careplan.language.catalogue import CODES
from careplan.language.catalogue.calendars import CALENDAR_CODES
from tests.bad_plans.diagnosing import bad_plans, expectation, report_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "careplan"
CATALOGUE = PACKAGE / "language" / "catalogue"
WIDEST = 100

# Codes that no file alone can bring about, each with where it is tested instead.
WITHOUT_A_PLAN = {
    "alias-unclear": "needs several plans: tests of `calendar`",
    "already-past": "known when an entry is entered: tests of `decide` and `set`",
    "answer-unreadable": "needs a server: tests of `publish`",
    "breaks-a-rule": "known when an entry is entered: tests of `move`",
    "calendar-of-another": "needs an earlier calendar: tests of `export --since`",
    "calendar-unusable": "needs an earlier calendar: tests of `export --since`",
    "certificate-untrusted": "needs a server: tests of `publish`",
    "changed-id": "needs the version before: tests of `check --against`",
    "damaged-feeds": "needs the secrets of a feed: tests of `export --via feed`",
    "changed-on-server": "needs a server: tests of `publish`",
    "credentials-refused": "needs a server: tests of `publish`",
    "disk-full": "needs a full disk: tests of files",
    "file-exists": "a file that would be made is there: tests of `enrol` and `new`",
    "file-unreadable": "rights and directories: test_hostile_input.py, tests of files",
    "file-unwritable": "rights and directories: tests of files",
    "foreign-event": "needs a server: tests of `publish`",
    "large-calendar": "its size is known when it is written: tests of calendar",
    "library-missing": "needs an installation without it: tests of `publish`",
    "locked": "needs a second writer: tests of files",
    "no-cases": "a folder without cases: tests of `test`",
    "no-collection": "needs a server: tests of `publish`",
    "no-enrolments": "a folder without enrolments: tests of `due`",
    "not-active": "known when somebody is enrolled: tests of `enrol`",
    "not-handed-out": "needs a register: tests of `reissue`",
    "nothing-to-merge": "needs a register: tests of `calendar`",
    "older-issue": "needs a calendar on disk: tests of `export`",
    "register-in-place": "needs an earlier calendar: tests of `export --since`",
    "register-missing": "needs a calendar on disk: tests of `export`",
    "review-overdue": "needs today's date: tests of `enrol`",
    "same-enrolment": "needs several plans: tests of `calendar`",
    "server-forbids": "needs a server: tests of `publish`",
    "server-full": "needs a server: tests of `publish`",
    "server-redirects": "needs a server: tests of `publish`",
    "server-refuses": "needs a server: tests of `publish`",
    "server-unreachable": "needs a server: tests of `publish`",
    "too-large": "a megabyte is made in test_hostile_input.py",
    "too-many-problems": "a thousand mistakes are made in test_hostile_input.py",
    "vanished-id": "needs the version before: tests of `check --against`",
}

# A calendar is no plan; each of its codes has a calendar in the tests of `verify`.
WITHOUT_A_PLAN |= {
    code.code: "needs a calendar: tests of calendar" for code in CALENDAR_CODES
}

# Functions that take a code among their arguments.
TAKES_A_CODE = {"UnreadableError", "_FatalError", "_at", "error", "limited", "word"}
IS_A_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|syntax|locked")


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained(code: str) -> None:
    """One line without a full stop, a paragraph, and an example of each way."""
    entry = CODES[code]
    assert entry.code == code
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
    assert entry.summary[0].islower() or entry.summary.startswith("`")
    assert not entry.summary.endswith(".")
    assert entry.explanation.endswith(".")
    assert bool(entry.wrong) == bool(entry.right)
    assert max(map(len, entry.page().splitlines())) <= WIDEST


@pytest.mark.parametrize("code", [code for code in CODES if code not in WITHOUT_A_PLAN])
def test_a_code_has_a_bad_plan_with_a_report(code: str) -> None:
    plans = [path for path in bad_plans() if code in _expected(path)]
    assert plans
    assert all(f"[{code}]" in report_of(path).read_text("utf-8") for path in plans)


def test_only_codes_without_a_plan_are_excepted() -> None:
    planned = {code for path in bad_plans() for code in _expected(path)}
    assert set(WITHOUT_A_PLAN) <= set(CODES)
    assert planned & set(WITHOUT_A_PLAN) == set()
    assert planned <= set(CODES)


def test_every_code_in_use_is_in_the_catalogue() -> None:
    used = {code: path for path in _sources() for code in _codes(path)}
    unknown = sorted(
        f"{path}: {code}" for code, path in used.items() if code not in CODES
    )
    assert unknown == []


def test_every_code_of_the_catalogue_is_in_use() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in _sources())
    assert [code for code in CODES if f'"{code}"' not in texts] == []


def _expected(path: Path) -> list[str]:
    return [found.split()[0] for found in expectation(path)]


def _sources() -> list[Path]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return [path for path in paths if CATALOGUE not in path.parents]


def _codes(path: Path) -> Iterator[str]:
    """Find the codes a module uses, wherever a code may stand."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(keywords=keywords):
                for keyword in keywords:
                    if keyword.arg == "code":
                        yield from _texts(keyword.value)
                yield from _positional(node)
            case ast.Assign(targets=[ast.Name(id="CODE")], value=value):
                yield from _texts(value)
            case ast.FunctionDef(args=arguments):
                yield from _defaults(arguments)
            case _:
                continue


def _positional(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in TAKES_A_CODE:
        for argument in call.args:
            yield from (code for code in _texts(argument) if IS_A_CODE.fullmatch(code))


def _defaults(arguments: ast.arguments) -> Iterator[str]:
    names = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(names), reversed(arguments.defaults), strict=False))
    pairs += [
        (name, value)
        for name, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    ]
    for name, value in pairs:
        if name.arg == "code":
            yield from _texts(value)


def _texts(value: ast.expr) -> Iterator[str]:
    """Give a text, or both texts of a choice."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=otherwise):
            yield from _texts(body)
            yield from _texts(otherwise)
        case _:
            return
