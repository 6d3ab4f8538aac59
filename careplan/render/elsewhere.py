"""Plans under another site: who moves, what clashes, and who has no legal date there.

A plan goes by the name of its file, never by the person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from careplan.model.diagnostic import Diagnostic
from careplan.model.resiting import Clash, Elsewhere
from careplan.model.wording import spell_moment
from careplan.render.changes import counted, listed
from careplan.render.columns import indented
from careplan.render.difference import VERSION, changes, spelled
from careplan.render.document import wall
from careplan.render.plain import plain

MOST_REFUSALS = 4
_WORD = "  clash    "
_BELOW = "    "


def elsewhere_list(
    plans: tuple[Elsewhere, ...], *, site: str, has_total: bool = True
) -> str:
    """Draw the plans that are different, one below the other; the last line counts."""
    has_zones = len({one.timezone for one in plans}) > 1
    lines: list[str] = []
    for one in plans:
        if one.is_different:
            lines += [*_drawn(one, site, has_zones=has_zones), ""]
    if has_total:
        lines += indented(plain(_total(plans, site)), first="", rest="  ")
    elif not lines:
        said = f"{plans[0].name}: nothing is different under {site}"
        lines += indented(plain(said), first="", rest="  ")
    else:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def elsewhere_document(
    plans: tuple[Elsewhere, ...], *, site: str, now: datetime, failed: tuple[str, ...]
) -> dict[str, object]:
    """Give the same to programs: `failed` are the files that are not in it."""
    return {
        "version": VERSION,
        "compared": "site",
        "site": site,
        "now": spelled(now),
        "different": any(one.is_different for one in plans),
        "failed": list(failed),
        "enrolments": [_record(one) for one in plans],
    }


def _drawn(one: Elsewhere, site: str, *, has_zones: bool) -> Iterator[str]:
    zone = f" ({one.timezone})" if has_zones else ""
    head = f"{one.name}{zone}, under {site}: {_counted(one)}"
    yield from indented(plain(head), first="", rest="  ")
    yield from listed(one.revisions, None)
    for clash in one.clashes:
        yield from indented(plain(_words(clash)), first=_WORD, rest=" " * len(_WORD))
    yield from _refused(one.refusals)


def _counted(one: Elsewhere) -> str:
    said = [counted(one.revisions)] if one.revisions else []
    if one.refusals:
        said.append("it cannot be dated")
    if one.clashes:
        said.append(_clashes(len(one.clashes)))
    return ", ".join(said)


def _clashes(number: int) -> str:
    return "1 clash" if number == 1 else f"{number:,} clashes"


def _words(clash: Clash) -> str:
    one = clash.occurrence
    held = f", {clash.held}" if clash.held else ""
    return f"{one.running}: {spell_moment(one.moment)}{held}; {clash.reason}"


def _refused(refusals: tuple[Diagnostic, ...]) -> Iterator[str]:
    """Say why there are no dates: the first in full, for often all have one cause."""
    for number, refusal in enumerate(refusals[:MOST_REFUSALS]):
        yield from indented(plain(refusal.message), first="  ", rest=_BELOW)
        for text in () if number else refusal.help:
            yield from indented(plain(text), first=_BELOW, rest=f"{_BELOW}  ")
    if len(refusals) > MOST_REFUSALS:
        rest = len(refusals) - MOST_REFUSALS
        yield f"  and {rest:,} more, which `--format json` names"


def _total(plans: tuple[Elsewhere, ...], site: str) -> str:
    """Count the plans by what would become of them."""
    number = len(plans)
    whole = "1 enrolment" if number == 1 else f"{number:,} enrolments"
    parts = (
        (sum(bool(one.revisions) for one in plans), "with other dates"),
        (sum(bool(one.clashes) for one in plans), "with clashes"),
        (sum(bool(one.refusals) for one in plans), "that cannot be dated"),
    )
    said = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    return f"under {site}, of {whole}: {said or 'nothing is different'}"


def _record(one: Elsewhere) -> dict[str, object]:
    return {
        "enrolment": one.name,
        "timezone": one.timezone,
        "changes": None if one.refusals else changes(one.revisions),
        "clashes": [_clash(clash) for clash in one.clashes],
        "refusals": [
            {"code": each.code, "message": each.message, "help": list(each.help)}
            for each in one.refusals
        ],
    }


def _clash(clash: Clash) -> dict[str, object]:
    one = clash.occurrence
    return {
        "name": one.running,
        "moment": wall(one.moment),
        "timezone": one.moment.zone,
        "held": clash.held,
        "reason": clash.reason,
    }
