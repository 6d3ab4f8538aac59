"""Codes of branches: decisions, results and facts, and what depends on them."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

BRANCHING = (
    Code(
        code="no-such-result",
        summary="a condition asks for what can never be",
        explanation="`when` compares a decision with one of its options, or an activity"
        " with one of its results. What it asks for must be among them.",
        wrong='when = { response = "partal" }',
        right='when = { response = "partial" }',
    ),
    Code(
        code="unreachable-branch",
        summary="no choice of facts and decisions can reach a branch",
        explanation="A rule and its phase ask for different values of one thing, or a"
        " condition asks for a result that closes its own gate. Or some wait for each"
        " other: for a result of what happens only after them, for a decision that is"
        " asked in the branch it opens, for a phase before of which nobody can know yet"
        " whether it happens.",
        wrong='[[phases]]\nwhen = { response = "full" }\n'
        'schedule = [{ activity = "call", when = { response = "none" } }]',
        right='[[phases]]\nwhen = { response = ["full", "none"] }\n'
        'schedule = [{ activity = "call", when = { response = "none" } }]',
    ),
    Code(
        code="unused-decision",
        severity=Severity.WARNING,
        summary="nothing depends on a decision",
        explanation="It is asked for, and whatever the answer, the plan is the same: a"
        " forgotten `when`, or a decision that can be deleted.",
        wrong='[decisions.response]\nquestion = "Better?"\noptions = ["yes", "no"]',
        right='[[phases]]\nid = "more"\nwhen = { response = "yes" }',
    ),
    Code(
        code="no-default",
        severity=Severity.NOTE,
        summary="a decision has no default, so its branches wait",
        explanation="Until it is decided none of its branches is planned, nor what"
        " follows them, and the plan says what it waits for. With a `default` that"
        " branch is planned, to be confirmed. Either may be right.",
        wrong='[decisions.response]\nquestion = "Better?"\noptions = ["yes", "no"]',
        right='[decisions.response]\nquestion = "Better?"\noptions = ["yes", "no"]'
        '\ndefault = "yes"',
    ),
    Code(
        code="reserved-result",
        summary="a result has a name that every activity has",
        explanation="Anything can be recorded as `done` or `missed`. A result of its"
        " own says what was found.",
        wrong='results = { done = "opens" }',
        right='results = { eligible = "opens" }',
    ),
    Code(
        code="unknown-fact",
        summary="a condition depends on something nobody has said",
        explanation="What is neither a decision nor an activity is a fact about the"
        " person, and only the enrolment can supply it. A condition is never taken for"
        " false because nobody knows.",
        wrong='when = { arm = "a" }        # and no [facts] in the enrolment',
        right='[facts]\narm = "a"',
    ),
    Code(
        code="undecided",
        summary="a decision is due, and nobody has taken it",
        explanation="The occurrence after which it is asked is done, and it has no"
        " default: what comes next cannot be planned. Add an entry `decide` to the"
        " ledger.",
        wrong='verb = "record"\noccurrence = "foundation/session-8"\nresult = "done"',
        right='verb = "decide"\ndecision = "response"\noption = "partial"',
    ),
)
