"""`check`: every kind of file, everything wrong at once, and what bad input does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import SITE, WALKS, Ran, Run


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("enrolled")
def test_right_files_have_no_problems(careplan: Run) -> None:
    careplan("export", "a17.toml")
    write("walks.cases.toml", CASES)
    names = ("walks.toml", "a17.toml", "site.toml", "walks.cases.toml")
    done = careplan("check", *names, "a17.issued.toml")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "walks.toml: no problems\n"
        "a17.toml: no problems\n"
        "site.toml: no problems\n"
        "walks.cases.toml: no problems\n"
        "a17.issued.toml: no problems\n"
    )


CASES = """\
[[case]]
name = "an example"
start = 2026-03-02
timezone = "Europe/London"
dates = { walk = ["2026-03-03 10:00"] }
"""


@pytest.mark.usefixtures("folder")
def test_standard_input_is_checked(careplan: Run) -> None:
    done = careplan("check", "-", stdin=WALKS)
    assert (done.code, done.out, done.err) == (0, "-: no problems\n", "")
    done = careplan("check", "-", stdin="")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[missing-key]: a program needs `program`\n"
        " --> <stdin>:1:1\n"
        '  = help: add `program = { id = "…" }`\n'
        "\n"
        "1 error in <stdin>\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_everything_wrong_with_all_documents_is_said_at_once(careplan: Run) -> None:
    write("walks.toml", WALKS.replace("kind = ", "knd = ", 1))
    write("site.toml", SITE.replace("open", "opn"))
    text = Path("a17.toml").read_text(encoding="utf-8")
    write("a17.toml", text.replace("start", "strt", 1))
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    heads = [line for line in done.err.split("\n") if line.startswith("error")]
    assert heads == [
        "error[missing-key]: an enrolment needs `start`",
        "error[unknown-key]: unknown key `strt` in an enrolment",
        "error[unknown-key]: unknown key `opn` in a site",
        "error[missing-key]: an activity needs `kind`",
        "error[unknown-key]: unknown key `knd` in an activity",
    ]
    assert "strt = ••••" in done.err


@pytest.mark.usefixtures("folder")
def test_the_nearest_region_is_suggested(careplan: Run) -> None:
    write("site.toml", 'holidays = ["GB-SCT", "GB-ENGG"]\n')
    done = careplan("check", "site.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[unknown-region]: `GB-ENGG` is no region whose public holidays are"
        " known\n"
        " --> site.toml:1:23\n"
        "  |\n"
        '1 | holidays = ["GB-SCT", "GB-ENGG"]\n'
        "  |                       ^^^^^^^^^\n"
        "  |\n"
        "  = help: did you mean `GB-ENG`?\n"
        "\n"
        "1 error in site.toml\n"
    )


@pytest.mark.usefixtures("folder")
def test_strict_takes_warnings_seriously(careplan: Run) -> None:
    write("walks.toml", WALKS.replace("reminders", 'instructions = "x"\nreminders'))
    done = careplan("check", "walks.toml")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("\n\n1 warning in walks.toml\n")
    assert careplan("check", "--strict", "walks.toml").code == 1


@pytest.mark.usefixtures("folder")
def test_programs_get_records(careplan: Run) -> None:
    write("bad.toml", "open = 3\n")
    done = careplan("check", "--format", "json", "bad.toml", "walks.toml")
    assert (done.code, done.err) == (1, "")
    told = json.loads(done.out)
    assert (told["version"], told["passed"]) == (1, False)
    assert told["files"] == ["bad.toml", "walks.toml"]
    assert [one["code"] for one in told["diagnostics"]] == ["wrong-type"]
    assert next(iter(told)) == "version"


@pytest.mark.usefixtures("folder")
def test_code_scanning_gets_a_log(careplan: Run) -> None:
    """With files named from the working directory, however they were given."""
    write("bad.toml", "open = 3\n")
    done = careplan("check", "--format", "sarif", str(Path("bad.toml").absolute()))
    assert (done.code, done.err) == (1, "")
    (run,) = json.loads(done.out)["runs"]
    assert run["results"] == [
        {
            "ruleId": "wrong-type",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "`open` is a whole number, not weekdays"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "bad.toml",
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {
                            "startLine": 1,
                            "startColumn": 8,
                            "endLine": 1,
                            "endColumn": 9,
                        },
                    }
                }
            ],
            "occurrenceCount": 1,
        }
    ]
    done = careplan("check", "--format", "sarif", "walks.toml")
    (run,) = json.loads(done.out)["runs"]
    assert (done.code, run["results"], done.err) == (0, [], "")


@pytest.mark.usefixtures("folder")
def test_a_workflow_gets_annotations(careplan: Run) -> None:
    write("bad.toml", "open = 3\n")
    done = careplan("check", "--format", "github", "./bad.toml", "")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "::error file=.,title=careplan%3A file-missing::`` does not exist\n"
        "::error file=bad.toml,line=1,endLine=1,col=8,endColumn=9,"
        "title=careplan%3A wrong-type::`open` is a whole number, not weekdays\n"
    )
    done = careplan("check", "--format", "github", "walks.toml")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize("style", ["sarif", "github", "json"])
def test_no_format_shows_what_stands_in_an_enrolment(style: str, careplan: Run) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    write("a17.toml", text.replace('alias = "A17"', 'alais = "Somebody Secret"'))
    done = careplan("check", "--format", style, "a17.toml")
    assert (done.code, done.err) == (1, "")
    assert "alais" in done.out
    assert "Secret" not in done.out


@pytest.mark.usefixtures("enrolled")
def test_an_enrolment_is_dated_too(careplan: Run) -> None:
    write("site.toml", 'open = "mon"\n')
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert "error[no-legal-date]: " in done.err


@pytest.mark.usefixtures("enrolled")
def test_a_program_out_of_the_folder_is_refused(careplan: Run) -> None:
    text = Path("a17.toml").read_text(encoding="utf-8")
    write("a17.toml", text.replace('"walks.toml"', '"../walks.toml"'))
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[outside-tree]: `../walks.toml` lies outside of the folder of the file"
        " that names it\n"
        " --> a17.toml:3:11\n"
        "  |\n"
        "3 | program = •••••••••••••••\n"
        "  |           ^^^^^^^^^^^^^^^\n"
        "  |\n"
        "  = help: what a file names lies in its own folder or in one below it\n"
        "\n"
        "1 error in a17.toml\n"
    )


@pytest.mark.usefixtures("enrolled")
def test_a_broken_enrolment_shows_nothing_of_the_person(careplan: Run) -> None:
    write("a17.toml", 'start = 2026-03-02\nname = "Somebody\n')
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert "Somebody" not in done.err
    assert done.err.startswith("error[syntax]: ")


NASTY = {
    "not-utf8": b'[program]\nid = "\xff"\n',
    "utf-16": "[program]".encode("utf-16"),
    "too-large": b"#" * 1_000_001,
    "brackets": b"a = " + b"[" * 3000,
    "closed-brackets": b"a = " + b"[" * 3000 + b"]" * 3000,
    "tables": b"a = " + b"{ a = " * 1000 + b"1" + b"}" * 1000,
    "digits": b"[program]\nid = " + b"1" * 5000,
    "dotted": b".".join([b"a"] * 20_000) + b" = 1",
    "null": b"\0",
    "escape": b'[program]\nid = "a"\ntitle = "\\u001b[2J"\n',
    "bidi": b'[program]\ntitle = "\\u202e"\n',
    "injection": b'[program]\ntitle = "a\\r\\nATTENDEE:mailto:x@example.org"\n',
    "years": b"start = 0001-01-01\nid = 1\n",
    "infinite": b"[program]\nid = inf\n",
    "empty-keys": b'"" = 1\n[""]\n',
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", NASTY)
def test_nasty_input_gets_diagnostics(name: str, careplan: Run) -> None:
    """Never an exception, and nothing a terminal would obey."""
    Path("nasty.toml").write_bytes(NASTY[name])
    done = careplan("check", "nasty.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error[")
    assert all(letter.isprintable() for letter in done.err.replace("\n", ""))


@pytest.mark.usefixtures("folder")
def test_what_is_no_file_is_input_too(careplan: Run) -> None:
    os.mkfifo("pipe")
    done = careplan("check", "no\x1b[2J.toml", ".", "pipe")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error[file-unreadable]: `.` cannot be read: is a directory\n"
        " --> .\n"
        "\n"
        "error[file-missing]: `no\\u001B[2J.toml` does not exist\n"
        " --> no\\u001B[2J.toml\n"
        "\n"
        "error[file-unreadable]: `pipe` cannot be read: it is not a regular file\n"
        " --> pipe\n"
        "\n"
        "3 errors in 3 files\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_usage_error_shows_no_control_characters(careplan: Run) -> None:
    Path("si\x1b[2Jte.toml").write_text(SITE, encoding="utf-8")
    done = careplan("show", "si\x1b[2Jte.toml")
    assert (done.code, done.out) == (2, "")
    assert "\x1b" not in done.err


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    "more",
    [
        '[decisions]\nresponse = "a secret"\n',
        '[[phases]]\nid = "a secret"\n',
        'case = "a secret"\n',
        '[decisions\nresponse = "a secret"\n',
        '[[phases]]\nid = "a secret\n',
    ],
)
def test_no_value_of_an_enrolment_is_shown_whatever_stands_in_it(
    more: str, careplan: Run
) -> None:
    """A file that names its program is a person's, and is masked as one."""
    text = Path("a17.toml").read_text(encoding="utf-8")
    head, person, rest = text.partition("[person]")
    write("a17.toml", head + more + person + rest)
    done = careplan("check", "a17.toml")
    assert (done.code, done.out) == (1, "")
    assert "a17.toml:" in done.err
    assert "secret" not in done.err


