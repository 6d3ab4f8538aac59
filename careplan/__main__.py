"""The console script: `careplan` and `python -m careplan`."""

from __future__ import annotations

import io
import sys

from careplan.cli import run


def main() -> None:
    """Run careplan and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its number, not a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run())


if __name__ == "__main__":
    main()
