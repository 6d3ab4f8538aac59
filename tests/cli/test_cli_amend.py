"""`amend` goes on by another version of a program, and says what that changes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.running import Run

NOW = {"SOURCE_DATE_EPOCH": "1772535600"}  # Tuesday, 3 March 2026, 11:00 UTC
LATER = {"SOURCE_DATE_EPOCH": "1772622000"}  # a day later


@pytest.fixture
def longer(enrolled: Path) -> Path:
    """Write a version with a longer phase beside the first one."""
    return written(enrolled / "walks-2.toml")


def written(path: Path, *, version: str = "1.1.0", weeks: int = 3) -> Path:
    text = Path("walks.toml").read_text(encoding="utf-8")
    text = text.replace('"1.0.0"', f'"{version}"')
    text = text.replace('"2 weeks"', f'"{weeks} weeks"')
    path.write_text(text, encoding="utf-8")
    return path


def digest(name: str) -> str:
    return sha256(Path(name).read_bytes()).hexdigest()


def identities(calendar: str) -> set[str]:
    """Give the UIDs of its events; alarms have others."""
    events = calendar.split("BEGIN:VEVENT\n")[1:]
    return {event.partition("\n")[0] for event in events}


ARGUMENTS = "amend a17.toml --to walks-2.toml --effective 2026-03-09".split()


@pytest.mark.usefixtures("longer")
def test_a_version_is_tried_entered_and_entered_once(careplan: Run) -> None:
    """It is new the first time only; the entry says which text it was."""
    before = Path("a17.toml").read_text(encoding="utf-8")
    tried = careplan(*ARGUMENTS, "--dry-run", **NOW)
    assert (tried.code, tried.err) == (3, "nothing was written\n")
    assert Path("a17.toml").read_text(encoding="utf-8") == before
    done = careplan(*ARGUMENTS, "--reason", "a longer phase", **NOW)
    assert (done.code, done.err) == (0, "next: careplan export a17.toml\n")
    assert done.out == tried.out
    assert done.out.splitlines()[:2] == [
        "entry 1: the program is version 1.1.0, from Mon 9 Mar 2026 on",
        "  new      diary-15: Mon 16 Mar 2026 20:00",
    ]
    assert Path("a17.toml").read_text(encoding="utf-8") == before + (
        "\n[[ledger]]\n"
        "at = 2026-03-03 11:00:00+00:00\n"
        'verb = "amend"\n'
        'program = "walks-2.toml"\n'
        'version = "1.1.0"\n'
        f'sha256 = "{digest("walks-2.toml")}"\n'
        "effective = 2026-03-09\n"
        'reason = "a longer phase"\n'
    )
    again = careplan(*ARGUMENTS, **LATER)
    assert (again.code, again.out) == (0, "")
    assert again.err == "the ledger says so already; nothing was written\n"


@pytest.mark.usefixtures("longer")
def test_an_amendment_is_told_and_can_be_undone(careplan: Run) -> None:
    """The heading names the version in force; `why` and `check` read all of them."""
    dates = careplan("show", "a17.toml").out
    assert careplan(*ARGUMENTS, **NOW).code == 0
    assert careplan("show", "a17.toml").out.splitlines()[1] == (
        "walks 1.1.0, start Mon 2 Mar 2026, times in Europe/London"
    )
    assert careplan("check", "a17.toml").out == "a17.toml: no problems\n"
    why = careplan("why", "a17.toml", "walk-5").out
    assert "\nThe rule stands in walks-2.toml, line " in why
    told = careplan("history", "a17.toml").out
    assert told.splitlines()[0] == (
        "  1  Tue 3 Mar 2026 11:00: the program is version 1.1.0, from Mon 9 Mar 2026"
        " on"
    )
    assert careplan("undo", "a17.toml", **LATER).code == 0
    Path("walks-2.toml").unlink()
    assert careplan("show", "a17.toml").out == dates
    gone = careplan("history", "a17.toml")
    assert (gone.code, gone.out.count("(undone by entry 2)")) == (0, 1)


@pytest.mark.usefixtures("enrolled")
def test_a_program_changed_in_its_place_needs_its_earlier_text(careplan: Run) -> None:
    """Nothing goes on until the version before is saved under another name."""
    Path("old.toml").write_bytes(Path("walks.toml").read_bytes())
    written(Path("walks.toml"))
    refused = careplan(*"amend a17.toml --to walks.toml".split(), **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert "`careplan amend a17.toml --to walks.toml --was OLD`" in refused.err
    arguments = "amend a17.toml --to walks.toml --was".split()
    wrong = careplan(*arguments, "walks.toml", **NOW)
    assert (wrong.code, wrong.out) == (1, "")
    assert "`walks.toml` is not the program that this plan went by" in wrong.err
    assert careplan(*arguments, "old.toml", **NOW).code == 0
    assert 'was = "old.toml"' in Path("a17.toml").read_text(encoding="utf-8")
    assert careplan("pin", "a17.toml", "walk-3", **NOW).code == 0
    again = careplan(*arguments, "old.toml", **LATER)
    assert again.err == "the ledger says so already; nothing was written\n"
    assert careplan("check", "a17.toml").code == 0


WRONG = [
    pytest.param("missing.toml", "file-missing", id="missing"),
    pytest.param("other.toml", "not-a-version", id="another program"),
    pytest.param("same.toml", "not-a-version", id="the version of before"),
    pytest.param("draft.toml", "not-active", id="a draft"),
    pytest.param("broken.toml", "wrong-type", id="a program that is wrong"),
]


@pytest.mark.parametrize(("name", "code"), WRONG)
@pytest.mark.usefixtures("enrolled")
def test_what_is_no_new_version_is_refused(name: str, code: str, careplan: Run) -> None:
    """Nothing is written."""
    text = written(Path("next.toml")).read_text(encoding="utf-8")
    texts = {
        "other.toml": text.replace('id = "walks"', 'id = "runs"', 1),
        "same.toml": text.replace('"1.1.0"', '"1.0.0"'),
        "draft.toml": text.replace('"active"', '"draft"'),
        "broken.toml": text.replace('"Diary"', "3"),
    }
    for file, content in texts.items():
        Path(file).write_text(content, encoding="utf-8")
    before = Path("a17.toml").read_bytes()
    refused = careplan("amend", "a17.toml", "--to", name, **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"error[{code}]")
    assert Path("a17.toml").read_bytes() == before


@pytest.mark.usefixtures("longer")
def test_a_version_outside_the_folder_is_refused(careplan: Run) -> None:
    """An enrolment names what lies beside it or below."""
    Path("inner").mkdir()
    Path("inner/a17.toml").write_bytes(
        Path("a17.toml").read_bytes().replace(b'site = "site.toml"\n', b"")
    )
    Path("inner/walks.toml").write_bytes(Path("walks.toml").read_bytes())
    refused = careplan("amend", "inner/a17.toml", "--to", "walks-2.toml", **NOW)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("error[outside-tree]")


@pytest.mark.usefixtures("longer")
def test_a_changed_amendment_is_refused_until_it_is_amended(careplan: Run) -> None:
    """Its entry pins it, as the enrolment pins the first one."""
    assert careplan(*ARGUMENTS, **NOW).code == 0
    written(Path("walks-2.toml"), version="1.2.0", weeks=4)
    refused = careplan("export", "a17.toml")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(
        "error[pin-mismatch]: `walks-2.toml` is no longer what this enrolment was made"
    )


@pytest.mark.usefixtures("enrolled")
def test_what_is_no_program_is_a_usage_error(careplan: Run) -> None:
    """An enrolment, or standard input."""
    for name in ("a17.toml", "-"):
        assert careplan("amend", "a17.toml", "--to", name).code == 2


@pytest.mark.usefixtures("longer")
def test_the_calendar_is_issued_anew_under_the_same_identities(careplan: Run) -> None:
    """What stays is not touched, and what is there no more has a tombstone."""
    export = "export a17.toml -o walks.ics".split()
    assert careplan(*export, **NOW).code == 0
    first = Path("walks.ics").read_text(encoding="utf-8")
    written(Path("walks-2.toml"), weeks=1)
    amended = careplan("amend", "a17.toml", "--to", "walks-2.toml", **NOW)
    assert amended.code == 0
    again = careplan(*export, **LATER)
    assert again.code == 0, again.err
    second = Path("walks.ics").read_text(encoding="utf-8")
    assert identities(second) == identities(first)
    assert second.count("STATUS:CANCELLED") == 2
