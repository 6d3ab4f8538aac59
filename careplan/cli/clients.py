"""Options that name a calendar program, and the way a calendar travels to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from careplan.model.enrolment import Client, Via

_Function = TypeVar("_Function", bound=Callable[..., object])


def client_option(
    text: str, usual: Client | None = None
) -> Callable[[_Function], _Function]:
    """Add `--for`; the command is given it as `client`."""
    return click.option(
        "--for",
        "client",
        type=click.Choice([one.value for one in Client]),
        default=None if usual is None else usual.value,
        show_default=usual is not None,
        help=text,
    )


def via_option(text: str, usual: Via | None = None) -> Callable[[_Function], _Function]:
    """Add `--via`."""
    return click.option(
        "--via",
        type=click.Choice([one.value for one in Via]),
        default=None if usual is None else usual.value,
        show_default=usual is not None,
        help=text,
    )
