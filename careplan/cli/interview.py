"""The interview: asks for what nobody said yet, and asks again for what is wrong.

It knows the order of a dialogue and nothing about programs: which questions there are,
and what is wrong with an answer, it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from careplan.cli import terminal
from careplan.cli.given import Given
from careplan.model.diagnostic import Diagnostic
from careplan.model.value import dataclass
from careplan.workspace.answers import KeyPath, Value
from careplan.workspace.hearing import heard
from careplan.workspace.questions import Question

# What an answer is when it takes an earlier one back.
NOTHING = "-"
_NEEDED = "an answer is needed here"

# Says what is wrong with the answers as they would be, and may say more of its own.
Check = Callable[[Question, Given], tuple[Given, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """How the questions of one round are asked.

    `proposed` are the answers that an empty line stands for, such as those of the round
    before.
    """

    check: Check
    proposed: Mapping[KeyPath, Value]

    def about(self, questions: tuple[Question, ...], given: Given) -> Given:
        """Ask those of the questions that are open, and add the answers."""
        heading = ""
        for question in questions:
            if given.says(question.path) or not _is_due(question, given):
                continue
            if question.heading != heading:
                heading = question.heading
                terminal.title(heading)
            given = self._answered(question, given)
        return given

    def _answered(self, question: Question, given: Given) -> Given:
        proposed = self.proposed.get(question.path)
        usual = question.without if proposed is None else written(proposed)
        while True:
            text = terminal.ask(question.text, usual)
            if text == NOTHING or not (text or proposed):
                if question.without is not None:
                    return given
                terminal.reply(_NEEDED)
                continue
            value, problems = heard(question, text) if text else (proposed, ())
            if value is not None:
                more, problems = self.check(question, given.put(question.path, value))
                if not problems:
                    return more
            tell(problems)


def tell(problems: tuple[Diagnostic, ...]) -> None:
    """Say in a sentence each what is wrong with an answer, and what would be right."""
    for one in problems:
        advice = f"; {one.help[0]}" if one.help else ""
        terminal.reply(f"{one.message}{advice}")


def agrees(question: str, *, usually: bool) -> bool:
    """Ask for yes or no."""
    words = {"yes": True, "y": True, "no": False, "n": False, "": usually}
    while True:
        text = terminal.ask(question, "yes" if usually else "no").lower()
        if text in words:
            return words[text]
        terminal.reply("yes or no?")


def written(value: Value) -> str:
    """Write a value as one would answer it."""
    match value:
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(map(written, value))
        case _:
            return value


def _is_due(question: Question, given: Given) -> bool:
    return question.follows is None or given.says(question.follows)
