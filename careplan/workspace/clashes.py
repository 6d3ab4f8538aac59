"""Clashes: why an event on a server is left as it is, though the plan says otherwise.

Occurrences are named as at the shell; nothing of what stands on the server is shown.
"""

from __future__ import annotations

from careplan.model.diagnostic import Diagnostic


def changed(name: str) -> Diagnostic:
    """Say that somebody changed an event by hand."""
    return Diagnostic(
        code="changed-on-server",
        message=f"somebody changed `{name}` on the server, and it was left as it is",
        help=(
            "if that was agreed, enter it in the plan: `careplan move`, or `omit`",
            "if not, `--overwrite` puts the plan's in its place",
        ),
    )


def unsealed(name: str) -> Diagnostic:
    """Say that nothing shows that careplan put an event there."""
    return Diagnostic(
        code="changed-on-server",
        message=f"what the server has of `{name}` bears no seal, and it was left as it"
        " is: it was imported there, or the server keeps none",
        help=("`--overwrite` puts the plan's in its place",),
    )


def meanwhile(name: str) -> Diagnostic:
    """Say that somebody changed an event between our looking and our writing."""
    return Diagnostic(
        code="changed-on-server",
        message=f"somebody changed `{name}` on the server just now, and it was left as"
        " it is",
        help=("run the same command again",),
    )


def foreign(name: str) -> Diagnostic:
    """Say that something else stands under the name of our event."""
    return Diagnostic(
        code="foreign-event",
        message=f"under the name of `{name}` there is another event on the server",
        help=(
            "careplan touches nothing but its own: delete it by hand if it is yours",
        ),
    )


def elsewhere(name: str) -> Diagnostic:
    """Say that our event is there, under a name that is not its own."""
    return Diagnostic(
        code="foreign-event",
        message=f"`{name}` is in the collection under another name",
        help=(
            "it was imported from a file: delete what was imported, then publish again",
        ),
    )


def refused(name: str, status: int) -> Diagnostic:
    """Say that the server does not take an event."""
    way_out = (
        "if it was deleted there, empty the server's bin, or give it another identity:"
        " `careplan reissue`"
    )
    return Diagnostic(
        code="server-refuses",
        message=f"the server does not take `{name}` (it answers {status})",
        help=(way_out,),
    )


def newer_on_server(count: int) -> Diagnostic:
    """Say that the register does not remember what was published."""
    events = "1 event" if count == 1 else f"{count:,} events"
    return Diagnostic(
        code="older-issue",
        message=f"the collection has {events} in a state that the register does not"
        " remember",
        help=(
            "put back the newest register, from a backup if need be",
            "to begin anew instead, delete what was published there",
        ),
    )
