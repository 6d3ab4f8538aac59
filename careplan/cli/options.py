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

MOST_DAYS = 3_653
EPOCH = "SOURCE_DATE_EPOCH"


def start(text: str) -> date | datetime:
    """Read `2026-03-02` or `2026-03-02T10:00`."""
    day = day_or_time(text)
    if day is None:
        raise click.BadParameter(f"`{text}` is no date; write 2026-03-02")
    return day


def dates(text: str) -> tuple[date, date]:
    """Read `2026-01-01..2026-12-31`, of ten years at most."""
    try:
        first, last = map(date.fromisoformat, text.split(".."))
    except ValueError:
        raise click.BadParameter(
            f"`{text}` is no range of dates; write 2026-01-01..2026-12-31"
        ) from None
    if last < first:
        raise click.BadParameter(f"`{text}` ends before it begins")
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise click.BadParameter(
            f"`{text}` is not in the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    if (last - first).days >= MOST_DAYS:
        raise click.BadParameter(f"`{text}` is longer than ten years")
    return first, last


def day(text: str) -> date:
    """Read `2026-03-02`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"`{text}` is no date; write 2026-03-02") from None


def day_or_time(text: str) -> date | datetime | None:
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
    name: str, metavar: str, *, many: bool = False, required: bool = True
) -> Callable[[_Function], _Function]:
    """Add the argument for a file, or for several."""
    return click.argument(
        name,
        metavar=metavar,
        nargs=-1 if many else 1,
        required=required,
        shell_complete=_files,
    )


def file_option(
    *names: str, metavar: str, text: str, required: bool = False, many: bool = False
) -> Callable[[_Function], _Function]:
    """Add an option that names a file, or one each time it is said."""
    return click.option(
        *names,
        metavar=metavar,
        help=text,
        required=required,
        multiple=many,
        shell_complete=_files,
    )


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


def _files(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete file names."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - rarely needed

    del ctx, param
    return [CompletionItem(incomplete, type="file")]
