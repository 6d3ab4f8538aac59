"""Every table of the language, in the order the reference lists them.

`DOCUMENTS` are those that are whole files, by the kind of the file.
"""

from __future__ import annotations

from careplan.language.fields.activity import ACTIVITY, CEILING, REMINDER
from careplan.language.fields.cases import CASE
from careplan.language.fields.cases import DOCUMENT as CASES
from careplan.language.fields.enrolment import CHOICE, MEMBER, PERSON, PIN, STREAM
from careplan.language.fields.enrolment import DOCUMENT as ENROLMENT
from careplan.language.fields.ledger import ENTRY
from careplan.language.fields.program import ANCHOR, DECISION, HEAD, PHASE
from careplan.language.fields.program import DOCUMENT as PROGRAM
from careplan.language.fields.rule import RULE, TAPER_STEP
from careplan.language.fields.site import SITE
from careplan.language.schema.field import Table
from careplan.language.shapes.availability import DAYS_OFF
from careplan.language.shapes.measures import WINDOW_SIDES

DOCUMENTS: dict[str, Table] = {
    "program": PROGRAM,
    "enrolment": ENROLMENT,
    "site": SITE,
    "cases": CASES,
}
TABLES: tuple[Table, ...] = (
    PROGRAM,
    HEAD,
    ACTIVITY,
    REMINDER,
    CEILING,
    PHASE,
    RULE,
    WINDOW_SIDES,
    TAPER_STEP,
    ANCHOR,
    DECISION,
    ENROLMENT,
    PIN,
    PERSON,
    DAYS_OFF,
    MEMBER,
    CHOICE,
    STREAM,
    ENTRY,
    SITE,
    CASES,
    CASE,
)
