"""A calendar collection: which events it holds, and how one is put or taken away.

Nothing is written without a condition: a new event only where none is, another state
of one only in the place of the state that was seen (RFC 9110 §13.1).  Whoever changes
it in between wins.  Of the collection only names and ETags are read, and the events
that are asked for: what else people keep there is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from careplan.caldav import refusals
from careplan.caldav.multistatus import (
    HostileAnswerError,
    Response,
    is_uid_conflict,
    responses,
)
from careplan.caldav.transport import Answer, Transport
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass

# Some servers refuse longer requests, and no answer gets near its largest size.
_AT_ONCE = 50
_XML = "application/xml; charset=utf-8"
_ICALENDAR = "text/calendar; charset=utf-8"
_LIST = b"""<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>"""
_GET = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">\
<prop><getetag/><C:calendar-data/></prop>{}</C:calendar-multiget>"""


class Verdict(StrEnum):
    """What a server makes of one event."""

    DONE = "done"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The verdict on one event, and the status it was read from."""

    verdict: Verdict
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An event as the server has it."""

    name: str
    etag: str
    data: bytes


class Collection:
    """A calendar on a server; every answer that ends the run is a diagnostic."""

    def __init__(self, transport: Transport) -> None:
        """Speak through a transport, of the collection at its address."""
        self._transport = transport
        self._host = transport.address.host
        self._path = transport.address.path

    def names(self) -> frozenset[str] | Diagnostic:
        """List the names in the collection."""
        headers = {"Depth": "1", "Content-Type": _XML}
        answer = self._transport.ask("PROPFIND", self._path, headers, _LIST)
        if isinstance(answer, Diagnostic):
            return answer
        # From here on it is where the server said that it is.
        self._path = f"{answer.path.rstrip('/')}/"
        found = self._responses(answer)
        if isinstance(found, Diagnostic):
            return found
        own = [each for each in found if self._name(each) == ""]
        if not own:
            return refusals.unreadable(self._host, "it tells of another collection")
        if not own[0].is_calendar:
            return refusals.no_calendar(self._host)
        return frozenset(name for each in found if (name := self._name(each)))

    def stored(self, names: tuple[str, ...]) -> tuple[Stored, ...] | Diagnostic:
        """Read those of these events that are there."""
        found: list[Stored] = []
        for first in range(0, len(names), _AT_ONCE):
            some = self._some(names[first : first + _AT_ONCE])
            if isinstance(some, Diagnostic):
                return some
            found += some
        return tuple(found)

    def put(self, name: str, data: bytes, etag: str | None) -> Reply | Diagnostic:
        """Put an event: in the place of the state with this ETag, or of nothing."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        headers = {**condition, "Content-Type": _ICALENDAR}
        return self._reply(
            self._transport.ask("PUT", f"{self._path}{name}", headers, data)
        )

    def delete(self, name: str, etag: str) -> Reply | Diagnostic:
        """Take the state with this ETag away; what is gone already is gone."""
        headers = {"If-Match": etag}
        answer = self._transport.ask("DELETE", f"{self._path}{name}", headers)
        if isinstance(answer, Answer) and answer.status in (
            HTTPStatus.NOT_FOUND,
            HTTPStatus.GONE,
        ):
            return Reply(verdict=Verdict.DONE, status=answer.status)
        return self._reply(answer)

    def _some(self, names: tuple[str, ...]) -> list[Stored] | Diagnostic:
        hrefs = "".join(f"<href>{escape(self._path + name)}</href>" for name in names)
        headers = {"Depth": "1", "Content-Type": _XML}
        body = _GET.format(hrefs).encode()
        answer = self._transport.ask("REPORT", self._path, headers, body)
        found = answer if isinstance(answer, Diagnostic) else self._responses(answer)
        if isinstance(found, Diagnostic):
            return found
        try:
            return list(self._asked_for(found, names))
        except HostileAnswerError as error:
            return refusals.unreadable(self._host, str(error))

    def _asked_for(
        self, found: tuple[Response, ...], names: tuple[str, ...]
    ) -> Iterator[Stored]:
        for each in found:
            name = self._name(each)
            if name not in names or each.data is None:
                # Whatever is gone by now is listed without its data.
                continue
            if each.etag is None:
                raise HostileAnswerError("it gives an event no ETag")
            # A server in between that packs answers calls the ETag weak, and a weak one
            # never matches; the server behind it knows it without the mark.
            etag = each.etag.removeprefix("W/")
            yield Stored(name=name, etag=etag, data=each.data)

    def _responses(self, answer: Answer) -> tuple[Response, ...] | Diagnostic:
        if answer.status != HTTPStatus.MULTI_STATUS:
            return refusals.odd(self._host, answer.status)
        try:
            return responses(answer.body)
        except HostileAnswerError as error:
            return refusals.unreadable(self._host, str(error))

    def _name(self, response: Response) -> str | None:
        """Give the name of a resource here, "" for the collection, else None.

        Only the path of what a server names counts: nothing is ever sent elsewhere.
        """
        try:
            path = unquote(urlsplit(response.href).path)
        except ValueError:
            return None
        own = unquote(self._path)
        if path.rstrip("/") == own.rstrip("/"):
            return ""
        name = path.removeprefix(own)
        return None if name == path or "/" in name else name

    def _reply(self, answer: Answer | Diagnostic) -> Reply | Diagnostic:
        if isinstance(answer, Diagnostic):
            return answer
        return _verdict(answer, self._host)


def _verdict(answer: Answer, host: str) -> Reply | Diagnostic:
    status = answer.status
    if status in (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT):
        return Reply(verdict=Verdict.DONE, status=status)
    if status == HTTPStatus.PRECONDITION_FAILED:
        return Reply(verdict=Verdict.CHANGED, status=status)
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT) and is_uid_conflict(
        answer.body
    ):
        return Reply(verdict=Verdict.ELSEWHERE, status=status)
    over = refusals.refused(host, status)
    return over or Reply(verdict=Verdict.REFUSED, status=status)
