"""Print how careplan compares with what the same work costs anybody.

`python -m tests.benchmarks [ROUNDS]`.  Ratios are printed beside their targets and
nothing is asserted: a figure depends on the machine's minute, a ratio much less.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.lived_year import LIVED_60
from tests.benchmarks.programs import EVENTS_60, LINES_150
from tests.benchmarks.scheduling import growth, replaying, scheduling, year_of
from tests.benchmarks.stopwatch import Times, interleaved

ROOT = Path(__file__).parents[2]
ROUNDS = 15
LOUDEST = 10

# What the console script does, whether or not the package is installed.
SCRIPT = "import sys\nfrom careplan.__main__ import main\nsys.exit(main())"
CAREPLAN = [sys.executable, "-c", SCRIPT]
CLICK = [sys.executable, "-c", "import click"]
LEAN = [sys.executable, "-c", "import click, tomllib, zoneinfo, dataclasses"]
START = ["--start", "2026-03-02", "--timezone", "Europe/London"]

LATER = ["--now", "2026-12-01T09:00:00Z"]


def main() -> None:
    """Run every comparison."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "150.toml").write_text(LINES_150, encoding="utf-8")
        (folder / "60.toml").write_text(EVENTS_60, encoding="utf-8")
        before, after = issues(folder)
        version = [*CAREPLAN, "--version"]
        check = [*CAREPLAN, "check", str(folder / "150.toml")]
        export = [*CAREPLAN, "export", str(folder / "60.toml"), *START, "-o", "-"]
        yardstick = Path(__file__).with_name("yardstick_export.py")
        serialise = [sys.executable, str(yardstick), str(folder / "60.toml")]
        print(f"medians of {rounds} interleaved runs, milliseconds")
        for title, target, ours, theirs in (
            ("--version / import click", 1.3, version, CLICK),
            ("check, 150 lines / lean imports", 2.5, check, LEAN),
            ("export, 60 events / icalendar, 60 events", 2.2, export, serialise),
            ("re-issue, 60 occurrences, 200 entries / no entry", 2, after, before),
        ):
            commands = {"careplan": ours, "yardstick": theirs}
            report(title, target, interleaved(commands, rounds=rounds, folder=ROOT))
        times = scheduling(rounds)
        for other, goal in (
            ("the same by dateutil", 10),
            ("bare arithmetic", 10),
            ("naive date-times", None),
        ):
            pair = {"careplan": times["careplan"], "yardstick": times[other]}
            report(f"schedule / {other}, 60 occurrences", goal, pair)
        title = "schedule, 60 occurrences, 200 entries / no entry"
        report(title, None, replaying(rounds))
        growth()
        for title, command in (
            ("--version", version),
            ("check", check),
            ("export", export),
        ):
            import_time(title, command)


def issues(folder: Path) -> Iterator[list[str]]:
    """Enrol twice; give how the plan is issued as it began, and after a year."""
    for name, text in zip(("begun", "lived"), year_of("60.toml"), strict=True):
        enrolment = folder / name / "a17.toml"
        enrolment.parent.mkdir()
        enrolment.write_text(text, encoding="utf-8")
        enrolment.with_name("60.toml").write_text(LIVED_60, encoding="utf-8")
        yield [*CAREPLAN, "export", str(enrolment), *LATER]


def report(title: str, target: float | None, times: dict[str, Times]) -> None:
    """Print one comparison."""
    ours, theirs = times["careplan"], times["yardstick"]
    wall, processor = ours.wall / theirs.wall, ours.processor / theirs.processor
    goal = "" if target is None else f"  target {target}"
    missed = "  MISSED" if target is not None and min(wall, processor) > target else ""
    print(f"\n{title}")
    print(f"  wall {ours.wall:8.2f} / {theirs.wall:8.2f} = {wall:6.2f}{goal}{missed}")
    print(f"  cpu  {ours.processor:8.2f} / {theirs.processor:8.2f} = {processor:6.2f}")


def import_time(title: str, command: list[str]) -> None:
    """Print which packages the time of starting goes to, by self time."""
    loud = [command[0], "-X", "importtime", *command[1:]]
    done = subprocess.run(  # noqa: S603 - careplan itself
        loud, cwd=ROOT, capture_output=True, check=False, text=True
    )
    spent: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        own, _, rest = line.removeprefix("import time:").partition("|")
        if own.strip().isdigit():
            module = rest.partition("|")[2].strip()
            spent[room(module)] += int(own)
    shares = ", ".join(
        f"{name} {us / 1000:.1f}" for name, us in spent.most_common(LOUDEST)
    )
    print(
        f"\nimports of {title}, ms: {sum(spent.values()) / 1000:.0f} in all: {shares}"
    )


def room(module: str) -> str:
    """Name the package a module is of; of careplan, the room."""
    parts = module.split(".")
    return ".".join(parts[:2] if parts[0] == "careplan" else parts[:1])


if __name__ == "__main__":
    main()
