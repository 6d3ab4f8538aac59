"""The seal: what careplan put on a server, told by the event itself.

On a server others change events too: a person on their phone, who must not be
overwritten.  From what stands there alone it cannot be told who wrote it; phones count
SEQUENCE up and stamp as we do.  So an event that is put on a server carries a digest
of what it says.  Where the two agree, nobody changed it since, and it may be replaced.

That needs no memory beside the register: nothing that could be lost, fall behind in a
crash, or be on another machine.  ETags could not do it.  They change whenever a
calendar program notes that a reminder was seen.  Servers must keep properties they do
not know (RFC 4791 §5.3.3); of one that does not, an event counts as somebody else's,
and is left alone.

The digest is of the meaning: servers and programs may order, fold and spell anew.  What
they keep for themselves in an event is no change of it: stamps, SEQUENCE, properties
beginning with X-, and that an alarm was seen or put off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field
from datetime import UTC, datetime
from hashlib import blake2b

from careplan.calendar.grammar import CONTENT_LINE, parameters, unescaped
from careplan.model.register import Issued
from careplan.model.value import dataclass

_NAME = "X-CAREPLAN-SEAL"
# As any program may write it, not only careplan: see `contentlines` for that.
# Nor does the reader of `linting` do: it reads on where a line is none, keeps one of
# two parameters of a name, and so would take for unchanged what somebody changed.
_FOLD = re.compile(r"\r?\n[ \t]")
_END = re.compile(r"\r?\n")
_SEAL = re.compile(r"(\d{1,9})/(\d{8}T\d{6})Z/([0-9a-f]{32})")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?"
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_BEGIN = b"BEGIN:VEVENT\r\n"

# Of the event or of whoever shows it: how often it changed, and what was seen of it.
_BOOKKEEPING = frozenset(
    "DTSTAMP CREATED LAST-MODIFIED SEQUENCE ACKNOWLEDGED UID".split()
)
# A server may write down what holds anyway (RFC 5545 §3.8.1, §3.8.2.7).
_DEFAULTS = frozenset((("TRANSP", "OPAQUE"), ("CLASS", "PUBLIC"), ("PRIORITY", "0")))
_USUAL_VALUES = frozenset("DATE-TIME DURATION URI".split())
_WORDS = frozenset("ACTION CLASS STATUS TRANSP".split())
_TEXTS = frozenset("COMMENT CONTACT DESCRIPTION LOCATION SUMMARY".split())
# A calendar, an event, an alarm; nothing that is read here goes deeper.
_DEEPEST = 5
_NO_MEANING = frozenset(("INTERVAL=1", "WKST=MO"))

_Line = tuple[str, str, str]
_Said = list[object]


class UnreadableResourceError(ValueError):
    """What a server has under a name is no calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The state that careplan put: its sequence, its stamp, and what it said."""

    sequence: int
    stamp: datetime
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What a server has under a name.  `uid` is None if it is not one event's."""

    uid: str | None
    digest: str
    seal: Seal | None

    @property
    def is_as_put(self) -> bool:
        """Say whether it says what careplan had it say."""
        return self.seal is not None and self.seal.digest == self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A component: its lines and the components in it, filled while it is read."""

    name: str
    lines: list[_Line] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """Give the value of the first line of this name."""
        return next((value for each, _, value in self.lines if each == name), None)


def sealed(data: bytes, issued: Issued) -> bytes:
    """Put the seal of an issued entry into the calendar of it alone."""
    digest = resource(data).digest
    line = f"{_NAME}:{issued.sequence}/{issued.stamp:%Y%m%dT%H%M%SZ}/{digest}\r\n"
    return data.replace(_BEGIN, _BEGIN + line.encode("ascii"), 1)


def resource(data: bytes) -> Resource:
    """Read what a server has.  Raises UnreadableResourceError."""
    parts = [
        part
        for calendar in _read(data).parts
        for part in calendar.parts
        if part.name != "VTIMEZONE"
    ]
    uids = {part.value("UID") for part in parts}
    seals = [part.value(_NAME) for part in parts]
    said = sorted(json.dumps(_said(part)) for part in parts)
    return Resource(
        uid=uids.pop() if len(uids) == 1 else None,
        digest=blake2b(json.dumps(said).encode("ascii"), digest_size=16).hexdigest(),
        seal=next((_seal(text) for text in seals if text), None),
    )


def _seal(text: str) -> Seal | None:
    found = _SEAL.fullmatch(text.strip())
    if found is None:
        return None
    try:
        stamp = datetime.strptime(found[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Seal(sequence=int(found[1]), stamp=stamp, digest=found[3])


def _read(data: bytes) -> _Part:
    root = _Part(name="")
    stack = [root]
    for name, said, value in _lines(data):
        if name == "BEGIN":
            part = _Part(name=value.strip().upper())
            stack[-1].parts.append(part)
            stack.append(part)
            if len(stack) > _DEEPEST:
                raise UnreadableResourceError("its components are too deep")
        elif name != "END":
            stack[-1].lines.append((name, said, value))
        elif len(stack) == 1 or stack.pop().name != value.strip().upper():
            raise UnreadableResourceError("a component ends that did not begin")
    if len(stack) != 1 or [part.name for part in root.parts] != ["VCALENDAR"]:
        raise UnreadableResourceError("it is not one calendar")
    return root


def _lines(data: bytes) -> Iterator[_Line]:
    """Unfold and split; the values are left as they are written."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableResourceError("it is not UTF-8") from error
    for line in _END.split(_FOLD.sub("", text)):
        found = CONTENT_LINE.fullmatch(line)
        if found is not None:
            name, said, value = found.groups()
            yield name.upper(), said, value
        elif line.strip():
            raise UnreadableResourceError("a line of it is none")


def _said(part: _Part) -> _Said:
    """Say what a component says, in one way only; alarms that were put off do not."""
    lines = sorted(_line(*line) for line in part.lines if not _is_kept_aside(*line))
    parts = sorted(
        json.dumps(_said(each))
        for each in part.parts
        if each.value("RELATED-TO") is None and not each.name.startswith("X-")
    )
    return [part.name, lines, parts]


def _is_kept_aside(name: str, _: str, value: str) -> bool:
    return (
        name.startswith("X-")
        or name in _BOOKKEEPING
        or (name, value.strip().upper()) in _DEFAULTS
    )


def _line(name: str, said: str, value: str) -> list[str]:
    shown = sorted(
        text for key, content in parameters(said) if (text := _parameter(key, content))
    )
    return [name, *shown, _meaning(name, value)]


def _parameter(key: str, content: str) -> str:
    """Write a parameter; "" if it says nothing, or what holds anyway."""
    if key.startswith("X-"):
        return ""
    if key == "VALUE":
        content = content.upper()
        return "" if content in _USUAL_VALUES else f"{key}={content}"
    return f"{key}={content}"


def _meaning(name: str, value: str) -> str:
    if name in _TEXTS:
        return unescaped(value)
    if name == "TRIGGER":
        return _seconds(value.strip())
    if name == "RRULE":
        parts = sorted(value.strip().upper().split(";"))
        return ";".join(each for each in parts if each not in _NO_MEANING)
    value = value.strip()
    return value.upper() if name in _WORDS else value


def _seconds(trigger: str) -> str:
    """Measure a trigger: `-P1D` comes back from some servers as `-PT24H`."""
    found = _DURATION.fullmatch(trigger)
    if found is None:
        return trigger
    sign, *numbers = found.groups()
    size = sum(int(n or 0) * each for n, each in zip(numbers, _SECONDS, strict=True))
    return f"{sign}{size}"
