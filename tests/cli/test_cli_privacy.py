"""What a discreet calendar gives away, for every client: nothing, wherever one looks.

Every text of the program and of the enrolment that is not meant for such calendars is a
word that stands nowhere else; none of these words may be in anything that is handed
out, however it is folded, escaped or spelled in a file's name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from careplan.calendar.contentlines import Component, read
from careplan.model.enrolment import Client, Via
from tests.cli.running import ENROLMENT_ID, Run

NOW = ("--now", "2026-03-01T12:00:00Z")
PROGRAM = """\
[program]
id = "idsecret"
version = "1.0.0-versionsecret"
status = "active"
title = "Titlesecret"
urgent = "Urgentsecret 112"
notice = "Noticesecret"
source = "Sourcesecret"
private_terms = ["termsecret"]

[roles]
coach = "Rolesecret"

[activities.actsecret]
kind = "session"
title = "Sessionsecret"
instructions = "Instructionsecret"
location = "Placesecret"
link = "https://linksecret.example/x"
with = ["coach"]
at = "10:00"
results = { resultsecret = "opens" }
reminders = ["1 day", { after = "1 h", text = "Remindersecret" }]

[activities.pillsecret]
kind = "medication"
title = "Medicinesecret"
at = "20:00"

[[phases]]
id = "phasesecret"
title = "Phasetitlesecret"
length = "2 weeks"
schedule = [
  { id = "rulesecret", activity = "actsecret", on = "tue, fri", labels = ["lsecret"] },
  { activity = "pillsecret", every = "1 day" },
]
"""
ENROLMENT = f"""\
id = "{ENROLMENT_ID}"
program = "secret.toml"
start = 2026-03-02
timezone = "Europe/London"

[person]
name = "Namesecret Ownsecret"
alias = "A17"
medicines = ["drugsecret"]

[team.coach]
name = "Coachsecret"
email = "mailsecret@clinic.example"
phone = "+44 20 7946 0999"

[calendars.patient]
privacy = "{{privacy}}"
client = "{{client}}"
via = "{{via}}"

[calendars.coach]
privacy = "{{privacy}}"
client = "{{client}}"
via = "{{via}}"

[[ledger]]
at = 2026-03-01T09:00:00Z
verb = "omit"
occurrence = "phasesecret/rulesecret-2"
reason = "Reasonsecret"
by = "Bysecret"
"""


def begun(folder: Path, privacy: str, client: Client, via: Via) -> None:
    (folder / "secret.toml").write_text(PROGRAM, "utf-8")
    said = {"privacy": privacy, "client": client.value, "via": via.value}
    (folder / "a17.toml").write_text(ENROLMENT.format(**said), "utf-8")


def everything(component: Component) -> list[str]:
    """List every name, parameter and value, unfolded and unescaped."""
    found = [component.name]
    for name, line in component.lines.items():
        found += [name, line.value, line.text, *line.parameters.values()]
    for part in component.parts:
        found += everything(part)
    return found


def handed_out() -> list[Path]:
    own = ("secret.toml", "a17.toml", "a17.issued.toml", "a17.feeds.toml")
    return [
        path for path in Path().rglob("*") if path.is_file() and path.name not in own
    ]


@pytest.mark.parametrize("via", Via)
@pytest.mark.parametrize("client", Client)
@pytest.mark.parametrize("privacy", ["discreet", "busy"])
def test_nothing_that_is_handed_out_gives_anything_away(
    privacy: str, client: Client, via: Via, careplan: Run, folder: Path
) -> None:
    begun(folder, privacy, client, via)
    out = () if via is Via.FEED else ("--split",)
    for role in ("patient", "coach"):
        done = careplan("export", "a17.toml", "--role", role, *out, *NOW)
        assert done.code == 0, done.err
        # Moved, so that there are tombstones and updates as well.
    careplan("move", "a17.toml", "rulesecret-1", "2026-03-04", *NOW)
    assert careplan("export", "a17.toml", *NOW).code == 0
    said: list[str] = []
    for path in handed_out():
        said.append(str(path))
        if path.suffix == ".ics":
            said += everything(read(path.read_bytes()))
    text = "\n".join(said).casefold()
    assert "begin" not in text
    assert re.findall(r"\w*secret\w*", text) == []
    assert "7946" not in text
    assert "@" not in text


def test_what_goes_with_it_gives_nothing_away_either(
    careplan: Run, folder: Path
) -> None:
    """The message, the card, and the agenda as the patient's calendar shows it."""
    begun(folder, "discreet", Client.ANY, Via.FILE)
    careplan("export", "a17.toml", "--message", "tell.txt", *NOW)
    careplan("move", "a17.toml", "rulesecret-1", "2026-03-04", *NOW)
    careplan("export", "a17.toml", "--message", "tell.txt", *NOW)
    told = Path("tell.txt").read_text("utf-8")
    assert told.startswith("Your appointment on Tue 3 March, 10:00 is now Wed 4 March")
    shown = careplan("show", "a17.toml", "--role", "patient").out
    assert "Appointment" in shown
    titles = re.findall(r"\w*(?:title|session|medicine)secret\w*", shown.casefold())
    assert titles == []
    assert "secret" not in told.casefold()


@pytest.mark.parametrize(
    ("name", "neutral", "refused"),
    [
        ("Al", "Al fresco", True),
        ("Al", "Alone, also in the hall", False),
        ("Al Ox", "Al fresco", False),
        ("Al Ox", "With al ox", True),
    ],
)
def test_a_person_called_al(
    name: str,
    neutral: str,
    refused: bool,  # noqa: FBT001 - a parameter of the test
    careplan: Run,
    folder: Path,
) -> None:
    """A name is looked for as whole words, however short."""
    begun(folder, "discreet", Client.ANY, Via.FILE)
    program = folder / "secret.toml"
    said = f'kind = "session"\nneutral = "{neutral}"'
    program.write_text(program.read_text().replace('kind = "session"', said))
    enrolment = folder / "a17.toml"
    text = enrolment.read_text().replace("Namesecret Ownsecret", name)
    enrolment.write_text(text)
    done = careplan("export", "a17.toml", *NOW)
    assert (done.code, "error[private-term]" in done.err) == (int(refused), refused)
    assert (folder / "out").exists() is not refused
    # It is said where the name stands, and the name itself is not said again.
    assert not refused or "the name of the person" in done.err
    assert "Ox" not in done.err
