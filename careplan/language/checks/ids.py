"""Ids from one version of a program to the next: they are for ever.

What was handed out is known by ids, so a new id makes new calendar entries and
cancels the old ones.  What has another id and is otherwise the same was renamed; what
is simply gone may have been meant to go.  A phase or an activity that was renamed is
told of once, not again for each of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from careplan.language.checks.places import below
from careplan.language.suggest import nearest
from careplan.model.diagnostic import Diagnostic, Label, Part, Place, Severity
from careplan.model.program import Phase, Program, Rule


class Named(NamedTuple):
    """Something with an id: what it is besides the id, and where the id stands."""

    content: object
    place: Place


Things = Mapping[str, Named]


def ids_kept(old: Program, new: Program) -> Iterator[Diagnostic]:
    """Compare the ids of a program with those of the version before it."""
    if old.id != new.id:
        before, after = (below(each.place, "id") for each in (old, new))
        yield _changed("program", (old.id, before), (new.id, after))
    yield from _Comparison("role", _roles(old), _roles(new)).diagnostics()
    activities = _Comparison("activity", _activities(old), _activities(new))
    yield from activities.diagnostics()
    phases = _Comparison("phase", _phases(old), _phases(new))
    yield from phases.diagnostics()
    wanted = {
        name: rule
        for rule in old.all_rules()
        if (name := _name_now(rule, phases, activities)) is not None
    }
    rules = {name: _rule(rule) for name, rule in wanted.items()}
    now = {rule.name: _rule(rule) for rule in new.all_rules()}
    yield from _Comparison("rule", rules, now).diagnostics()
    yield from _Comparison("anchor", _anchors(old), _anchors(new)).diagnostics()
    yield from _Comparison("decision", _decisions(old), _decisions(new)).diagnostics()


class _Comparison:
    """Things of one kind, before and now."""

    def __init__(self, kind: str, old: Things, new: Things) -> None:
        """Find what is gone, and what of it has only another id."""
        self._kind = kind
        self._old = old
        self._new = new
        self._gone = [name for name in old if name not in new]
        self._fresh = [name for name in new if name not in old]
        self._renamed = {
            name: same[0] for name in self._gone if len(same := self._same(name)) == 1
        }

    def _same(self, name: str) -> list[str]:
        content = self._old[name].content
        return [one for one in self._fresh if self._new[one].content == content]

    def now(self, name: str) -> str | None:
        """Give the id that something has now, or None if it is gone."""
        return name if name in self._new else self._renamed.get(name)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Tell of what was renamed, and of what is gone."""
        for name in self._gone:
            now = self._renamed.get(name)
            if now is not None:
                before = name, self._old[name].place
                yield _changed(self._kind, before, (now, self._new[now].place))
            else:
                yield self._vanished(name)

    def _vanished(self, name: str) -> Diagnostic:
        taken = self._renamed.values()
        close = nearest(name, [one for one in self._fresh if one not in taken])
        return Diagnostic(
            code="vanished-id",
            message=f"the {self._kind} `{name}` is gone",
            severity=Severity.WARNING,
            primary=Label(place=self._old[name].place, note="was here"),
            related=(Label(place=self._new[close].place, note="is new"),)
            if close
            else (),
            help=(f"was it renamed to `{close}`? an id is for ever",)
            if close
            else ("what it put into calendars will be cancelled there",),
        )


def _changed(
    kind: str, before: tuple[str, Place], after: tuple[str, Place]
) -> Diagnostic:
    return Diagnostic(
        code="changed-id",
        message=f"the {kind} `{before[0]}` is called `{after[0]}` now",
        primary=Label(place=after[1], note="has another id"),
        related=(Label(place=before[1], note="was called so"),),
        help=(f"call it `{before[0]}` again: calendars handed out know it by that",),
    )


def _name_now(rule: Rule, phases: _Comparison, activities: _Comparison) -> str | None:
    """Say what a rule of the old program should be called in the new one.

    None if its phase is gone, or the activity that it has its id from.
    """
    identity: str | None = rule.id
    if rule.id == rule.activity.id:
        identity = activities.now(rule.id)
    if identity is None or rule.phase is None:
        return identity
    phase = phases.now(rule.phase)
    return None if phase is None else f"{phase}/{identity}"


def _rule(rule: Rule) -> Named:
    activity = replace(rule.activity, id="")
    content = replace(rule, id="", phase=None, activity=activity)
    return Named(content, below(rule.place, "id", part=Part.VALUE))


def _activities(program: Program) -> Things:
    return {
        one.id: Named(replace(one, id=""), _header(one.place))
        for one in program.activities
    }


def _phases(program: Program) -> Things:
    return {one.id: _phase(one) for one in program.phases}


def _phase(phase: Phase) -> Named:
    rules = tuple(rule.id for rule in phase.rules)
    return Named((replace(phase, id="", rules=()), rules), below(phase.place, "id"))


def _anchors(program: Program) -> Things:
    return {
        one.id: Named(replace(one, id=""), _header(one.place))
        for one in program.anchors
    }


def _decisions(program: Program) -> Things:
    return {
        one.id: Named(replace(one, id=""), _header(one.place))
        for one in program.decisions
    }


def _roles(program: Program) -> Things:
    file = program.place.file
    return {
        one.id: Named(
            one.title, Place(file=file, path=("roles", one.id), part=Part.KEY)
        )
        for one in program.roles
    }


def _header(place: Place) -> Place:
    return Place(file=place.file, path=place.path, part=Part.HEADER)
