"""Codes of dates: what is found only when somebody is scheduled."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

DATING = (
    Code(
        code="no-legal-date",
        summary="there is no day on which an occurrence may be given",
        explanation="Every day it could move to was tried: closed, outside its window,"
        " past a neighbour, or too close to the occurrence before. The message names"
        " each day and why it was refused, and the nearest legal one. Nothing is"
        " dropped or moved silently: widen the window, change `if_closed`, or move the"
        " start.",
        wrong='offset = "35 days"\nwindow = "3 days"\nif_closed = "previous"',
        right='offset = "35 days"\nwindow = "3 days"\nif_closed = "nearest"',
    ),
    Code(
        code="too-few-days",
        summary="a week has fewer days than a rule needs of it",
        explanation="`times_a_week` takes so many days of each 7-day week: open ones,"
        " with `min_gap` between them and to what the activity has before. The message"
        " names every day of the week and why it is not free. No week is silently"
        " given fewer, but one that the end of its phase cuts. Ask for fewer, open"
        " more days, or shorten the gap.",
        wrong='times_a_week = 3\nopen = ["mon", "thu"]',
        right='times_a_week = 2\nopen = ["mon", "thu"]',
    ),
    Code(
        code="deviation",
        severity=Severity.WARNING,
        summary="something was done, or is planned by hand, too soon or off its window",
        explanation="What happened is never refused, and what is planned after it keeps"
        " its rules; what somebody moved, added or confirmed stays. This says that it"
        " is before the earliest or after the latest day allowed, or closer than"
        " `min_gap` to the one before it, so that somebody looks at it. A `window`, a"
        " `min_gap` or a `grace` that is too narrow belongs in the programme; a wrong"
        " date is mended with `undo`.",
        wrong="on = 2026-03-02 # for a dose that may be given from 30 March on",
        right="on = 2026-04-02",
    ),
    Code(
        code="gap-too-long",
        summary="two occurrences lie farther apart than `max_gap`",
        explanation="Checked when everything has its date, from start to start, over"
        " all occurrences of the activity, in whatever phase. Days compare dates, hours"
        " elapsed time. Nothing is moved for it: bring the rule's dates closer"
        " together, or give the rule after a planned pause a `max_gap` of its own. If"
        " what happened brought it about, or an exception that was entered with"
        " `--override`, it is a warning.",
        wrong='{ activity = "session", days = [1, 8, 29], max_gap = "2 weeks" },',
        right='{ activity = "session", days = [1, 8, 22], max_gap = "2 weeks" },',
    ),
    Code(
        code="too-often",
        summary="more occurrences lie in a stretch of time than `at_most` allows",
        explanation="Checked when everything has its date, over all occurrences of the"
        " activity, in whatever phase: any stretch as long as `per` holds at most"
        " `count` of them. Two that lie exactly so far apart are not in one stretch."
        " If what happened brought it about, or an exception that was entered with"
        " `--override`, it is a warning.",
        wrong='on = ["mon", "wed", "fri"]\nat_most = { count = 2, per = "7 days" }',
        right='on = ["mon", "thu"]\nat_most = { count = 2, per = "7 days" }',
    ),
    Code(
        code="same-day",
        summary="two occurrences of one activity fall on one day",
        explanation="An activity happens at most once a day, unless its rule has"
        " several times or counts in hours. Two rules that meet are both named.",
        wrong='{ activity = "session", day = 1 },\n'
        '{ activity = "session", id = "weekly", every = "1 week", count = 4 },',
        right='{ activity = "session", every = "1 week", count = 4 },',
    ),
    Code(
        code="date-out-of-range",
        summary="a date lies far outside any plan's lifetime",
        explanation="Dates are computed from 1800 to 2300. An anchor or a length has"
        " led beyond.",
        wrong='offset = "900 years"',
        right='offset = "9 years"',
    ),
    Code(
        code="large-calendar",
        severity=Severity.WARNING,
        summary="a calendar is larger than some programs take",
        explanation="Some calendar services refuse or cut files of about 1 MB. Make"
        " habits a series, or leave out instructions.",
    ),
)
