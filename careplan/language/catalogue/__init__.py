"""The catalogue: every code of a diagnostic, stable for ever, and what it means.

`careplan explain CODE` prints a page of it and the README lists it; a test keeps it
complete.  The sentence of a diagnostic is written where its rule lives, not here.
"""

from __future__ import annotations

from careplan.language.catalogue.branching import BRANCHING
from careplan.language.catalogue.calendars import CALENDAR_CODES
from careplan.language.catalogue.code import Code
from careplan.language.catalogue.dating import DATING
from careplan.language.catalogue.naming import NAMING
from careplan.language.catalogue.personal import PERSONAL
from careplan.language.catalogue.publishing import PUBLISHING
from careplan.language.catalogue.reading import READING
from careplan.language.catalogue.recording import RECORDING
from careplan.language.catalogue.timing import TIMING
from careplan.language.catalogue.values import VALUES

FAMILIES = (
    READING,
    VALUES,
    NAMING,
    TIMING,
    DATING,
    BRANCHING,
    PERSONAL,
    RECORDING,
    PUBLISHING,
    CALENDAR_CODES,
)
CODES: dict[str, Code] = {code.code: code for family in FAMILIES for code in family}
