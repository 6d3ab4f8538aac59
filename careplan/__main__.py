"""The console script: `careplan` and `python -m careplan`.

Almost all of careplan's first tenth of a second is loading, and an interrupt during it
ends a run as one later does: without a traceback.
"""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run careplan and leave with its exit code."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def _run() -> int:
    import io  # noqa: PLC0415 - an interrupt while it loads is caught

    from careplan.cli import run  # noqa: PLC0415 - too

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its number, not a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return run()


if __name__ == "__main__":
    main()
