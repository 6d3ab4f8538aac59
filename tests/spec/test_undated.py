"""What has a name and no date, and what the schedule knows of the reason."""

from __future__ import annotations

import pytest

from tests.spec.plan import add, end, legal, omit, pause, planned, record

VISITS = """
    [activities.review]
    kind = "evaluation"
    title = "Review"
    results = { eligible = "opens", ineligible = "closes" }

    [decisions.response]
    question = "Did it help?"
    options = ["yes", "no"]
    default = "yes"

    [[phases]]
    id = "f"
    length = "3 weeks"
    schedule = [
      { activity = "visit", on = "tue", if_closed = "drop" },
      { activity = "call", each = "visit", offset = "1 day" },
      { activity = "review", day = 4 },
      { activity = "note", from = "visit[2]", requires = ["review"] },
      { activity = "form", day = 2, when = { response = "no" } },
    ]
"""
LEFT_OUT = "left out by entry 1 of the ledger"


@pytest.mark.parametrize(
    ("plan", "site", "undated"),
    [
        ("", "", ["f/form-1: "]),
        (
            omit("f/visit-3", override=True),
            "",
            [
                f"f/visit-3: {LEFT_OUT} (agreed)",
                "f/form-1: ",
                "f/call-3: visit-3, which it counts from, has none either",
            ],
        ),
        (
            record("f/visit-3", "missed"),
            "",
            ["f/call-3: visit 3 was missed", "f/form-1: "],
        ),
        (
            record("f/review-1", "ineligible", at="2026-03-06T00:00:00Z"),
            "",
            ["f/note-1: review was recorded as ineligible", "f/form-1: "],
        ),
        (
            pause("2026-03-16", "2026-03-22", said='rest = "drop"'),
            "",
            [
                (
                    "f/visit-3: the plan stands still from Mon 16 Mar 2026 to Sun 22"
                    " Mar 2026"
                ),
                "f/form-1: ",
                "f/call-3: visit-3, which it counts from, has none either",
            ],
        ),
        (
            end("2026-03-17"),
            "",
            ["f/call-3: the plan ends with Tue 17 Mar 2026", "f/form-1: "],
        ),
        (
            "",
            "closed = [2026-03-17]",
            [
                "f/visit-3: a closed day of the site",
                "f/form-1: ",
            ],
        ),
        (
            add("visit", "2026-03-26") + omit("visit-4"),
            "",
            ["f/form-1: ", "visit-4: left out by entry 2 of the ledger"],
        ),
    ],
)
def test_the_reason_is_known(plan: str, site: str, undated: list[str]) -> None:
    """Left out, missed or dropped with what it counts from, cancelled, or not taken."""
    assert planned(VISITS, plan=plan, site=site).undated() == undated


def test_what_has_no_legal_date_is_told_of_otherwise() -> None:
    """Its diagnostic names every day that was tried."""
    rule = VISITS.replace('"drop"', '"fail"')
    found = planned(rule, site="closed = [2026-03-17]")
    assert "f/visit-3: " in found.undated()
    assert [one.code for one in found.complaints] == ["no-legal-date"]


def test_what_is_left_out_says_when_it_would_be() -> None:
    """By its rule, or by the entry that added it."""
    found = legal(VISITS, plan=omit("f/visit-2"))
    when = {one.name: one.nominal for one in found.schedule.undated}
    assert when["f/visit-2"] is not None
    assert found.spell(when["f/visit-2"]) == "Tue 10 Mar"
    assert when["f/call-2"] is None
