"""What can be said on the command line: words turned into values, or a usage error.

File names stay plain texts: whether such a file can be read is for `files` to say.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from careplan.language.dates import FIRST_YEAR, LAST_YEAR
from careplan.language.suggest import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Function = TypeVar("_Function", bound=Callable[..., object])

EPOCH = "SOURCE_DATE_EPOCH"


def start(text: str) -> date | datetime:
    """Read `2026-03-02` or `2026-03-02T10:00`."""
    day = _day_or_time(text)
    if day is None:
        raise click.BadParameter(f"`{text}` is no date; write 2026-03-02")
    return day


def day(text: str) -> date:
    """Read `2027-03-02`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"`{text}` is no date; write 2027-03-02") from None


def place(text: str) -> str:
    """Take a place of the IANA database, or name the nearest one."""
    from careplan.model.zone import is_zone, zone_names  # noqa: PLC0415 - rarely needed

    if is_zone(text):
        return text
    close = nearest(text, zone_names())
    advice = f"did you mean {close}?" if close else "write a place: Europe/London"
    raise click.BadParameter(f"`{text}` is no time zone; {advice}")


def instant(text: str) -> datetime:
    """Read `2026-03-02T10:00:00Z`, in whole seconds."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise click.BadParameter(f"`{text}` is no instant; write 2026-03-02T10:00:00Z")
    return _in_reach(moment, text)


def choice(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Split `session.on=mon,thu` into activity or PHASE/RULE, key and words."""
    left, _, words = text.partition("=")
    target, _, key = left.strip().rpartition(".")
    chosen = tuple(word.strip() for word in words.split(",") if word.strip())
    if not target or not key or not chosen:
        raise click.BadParameter(f"`{text}` is no choice; write session.on=mon,thu")
    return target, key, chosen


def anchor(text: str) -> tuple[str, tuple[date | datetime, ...]]:
    """Split `due-date=2026-09-01` into the anchor's name and its dates."""
    name, _, words = text.partition("=")
    dates = [_day_or_time(word.strip()) for word in words.split(",")]
    known = tuple(day for day in dates if day is not None)
    if not name.strip() or len(known) < len(dates):
        raise click.BadParameter(f"`{text}` is no anchor; write due-date=2026-09-01")
    return name.strip(), known


def clock(now: datetime | None) -> datetime:
    """Tell the time: what was said, else SOURCE_DATE_EPOCH, else the machine's."""
    if now is not None:
        return now
    epoch = os.environ.get(EPOCH)
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return _in_reach(datetime.fromtimestamp(int(epoch), UTC), epoch)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"{EPOCH} is `{epoch}`; it is a number of seconds since 1970"
        ) from None
    except click.BadParameter as error:
        raise click.UsageError(f"{EPOCH}: {error.message}") from None


def examples(*lines: str) -> str:
    """Write examples for the end of a help text, one to a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def file_argument(
    name: str, metavar: str, *, many: bool = False
) -> Callable[[_Function], _Function]:
    """Add the argument for a file, or for several."""
    return click.argument(
        name,
        metavar=metavar,
        nargs=-1 if many else 1,
        required=True,
        shell_complete=_files,
    )


def file_option(
    *names: str, metavar: str, text: str, required: bool = False
) -> Callable[[_Function], _Function]:
    """Add an option that names a file."""
    return click.option(
        *names, metavar=metavar, help=text, required=required, shell_complete=_files
    )


def beginning(*, required: bool) -> Callable[[_Function], _Function]:
    """Add what a plan begins with: start, zone, horizon, site, choices, anchors."""
    options = (
        click.option(
            "--start",
            type=start,
            metavar="DATE",
            required=required,
            help="The first day, as 2026-03-02, or with a time: 2026-03-02T10:00.",
        ),
        click.option(
            "--timezone",
            type=place,
            metavar="ZONE",
            required=required,
            shell_complete=_zones,
            help="The person's time zone, as Europe/London.",
        ),
        click.option(
            "--horizon",
            type=day,
            metavar="DATE",
            help="The last day that open-ended rules are planned for: 2027-03-02.",
        ),
        file_option("--site", metavar="FILE", text="When the clinic is open."),
        click.option(
            "--choose",
            "choices",
            multiple=True,
            type=choice,
            metavar="ACTIVITY.KEY=WORDS",
            help="What the person chooses: session.on=mon,thu, session.at=19:00.",
        ),
        click.option(
            "--anchor",
            "anchors",
            multiple=True,
            type=anchor,
            metavar="NAME=DATE",
            help="The date of a named anchor: due-date=2026-09-01.",
        ),
    )

    def add(function: _Function) -> _Function:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def style_option(*styles: str) -> Callable[[_Function], _Function]:
    """Add `--format`; the first one is the default."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(styles),
        default=styles[0],
        show_default=True,
        help="How to write the result.",
    )


def now_option(function: _Function) -> _Function:
    """Add `--now`."""
    return click.option(
        "--now",
        type=instant,
        metavar="INSTANT",
        help=f"The time to go by instead of the clock's; also {EPOCH}.",
    )(function)


def _in_reach(moment: datetime, text: str) -> datetime:
    """Give the instant in UTC, if it is one at which anybody has a plan."""
    # Before it is moved: the years 1 and 9999 end at an offset.
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        return moment.astimezone(UTC).replace(microsecond=0)
    raise click.BadParameter(
        f"`{text}` is not in the years {FIRST_YEAR} to {LAST_YEAR}"
    )


def _day_or_time(text: str) -> date | datetime | None:
    """Read a date, or a date-time without an offset; None if it is neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo else moment


def _files(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete file names."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - rarely needed

    del ctx, param
    return [CompletionItem(incomplete, type="file")]


def _zones(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the places that begin so."""
    from careplan.model.zone import zone_names  # noqa: PLC0415 - rarely needed

    del ctx, param
    begun = incomplete.lower()
    names = (name for name in zone_names() if name.lower().startswith(begun))
    return list(names)
