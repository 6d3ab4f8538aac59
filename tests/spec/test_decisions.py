"""Decisions, results and facts: which branch is planned, and what waits for whom."""

from __future__ import annotations

from tests.spec.plan import decide, legal, planned, problems, record

BRANCHES = """
    [decisions.response]
    after = "visit[2]"
    question = "Did it help?"
    options = ["full", "partial", "none"]

    [[phases]]
    id = "a"
    length = "1 week"
    schedule = [{ activity = "visit", days = [1, 3] }]

    [[phases]]
    id = "b"
    length = "1 week"
    when = { response = ["full", "partial"] }
    schedule = [
      { activity = "visit" },
      { activity = "call", when = { response = "partial" } },
    ]

    [[phases]]
    id = "c"
    length = "1 week"
    schedule = [{ activity = "form" }]
"""
DEFAULT = BRANCHES.replace("after =", 'default = "full"\n    after =')


def test_undecided_without_a_default_its_branches_wait() -> None:
    """Neither the branch nor what follows it can be dated, and the plan says why."""
    found = legal(BRANCHES)
    assert found.agenda() == ["Mon 2 Mar a/visit-1", "Wed 4 Mar a/visit-2"]
    assert found.notices() == [
        "phase c is left out: it follows phase b",
        "phase b waits for response (asked at a/visit-2, Wed 4 Mar 2026)",
    ]


def test_a_decision_is_asked_at_the_first_the_last_or_a_numbered_one() -> None:
    """The notice names the occurrence, once it is known which one it is."""
    asked = "phase b waits for response"
    for after, told in (
        ("visit.first", f"{asked} (asked at a/visit-1, Mon 2 Mar 2026)"),
        ("visit.last", f"{asked} (asked at a/visit-2, Wed 4 Mar 2026)"),
        ("visit[3]", asked),
        ("call.last", asked),
    ):
        found = legal(BRANCHES.replace("visit[2]", after))
        assert found.notices()[-1] == told


def test_a_missed_occurrence_asks_nothing() -> None:
    """The first that takes place is the second visit, then."""
    found = legal(
        BRANCHES.replace("visit[2]", "visit.first"),
        plan=record("a/visit-1", "missed", at="2026-03-02T20:00:00Z"),
    )
    assert found.notices()[-1] == (
        "phase b waits for response (asked at a/visit-2, Wed 4 Mar 2026)"
    )


def test_a_decision_of_the_enrolment_opens_its_branch() -> None:
    """Known from the beginning: a partial response."""
    found = legal(BRANCHES, plan='[decisions]\nresponse = "partial"\n')
    assert found.agenda() == [
        "Mon 2 Mar a/visit-1",
        "Wed 4 Mar a/visit-2",
        "Mon 9 Mar b/visit-1",
        "Mon 9 Mar b/call-1",
        "Mon 16 Mar c/form-1",
    ]
    assert found.states() == []


def test_a_later_decision_wins() -> None:
    """Partial at first; then no response at all, and the next phase moves up."""
    plan = '[decisions]\nresponse = "partial"\n'
    plan += decide("response", "none", at="2026-03-05T12:00:00Z")
    assert legal(BRANCHES, plan=plan).agenda() == [
        "Mon 2 Mar a/visit-1",
        "Wed 4 Mar a/visit-2",
        "Mon 9 Mar c/form-1",
    ]


def test_a_default_is_planned_provisionally() -> None:
    """Taken for a full response; all that rests on it is to be confirmed."""
    found = legal(DEFAULT)
    assert found.agenda() == [
        "Mon 2 Mar a/visit-1",
        "Wed 4 Mar a/visit-2",
        "Mon 9 Mar b/visit-1",
        "Mon 16 Mar c/form-1",
    ]
    assert found.provisional() == ["b/visit-1", "c/form-1"]


def test_a_decision_confirms_the_default() -> None:
    """A full response it was."""
    found = legal(DEFAULT, plan=decide("response", "full", at="2026-03-05T12:00:00Z"))
    assert found.provisional() == []


def test_undecided_after_it_was_asked_is_an_error() -> None:
    """The second visit is over, so somebody knows."""
    assert problems(BRANCHES, plan=record("a/visit-2", on="2026-03-04")) == [
        (
            "undecided: `response` is not decided, and `a/visit-2`, after which it is"
            " asked, is done"
        ),
    ]


def test_names_do_not_depend_on_the_branch_taken() -> None:
    """Numbers are given with all branches open, so none is given to two things."""
    either = """
    [decisions.arm]
    question = "Which arm?"
    options = ["x", "y"]

    [[schedule]]
    id = "short"
    activity = "visit"
    days = [1, 8]
    when = { arm = "x" }

    [[schedule]]
    id = "long"
    activity = "visit"
    days = [1, 15]
    when = { arm = "y" }
    """
    for arm, names in (("x", ["short-1", "short-2"]), ("y", ["long-1", "long-2"])):
        found = legal(either, plan=f'[decisions]\narm = "{arm}"\n')
        assert [line.split()[-1] for line in found.agenda()] == names


def test_a_fact_chooses_a_branch() -> None:
    """What the enrolment knows of the person."""
    rule = '[[schedule]]\nactivity = "visit"\nwhen = { arm = ["a", "b"] }\n'
    assert legal(rule, plan='[facts]\narm = "a"\n').days() == "Mon 2 Mar"
    assert legal(rule, plan='[facts]\narm = "c"\n').days() == ""


