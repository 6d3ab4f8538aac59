"""Codes of enrolments, of privacy, and of what was handed out before."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

PERSONAL = (
    Code(
        code="anchor-value-missing",
        summary="the enrolment does not give a date the program counts from",
        explanation="A named anchor without `optional = true` needs its date under"
        " `[anchors]` of the enrolment.",
        wrong="start = 2026-03-02",
        right="start = 2026-03-02\n\n[anchors]\nsurgery = 2026-04-20",
    ),
    Code(
        code="horizon-missing",
        summary="the enrolment does not say how far to plan what goes on",
        explanation="A rule with `open_ended = true` is planned up to the enrolment's"
        " `horizon`, that day included; with a bare program, say `--horizon`.",
        wrong="start = 2026-03-02",
        right="start = 2026-03-02\nhorizon = 2027-03-02",
    ),
    Code(
        code="anchor-not-many",
        summary="several dates are given for an anchor that has one",
        explanation="Only an anchor with `many = true` takes a list; a rule names one"
        " of its dates by number.",
        wrong="[anchors]\nsurgery = [2026-04-20, 2026-06-01]",
        right="[anchors]\nsurgery = 2026-04-20",
    ),
    Code(
        code="busy-unreadable",
        summary="a person's calendar of busy times cannot be read",
        explanation="The file that `busy` names is an iCalendar file (.ics), as"
        " calendar programs export it. Nothing in it is passed over that might take"
        " time, so a time, a length, a zone or a repetition that cannot be understood"
        " is an error. It is told by the number of its line: what stands there is"
        " nobody's business.",
        wrong="DTSTART:2 March 2026, 10 o'clock",
        right="DTSTART;TZID=Europe/London:20260302T100000",
    ),
    Code(
        code="busy-too-full",
        summary="a person's calendar of busy times holds more than anybody can do",
        explanation="A calendar may come from anywhere, so it is read within limits:"
        " 20,000 appointments, 100,000 with each repetition counted, parts in parts"
        " no more than 8 deep, and a second or two to follow the repetitions. Export"
        " only the calendar that counts, and only the years of the plan.",
    ),
    Code(
        code="unknown-choice",
        summary="something is chosen that the program does not offer",
        explanation='`[choices.ACTIVITY]`, or `[choices."PHASE/RULE"]` for one rule,'
        " may set what the activity lists in `choose`, and nothing else.",
        wrong='[choices.evaluation]\nat = "09:00"     # not in `choose`',
        right='[choices.session]\nat = "19:00"',
    ),
    Code(
        code="choice-mismatch",
        summary="more or fewer weekdays are chosen than the rule has",
        explanation="Chosen weekdays replace the rule's in order. Another number would"
        " change how often the thing happens, which is not the person's choice.",
        wrong='on = ["mon"]              # the program says ["tue", "fri"]',
        right='on = ["mon", "thu"]',
    ),
    Code(
        code="not-a-fact",
        summary="something is given as a fact that is something else",
        explanation="An anchor is a date, a decision is taken, and what happens is"
        " scheduled: a text of the same name would say nothing of them. Facts are what"
        " else a branch may ask of a person, with `when`.",
        wrong='[facts]\nsurgery = "2026-04-20"   # an anchor of the program',
        right="[anchors]\nsurgery = 2026-04-20",
    ),
    Code(
        code="unmatched-fact",
        severity=Severity.WARNING,
        summary="a fact is none of those that branches ask for",
        explanation="Every branch that asks for the fact asks for another value, so"
        " none of them is planned. That may be meant; more often a word is spelled in"
        " another way than the program does. A plain `no` to what branches ask is an"
        " answer, and nothing is said of it.",
        wrong='[facts]\narm = "a"               # branches ask for "A" and "B"',
        right='[facts]\narm = "A"',
    ),
    Code(
        code="unknown-decision",
        summary="the program asks for no decision of this name",
        explanation="Decisions stand under `[decisions.NAME]` in the program.",
        wrong='[decisions]\nrespons = "partial"',
        right='[decisions]\nresponse = "partial"',
    ),
    Code(
        code="unknown-option",
        summary="a decision is answered by none of its options",
        explanation="The program lists the answers in `options`.",
        wrong='[decisions]\nresponse = "so-so"',
        right='[decisions]\nresponse = "partial"',
    ),
    Code(
        code="consent-missing",
        summary="a full calendar for the patient, a feed or a server needs consent",
        explanation="A patient's calendar is read by family, employers and car"
        " dashboards, any feed by the company that fetches it, and a calendar on a"
        " server by that; so they are discreet unless the patient has agreed to more,"
        " and the enrolment says when.",
        wrong='[calendars.patient]\nprivacy = "full"',
        right='[calendars.patient]\nprivacy = "full"\nconsent = 2026-03-01',
    ),
    Code(
        code="private-term",
        summary="a discreet calendar would say what must stay private",
        explanation="`private_terms` of the program, names and medicines never stand in"
        " a discreet or busy calendar, as whole words, in any case: list other forms of"
        " a term, such as its plural, beside it. Neutral titles and instructions are"
        " written to such calendars, and so is the person's alias.",
        wrong='private_terms = ["ketamine"]\nneutral = "Ketamine appointment"',
        right='private_terms = ["ketamine"]\nneutral = "Appointment"',
    ),
    Code(
        code="no-neutral-instructions",
        severity=Severity.WARNING,
        summary="instructions will be missing from discreet calendars",
        explanation="A discreet calendar shows `neutral_instructions` and nothing else."
        " What the person must do or not do beforehand belongs there, in words that"
        " tell nothing about the treatment.",
        wrong='instructions = "Nothing to eat for 4 hours before the infusion."',
        right='instructions = "Nothing to eat for 4 hours before the infusion."\n'
        'neutral_instructions = "Nothing to eat for 4 hours before."',
    ),
    Code(
        code="inline-ledger",
        summary="the ledger is written as a list in brackets",
        explanation="Entries are appended at the end of the file, each under a line"
        " `[[ledger]]`; a list in brackets cannot be added to without rewriting what"
        " was recorded.",
        wrong='ledger = [{ at = 2026-03-04T09:12:00Z, verb = "pin" }]',
        right='[[ledger]]\nat = 2026-03-04T09:12:00Z\nverb = "pin"',
    ),
    Code(
        code="not-active",
        summary="a program that is a draft or retired takes nobody",
        explanation="Only an `active` program enrols people. Approve a draft by setting"
        " its `status`. What is retired is not used any more: enrol on the version that"
        " took its place, or on another program.",
        wrong='status = "draft"',
        right='status = "active"\napproved_by = "…"\napproved_on = 2026-02-01',
    ),
    Code(
        code="review-overdue",
        severity=Severity.WARNING,
        summary="a program should have been reviewed by now",
        explanation="Its `review_by` has passed. Review the program and move the date.",
    ),
    Code(
        code="pin-mismatch",
        summary="the program is not the one this person was enrolled on",
        explanation="An enrolment pins the version and content of its program, so that"
        " an edit never moves a running plan unseen. Go on by the changed program with"
        " `careplan amend`, which needs the earlier version under another name, or"
        " restore the program as it was.",
        wrong="careplan export a17.toml   # plans/ketamine.toml was edited",
        right="careplan amend a17.toml --to plans/ketamine.toml"
        " --was plans/ketamine-1.0.0.toml",
    ),
    Code(
        code="not-a-version",
        summary="a plan cannot go on by this: it is no new version of its program",
        explanation="An amendment leads from one version of a program to another: the"
        " program keeps its `id`, and every change of its text gives it a new"
        " `version`, so that people can tell by which one a plan went when.",
    ),
    Code(
        code="damaged-register",
        summary="the register of what was handed out cannot be read",
        explanation="The register is written by careplan and remembers every event's"
        " identity. Restore it from a backup: without it calendars would get"
        " duplicates.",
    ),
    Code(
        code="damaged-feeds",
        summary="the file of the feeds' secret names cannot be read",
        explanation="It is written by careplan and holds the only names under which"
        " feeds are served. Restore it from a backup: under another name a feed is a"
        " new one, and everybody has to subscribe again.",
    ),
    Code(
        code="older-issue",
        summary="a calendar that was handed out is newer than the register",
        explanation="The register must remember everything that was handed out, or"
        " numbers would be given twice and calendars ignore the update. Put back the"
        " register that belongs to the newest calendar.",
    ),
    Code(
        code="register-missing",
        summary="a calendar was handed out, and no register remembers it",
        explanation="Without the register the same events would begin again at their"
        " first number, and calendars that have them ignore that. Put the register"
        " back from a backup, or rebuild it with `--since` and the newest calendar."
        " To begin anew on purpose, move the old calendar away and have it deleted"
        " wherever it was imported.",
    ),
    Code(
        code="calendar-unusable",
        summary="an earlier calendar is not one that careplan wrote, or not whole",
        explanation="A lost register is rebuilt from calendars as they were handed"
        " out. One that was cut short or edited might leave an appointment out, which"
        " would be handed out twice then. Look for another copy of it.",
    ),
    Code(
        code="calendar-of-another",
        summary="an earlier calendar is another enrolment's, or another role's",
        explanation="The identities in a calendar derive from the enrolment and the"
        " role, so careplan knows whose it is. Name the calendar that this person was"
        " given, or the role it was made for.",
    ),
    Code(
        code="register-in-place",
        summary="a register is to be rebuilt that remembers as much or more",
        explanation="Rebuilding knows less than the register does, so a register that"
        " is not older than the calendar is never replaced. Export without `--since`.",
    ),
    Code(
        code="not-handed-out",
        summary="what is to have a new identity is not in the calendar",
        explanation="`reissue` replaces the identity under which a calendar knows an"
        " appointment. One that was never handed out, or was taken back, has none"
        " there; `export` hands out what the plan says now.",
    ),
    Code(
        code="alias-unclear",
        severity=Severity.WARNING,
        summary="an alias does not tell who is meant in a merged calendar",
        explanation="Whoever looks after several people tells their entries apart by"
        " the alias before each title. Two with one alias look like one person, and"
        " without an alias nobody is meant. A new alias is in the calendar after the"
        " next `export`, like any other change.",
        wrong='[person]\nalias = "A17"   # in two enrolments',
        right='[person]\nalias = "A17"\n# and in the other one\nalias = "B22"',
    ),
    Code(
        code="same-enrolment",
        summary="two files in a folder are the same enrolment",
        explanation="The `id` of an enrolment makes the identities of its calendar"
        " entries. Of two files with one `id`, such as an enrolment and an old copy"
        " with its register, nobody can know which holds, so neither is merged.",
    ),
    Code(
        code="register-of-another",
        summary="the register belongs to another enrolment",
        explanation="A register lies beside its enrolment and names its id. A copied"
        " enrolment needs an id, and a register, of its own.",
    ),
)
