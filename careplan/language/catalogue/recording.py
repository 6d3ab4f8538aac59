"""Codes of the ledger: entries that cannot be true, or name nothing."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

RECORDING = (
    Code(
        code="unknown-occurrence",
        summary="an entry names nothing in the plan",
        explanation="Occurrences are named as `careplan show` lists them:"
        " `foundation/session-3`, or by their number through the program. A branch that"
        " is not taken has none.",
        wrong='occurrence = "foundation/session-9"   # there are eight',
        right='occurrence = "foundation/session-8"',
    ),
    Code(
        code="contradictory-record",
        summary="an entry contradicts an earlier one",
        explanation="An occurrence was done once, at one time, or it was missed. A"
        " second entry may only add a result that was still open. Undo the entry that"
        " is wrong first; nothing is ever deleted.",
        wrong='result = "missed"\n# and further down, of the same occurrence\n'
        'result = "done"',
        right='verb = "undo"\nentry = 4',
    ),
    Code(
        code="record-ahead",
        summary="something is recorded before it can have happened",
        explanation="An entry tells what happened before it was written. Without `on`"
        " it was done as planned, which may still be to come.",
        wrong="at = 2026-03-09T12:00:00Z\non = 2026-03-10",
        right="at = 2026-03-10T18:00:00Z\non = 2026-03-10",
    ),
    Code(
        code="breaks-a-rule",
        summary="a change would break a rule of the program",
        explanation="A planned change is tried before it is written, with everything"
        " else left where it stands: on a closed day, outside its window, too close to"
        " its neighbours or past one of them nothing is moved. `careplan when` lists"
        " the days that are free. What was agreed on all the same is an exception:"
        " `--override` enters it, with its reason.",
        wrong="careplan move a17.toml session-3 2026-03-12T10:00",
        right="careplan move a17.toml session-3 2026-03-11T10:00",
    ),
    Code(
        code="already-past",
        severity=Severity.WARNING,
        summary="an entry plans something for a time that is past",
        explanation="A decision that is taken late, or a date that is set late, may"
        " plan what nobody could keep to any more. Nothing is guessed: the dates are"
        " those of the program, as if it had been known in time. Record what became of"
        " each; or, if none of it took place, let its phase begin on a day still to"
        " come.",
        wrong="careplan decide a17.toml response partial   # three weeks late",
        right="careplan begin a17.toml taper --on 2026-05-04",
    ),
    Code(
        code="unknown-result",
        summary="an activity has no such result",
        explanation="Everything can be `done` or `missed`; what else can be found of an"
        " activity stands under its `results` in the program.",
        wrong='result = "elegible"',
        right='result = "eligible"',
    ),
    Code(
        code="unknown-entry",
        summary="an undo names no entry that counts",
        explanation="Entries are counted from 1, in the order of the file. An undo"
        " takes back an earlier one, once.",
        wrong='verb = "undo"\nentry = 40',
        right='verb = "undo"\nentry = 4',
    ),
)
