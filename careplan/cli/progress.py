"""How far a long command has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")

_STEPS = 100


def watched(things: Iterable[T], total: int, noun: str) -> Iterator[T]:
    """Hand things on, and count them on standard error if a person looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from things
        return
    every = max(1, total // _STEPS)
    shown = ""
    try:
        for number, thing in enumerate(things):
            if number % every == 0:
                shown = f"{number:,} of {total:,} {noun}"
                click.echo(f"\r{shown}", nl=False, err=True)
            yield thing
    finally:
        click.echo(f"\r{' ' * len(shown)}\r", nl=False, err=True)
