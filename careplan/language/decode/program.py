"""Programs: the whole document, with all its names resolved."""

from __future__ import annotations

from careplan.language.decode.activity import activity
from careplan.language.decode.anchors import Scope
from careplan.language.decode.known import check_activities, check_roles
from careplan.language.decode.names import Names, names_of, rule_id
from careplan.language.decode.reading import read_document
from careplan.language.decode.rule import conditions, expression, rule
from careplan.language.fields import program as fields
from careplan.language.fields import rule as rule_fields
from careplan.language.schema.row import Row
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Label, Part
from careplan.model.program import (
    PATIENT,
    Decision,
    NamedAnchor,
    Phase,
    Program,
    Role,
    Rule,
)

# A phase cannot begin from its own beginning or from what it schedules.
AT_BEGINNING = ("start",)
# Nor does a phase have an activity of its own, as `previous` needs.
AT_END = ("start", "phase")


def read_program(source: Source) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """Read a program."""
    return read_document(source, fields.DOCUMENT, _program)


def _program(document: Row) -> Program | None:
    names = names_of(document)
    activities = {row.key: row for row in document[fields.ACTIVITIES]}
    for row in activities.values():
        check_roles(row, names)
    phases = [_phase(row, names, activities) for row in document[fields.PHASES]]
    rules = _rules(document[fields.SCHEDULE], Scope(names=names), activities)
    decisions = [_decision(row, names) for row in document[fields.DECISIONS]]
    _check_unique(document[fields.PHASES], "phases")
    _check_apart(document, names)
    head = document.get(fields.PROGRAM)
    if head is None or not head.complete:
        return None
    built = [activity(row) for row in activities.values()]
    return Program(
        id=head[fields.ID],
        version=head[fields.VERSION],
        status=head[fields.STATUS],
        title=head[fields.TITLE],
        summary=head.get(fields.SUMMARY),
        source=head.get(fields.SOURCE),
        notice=head.get(fields.NOTICE),
        currency=head.get(fields.CURRENCY),
        urgent=head.get(fields.URGENT),
        private_terms=head[fields.PRIVATE_TERMS],
        approved_by=head.get(fields.APPROVED_BY),
        approved_on=head.get(fields.APPROVED_ON),
        review_by=head.get(fields.REVIEW_BY),
        roles=_roles(document),
        activities=tuple(one for one in built if one is not None),
        phases=tuple(phase for phase in phases if phase is not None),
        rules=rules,
        anchors=tuple(_anchor(row) for row in document[fields.ANCHORS]),
        decisions=tuple(one for one in decisions if one is not None),
        place=head.place(),
    )


def _roles(document: Row) -> tuple[Role, ...]:
    """Build the roles; the patient is always there, with a title of the author's."""
    roles = tuple(Role(id=name, title=title) for name, title in document[fields.ROLES])
    if any(role.id == PATIENT for role in roles):
        return roles
    return (Role(id=PATIENT, title=PATIENT.capitalize()), *roles)


def _phase(row: Row, names: Names, activities: dict[str, Row]) -> Phase | None:
    name = row.get(fields.PHASE_ID)
    check_activities(row, fields.PHASE_REQUIRES, names)
    within = Scope(names=names, phase=name)
    start = expression(row, fields.PHASE_FROM, Scope(names=names, words=AT_BEGINNING))
    until = expression(
        row, fields.PHASE_UNTIL, Scope(names=names, phase=name, words=AT_END)
    )
    rules = _rules(row[fields.PHASE_SCHEDULE], within, activities)
    if name is None:
        return None
    align, align_month = row.get(fields.PHASE_ALIGN) or ((), False)
    return Phase(
        id=name,
        title=row.get(fields.PHASE_TITLE),
        length=row.get(fields.PHASE_LENGTH),
        start=start,
        align=align,
        align_month=align_month,
        repeat=row[fields.PHASE_REPEAT],
        when=conditions(row, fields.PHASE_WHEN),
        requires=row[fields.PHASE_REQUIRES],
        until=until,
        optional=row[fields.PHASE_OPTIONAL],
        rules=rules,
        place=row.place(),
    )


