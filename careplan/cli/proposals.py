"""What is proposed where nothing was said: the rim's guesses, which a person confirms.

A wrong guess that is taken with one key is a wrong date, so what the machine cannot
really know is not guessed.
"""

from __future__ import annotations

import os
import re
from datetime import date, timedelta

from careplan.model.amount import DAYS_A_WEEK
from careplan.model.zone import is_zone
from careplan.workspace.answers import Value

_LOCAL_ZONE = "/etc/localtime"
_UTC = "UTC"


def next_monday(today: date) -> date:
    """Give the first Monday after today."""
    return today + timedelta(days=DAYS_A_WEEK - today.weekday())


def machine_zone() -> str | None:
    """Give the place this machine is set to, if it is one.

    `UTC` is what servers are set to and hardly where anybody lives.
    """
    told = os.environ.get("TZ") or os.path.realpath(_LOCAL_ZONE)
    name = told.removeprefix(":").rpartition("zoneinfo/")[2]
    return name if name != _UTC and is_zone(name) else None


def file_for(alias: Value | None) -> str | None:
    """Name a file after the person's alias, as far as letters of a name allow."""
    words = re.findall("[a-z0-9]+", str(alias or "").lower())
    return f"{'-'.join(words)}.toml" if words else None
