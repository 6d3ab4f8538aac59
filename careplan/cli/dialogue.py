"""The dialogue of `enrol`: asks, dates the plan, shows what it comes to, until agreed.

Nothing is written here.  Whoever changes an answer goes through all of them again, with
those given before as proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from careplan import files
from careplan.cli import terminal
from careplan.cli.given import Given
from careplan.cli.interview import NOTHING, Interview, agrees
from careplan.cli.output import complain, note
from careplan.cli.proposals import file_for, machine_zone, next_monday
from careplan.model.diagnostic import Diagnostic, Severity
from careplan.model.program import Program
from careplan.model.value import dataclass
from careplan.model.zone import zone
from careplan.render.summary import summary
from careplan.workspace import questions
from careplan.workspace.answers import (
    ALIAS,
    OUTPUT,
    PATIENT_CONSENT,
    SITE,
    START,
    TIMEZONE,
    KeyPath,
    Value,
)
from careplan.workspace.beginning import Beginning
from careplan.workspace.found import Found
from careplan.workspace.hearing import objections
from careplan.workspace.questions import Question
from careplan.workspace.site import read_site

Begin = Callable[[Given], tuple[Beginning | None, Found]]

_HOW = (
    "Enter takes what stands in brackets. Nothing is written before you agree at the"
    " end; Ctrl-C stops."
)
_AGAIN = f"Enter keeps what stands in brackets, `{NOTHING}` takes it back."
_CONSENT = "Did the person agree to a calendar that says everything"
_OF_PEOPLE = ("team", "calendars")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """What a dialogue begins with.

    `begun` makes the plan of some answers in memory; `told` was said before already.
    """

    program: Program
    given: Given
    begun: Begin
    now: datetime
    told: tuple[Diagnostic, ...]

    def held(self) -> Beginning | None:
        """Ask until somebody agrees; None if no plan comes of it.

        Raises Abort if somebody does not.
        """
        self._introduce()
        proposed = self._proposals()
        while True:
            given, begun = self._round(proposed)
            if begun is None:
                note("")
                if not agrees("Change the answers", usually=True):
                    return None
            elif _is_agreed(begun):
                return begun
            proposed = {**_unasked(proposed, begun), **dict(given.said)}
            note("")
            terminal.say(_AGAIN)

    def _introduce(self) -> None:
        program = self.program
        terminal.title(program.title)
        terminal.say(f"{program.id} {program.version}")
        if program.notice is not None:
            terminal.say(program.notice)
        note("")
        terminal.say(_HOW)

    def _proposals(self) -> dict[KeyPath, Value]:
        here = machine_zone()
        start = next_monday(self.now.date())
        return {START: start, **({} if here is None else {TIMEZONE: here})}

    def _round(
        self, proposed: Mapping[KeyPath, Value]
    ) -> tuple[Given, Beginning | None]:
        """Ask everything once; about people only if the plan has its dates."""
        interview = Interview(check=self._checked, proposed=proposed)
        given = interview.about(questions.of_the_person(), self.given)
        proposed = {**_file_of(given), **proposed}
        interview = Interview(check=self._checked, proposed=proposed)
        given = interview.about(questions.of_the_files(), given)
        given = interview.about(questions.of_the_program(self.program), given)
        begun, found = self.begun(given)
        news = tuple(one for one in found.diagnostics if one not in self.told)
        if news:
            note("")
            complain(replace(found, diagnostics=news))
        if begun is None:
            return given, None
        given = interview.about(questions.of_the_team(self.program), given)
        return given, self.begun(given)[0]

    def _checked(
        self, question: Question, given: Given
    ) -> tuple[Given, tuple[Diagnostic, ...]]:
        """Say what is wrong with the newest answer, given the ones before it."""
        if question.path == OUTPUT:
            return given, self._new_file(given)
        if question.path == SITE:
            return given, self._site(given)
        answers = given.answers()
        if answers is None:
            return given, ()
        problems = objections(self.program, answers, question.path)
        if all(one.code != "consent-missing" for one in problems):
            return given, problems
        if not agrees(_CONSENT, usually=False):
            # What the help says is for whoever edits the file.
            return given, tuple(replace(one, help=()) for one in problems)
        today = self.now.astimezone(zone(answers.timezone)).date()
        return given.put(PATIENT_CONSENT, today), ()

    def _new_file(self, given: Given) -> tuple[Diagnostic, ...]:
        path = Path(str(given.value(OUTPUT)))
        with files.locked(path) as trouble:
            problem = trouble or files.taken(path)
        related = files.relate(self.program.place.file, path.parent)
        if problem is None and isinstance(related, Diagnostic):
            problem = related
        return () if problem is None else (problem,)

    def _site(self, given: Given) -> tuple[Diagnostic, ...]:
        name = str(given.value(SITE))
        _, found = read_site(name)
        related = files.relate(name, Path(str(given.value(OUTPUT))).parent)
        problems = tuple(
            one for one in found.diagnostics if one.severity is Severity.ERROR
        )
        if not problems and isinstance(related, Diagnostic):
            return (related,)
        return problems[:_MOST_TOLD]


def _file_of(given: Given) -> dict[KeyPath, Value]:
    """Propose a file named after the alias, unless there is one."""
    name = file_for(given.value(ALIAS))
    return {} if name is None or files.exists(Path(name)) else {OUTPUT: name}


def _unasked(
    proposed: Mapping[KeyPath, Value], begun: Beginning | None
) -> dict[KeyPath, Value]:
    """Keep what was said about people, where a round ended before it came to them."""
    if begun is not None:
        return {}
    return {path: said for path, said in proposed.items() if path[0] in _OF_PEOPLE}


def _is_agreed(begun: Beginning) -> bool:
    """Show what will be written; give whether it is right or has to change."""
    terminal.title(f"To be written to {begun.path}")
    plan = begun.plan
    note(*summary(plan.program, plan.enrolment, begun.schedule), "")
    while True:
        text = terminal.ask("Write it: yes, no or change", "yes").lower()
        if text in ("", "y", "yes"):
            return True
        if text in ("n", "no"):
            raise click.Abort
        if text in ("c", "change"):
            return False
        terminal.reply("yes, no or change?")
