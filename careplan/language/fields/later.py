"""Keys that are part of the language, but which nothing can schedule yet.

Each stands with the value that asks for nothing, and so is accepted.  Using one is an
error at its key: a programme is never scheduled as if the key were not there.
"""

from __future__ import annotations

from collections.abc import Mapping

NEVER = None

ACTIVITY: Mapping[str, object] = {"max_gap": NEVER, "at_most": NEVER}
RULE: Mapping[str, object] = {
    **ACTIVITY,
    "times_a_week": NEVER,
    "open_ended": False,
}
TAPER_STEP: Mapping[str, object] = {"times_a_week": NEVER}
