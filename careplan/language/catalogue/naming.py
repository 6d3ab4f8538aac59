"""Codes of names: what is called what, and what a name in an expression means."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

NAMING = (
    Code(
        code="duplicate-id",
        summary="two things have the same id",
        explanation="An id names a calendar entry across all revisions. A rule's id is"
        " its activity's unless it says another, so two rules of one activity in one"
        " phase need an `id`.",
        wrong='{ activity = "call", day = 1 },\n{ activity = "call", day = 8 },',
        right='{ activity = "call", day = 1 },\n'
        '{ activity = "call", id = "second-call", day = 8 },',
    ),
    Code(
        code="changed-id",
        summary="something has another id than in the version before",
        explanation="Ids are for ever: the calendars that were handed out know their"
        " entries by them, so under a new id an appointment comes as another one, and"
        " the old one is cancelled. Titles, times and texts may change. `check"
        " --against` compares two versions of a program.",
        wrong="[activities.therapy]      # was `session` in version 1.0.0\n"
        'title = "Therapy"',
        right='[activities.session]\ntitle = "Therapy"',
    ),
    Code(
        code="vanished-id",
        severity=Severity.WARNING,
        summary="something of the version before is gone",
        explanation="What it put into calendars will be cancelled for everybody who"
        " goes on with the new version. That may be meant; if it was renamed, it needs"
        " its old id. `check --against` compares two versions of a program.",
    ),
    Code(
        code="unknown-activity",
        summary="no activity has this name",
        explanation="Activities are described once, under `[activities.NAME]`, and"
        " named wherever they are scheduled or required.",
        wrong='{ activity = "sesion", on = ["tue"] }',
        right='{ activity = "session", on = ["tue"] }',
    ),
    Code(
        code="unknown-phase",
        summary="no phase has this name",
        explanation="A phase is named by its `id`: `foundation.end`,"
        " `foundation/session[3]`.",
        wrong='from = "foundaton.end"',
        right='from = "foundation.end"',
    ),
    Code(
        code="unknown-role",
        summary="no role has this name",
        explanation="Roles stand under `[roles]` in the program; `patient` is always"
        " there. The enrolment's `[team]` and `[calendars]` may name these only.",
        wrong='with = ["therapist"]',
        right='[roles]\ntherapist = "Therapist"',
    ),
    Code(
        code="unknown-anchor",
        summary="a name to count from is unknown",
        explanation="A rule counts from `start`, `phase`, a phase's start or end, a"
        " named anchor (`[anchors.NAME]`), or an occurrence of an activity or rule"
        " that is scheduled. An enrolment may date only the anchors its program names.",
        wrong='from = "surgry + 2 weeks"',
        right='from = "surgery + 2 weeks"\n\n[anchors.surgery]\ntitle = "Surgery"',
    ),
    Code(
        code="ambiguous-anchor",
        summary="a name could mean two things",
        explanation="Phases, activities and named anchors must not share a name, for an"
        " expression could not tell which is meant.",
        wrong='[anchors.review]\n[activities.review]\nkind = "check-in"',
        right='[anchors.review-date]\n[activities.review]\nkind = "check-in"',
    ),
    Code(
        code="anchor-cycle",
        summary="rules or phases wait for each other for ever",
        explanation="Each of these can be dated only after another of them, round in a"
        " ring. A name without a phase means the occurrences of this phase if it has"
        " any, else those of the whole program, and so also of phases that come later.",
        wrong='[[phases]]\nid = "later"\nfrom = "session[8]"     # all phases\n'
        'schedule = [{ activity = "session", on = ["tue"], count = 4 }]',
        right='from = "foundation/session[8]"',
    ),
    Code(
        code="which-occurrence",
        summary="a name has many occurrences, and one point is needed",
        explanation="An anchor is one point. Where an activity or rule happens more"
        " than once, say which: by number, or the first or last.",
        wrong='{ activity = "review", from = "session" }',
        right='{ activity = "review", from = "session.last" }',
    ),
    Code(
        code="no-such-occurrence",
        summary="a number asks for more occurrences than there are",
        explanation="`session[9]` counts slots from 1, missed and omitted ones"
        " included. The rules named give fewer.",
        wrong='from = "session[9]"     # four weeks, twice a week',
        right='from = "session[8]"',
    ),
    Code(
        code="untimed-anchor",
        summary="hours are counted from something without a clock time",
        explanation="Hours and minutes are elapsed time, so they need a moment to count"
        " from. Give what is counted from a time with `at`, or count in days. Where no"
        " person could have a time, the program itself is refused.",
        wrong='{ activity = "check", from = "surgery + 6 h" }   # a date only',
        right='{ activity = "check", from = "dose + 6 h" }      # dose has `at`',
    ),
    Code(
        code="unscheduled-activity",
        severity=Severity.WARNING,
        summary="no rule schedules an activity",
        explanation="It is described and never happens: a forgotten rule, or an"
        " activity that can be deleted.",
        wrong='[activities.call]\nkind = "coaching"\ntitle = "Call"',
        right='[[schedule]]\nactivity = "call"\nday = 1',
    ),
    Code(
        code="unused-anchor",
        severity=Severity.WARNING,
        summary="nothing counts from a named anchor",
        explanation="Every enrolment is asked for its date, and no rule uses it.",
        wrong='[anchors.surgery]\ntitle = "Surgery"',
        right='[[schedule]]\nactivity = "review"\nfrom = "surgery + 2 weeks"',
    ),
    Code(
        code="gate-never-opens",
        summary="what is required can never be given",
        explanation="Everything under `requires` stays provisional until a result that"
        " opens is recorded. The gate is not scheduled, or none of its results opens."
        " It is a warning where somebody could still open it, but nothing does in its"
        " turn: the gate waits for itself, or stands in another branch of a decision,"
        " or a condition asks for a result that leaves its own gate shut.",
        wrong='results = { eligible = "waits", ineligible = "closes" }',
        right='results = { eligible = "opens", ineligible = "closes" }',
    ),
    Code(
        code="gate-too-late",
        severity=Severity.WARNING,
        summary="a gate is asked for its result after what it should open",
        explanation="Both count from one point, and the gate comes days after all that"
        " waits for it: that stays to be confirmed until it is over. What repeats is"
        " not looked at, for there one result rightly opens what comes next.",
        wrong='{ activity = "visit", day = 3, requires = ["review"] },\n'
        '{ activity = "review", day = 9 },',
        right='{ activity = "review", day = 2 },\n'
        '{ activity = "visit", day = 3, requires = ["review"] },',
    ),
)
