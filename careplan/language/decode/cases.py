"""Cases: the dated examples beside a program."""

from __future__ import annotations

from careplan.language.case import Case, Expected
from careplan.language.decode.enrolment import anchor_values, choices, person
from careplan.language.decode.ledger import ledger
from careplan.language.decode.reading import read_document
from careplan.language.decode.site import site
from careplan.language.fields import cases as fields
from careplan.language.fields import enrolment as shared
from careplan.language.schema.row import Row
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic, Label


def read_cases(
    source: Source,
) -> tuple[tuple[Case, ...] | None, tuple[Diagnostic, ...]]:
    """Read the cases of a program."""
    return read_document(source, fields.DOCUMENT, _cases)


def _cases(document: Row) -> tuple[Case, ...] | None:
    rows = document.get(fields.CASES)
    if rows is None:
        return None
    _check_names(rows)
    return tuple(_case(row) for row in rows if row.complete)


def _case(row: Row) -> Case:
    where, who = row.get(fields.CASE_SITE), row.get(shared.PERSON_)
    return Case(
        name=row[fields.NAME],
        source=row.get(fields.SOURCE),
        start=row[shared.START],
        timezone=row[shared.TIMEZONE],
        horizon=row.get(shared.HORIZON),
        site=None if where is None else site(where),
        person=None if who is None else person(who),
        choices=choices(row),
        decisions=row[shared.DECIDED],
        anchors=anchor_values(row),
        facts=row[shared.FACTS],
        ledger=ledger(row[shared.LEDGER_]),
        expected=_expected(row),
        place=row.place(),
    )


def _expected(row: Row) -> tuple[Expected, ...]:
    spot = row.at(fields.DATES)
    return tuple(
        Expected(
            activity=name,
            day=one.day,
            clock=one.clock,
            earliest=one.earliest,
            latest=one.latest,
            last=one.last,
            place=spot.under(name).entry(number).place(),
        )
        for name, dates in row[fields.DATES]
        for number, one in enumerate(dates)
    )


def _check_names(rows: tuple[Row, ...]) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        name = row.get(fields.NAME)
        if name is None:
            continue
        if name in seen:
            first = seen[name].at(fields.NAME).place()
            row.at(fields.NAME).error(
                "duplicate-id",
                "two cases are called {}",
                name,
                note="used again here",
                related=(Label(place=first, note="first used here"),),
            )
        seen.setdefault(name, row)