@pytest.mark.usefixtures("enrolled")
def test_an_unknown_region_is_told_beside_what_else_is_wrong(careplan: Run) -> None:
    write("site.toml", 'open = "mon-fry"\nholidays = ["GB-ENG", "XX"]\n')
    done = careplan("check", "site.toml", "--format", "json")
    codes = [
        (one["code"], one["places"][0]["path"])
        for one in json.loads(done.out)["diagnostics"]
    ]
    assert codes == [("bad-weekday", "open"), ("unknown-region", "holidays[1]")]
    text = Path("a17.toml").read_text(encoding="utf-8")
    text = text.replace(
        'site = "site.toml"', 'site = { holidays = "XX", opne = "mon" }'
    )
    write("a17.toml", text)
    done = careplan("check", "a17.toml", "--format", "json")
    codes = [
        (one["code"], one["places"][0]["path"])
        for one in json.loads(done.out)["diagnostics"]
    ]
    assert codes == [("unknown-region", "site.holidays"), ("unknown-key", "site.opne")]


class TestPersonalValues:
    """Whatever a person's file is taken for, its values are not shown."""

    @pytest.mark.usefixtures("enrolled")
    @pytest.mark.parametrize(
        "text",
        [
            'program = ["p.toml"]\nstart = 1\n[person]\nname = "Secret"\n',
            'program = { file = "p.toml" }\nperson = { name = "Secret" }\n',
            '[program]\nid = "x"\nperson = { name = "Secret" }\n',
            '[program]\nid = "x"\nemial = 1\nemail = "Secret"\n',
            '[[program]]\n[[team]]\nphone = "Secret"\n',
            '[program]\nid = "x"\n[calendars.patient]\nfor = "Secret"\n',
            'open = "mon-fri"\nperson = { alias = "Secret" }\n',
            'open = "mon-fri"\n[contact]\nphone = "Secret"\n',
            '[[case]]\nname = "a"\n[case.person]\nname = 5\nother = "Secret"\n',
            '[program]\nid = "x"\nperson = { name = "Secret" \n',
            'start = 2026-03-02\n[program]\nnote = "Secret\n',
            '[program]\nid = "x"\n[person.more]\nnote = "Secret\n',
        ],
    )
    def test_they_are_masked(self, text: str, careplan: Run) -> None:
        Path("b.toml").write_text(text, encoding="utf-8")
        done = careplan("check", "b.toml")
        assert done.code == 1
        assert "Secret" not in done.err

    @pytest.mark.usefixtures("folder")
    def test_a_programs_own_words_are_not_personal(self, careplan: Run) -> None:
        text = Path("walks.toml").read_text(encoding="utf-8")
        text = text.replace("coach", "team").replace("diary", "phone")
        text = text.replace('length = "2 weeks"', 'length = "2 wekks"')
        Path("walks.toml").write_text(text, encoding="utf-8")
        done = careplan("check", "walks.toml")
        assert done.code == 1
        assert '"2 wekks"' in done.err


