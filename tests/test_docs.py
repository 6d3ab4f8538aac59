"""The README is true: what it shows was run, and what it lists is what the code says.

The README is read from top to bottom and written anew: each command of a `console`
block is run in a folder of its own that holds a copy of `plans/`, and each part between
`<!-- made: WHAT -->` and `<!-- end -->` is made from the code.  Then the two texts must
be equal.  A comment above a TOML block says what becomes of it: `<!-- file: NAME -->`
writes the file, `<!-- add: NAME -->` puts its lines at the end of it, and
`<!-- edit: NAME -->` in the place of those with the same keys.  Above a `console`
block, `<!-- typed: ANSWER | ANSWER -->` says that its one command is run on a terminal,
and what is typed at its questions.

`python -m tests.test_docs` brings the README up to date.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from careplan.cli import COMMANDS
from careplan.language.catalogue import CODES
from careplan.language.fields.tables import TABLES
from careplan.language.schema.field import Table
from careplan.render.reference import record
from tests.cli.at_terminal import talk

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SEPARATOR = "--8<-- "
NOW = "1772182800"  # 27 February 2026, 09:00 UTC

FENCE = "```"
REMARK = re.compile(r"<!-- (made|file|add|edit|typed): (.*) -->")


def test_the_readme_is_what_its_commands_print(tmp_path: Path) -> None:
    """Every command prints what stands below it, and every table is up to date."""
    text = README.read_text(encoding="utf-8")
    assert renewed(text, tmp_path) == text


def renewed(text: str, folder: Path) -> str:
    """Write the README anew, running its commands in `folder`."""
    shutil.copytree(ROOT / "plans", folder / "plans")
    return "\n".join(_renewed_lines(text.split("\n"), Shell(folder)))


class Shell:
    """A shell in a folder, in which `careplan` is the one of this checkout."""

    def __init__(self, folder: Path) -> None:
        """Put `careplan` on the path, outside of the folder the reader sees."""
        self.folder = folder
        self.programs = Path(tempfile.mkdtemp(dir=folder.parent))
        command = self.programs / "careplan"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m careplan "$@"\n')
        command.chmod(0o755)

    def run(self, commands: list[str]) -> list[list[str]]:
        """Run the commands one after another; give the lines each of them prints."""
        script = "".join(
            f"{command}\ncode=$?; echo '{SEPARATOR}'; (exit $code)\n"
            for command in commands
        )
        done = subprocess.run(  # noqa: S603 - the README's own commands
            ["/bin/sh", "-c", script],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = done.stdout.decode("utf-8").split(f"{SEPARATOR}\n")
        return [part.split("\n")[:-1] for part in printed[: len(commands)]]

    def environment(self) -> dict[str, str]:
        """Leave nothing to the machine: no clock, no colour, one width, one zone."""
        return {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.programs),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "88",
            "NO_COLOR": "1",
            "SOURCE_DATE_EPOCH": NOW,
        }


def _renewed_lines(lines: list[str], shell: Shell) -> Iterator[str]:
    """Copy the lines, but for what was printed and what was made."""
    remark, rest = ("", ""), iter(lines)
    for line in rest:
        yield line
        if line == f"{FENCE}console" and remark[0] == "typed":
            yield from _dialogue(_upto(rest, FENCE), remark[1].split("|"), shell)
            yield FENCE
        elif line == f"{FENCE}console":
            yield from _session(_upto(rest, FENCE), shell)
            yield FENCE
        elif line.startswith(FENCE) and len(line) > len(FENCE):
            block = list(_upto(rest, FENCE))
            _use(remark, block, shell.folder)
            yield from [*block, FENCE]
        elif remark[0] == "made":
            list(_upto(rest, "<!-- end -->"))
            yield from [*MADE[remark[1]](), "", "<!-- end -->"]
        found = REMARK.fullmatch(line)
        remark = (found[1], found[2]) if found else ("", "")


def _upto(lines: Iterator[str], last: str) -> Iterator[str]:
    for line in lines:
        if line == last:
            return
        yield line
    raise EOFError(last)


def _session(block: Iterator[str], shell: Shell) -> Iterator[str]:
    commands = list(_typed(block))
    for command, printed in zip(commands, shell.run(commands), strict=True):
        yield f"$ {command}"
        yield from (line.rstrip() for line in printed)


def _dialogue(block: Iterator[str], answers: list[str], shell: Shell) -> Iterator[str]:
    """Run one command on a terminal, and show it as it looks there."""
    (command,) = _typed(block)
    talked = talk(
        shlex.split(command)[1:],
        [answer.strip() for answer in answers],
        environment=shell.environment(),
        folder=shell.folder,
        results_too=True,
    )
    yield f"$ {command}"
    yield from talked.seen.removesuffix("\n").split("\n")


def _typed(block: Iterator[str]) -> Iterator[str]:
    """Pick the commands out of a block; a backslash goes on to the next line."""
    for line in block:
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            while command.endswith("\\"):
                command += f"\n{next(block)}"
            yield command


def _use(remark: tuple[str, str], block: list[str], folder: Path) -> None:
    """Do with a TOML block what the comment above it says."""
    verb, name = remark
    if verb == "file":
        folder.joinpath(name).write_text("\n".join([*block, ""]), encoding="utf-8")
    elif verb == "add":
        with folder.joinpath(name).open("a", encoding="utf-8") as file:
            file.write("\n".join(["", *block, ""]))
    elif verb == "edit":
        edited = folder / name
        text = edited.read_text(encoding="utf-8")
        edited.write_text(_edited(text, block), encoding="utf-8")


def _edited(text: str, block: list[str]) -> str:
    """Put each line of the block in the place of the one with its key."""
    for line in block:
        key = line.split(" = ")[0]
        text, count = re.subn(rf"(?m)^{re.escape(key)} = .*$", line, text)
        assert count == 1, f"{key} stands {count} times in the file"
    return text


def _commands() -> Iterator[str]:
    """List the commands, and what each of them says about itself."""
    yield from _table("command", "what it does")
    shown = [each for each in COMMANDS if not each.hidden]
    for each in shown:
        yield f"| `{each.name}` | {each.short_help} |"
    yield ""
    for each in shown:
        context = click.Context(
            each.load(), info_name=f"careplan {each.name}", terminal_width=80
        )
        yield from _folded(f"<code>careplan {each.name} --help</code>")
        yield from [f"{FENCE}text", *context.get_help().split("\n"), FENCE]
        yield from ["", "</details>", ""]


def _fields() -> Iterator[str]:
    """List every key of every table of the language."""
    for table in TABLES:
        yield from _folded(_heading(table))
        yield from [_cell(table.doc), ""]
        yield from _table("key", "value", "meaning", "for example")
        for field in table.fields.values():
            yield _row(record(table, field))
        yield from ["", "</details>", ""]


def _heading(table: Table) -> str:
    title = table.title.replace("`", "")
    if not table.written or table.written == title:
        return f"<b>{title}</b>"
    return f"<b>{title}</b>: <code>{table.written}</code>"


def _row(facts: dict[str, object]) -> str:
    meaning = [str(facts["doc"])]
    if facts["required"]:
        meaning.append("Required.")
    if facts["without"]:
        meaning.append(f"Without it: {facts['without']}.")
    example = f"`{facts['example']}`" if facts["example"] else ""
    cells = (f"`{facts['key']}`", str(facts["value"]), " ".join(meaning), example)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _codes() -> Iterator[str]:
    """List every code of a diagnostic."""
    yield from _table("code", "severity", "meaning")
    for code in sorted(CODES.values(), key=lambda each: each.code):
        yield f"| `{code.code}` | {code.severity} | {_cell(code.summary)} |"


def _table(*titles: str) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"


def _folded(title: str) -> Iterator[str]:
    yield from ["<details>", f"<summary>{title}</summary>", ""]


MADE: dict[str, Callable[[], Iterator[str]]] = {
    "commands": _commands,
    "fields": _fields,
    "codes": _codes,
}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        new = renewed(README.read_text(encoding="utf-8"), Path(scratch) / "reader")
    README.write_text(new, encoding="utf-8")
