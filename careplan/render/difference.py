"""What is another between two plans, or in what is handed out next."""

from __future__ import annotations

from datetime import UTC, datetime

from careplan.model.change import Revision
from careplan.model.holding import Holding
from careplan.model.moment import Moment
from careplan.render.changes import counted, listed, records
from careplan.render.columns import indented
from careplan.render.plain import plain

VERSION = 1


def of_two(before: str, after: str, revisions: tuple[Revision, ...]) -> str:
    """Tell what is another in the second of two plans; the first line counts."""
    if not revisions:
        return _lines([*_head(f"nothing is different in {after} from {before}")])
    head = _head(f"{after}, against {before}: {counted(revisions)}")
    return _lines([*head, *listed(revisions, None)])


def document_of_two(
    before: str, after: str, revisions: tuple[Revision, ...]
) -> dict[str, object]:
    """Give the same to programs."""
    return {
        "version": VERSION,
        "compared": "plans",
        "before": before,
        "after": after,
        "different": bool(revisions),
        "changes": changes(revisions),
    }


def of_holdings(name: str, holdings: tuple[Holding, ...]) -> str:
    """Tell what the next export changes in each calendar that was handed out."""
    if not holdings:
        return _lines(_head(f"{name}: nothing was handed out yet"))
    lines: list[str] = []
    for held in holdings:
        issue = f"issue {held.number} of {held.issued.astimezone(UTC):%Y-%m-%d %H:%M}"
        said = counted(held.revisions) or "nothing would change"
        lines += _head(f"{held.role}, against {issue} UTC: {said}")
        if held.because:
            because = "; ".join(held.because)
            said = f"{because}; `export` hands this out with --accept-data"
            lines += indented(plain(said), first="  ", rest="    ")
        lines += listed(held.revisions, None)
    return _lines(lines)


def document_of_holdings(name: str, holdings: tuple[Holding, ...]) -> dict[str, object]:
    """Give the same to programs; a calendar that was never handed out is not there."""
    return {
        "version": VERSION,
        "compared": "register",
        "enrolment": name,
        "different": any(held.revisions for held in holdings),
        "streams": [
            {
                "role": held.role,
                "issue": held.number,
                "issued": spelled(held.issued),
                "because": list(held.because),
                "changes": changes(held.revisions),
            }
            for held in holdings
        ],
    }


def changes(revisions: tuple[Revision, ...]) -> list[dict[str, object]]:
    """Give changes to programs, each moment with its zone."""
    return [
        {
            **record,
            "before_timezone": _zone(one.before),
            "after_timezone": _zone(one.after),
            "aspects": list(one.aspects),
        }
        for one, record in zip(revisions, records(revisions), strict=True)
    ]


def spelled(instant: datetime) -> str:
    """Write an aware instant in UTC."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _zone(moment: Moment | None) -> str | None:
    return None if moment is None else moment.zone


def _head(text: str) -> list[str]:
    return indented(plain(text), first="", rest="  ")


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