def test_a_fact_nobody_supplied_is_never_silently_false() -> None:
    """The plan cannot be made before somebody says it."""
    rule = '[[schedule]]\nactivity = "visit"\nwhen = { arm = "a" }\n'
    phase = '[[phases]]\nid = "f"\nlength = "1 week"\nwhen = { arm = "a" }\n'
    for snippet in (rule, phase):
        assert problems(snippet) == [
            "unknown-fact: whether this happens depends on `arm`, which nobody has said"
        ]


def test_a_missing_fact_is_asked_for_once() -> None:
    """Whatever number of rules and phases ask for it."""
    found = planned(
        """
    [[schedule]]
    activity = "visit"
    when = { arm = "a" }

    [[schedule]]
    activity = "call"
    when = { arm = "b" }

    [[schedule]]
    activity = "note"
    when = { dose = "low" }
    """
    )
    assert [
        (one.message.split("`")[1], len(one.related)) for one in found.complaints
    ] == [
        ("arm", 1),
        ("dose", 0),
    ]


def test_all_conditions_must_hold() -> None:
    """Of two, one does not; that the other is not known does not matter then."""
    rule = """
    [decisions.response]
    question = "Did it help?"
    options = ["yes", "no"]

    [[schedule]]
    activity = "visit"
    when = { response = "yes", arm = "a" }
    """
    found = legal(rule, plan='[facts]\narm = "b"\n')
    assert found.notices() == []
    assert legal(rule, plan='[facts]\narm = "a"\n').notices() == [
        "visit waits for response"
    ]


RATED = """
    [activities.rating]
    kind = "measure"
    title = "Rating"
    results = { better = "opens", worse = "closes" }

    [[schedule]]
    activity = "rating"
    days = [1, 8]

    [[schedule]]
    activity = "call"
    each = "rating"
    offset = "1 day"
    when = { rating = "worse" }

    [[schedule]]
    activity = "note"
    from = "rating.last"
    offset = "2 days"
    when = { rating = "better" }
"""


def test_under_each_the_parents_own_result_counts() -> None:
    """A call after the rating that was worse, and none after the other."""
    plan = record("rating-1", "worse", on="2026-03-02")
    plan += record("rating-2", "better", on="2026-03-09")
    found = legal(RATED, plan=plan)
    assert found.days("call") == "Tue 3 Mar"


def test_otherwise_the_latest_result_counts() -> None:
    """Better in the end."""
    plan = record("rating-1", "worse", on="2026-03-02")
    assert legal(RATED, plan=plan).days("note") == ""
    plan += record("rating-2", "better", on="2026-03-09")
    assert legal(RATED, plan=plan).days("note") == "Wed 11 Mar"


def test_what_waits_for_a_result_says_so() -> None:
    """Nothing was rated yet."""
    assert legal(RATED).notices() == [
        "call, note wait for the result of rating (rating-1, Mon 2 Mar 2026)"
    ]


def test_a_branch_that_is_not_taken_is_not_there() -> None:
    """What would count from it is left out with a notice."""
    snippet = BRANCHES + '\n[[schedule]]\nactivity = "note"\nfrom = "b.end"\n'
    found = legal(snippet, plan='[decisions]\nresponse = "none"\n')
    assert found.days("note") == ""
    assert found.notices() == ["note is left out: phase b does not happen"]


def test_what_was_done_in_a_branch_that_is_left_stays() -> None:
    """Decided otherwise after the first visit of the branch was over."""
    plan = decide("response", "partial", at="2026-03-05T12:00:00Z")
    plan += record("b/visit-1", at="2026-03-09T18:00:00Z")
    plan += decide("response", "none", at="2026-03-10T12:00:00Z")
    found = legal(BRANCHES, plan=plan)
    assert found.states() == ["b/visit-1 done"]
    assert "Mon 9 Mar b/visit-1" in found.agenda()


def test_an_optional_phase_is_entered_only_by_its_own_entry() -> None:
    """It is passed over, and what follows begins where the one before it ends."""
    assert legal("""
    [[phases]]
    id = "a"
    length = "1 week"

    [[phases]]
    id = "again"
    length = "1 week"
    optional = true
    schedule = [{ activity = "visit" }]

    [[phases]]
    id = "b"
    length = "1 week"
    """).phases() == ["a: Mon 2 Mar .. Mon 9 Mar", "b: Mon 9 Mar .. Mon 16 Mar"]


def test_a_later_result_leaves_what_an_earlier_one_brought_and_is_past() -> None:
    """Out of range, so it was measured again; in range since, but that is over."""
    found = legal(
        """
        [activities.review]
        kind = "evaluation"
        title = "Review"
        results = { out = "opens", in-range = "opens" }

        [[phases]]
        id = "p"
        length = "4 weeks"
        schedule = [{ activity = "review", days = [1, 15] }]

        [[phases]]
        id = "q"
        from = "start"
        length = "4 weeks"
        when = { review = "out" }
        schedule = [
          { activity = "call", days = [4, 11, 18] },
          { activity = "form", days = [5, 19], when = { review = "out" } },
        ]
        """,
        plan=record("p/review-1", "out", at="2026-03-02T20:00:00Z")
        + record("p/review-2", "in-range", at="2026-03-16T20:00:00Z"),
    )
    assert found.agenda() == [
        "Mon 2 Mar p/review-1",
        "Thu 5 Mar q/call-1",
        "Fri 6 Mar q/form-1",
        "Thu 12 Mar q/call-2",
        "Mon 16 Mar p/review-2",
    ]
