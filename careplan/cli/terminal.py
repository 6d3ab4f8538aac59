"""The terminal somebody sits at: asks on standard error, hears on standard input.

Standard output is left to results, so a dialogue can stand in a pipe.  An answer is one
line; the end of the input ends the dialogue as an interrupt does.
"""

from __future__ import annotations

import sys

import click

from careplan.cli.output import note, wants_colour
from careplan.render.columns import indented
from careplan.render.ink import BOLD, Ink
from careplan.render.plain import plain

_QUESTION = "  "
_REPLY = "    "
_NOT_TEXT = "what was typed is not UTF-8 text"


def is_there() -> bool:
    """Say whether somebody can be asked."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def ask(text: str, usual: str | None) -> str:
    """Ask, and give one line of an answer; `usual` is what an empty one means.

    Raises Abort at the end of the input.
    """
    brackets = "" if usual is None else f" [{usual}]"
    lines = indented(plain(f"{text}{brackets}:"), first=_QUESTION, rest=_REPLY)
    while True:
        click.echo("\n".join(lines) + " ", nl=False, err=True)
        try:
            return _line()
        except UnicodeDecodeError:
            reply(_NOT_TEXT)


def title(text: str) -> None:
    """Begin a part of the dialogue."""
    note("", Ink(colour=wants_colour()).write(plain(text), BOLD))


def say(text: str) -> None:
    """Say something that is no question."""
    note(*indented(plain(text), first="", rest=""))


def reply(text: str) -> None:
    """Answer an answer."""
    note(*indented(plain(text), first=_REPLY, rest=_REPLY))


def _line() -> str:
    try:
        line = sys.stdin.buffer.readline()
    except OSError:
        # The terminal went away.
        line = b""
    if not line.endswith(b"\n"):
        raise click.Abort
    return line.decode("utf-8").strip()
