"""sabre/vobject, the parser of CalDAV servers such as Nextcloud, as a reader.

PHP and the library are Debian's packages `php-cli` and `php-sabre-vobject`.  Without
them its tests are skipped, and say so; where everything is to be tried (`CI_FULL` is
set) they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.oracles.ical_js import as_reading
from tests.oracles.reading import Reading

SCRIPT = Path(__file__).with_name("sabre.php")
LIBRARY = Path("/usr/share/php/Sabre/VObject/autoload.php")
OFFSETS = """
$zone = new DateTimeZone($argv[1]);
foreach (array_slice($argv, 2) as $instant) {
    echo $zone->getOffset(new DateTime("@$instant")), "\\n";
}
"""
PACKAGES = "php-cli and php-sabre-vobject"


def read_all(calendars: Sequence[bytes]) -> list[tuple[Reading, ...]]:
    """Read several calendars in one process; whatever it refuses is an error."""
    done = subprocess.run(  # noqa: S603 - php and our own script
        [php(), "-d", "error_reporting=E_ALL&~E_DEPRECATED", SCRIPT, LIBRARY],
        input=json.dumps([data.decode("utf-8") for data in calendars]),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode or not done.stdout.startswith("["):
        message = f"sabre/vobject refuses a calendar:\n{done.stdout}{done.stderr}"
        raise AssertionError(message)
    return [tuple(sorted(map(as_reading, found))) for found in json.loads(done.stdout)]


def knows(zone: str, year: int) -> bool:
    """Say whether PHP's zone data have the same offsets at noon of each day."""
    there = ZoneInfo(zone)
    noons = [
        datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(365)
    ]
    done = subprocess.run(  # noqa: S603 - php and our own line
        [php(), "-r", OFFSETS, zone, *(f"{noon.timestamp():.0f}" for noon in noons)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    wanted = [noon.astimezone(there).utcoffset() for noon in noons]
    return [timedelta(seconds=int(one)) for one in done.stdout.split()] == wanted


@cache
def php() -> str:
    """Find PHP, with the library in its place."""
    found = shutil.which("php")
    if found is not None and LIBRARY.is_file():
        return found
    message = f"SKIPPED: sabre/vobject reads nothing without Debian's {PACKAGES}"
    if os.environ.get("CI_FULL"):
        pytest.fail(message)
    pytest.skip(message)
