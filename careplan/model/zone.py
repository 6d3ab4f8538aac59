"""IANA time zones, always those of the pinned `tzdata` package.

The operating system's own zone files are never asked, so that the same inputs give
the same instants on every machine.  Reading the package is reading constants that
came with the code; nothing else below the rim touches a file.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import tzdata

# The release of the IANA database, such as `2026f`.
RELEASE = tzdata.IANA_VERSION

_FOLDER = Path(tzdata.__file__).parent / "zoneinfo"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*)*")
_REGIONS = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian"
    " Pacific".split()
)


class UnknownZoneError(LookupError):
    """No zone of this name is in the IANA database."""


@cache
def zone(name: str) -> ZoneInfo:
    """Give the zone `name`, for example `Europe/London`.

    Raises UnknownZoneError.  The names are those of the IANA database.
    """
    with _open(name) as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def footer(name: str) -> str:
    """Give the zone's rule for the years to come, a POSIX TZ text (RFC 8536 §3.3).

    Raises UnknownZoneError.
    """
    with _open(name) as file:
        return file.read().rsplit(b"\n", 2)[1].decode("ascii")


@lru_cache(maxsize=1024)  # whatever somebody writes is asked for, so not without end
def is_zone(name: str) -> bool:
    """Say whether the IANA database has this place.

    Names without a place (`EST`, `GMT`, `CET`) are refused: calendar programs look
    the name up, and they disagree about those.  `UTC` is allowed.
    """
    if name != "UTC" and name.split("/", maxsplit=1)[0] not in _REGIONS:
        return False
    return bool(_NAME.fullmatch(name)) and _FOLDER.joinpath(name).is_file()


@cache
def zone_names() -> tuple[str, ...]:
    """List every place a plan can name, for suggestions."""
    names = _FOLDER.with_name("zones").read_text(encoding="utf-8").split()
    return tuple(sorted(name for name in names if is_zone(name)))


def _open(name: str) -> BinaryIO:
    if not is_zone(name):
        raise UnknownZoneError(name)
    return _FOLDER.joinpath(name).open("rb")
