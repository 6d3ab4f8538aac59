"""Enrolments: one person's document.  Messages never repeat what it says."""

from __future__ import annotations

from collections.abc import Callable

from careplan.language.decode.ledger import ledger
from careplan.language.decode.reading import read_document
from careplan.language.decode.site import site
from careplan.language.fields import enrolment as fields
from careplan.language.schema.row import Row
from careplan.language.source import Source
from careplan.language.spans import Spans
from careplan.model.diagnostic import Diagnostic, Part
from careplan.model.enrolment import (
    AnchorValue,
    Choice,
    Enrolment,
    Member,
    Person,
    Pin,
    Stream,
    usual_privacy,
)


def read_enrolment(
    source: Source,
) -> tuple[Enrolment | None, tuple[Diagnostic, ...]]:
    """Read an enrolment."""
    return read_document(source, fields.DOCUMENT, _reader(source.text), discreet=True)


def person(row: Row) -> Person:
    """Build the person."""
    return Person(
        alias=row.get(fields.ALIAS),
        name=row.get(fields.NAME),
        hours=row.get(fields.PERSON_HOURS),
        away=row[fields.AWAY],
        busy=row.get(fields.BUSY),
        medicines=row[fields.MEDICINES],
        place=row.place(),
    )


def choices(row: Row) -> tuple[Choice, ...]:
    """Build the choices of an enrolment or a case."""
    return tuple(
        Choice(
            target=chosen.key,
            on=chosen.get(fields.CHOSEN_ON),
            at=chosen.get(fields.CHOSEN_AT),
            place=chosen.place(),
        )
        for chosen in row[fields.CHOICES]
    )


def anchor_values(row: Row) -> tuple[AnchorValue, ...]:
    """Build the dates given for anchors."""
    return tuple(
        AnchorValue(
            name=name, values=values, place=row.at(fields.ANCHORS).under(name).place()
        )
        for name, values in row[fields.ANCHORS]
    )


def _reader(text: str) -> Callable[[Row], Enrolment | None]:
    def build(row: Row) -> Enrolment | None:
        _check_ledger(row, text)
        return _enrolment(row) if row.complete else None

    return build


def _enrolment(row: Row) -> Enrolment:
    place = row.get(fields.SITE_)
    who = row.get(fields.PERSON_)
    return Enrolment(
        id=row[fields.ID],
        program=row[fields.PROGRAM],
        pin=_pin(row.get(fields.PIN_)),
        start=row[fields.START],
        timezone=row[fields.TIMEZONE],
        site=place if isinstance(place, str) else None,
        site_table=site(place) if isinstance(place, Row) else None,
        person=None if who is None else person(who),
        team=tuple(_member(one) for one in row[fields.TEAM]),
        choices=choices(row),
        decisions=row[fields.DECIDED],
        anchors=anchor_values(row),
        facts=row[fields.FACTS],
        streams=tuple(_stream(one) for one in row[fields.STREAMS]),
        horizon=row.get(fields.HORIZON),
        ledger=ledger(row[fields.LEDGER_]),
        place=row.place(),
    )


def _pin(row: Row | None) -> Pin | None:
    if row is None or not row.complete:
        return None
    return Pin(version=row[fields.PIN_VERSION], sha256=row[fields.PIN_SHA256])


def _member(row: Row) -> Member:
    return Member(
        role=row.key,
        name=row.get(fields.MEMBER_NAME),
        email=row.get(fields.MEMBER_EMAIL),
        phone=row.get(fields.MEMBER_PHONE),
    )


def _stream(row: Row) -> Stream:
    return Stream(
        role=row.key,
        privacy=row.get(fields.PRIVACY) or usual_privacy(row.key),
        client=row[fields.CLIENT],
        via=row[fields.VIA],
        reminders=row[fields.STREAM_REMINDERS],
        quiet=row.get(fields.QUIET_HOURS),
        consent=row.get(fields.CONSENT),
        place=row.place(),
    )


def _check_ledger(row: Row, text: str) -> None:
    """Refuse a ledger written as a list: nothing could be added at the file's end."""
    if not row.says(fields.LEDGER_):
        return
    spot = row.at(fields.LEDGER_)
    if Spans(text).is_inline(spot.path):
        spot.error(
            "inline-ledger",
            "the ledger is written as a list",
            part=Part.KEY,
            advice="write each entry under a line `[[ledger]]` of its own",
        )
