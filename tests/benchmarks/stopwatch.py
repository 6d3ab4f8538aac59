"""Time processes against each other, fairly, on a machine that has other work too.

Runs are interleaved, so a slow minute hits every command alike, and medians are
compared.  Processor time stands beside wall time: it is the steadier of the two.
"""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Medians, in milliseconds."""

    wall: float
    processor: float


def interleaved(
    commands: Mapping[str, Sequence[str]], *, rounds: int, folder: Path
) -> dict[str, Times]:
    """Run every command once a round; the first round only warms up."""
    runs: dict[str, list[Times]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            took = once(command, folder)
            if turn:
                runs[name].append(took)
    return {name: middle(took) for name, took in runs.items()}


def once(command: Sequence[str], folder: Path) -> Times:
    """Run a command to its end; one that fails is not worth timing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - the command to be timed
        command, cwd=folder, capture_output=True, check=False
    )
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        message = f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode()}"
        raise SystemExit(message)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Times(wall=wall * 1000, processor=processor * 1000)


def inside(
    functions: Mapping[str, Callable[[], object]], *, rounds: int
) -> dict[str, Times]:
    """Time functions of this process in the same way."""
    runs: dict[str, list[Times]] = {name: [] for name in functions}
    for turn in range(rounds + 1):
        for name, function in functions.items():
            wall, processor = time.perf_counter(), time.process_time()
            function()
            took = Times(
                wall=(time.perf_counter() - wall) * 1000,
                processor=(time.process_time() - processor) * 1000,
            )
            if turn:
                runs[name].append(took)
    return {name: middle(took) for name, took in runs.items()}


def middle(runs: Sequence[Times]) -> Times:
    """Take the medians."""
    return Times(
        wall=median(run.wall for run in runs),
        processor=median(run.processor for run in runs),
    )
