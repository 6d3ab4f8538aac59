"""The programs of `plans/` as a gallery: what each shows, its source, its rhythm.

Everything is taken from the files themselves: the comment at their head, and the dates
of their first case.  A rhythm is one line of text, a week between two bars.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from careplan.model.kind import Kind

ROOT = Path(__file__).parent.parent
FLAGSHIP = "ketamine"
WEEK = 7
NONE, ONE, MOST = "·", "x", 9
TIMES = "×"  # noqa: RUF001 - the sign, not the letter

# What is drawn: the first of these sorts of activities that a program has dates of.
DRAWN = (("session",), ("medication",), tuple(Kind))


def programs() -> list[Path]:
    """List the programs, the flagship first."""
    return sorted(
        (
            path
            for path in ROOT.glob("plans/*.toml")
            if path.with_name(_cases(path)).exists()
        ),
        key=lambda path: (path.stem != FLAGSHIP, path.name),
    )


def gallery() -> Iterator[str]:
    """Write a paragraph and a line of rhythm for each program."""
    for path in programs():
        text = path.read_text("utf-8")
        program = tomllib.loads(text)
        yield f"### {program['program']['title']}"
        yield ""
        yield f"[`{path.name}`]({path.name}): {program['program']['summary']}"
        yield ""
        yield f"*Shows* {_said(text, 'Shows')}"
        yield ""
        yield f"*Source:* {_said(text, 'Source')}"
        yield ""
        titles, line = rhythm(path)
        yield "```text"
        yield line
        yield "```"
        yield ""
        yield f"*Drawn:* {titles}."
        yield ""


def rhythm(path: Path) -> tuple[str, str]:
    """Draw the first case of a program: what is drawn, and the line."""
    program = tomllib.loads(path.read_text("utf-8"))
    case = tomllib.loads(path.with_name(_cases(path)).read_text("utf-8"))["case"][0]
    names, days = _days(program["activities"], case["dates"])
    titles = [program["activities"][name]["title"] for name in names]
    return "; ".join(titles), _line(days)


def _cases(path: Path) -> str:
    return f"{path.stem}.cases.toml"


def _said(text: str, word: str) -> str:
    """Give one part of the comment at the head of a program, on one line."""
    found = re.search(rf"(?m)^# {word}: (.*(?:\n#    +.*)*)", text)
    assert found is not None, word
    return re.sub(r"\n# +", " ", found[1])


def _days(
    activities: dict[str, Any], dates: dict[str, list[str]]
) -> tuple[list[str], list[date]]:
    for kinds in DRAWN:
        names = [
            name
            for name, told in activities.items()
            if told["kind"] in kinds and name in {_activity(key) for key in dates}
        ]
        days = [
            date.fromisoformat(when[:10])
            for key, told in dates.items()
            if _activity(key) in names
            for when in told
        ]
        if days:
            return names, sorted(days)
    raise AssertionError(activities)


def _activity(key: str) -> str:
    return key.rpartition("/")[2]


def _line(days: list[date]) -> str:
    """Draw weeks from the first day on; alike ones are told by their number."""
    counts = Counter(days)
    first, weeks = days[0], (days[-1] - days[0]).days // WEEK + 1
    drawn = [_week(counts, first + timedelta(weeks=number)) for number in range(weeks)]
    parts = []
    for week, alike in groupby(drawn):
        number = len(list(alike))
        parts.append(week if number == 1 else f"{week}{TIMES}{number}")
    return f"|{'|'.join(parts)}|"


def _week(counts: Counter[date], first: date) -> str:
    """Draw seven days; a week without anything is a blank."""
    numbers = [counts[first + timedelta(days=day)] for day in range(WEEK)]
    if not any(numbers):
        return " "
    return "".join(
        NONE if not n else ONE if n == 1 else str(min(n, MOST)) for n in numbers
    )
