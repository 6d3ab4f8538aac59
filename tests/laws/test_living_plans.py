"""What holds for every plan that is lived: random commands, one after another.

A machine enters what a coordinator might, on a file of its own, and exports in between.
A command may be refused; whatever it answers, what was handed out stays right.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import chdir
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from icalendar import Calendar

from careplan.cli import run

PROGRAM = """
[program]
id = "lived"
version = "1.0.0"
status = "active"
title = "A plan that is lived"

[activities.review]
kind = "evaluation"
title = "Review"
at = "09:00"
results = { fine = "opens", again = "waits", bad = "closes" }

[activities.session]
kind = "session"
title = "Session"
at = "10:00"
min_gap = "48 h"
choose = ["on", "at"]

[activities.talk]
kind = "coaching"
title = "Talk"
at = "12:00"

[activities.walk]
kind = "habit"
title = "Walk"
at = "07:30"

[activities.pill]
kind = "medication"
title = "Pill"
at = "08:00"

[decisions.pace]
question = "Which pace?"
options = ["slow", "quick"]
default = "slow"

[anchors.visit]
many = true
optional = true

[[schedule]]
activity = "pill"
every = "1 day"
count = 10

[[schedule]]
activity = "review"
from = "visit[1] + 1 week"

[[phases]]
id = "weeks"
length = "2 weeks"
schedule = [
  { activity = "review" },
  { activity = "session", on = ["tue", "fri"], window = "3 days" },
  { activity = "talk", each = "session", offset = "1 day" },
  { activity = "walk", every = "2 days" },
]

[[phases]]
id = "then"
requires = ["review"]
schedule = [
  { activity = "session", every = "1 week", count = 3, counted_from = "previous" },
]

