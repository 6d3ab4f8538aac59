"""The house rules, checked on the code itself.

Directions of imports stand in pyproject.toml (import-linter); here is the rest: sizes,
names, what no room may touch, how values are built.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "careplan"

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

NAMES_THAT_SAY_NOTHING = {
    "base",
    "common",
    "core",
    "helpers",
    "manager",
    "misc",
    "util",
    "utils",
}

# The rim: the only rooms that may ask the machine for anything.
RIM = (
    "careplan/cli/",
    "careplan/files/",
    "careplan/caldav/transport.py",
    "careplan/__main__",
)

# model/zone.py reads constants that came with the code: the tzdata package.
# model/value.py makes the `__hash__` of all values, which never leaves the process.
ALLOWED = {
    "careplan/model/value.py": {"hash"},
    "careplan/model/zone.py": {".open", ".read_text", ".is_file", "ZoneInfo.from_file"},
}

AMBIENT_MODULES = {
    "asyncio",
    "getpass",
    "glob",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "platform",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
}

AMBIENT_CALLS = {
    "datetime.now": "the clock is an argument",
    "datetime.today": "the clock is an argument",
    "datetime.utcnow": "the clock is an argument",
    "datetime.fromtimestamp": "reads the machine's zone",
    "date.today": "the clock is an argument",
    "date.fromtimestamp": "reads the machine's zone",
    "uuid.uuid1": "identity is derived",
    "uuid.uuid4": "identity is derived",
    "uuid1": "identity is derived",
    "uuid4": "identity is derived",
    "open": "files opens files",
    "input": "the command line asks",
    "print": "the command line speaks",
    "hash": "differs from run to run",
    "id": "differs from run to run",
    "ZoneInfo": "asks the machine's own zone files; call model.zone",
    "ZoneInfo.from_file": "asks the machine's own zone files; call model.zone",
    "ZoneInfo.no_cache": "asks the machine's own zone files; call model.zone",
}

AMBIENT_VALUES = {
    "sys.argv",
    "sys.byteorder",
    "sys.modules",
    "sys.path",
    "sys.platform",
    "sys.stderr",
    "sys.stdin",
    "sys.stdout",
}

AMBIENT_METHODS = {
    ".exists": "files looks at files",
    ".glob": "files looks at files",
    ".is_dir": "files looks at files",
    ".is_file": "files looks at files",
    ".iterdir": "files looks at files",
    ".mkdir": "files writes files",
    ".open": "files opens files",
    ".read_bytes": "files opens files",
    ".read_text": "files opens files",
    ".rglob": "files looks at files",
    ".unlink": "files writes files",
    ".write_bytes": "files writes files",
    ".write_text": "files writes files",
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def python_files() -> list[Path]:
    return modules() + sorted((ROOT / "tests").rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def below_the_rim() -> list[Path]:
    return [path for path in modules() if not shown(path).startswith(RIM)]


def dotted(node: ast.expr) -> str:
    """Write `a.b.c`; whatever is not a name or an attribute is left out."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{dotted(value)}.{attribute}"
        case _:
            return ""


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_point_down_only(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(
        config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True
    )
    assert status == 0, capsys.readouterr().out


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        shown(path): path.read_text(encoding="utf-8").count("\n") for path in modules()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{shown(path)}:{function.lineno} {function.name}": length
        for path in python_files()
        for function in functions(parsed(path))
        if (length := (function.end_lineno or 0) - function.lineno + 1)
        > LONGEST_FUNCTION
    }
    assert lengths == {}


def test_every_name_says_what_the_module_is_about() -> None:
    named = [path for path in PACKAGE.rglob("*") if path.suffix in ("", ".py")]
    assert [shown(p) for p in named if p.stem in NAMES_THAT_SAY_NOTHING] == []


def test_every_module_opens_with_what_it_is() -> None:
    missing = [shown(p) for p in modules() if not ast.get_docstring(parsed(p))]
    assert missing == []


def test_nothing_below_the_rim_asks_the_machine() -> None:
    found = [
        f"{shown(path)}:{line}: {what}"
        for path in below_the_rim()
        for line, what in ambient(path)
    ]
    assert found == []