DOUBTFUL = """\
warning[no-neutral-instructions]: the instructions of `walk` are left out of discreet\
 calendars
  --> walks.toml:18:16
   |
18 | instructions = "Walk."
   |                ^^^^^^^
   |
   = help: add `neutral_instructions` that tell nothing about the treatment

1 warning in walks.toml
"""


@pytest.mark.usefixtures("folder")
def test_warnings_about_a_program_are_told_by_check_alone(careplan: Run) -> None:
    """Whoever uses the program is told in one line that there are some."""
    text = WALKS.replace('reminders = ["1 day"]', 'instructions = "Walk."')
    Path("walks.toml").write_text(text, encoding="utf-8")
    begins = ("--start", "2026-03-02", "--timezone", "Europe/London")
    one = "`careplan check walks.toml` has 1 warning\n"
    assert careplan("enrol", "walks.toml", "-o", "a17.toml", *begins) == Ran(
        code=0, out="a17.toml\n", err=f"{one}next: careplan show a17.toml\n"
    )
    for name in ("walks.toml", "a17.toml"):
        assert careplan("check", name) == Ran(code=0, out="", err=DOUBTFUL)
    assert careplan("check", "--strict", "a17.toml").code == 1
    for command in ("show", "why", "export"):
        more = ("walk-1",) if command == "why" else ()
        told = careplan(command, "a17.toml", *more).err
        assert told.startswith(one)
        assert "no-neutral-instructions" not in told
    told = careplan("show", "a17.toml", "--format", "json").err
    assert [each["code"] for each in json.loads(told)["diagnostics"]] == [
        "no-neutral-instructions"
    ]


@pytest.mark.usefixtures("folder")
def test_warnings_are_counted_beside_errors(careplan: Run) -> None:
    text = WALKS.replace('reminders = ["1 day"]', 'instructions = "Walk."')
    text = text.replace('title = "Diary"', 'title = "Diary"\ninstructions = "Write."')
    Path("walks.toml").write_text(text, encoding="utf-8")
    begins = ("--start", "2026-03-02", "--timezone", "Europe/London")
    wrong = (*begins, "--choose", "diary.at=09:00")
    done = careplan("show", "walks.toml", *wrong)
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(
        "\n1 error in command line\n`careplan check walks.toml` has 2 warnings\n"
    )
