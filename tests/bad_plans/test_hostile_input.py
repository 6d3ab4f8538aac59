"""Input nobody writes by hand is answered soon, by diagnostics and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from careplan.render.report import report
from careplan.workspace.checking import check_file

HEAD = """\
[program]
id = "example"
version = "1.0.0"
status = "active"
title = "Example"

[activities.a]
kind = "task"
title = "A"
"""
MANY = "too-many-occurrences"
# How often a program of 400 ordinary rules could be checked in the same processor time:
# each takes far less, and without its guard far more.
SOON = 100.0
LONG_SOON = 200.0


def rule(position: str) -> str:
    return f'{HEAD}\n[[schedule]]\nactivity = "a"\n{position}\n'


def rules(number: int, line: Callable[[int], str]) -> str:
    return HEAD + "".join(
        f'[[schedule]]\nactivity = "a"\nid = "r{n}"\n{line(n)}\n' for n in range(number)
    )


HOSTILE: dict[str, tuple[bytes | str, set[str]]] = {
    "more than a megabyte": (HEAD + "#" * 1_000_001, {"too-large"}),
    "3,000 brackets": (rule(f"days = {'[' * 3000}{']' * 3000}"), {"too-deep"}),
    "3,000 brackets left open": (rule("days = " + "[" * 3000), {"too-deep"}),
    "3,000 tables in tables": (rule("at = " + "{a=" * 3000), {"too-deep"}),
    "5,000 digits": (rule(f"count = {'9' * 5000}"), {"bad-number"}),
    "20,000 parts of a key": (HEAD + "a." * 20_000 + "b = 1", {"too-deep"}),
    "a day that never comes": (
        rule('rrule = "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"'),
        {"bad-rrule"},
    ),
    "a day that never comes, by days": (
        rule('rrule = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"'),
        {"bad-rrule"},
    ),
    "a thousand million": (rule('every = "1 day"\ncount = 1000000000'), {MANY}),
    "a thousand million offsets": (
        rule('offset = "1-1000000000 days"'),
        {"bad-amount"},
    ),
    "a thousand million days": (rule('days = "1-1000000000"'), {"bad-number"}),
    "every minute of a century": (
        rule('every = "1 min"\nweeks = 5000'),
        {MANY},
    ),
    "the year 0": (rule("from = 0000-01-01"), {"syntax"}),
    "the year 9999": (rule("from = 9999-12-31"), {"bad-date"}),
    "a century of centuries": (
        rule('every = "1 year"\nuntil = "start + 99999 years"'),
        {"bad-amount"},
    ),
    "5,000 unknown keys": (
        HEAD + "".join(f"k{number} = 1\n" for number in range(5000)),
        {"unknown-key", "too-many-problems"},
    ),
    "a line of 900,000 characters": (
        HEAD + f'colour = "{"x" * 900_000}"',
        {"unknown-key"},
    ),
    "bytes of no text": (bytes(range(256)) * 100, {"not-utf8"}),
    "nothing": ("", {"missing-key"}),
}
LONG: dict[str, tuple[str, set[str]]] = {
    "4,000 rules in a ring": (
        rules(4000, lambda n: f'from = "r{(n - 1) % 4000}"'),
        {"anchor-cycle"},
    ),
    "4,000 rules in a chain": (
        rules(4000, lambda n: f'from = "r{n - 1} + 1 day"' if n else "day = 1"),
        set(),
    ),
    "4,000 companions of companions": (
        rules(4000, lambda n: f'each = "r{n - 1}"' if n else "day = 1\ncount = 1"),
        set(),
    ),
    "4,000 rules that wait for all": (
        rules(4000, lambda _: 'each = "a"'),
        {"anchor-cycle"},
    ),
}


Answer = tuple[set[str], str, float]


def answer(path: Path, data: bytes | str) -> Answer:
    """Check a text; give the codes of what is wrong, the report, and the time taken."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    before = time.process_time()
    everything = check_file(str(path))
    texts = {source.name: source.text for source in everything.sources}
    drawn = report(everything.diagnostics, texts, masked=everything.personal)
    taken = time.process_time() - before
    return {one.code for one in everything.diagnostics}, drawn, taken


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Give the time that an ordinary long program takes here and now."""
    path = tmp_path_factory.mktemp("ordinary") / "plan.toml"
    codes, _, taken = answer(path, rules(400, lambda n: f"day = {n + 1}"))
    assert codes == set()
    return taken


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_answered_soon(
    name: str, tmp_path: Path, ordinary: float
) -> None:
    data, codes = HOSTILE[name]
    found, drawn, taken = answer(tmp_path / "plan.toml", data)
    assert taken < SOON * ordinary
    assert found == codes
    assert max(map(len, drawn.splitlines())) < 300


@pytest.mark.parametrize("name", LONG)
def test_a_very_long_program_is_answered_in_time(
    name: str, tmp_path: Path, ordinary: float
) -> None:
    data, codes = LONG[name]
    found, _, taken = answer(tmp_path / "plan.toml", data)
    assert taken < LONG_SOON * ordinary
    assert found == codes


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert [one.code for one in check_file(str(tmp_path)).diagnostics] == [
        "file-unreadable"
    ]
