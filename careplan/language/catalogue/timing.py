"""Codes of rules in themselves: positions, ends, windows, weekdays and gaps."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

TIMING = (
    Code(
        code="two-positions",
        summary="a rule says twice where it lies",
        explanation="A rule has at most one position: `offset`, `day` or `days`, `on`"
        " or `every` (which go together), `times_a_week`, `taper`, or `rrule`.",
        wrong='{ activity = "call", day = 8, offset = "7 days" }',
        right='{ activity = "call", day = 8 }',
    ),
    Code(
        code="key-clash",
        summary="two keys of a rule contradict each other",
        explanation="One of the two would have to be ignored, and nothing written in a"
        " plan is ignored. Keep the one that is meant.",
        wrong='{ activity = "call", from = "start", each = "session" }',
        right='{ activity = "call", each = "session" }',
    ),
    Code(
        code="no-effect",
        summary="a key says something of what is not there",
        explanation="`which` picks among the parents of `each`, and `first` moves the"
        " beginning of `every`, `on` or `taper`; without those they mean nothing. It is"
        " only a warning for `if_closed` where nothing closes a day, `counted_from`"
        " where no date is counted from another (only intervals and lists chain), and"
        " `open_ended` where something else ends the rule.",
        wrong='{ activity = "call", day = 8, first = "1 week" }',
        right='{ activity = "call", every = "1 week", first = "1 week", count = 4 }',
    ),
    Code(
        code="taper-step",
        summary="a step of a taper does not say what it is, or where it ends",
        explanation="A step is an interval with a `count` or an `until`, or weekdays"
        " with `weeks`.",
        wrong='taper = [{ every = "1 week" }]',
        right='taper = [{ every = "1 week", count = 4 }]',
    ),
    Code(
        code="empty-rule",
        summary="a rule ends before it begins",
        explanation="Its `until` lies before the first date it could give, so it gives"
        " none. Delete the rule, or move its end.",
        wrong='from = "phase + 4 weeks"\nuntil = "phase + 2 weeks"',
        right='from = "phase + 2 weeks"\nuntil = "phase + 4 weeks"',
    ),
    Code(
        code="endless-rule",
        summary="a rule never ends",
        explanation="A rule that repeats ends by its `count`, `until` or `weeks`, or"
        " with its phase. A phase without a `length` ends with those of its rules that"
        " end, or at the `from` of the phase after it. What really goes on is"
        " `open_ended`, and planned up to the enrolment's `horizon`.",
        wrong='[[schedule]]\nactivity = "meditation"\nevery = "1 day"',
        right='[[schedule]]\nactivity = "meditation"\nevery = "1 day"\nweeks = 8',
    ),
    Code(
        code="endless-phase",
        summary="nothing says when a phase ends",
        explanation="A phase ends after its `length`, else with the last of the rules"
        " that count from it. One whose rules all count from elsewhere needs a `length`"
        " if anything follows it.",
        wrong='[[phases]]\nid = "review"\n'
        'schedule = [{ activity = "review", from = "surgery + 1 week" }]',
        right='[[phases]]\nid = "review"\nlength = "2 weeks"\n'
        'schedule = [{ activity = "review", from = "surgery + 1 week" }]',
    ),
    Code(
        code="unreachable-phase",
        summary="a phase follows what goes on to the horizon",
        explanation="A rule that is `open_ended` lets its phase go on to the horizon of"
        " whoever is enrolled, and what follows would begin after that, wherever it is."
        " Say when the next phase begins with `from`: what is open-ended stops there.",
        wrong='[[phases]]\nid = "maintenance"\n'
        'schedule = [{ activity = "session", every = "4 weeks", open_ended = true }]\n'
        '\n[[phases]]\nid = "closing"',
        right='[[phases]]\nid = "maintenance"\n'
        'schedule = [{ activity = "session", every = "4 weeks", open_ended = true }]\n'
        '\n[[phases]]\nid = "closing"\nfrom = "last-day"',
    ),
    Code(
        code="unreachable-rule",
        summary="a rule is never reached",
        explanation="Its first date lies after the end of its phase, or of its own"
        " `weeks`.",
        wrong='length = "4 weeks"\n'
        'schedule = [{ activity = "call", every = "1 week", first = "5 weeks" }]',
        right='length = "8 weeks"\n'
        'schedule = [{ activity = "call", every = "1 week", first = "5 weeks" }]',
    ),
    Code(
        code="cut-short",
        severity=Severity.WARNING,
        summary="a rule ends before it has given what it asks for",
        explanation="The earliest end wins: a phase's `length` cuts a `count` or"
        " `weeks` that needs longer, and a list of days or offsets gives no more than"
        " it names. Lengthen the phase, or ask for what fits.",
        wrong='length = "4 weeks"\n'
        'schedule = [{ activity = "session", on = ["tue"], count = 6 }]',
        right='length = "6 weeks"\n'
        'schedule = [{ activity = "session", on = ["tue"], count = 6 }]',
    ),
    Code(
        code="beyond-phase",
        severity=Severity.WARNING,
        summary="a day or offset lies beyond the end of its phase",
        explanation="Lists are given in full, so what lies past the `length` of the"
        " phase runs into the next phase, or the next cycle. Day 29 of four weeks is"
        " the first day of what follows.",
        wrong='length = "4 weeks"\nschedule = [{ activity = "review", day = 29 }]',
        right='length = "4 weeks"\nschedule = [{ activity = "review", day = 28 }]',
    ),
    Code(
        code="cannot-slide",
        summary="a rule slides, but has nothing to slide along",
        explanation="To slide is to take the following slot of the rule's own pattern:"
        " `on`, `every`, `taper` or `rrule`. A list of days or offsets, and what stands"
        " on its anchor, has no following slot, and so no place for one that was"
        " missed either.",
        wrong='offset = "7 days"\nif_closed = "slide"',
        right='offset = "7 days"\nif_closed = "next"',
    ),
    Code(
        code="too-many-occurrences",
        summary="a plan would have more than 10,000 occurrences",
        explanation="No calendar program copes with so many, and no person. The number"
        " is estimated from counts and lengths.",
        wrong='{ activity = "drops", every = "1 min", weeks = 52 }',
        right='{ activity = "drops", every = "8 h", weeks = 52 }',
    ),
    Code(
        code="window-inverted",
        summary="the earliest side of a window lies after its latest",
        explanation="A window is two amounts counted from the rule's date, earliest"
        " first; one amount means as much on either side.",
        wrong='window = ["4 days", "-1 day"]',
        right='window = ["-1 day", "4 days"]',
    ),
    Code(
        code="window-on-anchor",
        summary="a window stands on a rule that has no distance from its anchor",
        explanation="A window tolerates a distance. A rule without a position stands on"
        " its anchor itself, which is where it is. If the date may really differ, say"
        ' that the distance is nought: `offset = "0 days"`.',
        wrong='{ activity = "surgery", from = "surgery-date", window = "3 days" }',
        right='{ activity = "scan", from = "surgery-date", offset = "0 days",'
        ' window = "3 days" }',
    ),
    Code(
        code="window-beside-date",
        summary="a window leaves out the date it belongs to",
        explanation="A window is counted from the rule's own date and must hold it:"
        " move the `offset` instead.",
        wrong='offset = "7 days"\nwindow = ["1 day", "3 days"]',
        right='offset = "9 days"\nwindow = "1 day"',
    ),
    Code(
        code="bounds-contradict",
        summary="`not_before` lies after `not_after`",
        explanation="All of them must hold, and no date is on both sides.",
        wrong='not_before = "phase + 3 weeks"\nnot_after = "phase + 2 weeks"',
        right='not_before = "phase + 2 weeks"\nnot_after = "phase + 3 weeks"',
    ),
    Code(
        code="weekday-never-occurs",
        summary="a weekday that is named can never be used",
        explanation="`on` says where a rule aims, `open` where it may land. If a closed"
        " day may not move (`fail`, `drop`, `slide`), or its window reaches no open"
        " weekday, the one named is always lost.",
        wrong='on = ["tue", "sat"]\nopen = "mon-fri"\nif_closed = "drop"',
        right='on = ["tue", "fri"]\nopen = "mon-fri"\nif_closed = "drop"',
    ),
    Code(
        code="weekday-without-time",
        summary="a table of times leaves out a weekday the rule uses",
        explanation="On a weekday without a time the occurrence would silently be a"
        " whole day. Intervals, days and offsets can fall on any weekday, unless `open`"
        " or `align` names some; companions and later phases fall where what comes"
        " before them leads, which only a start tells. A closed day is never moved to"
        " a weekday without a time.",
        wrong='on = ["tue", "fri"]\nat = { tue = "10:00" }',
        right='on = ["tue", "fri"]\nat = { tue = "10:00", fri = "14:00" }',
    ),
    Code(
        code="gap-over-cadence",
        summary="a rule's rhythm is closer than its `min_gap`",
        explanation="Every occurrence would be pushed away from where the rule aims."
        " The distance is taken round the week: from Friday to Tuesday are 4 days.",
        wrong='on = ["mon", "tue"]\nmin_gap = "48 h"',
        right='on = ["mon", "thu"]\nmin_gap = "48 h"',
    ),
    Code(
        code="gap-equals-cadence",
        severity=Severity.WARNING,
        summary="a gap in hours is exactly the rhythm in days",
        explanation="When the clocks go forward a day has 23 hours, so the occurrence"
        " after it comes an hour too early and is moved. A gap in days compares dates,"
        " whatever the clocks do.",
        wrong='every = "2 days"\nmin_gap = "48 h"',
        right='every = "2 days"\nmin_gap = "2 days"',
    ),
    Code(
        code="gaps-contradict",
        summary="`min_gap` is longer than `max_gap`",
        explanation="No two dates can lie at least so far apart and at most less.",
        wrong='min_gap = "10 days"\nmax_gap = "1 week"',
        right='min_gap = "5 days"\nmax_gap = "10 days"',
    ),
    Code(
        code="cadence-over-gap",
        summary="a rule's rhythm is wider than its `max_gap`",
        explanation="Whatever the dates are, two of them lie farther apart than the"
        " activity may. It is said of activities that have one rule only: another may"
        " come in between.",
        wrong='every = "2 weeks"\nmax_gap = "10 days"',
        right='every = "1 week"\nmax_gap = "10 days"',
    ),
    Code(
        code="alarm-after-event",
        summary="a reminder cannot come when it says",
        explanation="A reminder's amount counts back from the start, so it has no sign"
        " and is more than nothing. One that comes afterwards says `after`; it counts"
        " hours only after what has a clock time.",
        wrong='reminders = ["-2 h"]',
        right='reminders = ["2 h", { after = "2 h", text = "No driving today" }]',
    ),
    Code(
        code="labels-left-over",
        severity=Severity.WARNING,
        summary="there are more labels than occurrences",
        explanation="Labels are laid over the slots in order; those past the last slot"
        " are never seen.",
        wrong='count = 2\nlabels = ["Module 1", "Module 2", "Module 3"]',
        right='count = 3\nlabels = ["Module 1", "Module 2", "Module 3"]',
    ),
)
