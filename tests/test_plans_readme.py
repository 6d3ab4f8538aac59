"""`plans/README.md` is what the programs say, and no key of the language lacks a use.

`python -m tests.test_plans_readme` brings its gallery and its examples up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from careplan.language.fields.tables import TABLES
from careplan.language.schema.field import Table
from tests.by_example import WIDEST, Use, unused, uses
from tests.gallery import gallery

ROOT = Path(__file__).parent.parent
README = ROOT / "plans" / "README.md"
MADE_PART = re.compile(r"(<!-- made: (\w+) -->\n)(?:.*\n)*?(<!-- end -->\n)")


def test_the_gallery_and_the_examples_are_current() -> None:
    """Every program is in it, and every use stands where it is linked to."""
    text = README.read_text(encoding="utf-8")
    assert _renewed(text) == text


def test_every_key_of_the_language_is_used() -> None:
    """In a program, its cases, the site, or a spec test."""
    assert unused() == []


def _renewed(text: str) -> str:
    return MADE_PART.sub(_made, text)


def _made(part: re.Match[str]) -> str:
    lines = "\n".join(MADE[part[2]]()).strip("\n")
    return f"{part[1]}\n{lines}\n\n{part[3]}"


def _language() -> Iterator[str]:
    found = uses()
    for table in TABLES:
        yield from ["<details>", f"<summary>{_heading(table)}</summary>", ""]
        yield from ["| key | used as | in |", "|---|---|---|"]
        for name in table.fields:
            yield f"| `{name}` | {_row(found[table.name, name])} |"
        yield from ["", "</details>", ""]


def _heading(table: Table) -> str:
    title = table.title.replace("`", "")
    written = "" if table.written in {"", title} else f": <code>{table.written}</code>"
    return f"<b>{title}</b>{written}"


def _row(use: Use) -> str:
    path, spelled = use
    shown = f"`{_cut(spelled)}`".replace("|", "\\|")
    inside = path.parent == README.parent
    link = path.name if inside else f"../{path.relative_to(ROOT).as_posix()}"
    return f"{shown} | [{path.name}]({link})"


def _cut(spelled: str) -> str:
    line = " ".join(spelled.split())
    return line if len(line) <= WIDEST else f"{line[:WIDEST]}…"


MADE: dict[str, Callable[[], Iterator[str]]] = {
    "gallery": gallery,
    "language": _language,
}


if __name__ == "__main__":
    README.write_text(_renewed(README.read_text("utf-8")), encoding="utf-8")