def ambient(path: Path) -> Iterator[tuple[int, str]]:
    """Find clock, randomness, environment and files, as far as names can tell."""
    allowed = ALLOWED.get(shown(path), set())
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in imported(node):
                if module.partition(".")[0] in AMBIENT_MODULES:
                    yield node.lineno, f"imports {module}"
        elif isinstance(node, ast.Call):
            name = called(node)
            method = f".{name.rpartition('.')[2]}" if "." in name else ""
            reason = AMBIENT_CALLS.get(name) or AMBIENT_METHODS.get(method)
            by_files = name.startswith("files.")
            if reason and not by_files and not allowed.intersection((name, method)):
                yield node.lineno, f"{name}(): {reason}"
            if method == ".astimezone" and not (node.args or node.keywords):
                yield node.lineno, f"{name}(): without a zone it is the machine's"
        elif isinstance(node, ast.Attribute) and dotted(node) in AMBIENT_VALUES:
            yield node.lineno, dotted(node)


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module] if node.module and not node.level else []


def called(call: ast.Call) -> str:
    """Write what is called; `datetime.datetime.now` and `datetime.now` are one."""
    parts = dotted(call.func).split(".")
    twice = len(parts) > 1 and parts[0] in {"dt", "datetime", "zoneinfo"}
    if twice and parts[1] in {"datetime", "date", "ZoneInfo"}:
        parts = parts[1:]
    return ".".join(parts)


def test_every_value_is_frozen_slotted_and_built_by_keyword() -> None:
    loose = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if is_dataclass(decorator) and not is_strict(decorator)
    ]
    assert loose == []


def test_values_are_defined_cheaply() -> None:
    """By model.value: the standard decorator takes a third of a short command."""
    standard = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(name.name == "dataclass" for name in node.names)
        if shown(path) != "careplan/model/value.py"
    ]
    assert standard == []


def is_dataclass(decorator: ast.expr) -> bool:
    called_on = decorator.func if isinstance(decorator, ast.Call) else decorator
    return dotted(called_on).rsplit(".", maxsplit=1)[-1] == "dataclass"


def is_strict(decorator: ast.expr) -> bool:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    said = {
        keyword.arg: keyword.value.value
        for keyword in keywords
        if isinstance(keyword.value, ast.Constant)
    }
    return all(said.get(name) is True for name in ("frozen", "slots", "kw_only"))


def test_no_handler_catches_everything() -> None:
    broad = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node.type)
    ]
    assert broad == []


def catches_everything(caught: ast.expr | None) -> bool:
    match caught:
        case None:
            return True
        case ast.Tuple(elts=parts):
            return any(catches_everything(part) for part in parts)
        case _:
            return dotted(caught) in {"Exception", "BaseException"}


def test_no_set_decides_an_order() -> None:
    """A set has no order of its own: sorted() comes first."""
    found = [
        f"{shown(path)}:{loop.iter.lineno}"
        for path in modules()
        for loop in ast.walk(parsed(path))
        if isinstance(loop, ast.For | ast.comprehension) and is_set(loop.iter)
    ]
    assert found == []


def is_set(node: ast.expr) -> bool:
    match node:
        case ast.Set() | ast.SetComp():
            return True
        case ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd() | ast.Sub(), left=left):
            return is_set(left)
        case _:
            return False


@pytest.mark.parametrize("mark", ["noqa", "type: ignore", "pragma: no cover"])
def test_every_exception_gives_its_reason(mark: str) -> None:
    """`# noqa: X999 - why`, or the reason as a comment just above."""
    reasoned = {
        "noqa": r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* +\S+ \S",
        "type: ignore": r"# type: ignore\[[\w, -]+\] +# \S+ \S",
        "pragma: no cover": r"# pragma: no (?:cover|branch) +\S+ \S",
    }[mark]
    bare = [
        f"{shown(path)}:{number}"
        for path in modules()
        for number, (above, line) in enumerate(pairwise(lines_of(path)), start=1)
        if f"# {mark}" in line and not re.search(reasoned, line)
        if not above.lstrip().startswith("# ")
    ]
    assert bare == []


def lines_of(path: Path) -> list[str]:
    """List the lines after an empty one, so that each has one above it."""
    return ["", *path.read_text("utf-8").splitlines()]
