"""Forms: which TOML may stand somewhere, in the words of JSON Schema (draft-07).

A form says less than the shape it belongs to: that there is a text or a list, not
what the text means.  Editors and linters read forms; careplan itself reads shapes.
What TOML knows as a date or a time is a `string` of that `format`, as its linters have
agreed.
"""

from __future__ import annotations

from collections.abc import Mapping

Form = Mapping[str, object]

TEXT: Form = {"type": "string", "minLength": 1}
FLAG: Form = {"type": "boolean"}
DATE: Form = {"type": "string", "format": "date"}
WALL: Form = {"type": "string", "format": "date-time-local"}
INSTANT: Form = {"type": "string", "format": "date-time"}
CLOCK: Form = {"type": "string", "format": "time-local"}
INTEGER: Form = {"type": "integer"}

DEFINITIONS = "#/definitions/"


def any_of(*forms: Form) -> Form:
    """Let any of these stand; what is said twice counts once."""
    flat: list[Form] = []
    for form in forms:
        inner = form["anyOf"] if set(form) == {"anyOf"} else (form,)
        flat += [one for one in _listed(inner) if one not in flat]
    return {"anyOf": flat}


def many(form: Form, least: int = 0, most: int | None = None) -> Form:
    """Let a list of these stand."""
    found: dict[str, object] = {"type": "array", "items": form}
    if least:
        found["minItems"] = least
    if most is not None:
        found["maxItems"] = most
    return found


def words(*allowed: str) -> Form:
    """Let one of a few words stand."""
    return {"type": "string", "enum": list(allowed)}


def like(pattern: str) -> Form:
    """Let a text stand that is wholly described by a regular expression."""
    return {**TEXT, "pattern": whole(pattern)}


def whole(pattern: str) -> str:
    """Let a regular expression describe a whole text and no part of it."""
    return f"^(?:{pattern})$"


def table(name: str) -> Form:
    """Let a table of the language stand."""
    return {"$ref": DEFINITIONS + name.replace(" ", "-")}


def by_key(form: Form, pattern: str) -> Form:
    """Let a table stand whose keys the author chooses."""
    return {
        "type": "object",
        "patternProperties": {pattern: form},
        "additionalProperties": False,
    }


def _listed(value: object) -> tuple[Form, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()
