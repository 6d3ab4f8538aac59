"""What somebody holds: a calendar as it was last handed out, beside the next one."""

from __future__ import annotations

from datetime import datetime

from careplan.model.change import Revision
from careplan.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A calendar as it was last handed out, and what is another in the next one.

    `number` and `issued` are of the last issue.  `because` names newer data that may be
    all there is to it; then `export` asks before it hands anything out.
    """

    role: str
    number: int
    issued: datetime
    because: tuple[str, ...]
    revisions: tuple[Revision, ...]
