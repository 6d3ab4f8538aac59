"""Keys that are part of the language, but which nothing can schedule yet.

Each stands with the value that asks for nothing, and so is accepted.  Using one is an
error at its key: a programme is never scheduled as if the key were not there.
"""

from __future__ import annotations

from collections.abc import Mapping

from careplan.model.program import IfMissed

NEVER = None

RULE: Mapping[str, object] = {
    "grace": NEVER,
    "if_missed": IfMissed.LEAVE,
    "when": (),
}
PHASE: Mapping[str, object] = {"optional": False, "when": ()}
PROGRAM: Mapping[str, object] = {"decisions": ()}
PERSON: Mapping[str, object] = {"busy": NEVER}
PLAN: Mapping[str, object] = {"ledger": (), "decisions": ()}
