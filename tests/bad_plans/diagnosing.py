"""What is found in a bad plan, and what its first line says must be found."""

from __future__ import annotations

import os
import re
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from careplan.render.located import Spot, located
from careplan.render.report import report
from careplan.workspace.checking import check_file

HERE = Path(__file__).parent
_EXPECTS = re.compile(r"# expect: (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What `careplan check` finds in a file: `code line`, and the drawn report."""

    found: tuple[str, ...]
    codes: frozenset[str]
    report: str


def bad_plans() -> tuple[Path, ...]:
    """List the files that say what must be found in them."""
    return tuple(path for path in sorted(HERE.rglob("*.toml")) if expectation(path))


def near_misses() -> tuple[Path, ...]:
    """List the good plans that look like bad ones."""
    return tuple(sorted(HERE.glob("near_misses/*.toml")))


def expectation(path: Path) -> tuple[str, ...]:
    """Read what the first line of a file says must be found."""
    first, _, _ = path.read_bytes().partition(b"\n")
    match = _EXPECTS.fullmatch(first.decode())
    return tuple(match[1].split(", ")) if match else ()


def report_of(path: Path) -> Path:
    """Name the file with the plan's report."""
    return path.with_suffix(".txt")


def answer(path: Path) -> Answer:
    """Check a file from this folder, as somebody at the shell would."""
    name = path.relative_to(HERE).as_posix()
    with chdir(HERE):
        everything = check_file(name)
    texts = {source.name: source.text for source in everything.sources}
    places = located(everything.diagnostics, texts)
    return Answer(
        found=tuple(
            f"{one.diagnostic.code} {_position(name, one.spots[0])}" for one in places
        ),
        codes=frozenset(one.code for one in everything.diagnostics),
        report=report(everything.diagnostics, texts, masked=everything.personal),
    )


def _position(name: str, spot: Spot) -> str:
    line = str(spot.position[0])
    if spot.file == name:
        return line
    return f"{os.path.relpath(spot.file, Path(name).parent)}:{line}"
