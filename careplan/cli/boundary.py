"""Where a run ends: every way out of careplan has its exit code.

| code | meaning |
|---|---|
| 0 | done |
| 1 | the input has errors, or a check or test found something |
| 2 | wrong options or arguments |
| 3 | differences found, or something is due |
| 4 | some plans or events failed, the others are done |
| 70 | a bug in careplan |
| 75 | try again: locked, or a server cannot be reached |
| 130 | interrupted, or nobody reads what is written |
"""

from __future__ import annotations

import errno
import os
import sys
from types import TracebackType
from typing import Self

import click

DONE = 0
FAILED = 1
DIFFERENT = 3
SOME_FAILED = 4
BUG = 70
TRY_AGAIN = 75
INTERRUPTED = 130
CLOSED_PIPE = INTERRUPTED


class Boundary:
    """A `with` block that turns whatever leaves it into an exit code."""

    def __init__(self) -> None:
        """Begin well."""
        self.code = DONE

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Say what happened, in one line, and never show a traceback unasked."""
        if error is not None:
            self.code = _settle(error, trace)
        if self.code == CLOSED_PIPE:
            _silence()
        return True

    @staticmethod
    def flush() -> None:
        """Write out what is still held back, while a failure can be told."""
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()


def _settle(error: BaseException, trace: TracebackType | None) -> int:
    match error:
        case click.ClickException():
            return _usage(error)
        case SystemExit(code=int(code)):
            return code
        case click.Abort() | KeyboardInterrupt() | BrokenPipeError():
            return INTERRUPTED
        case OSError(errno=errno.ENOSPC):
            click.echo("the output cannot be written: no space left", err=True)
            return FAILED
        case _:
            return _bug(error, trace)


def _usage(error: click.ClickException) -> int:
    """Show what is wrong with the command line, which may name a stranger's file."""
    from careplan.render.plain import plain  # noqa: PLC0415 - the unlucky path

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"Try '{context.command_path} --help' for help.\n", err=True)
    said = "\n".join(plain(line) for line in error.format_message().split("\n"))
    click.echo(f"Error: {said}", err=True)
    return error.exit_code


def _bug(error: BaseException, trace: TracebackType | None) -> int:
    """Report a bug by its kind and place: an exception's text may hold a name."""
    if os.environ.get("CAREPLAN_TRACEBACK") == "1":
        import traceback  # noqa: PLC0415 - only the unlucky need it

        traceback.print_exception(error)
    kind = type(error).__name__
    click.echo(
        f"careplan has a bug: {kind} in {_place(trace)}, please report"
        " (CAREPLAN_TRACEBACK=1 shows how it came about)",
        err=True,
    )
    return BUG


def _place(trace: TracebackType | None) -> str:
    """Name the innermost line of careplan's own code."""
    place = "an unknown place"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.partition(".")[0] == "careplan":
            place = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _silence() -> None:
    """Let nothing be written any more, so that nothing complains at the very end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, AttributeError):
        return