[[phases]]
id = "more"
length = "1 week"
when = { pace = "quick" }
schedule = [{ activity = "session", on = "wed" }]
"""
START = date(2026, 3, 2)
NAMES = [
    *("weeks/review-1", "review-1", "pill-3", "then/session-2", "more/session-1"),
    *(f"weeks/session-{n}" for n in range(1, 5)),
    *(f"weeks/talk-{n}" for n in range(1, 5)),
    *("weeks~2/session-1", "weeks~2/session-3", "then~2/session-1", "weeks~3/talk-1"),
]
DEEP = os.environ.get("CAREPLAN_LAWS") == "deep"
GAP = timedelta(hours=48)

days = st.integers(-3, 45).map(lambda n: START + timedelta(days=n))
names = st.sampled_from(NAMES)


class LivedPlan(RuleBasedStateMachine):
    """One enrolment, in a folder of its own; every command is a minute later."""

    def __init__(self) -> None:
        """Enrol somebody."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "lived.toml").write_text(PROGRAM, encoding="utf-8")
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.excepted: set[str] = set()
        self.issued: dict[str, int] = {}
        begin = "enrol lived.toml -o a17.toml --start 2026-03-02 --timezone"
        assert self.call(*begin.split(), "Europe/London")[0] == 0
        self.head = (self.folder / "a17.toml").read_bytes()

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)

    def call(self, *arguments: str) -> tuple[int, str]:
        """Run a command; it does its work or says why not, and nothing else."""
        environment = {"SOURCE_DATE_EPOCH": str(int(self.now.timestamp()))}
        with chdir(self.folder), CliRunner().isolation(env=environment) as (out, *_):
            code = run(arguments)
            text = out.getvalue().decode()
        nothing_to_undo = code == 2 and arguments[0] == "undo"
        assert code in (0, 1) or nothing_to_undo, (arguments, code)
        self.now += timedelta(minutes=1)
        return code, text

    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        """Nothing happens by itself."""
        self.now += timedelta(days=days)

    @rule(name=names, missed=st.booleans(), on=st.none() | days)
    def record(self, name: str, on: date | None, *, missed: bool) -> None:
        """Say what became of something."""
        when = [] if on is None or missed else ["--on", f"{on}"]
        self.call("record", "a17.toml", name, "missed" if missed else "done", *when)

    @rule(result=st.sampled_from(["fine", "again", "bad"]))
    def find(self, result: str) -> None:
        """Say what the review found."""
        self.call("record", "a17.toml", "weeks/review-1", "done", "--result", result)

    @rule(
        name=names,
        to=days,
        rest=st.sampled_from(["keep", "slide", ""]),
        override=st.booleans(),
    )
    def move(self, name: str, to: date, rest: str, *, override: bool) -> None:
        """Move something, perhaps with the rest, perhaps against the rules."""
        exception = ("--override", "--reason", "agreed") if override else ()
        follow = ("--rest", rest) if rest else ()
        code, _ = self.call("move", "a17.toml", name, f"{to}", *follow, *exception)
        if override and code == 0:
            self.excepted.add(name)

    @rule(name=names, verb=st.sampled_from(["omit", "pin"]))
    def arrange(self, name: str, verb: str) -> None:
        """Leave something out, or confirm it."""
        self.call(verb, "a17.toml", name)

    @rule(on=days, activity=st.sampled_from(["session", "talk", "pill"]))
    def add(self, on: date, activity: str) -> None:
        """Let something happen once more."""
        self.call("add", "a17.toml", activity, f"{on}")

    @rule(
        first=days,
        length=st.integers(0, 9),
        said=st.sampled_from([(), ("--habits",), ("--rest", "drop")]),
    )
    def pause(self, first: date, length: int, said: tuple[str, ...]) -> None:
        """Let the plan stand still."""
        last = first + timedelta(days=length)
        self.call("pause", "a17.toml", f"{first}", f"{last}", *said)

    @rule(phase=st.sampled_from(["weeks", "then", "more"]), on=days)
    def begin(self, phase: str, on: date) -> None:
        """Begin a phase anew."""
        self.call("begin", "a17.toml", phase, "--on", f"{on}")

    @rule(
        said=st.sampled_from(
            [
                ("extend", "weeks", "--to", "3 weeks"),
                ("decide", "pace", "quick"),
                ("decide", "pace", "slow"),
                ("set", "session.at", "15:00"),
                ("set", "session.on", "mon,thu"),
                ("set", "visit", "2026-03-20"),
                ("set", "start", "2026-03-09"),
                ("end", "--on", "2026-03-20"),
                ("undo",),
                ("undo", "1"),
                ("undo", "2"),
            ]
        )
    )
    def say(self, said: tuple[str, ...]) -> None:
        """Say something else."""
        verb, *rest = said
        self.call(verb, "a17.toml", *rest)

    @rule()
    def export(self) -> None:
        """Hand out what is planned now: no UID twice, no sequence falls."""
        code, _ = self.call("export", "a17.toml")
        if code:
            return
        data = (self.folder / "out/a17/careplan.ics").read_bytes()
        issued = {
            str(event["UID"]): int(str(event["SEQUENCE"]))
            for event in Calendar.from_ical(data).walk("VEVENT")
        }
        assert len(issued) == data.count(b"BEGIN:VEVENT")
        for uid, sequence in self.issued.items():
            assert issued[uid] >= sequence
        self.issued = issued
        assert self.call("export", "a17.toml")[0] == 0
        assert (self.folder / "out/a17/careplan.ics").read_bytes() == data

    @rule(to=days, verb=st.sampled_from(["move", "slide", "pause", "begin"]))
    def change_and_take_back(self, to: date, verb: str) -> None:
        """Whatever was changed: taken back, all dates are as before."""
        before = self.shown()
        text = (self.folder / "a17.toml").read_bytes()
        said = {
            "move": ("move", "a17.toml", "weeks/session-2", f"{to}"),
            "slide": ("move", "a17.toml", "session-2", f"{to}", "--rest", "slide"),
            "pause": ("pause", "a17.toml", f"{to}", f"{to + timedelta(days=4)}"),
            "begin": ("begin", "a17.toml", "weeks", "--on", f"{to}"),
        }
        self.call(*said[verb])
        if (self.folder / "a17.toml").read_bytes() != text:
            assert self.call("undo", "a17.toml")[0] == 0
            assert self.shown() == before

    @invariant()
    def nothing_above_the_ledger_is_touched(self) -> None:
        """Byte for byte."""
        assert (self.folder / "a17.toml").read_bytes().startswith(self.head)

    @invariant()
    def sessions_keep_their_gap(self) -> None:
        """But for what was done, and for exceptions."""
        kept = [
            datetime.fromisoformat(one["placed"])
            for one in self.shown()
            if one["activity"] == "session"
            and one["state"] in ("planned", "provisional")
            and one["name"] not in self.excepted
        ]
        for before, after in pairwise(sorted(kept)):
            assert after - before >= GAP

    def shown(self) -> list[dict[str, str]]:
        """Read the plan again, as programs do; nothing if it cannot be dated now."""
        code, text = self.call("show", "a17.toml", "--format", "json")
        return [] if code else list(json.loads(text)["occurrences"])


TestLivedPlans = LivedPlan.TestCase
TestLivedPlans.settings = settings(
    max_examples=80 if DEEP else 10,
    stateful_step_count=14 if DEEP else 10,
    derandomize=not DEEP,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
