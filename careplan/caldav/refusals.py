"""What a server may refuse, each with its own diagnostic.

A server is named by its host alone: the path of a collection may name a person.
"""

from __future__ import annotations

from http import HTTPStatus

from careplan.model.diagnostic import Diagnostic

_VARIABLES = (
    "CAREPLAN_CALDAV_USER and CAREPLAN_CALDAV_PASSWORD, or CAREPLAN_CALDAV_TOKEN, say"
    " as whom to ask"
)
_MISSING = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
    HTTPStatus.NOT_IMPLEMENTED,
)


def unreachable(host: str, why: str, wait: float = 0.0) -> Diagnostic:
    """Say that the server could not be reached for now."""
    later = f"it asks to wait {wait:,.0f} s; " if wait else ""
    return Diagnostic(
        code="server-unreachable",
        message=f"`{host}` cannot be reached: {why}",
        help=(f"{later}try the same command again later",),
    )


def untrusted(host: str, why: str) -> Diagnostic:
    """Say that nobody vouches for the server."""
    return Diagnostic(
        code="certificate-untrusted",
        message=f"`{host}` cannot prove who it is: {why}",
        help=("the authority of a clinic's own is trusted if SSL_CERT_FILE names it",),
    )


def redirected(host: str, origin: str | None) -> Diagnostic:
    """Say that the server sends us elsewhere, where no password is sent."""
    where = "in circles" if origin is None else f"to `{origin}`"
    return Diagnostic(
        code="server-redirects",
        message=f"`{host}` sends {where} instead of answering",
        help=("name the collection's own address, if you trust where it leads",),
    )


def unreadable(host: str, why: str) -> Diagnostic:
    """Say that the answer is none that can be understood."""
    return Diagnostic(
        code="answer-unreadable",
        message=f"what `{host}` answers cannot be understood: {why}",
        help=("the address is that of a calendar collection on a CalDAV server",),
    )


def no_calendar(host: str) -> Diagnostic:
    """Say that there is a collection, but none of events."""
    return Diagnostic(
        code="no-collection",
        message=f"the collection on `{host}` is no calendar",
        help=("name a calendar, not the folder that holds calendars",),
    )


def refused(host: str, status: int) -> Diagnostic | None:
    """Say what a status means for the whole run; None if it is about one event."""
    if status == HTTPStatus.UNAUTHORIZED:
        return Diagnostic(
            code="credentials-refused",
            message=f"`{host}` does not know who asks",
            help=(_VARIABLES,),
        )
    if status == HTTPStatus.FORBIDDEN:
        return Diagnostic(
            code="server-forbids",
            message=f"`{host}` does not allow that",
            help=("whoever asks needs the right to write into the calendar",),
        )
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        return Diagnostic(
            code="server-full",
            message=f"`{host}` has no room left",
            help=("make room there and run the same command again",),
        )
    if status in _MISSING:
        return Diagnostic(
            code="no-collection",
            message=f"`{host}` has no calendar at that address (it answers {status})",
            help=("make the calendar first, and name it with its whole path",),
        )
    return None


def odd(host: str, status: int) -> Diagnostic:
    """Say what a status means where only one answer is right."""
    return refused(host, status) or unreadable(host, f"it is {status}")
