"""Every bad plan is answered with exactly the report beside it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from careplan.language.decode import decode_program
from careplan.language.source import Source
from careplan.schedule.compile import compile_schedule
from tests.bad_plans.diagnosing import (
    HERE,
    answer,
    bad_plans,
    expectation,
    near_misses,
    report_of,
)
from tests.pipeline import bare_enrolment, no_holidays

START = date(2026, 3, 2)
UPDATES = os.environ.get("CAREPLAN_REPORTS") == "update"
PLANS = bad_plans()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan.relative_to(HERE)))
def test_a_bad_plan_is_answered_with_its_report(plan: Path) -> None:
    """Nothing is missing, nothing else is found, and it looks as it should."""
    given = answer(plan)
    assert given.found == expectation(plan)
    if UPDATES:
        report_of(plan).write_text(given.report, "utf-8")
    assert given.report == report_of(plan).read_text("utf-8")


@pytest.mark.parametrize("plan", near_misses(), ids=lambda plan: plan.stem)
def test_a_near_miss_is_left_alone(plan: Path) -> None:
    """What only looks like a mistake is none: nothing is said, and it has dates."""
    assert answer(plan).report == ""
    program, _ = decode_program(Source(name=plan.name, text=plan.read_text("utf-8")))
    assert program is not None
    schedule, found = compile_schedule(
        program, bare_enrolment(START, "Europe/London"), holidays=no_holidays
    )
    assert found == ()
    assert schedule.occurrences


def test_every_report_belongs_to_a_plan() -> None:
    assert sorted(HERE.rglob("*.txt")) == sorted(map(report_of, PLANS))


def test_a_report_says_nothing_of_a_person() -> None:
    """The values of an enrolment are masked, whatever is wrong with it."""
    shown = (HERE / "personal" / "masked.txt").read_text("utf-8")
    written = (HERE / "personal" / "masked.toml").read_text("utf-8")
    assert "Somebody Real" in written
    for word in ("Somebody", "Real", "note", "5pm", "2026"):
        assert word not in shown