def _rules(
    rows: tuple[Row, ...], scope: Scope, activities: dict[str, Row]
) -> tuple[Rule, ...]:
    found = [rule(row, scope, activities) for row in rows]
    _check_rule_ids(rows)
    return tuple(one for one in found if one is not None)


def _anchor(row: Row) -> NamedAnchor:
    return NamedAnchor(
        id=row.key,
        title=row.get(fields.ANCHOR_TITLE),
        optional=row[fields.ANCHOR_OPTIONAL],
        many=row[fields.ANCHOR_MANY],
        place=row.place(),
    )


def _decision(row: Row, names: Names) -> Decision | None:
    after = expression(
        row, fields.DECISION_AFTER, Scope(names=names, words=AT_BEGINNING)
    )
    default = row.get(fields.DECISION_DEFAULT)
    options = row.get(fields.DECISION_OPTIONS)
    if default is not None and options is not None and default not in options:
        row.at(fields.DECISION_DEFAULT).error(
            "wrong-word", "{} is none of the options", default
        )
    if not row.complete:
        return None
    return Decision(
        id=row.key,
        after=after,
        question=row[fields.DECISION_QUESTION],
        options=row[fields.DECISION_OPTIONS],
        default=default,
        place=row.place(),
    )


def _check_rule_ids(rows: tuple[Row, ...]) -> None:
    """Refuse a second rule of the same id among those of one phase."""
    seen: dict[str, Row] = {}
    for row in rows:
        name = rule_id(row)
        if name is None:
            continue
        if name in seen:
            _second_rule(row, seen[name], name)
        seen.setdefault(name, row)


def _second_rule(row: Row, first: Row, name: str) -> None:
    own = row.says(rule_fields.ID)
    field = rule_fields.ID if own else rule_fields.ACTIVITY
    before = rule_fields.ID if first.says(rule_fields.ID) else rule_fields.ACTIVITY
    row.at(field).error(
        "duplicate-id",
        "two rules of one phase are called {}",
        name,
        note="used again here",
        related=(Label(place=first.at(before).place(), note="first used here"),),
        advice="ids name calendar entries for ever, so each must be unique"
        if own
        else f'give this rule an `id` of its own, such as `id = "{name}-2"`',
    )


def _check_unique(phases: tuple[Row, ...], what: str) -> None:
    seen: dict[str, Row] = {}
    for row in phases:
        name = row.get(fields.PHASE_ID)
        if name is None:
            continue
        if name in seen:
            first = seen[name].at(fields.PHASE_ID).place()
            row.at(fields.PHASE_ID).error(
                "duplicate-id",
                f"two {what} are called {{}}",
                name,
                note="used again here",
                related=(Label(place=first, note="first used here"),),
                advice="ids name calendar entries for ever, so each must be unique",
            )
        seen.setdefault(name, row)


def _check_apart(document: Row, names: Names) -> None:
    """Refuse names that an expression could read in two ways."""
    places = {row.key: row for row in document[fields.ACTIVITIES]}
    for name, row in names.anchors.items():
        if name in names.activities:
            related = Label(
                place=places[name].spot.place(Part.KEY), note="the activity"
            )
            row.spot.error(
                "ambiguous-anchor",
                "{} is an anchor and an activity",
                name,
                part=Part.KEY,
                related=(related,),
                advice="expressions could mean either, so give one another name",
            )
    nested = [
        rule for row in document[fields.PHASES] for rule in row[fields.PHASE_SCHEDULE]
    ]
    for rule_row in (*document[fields.SCHEDULE], *nested):
        _check_rule_apart(rule_row, names)


def _check_rule_apart(row: Row, names: Names) -> None:
    name = row.get(rule_fields.ID)
    if name is None or name == row.get(rule_fields.ACTIVITY):
        return
    if name in names.activities:
        other = "another activity"
    elif name in names.anchors:
        other = "an anchor"
    else:
        return
    row.at(rule_fields.ID).error(
        "ambiguous-anchor",
        f"{{}} is the id of a rule and of {other}",
        name,
        advice="expressions could mean either, so give the rule another id",
    )
