"""A line of somebody's calendar with its shape and none of its content.

Names that stand in the RFCs are shown, and the words by which a component begins or
ends; every other character becomes a dot, one for one, so columns stay where they are.
What might be either is masked: a broken line shows less, never more.
"""

from __future__ import annotations

import re

from careplan.calendar.linting.vocabulary import COMPONENTS, PARAMETERS, SHOWN

DOT = "•"
# More than a report draws.
LONGEST = 1_000
_NAME = re.compile(r"([A-Za-z0-9-]++)(?=[;:])")
_PARAMETER = re.compile(r"(;)([A-Za-z-]++)(=)((?:\"[^\"]*+\"|[^\";:])*+)")
_TYPES = re.compile("(?:VALUE|RELATED)=(?:DATE|DATE-TIME|DURATION|URI|START|END)")
_EDGES = ("BEGIN", "END")


def masked(line: str) -> str:
    """Mask one physical line."""
    line = line[:LONGEST]
    found = _NAME.match(line)
    if found is None or found[1].upper() not in SHOWN:
        return DOT * len(line)
    shown, at = [found[1]], found.end()
    while parameter := _PARAMETER.match(line, at):
        shown.append(_parameter(parameter))
        at = parameter.end()
    if line[at : at + 1] != ":":
        return "".join(shown) + DOT * (len(line) - at)
    value = line[at + 1 :]
    is_edge = found[1].upper() in _EDGES and value.upper() in COMPONENTS
    return "".join((*shown, ":", value if is_edge else DOT * len(value)))


def _parameter(found: re.Match[str]) -> str:
    semicolon, name, equals, value = found.groups()
    name = name if name.upper() in PARAMETERS else DOT * len(name)
    if not _TYPES.fullmatch(f"{name}={value}"):
        value = DOT * len(value)
    return semicolon + name + equals + value
