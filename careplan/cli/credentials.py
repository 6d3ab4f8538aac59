"""Who asks a server: read from the environment, where no list of processes shows it.

Never an argument, which anybody on the machine can see, and never a file of ours.
"""

from __future__ import annotations

import os

import click

from careplan.caldav.address import (
    Credentials,
    CredentialsError,
    by_password,
    by_token,
)

USER = "CAREPLAN_CALDAV_USER"
PASSWORD = "CAREPLAN_CALDAV_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN = "CAREPLAN_CALDAV_TOKEN"  # noqa: S105 - the same


def credentials() -> Credentials | None:
    """Read who asks; None if nothing says so, for servers that let anybody in."""
    user, password, token = (os.environ.get(each) for each in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise click.UsageError(f"say {USER} with {PASSWORD}, or {TOKEN}, not both")
    if bool(user) != bool(password):
        raise click.UsageError(f"{USER} and {PASSWORD} go together")
    try:
        if token:
            return by_token(token)
        return by_password(user, password) if user and password else None
    except CredentialsError as error:
        raise click.UsageError(str(error)) from None
