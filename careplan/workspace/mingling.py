"""Mingling: what can no longer be told apart when many plans share one calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from careplan.audience import text
from careplan.language.checks.privacy import folded
from careplan.model.diagnostic import Diagnostic, Label, Place, Severity
from careplan.model.enrolment import Privacy
from careplan.workspace.merged_parts import Part

_ALIAS = "give each of them an `alias` of their own under `[person]`"


def alias_doubts(parts: tuple[Part, ...]) -> tuple[Diagnostic, ...]:
    """Warn where nobody can tell who is meant; what the alias is, is not repeated.

    A busy calendar says no alias at all, so there is nothing to be told by it.
    """
    if len(parts) == 1:
        return ()
    named = tuple(one for one in parts if one.stream.privacy is not Privacy.BUSY)
    same = _groups(named, lambda part: folded(_alias(part)))
    nameless = same.pop("", ())
    found = [_one_alias(each) for each in same.values() if len(each) > 1]
    return (*found, *((_no_alias(nameless),) if nameless else ()))


def same_enrolments(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """List the plans that are one enrolment twice: their entries have one identity."""
    same = _groups(parts, lambda part: part.plan.enrolment.id)
    return (each for each in same.values() if len(each) > 1)


def enrolled_twice(parts: tuple[Part, ...]) -> Diagnostic:
    """Say that files are one enrolment; which of them holds, nobody can know."""
    first, *others = (_place(part, "id") for part in parts)
    return Diagnostic(
        code="same-enrolment",
        message=f"{len(parts)} files are the same enrolment: they have one `id`",
        primary=Label(place=first),
        related=tuple(Label(place=place) for place in others),
        help=(
            "move old copies out of the folder",
            "who was enrolled by copying a file needs an `id` of their own",
        ),
    )


def _groups(
    parts: tuple[Part, ...], key: Callable[[Part], str]
) -> dict[str, tuple[Part, ...]]:
    groups: dict[str, tuple[Part, ...]] = {}
    for part in parts:
        groups[key(part)] = (*groups.get(key(part), ()), part)
    return groups


def _alias(part: Part) -> str:
    """Give the alias as it stands before titles."""
    person = part.plan.enrolment.person
    return text.line(person.alias or "") if person is not None else ""


def _one_alias(parts: tuple[Part, ...]) -> Diagnostic:
    first, *others = (_place(part, "person", "alias") for part in parts)
    return Diagnostic(
        code="alias-unclear",
        message=f"{len(parts)} plans have one alias: their entries look the same",
        severity=Severity.WARNING,
        primary=Label(place=first),
        related=tuple(Label(place=place) for place in others),
        help=(_ALIAS,),
    )


def _no_alias(parts: tuple[Part, ...]) -> Diagnostic:
    """Warn once for all of them; a folder may have been without any for years."""
    first, *others = parts
    are = "1 plan has" if not others else f"{len(parts)} plans have"
    return Diagnostic(
        code="alias-unclear",
        message=f"{are} no alias: nobody can tell whose entries these are",
        severity=Severity.WARNING,
        primary=Label(place=Place(file=first.name)),
        notes=(f"nor has {', '.join(one.name for one in others)}",) if others else (),
        help=(_ALIAS,),
    )


def _place(part: Part, *path: str) -> Place:
    return Place(file=part.name, path=path)
