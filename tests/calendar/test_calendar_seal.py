"""Seals as they stand in events of servers: what is read as one, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from careplan.calendar.seal import (
    Seal,
    UnreadableResourceError,
    resource,
    sealed,
)
from careplan.calendar.writer import write_alone
from tests.calendar.samples import DAY_BEFORE, STREAM, entry, issue

DIGEST = "0123456789abcdef0123456789abcdef"


def put() -> bytes:
    (issued,) = issue(entry(alarms=(DAY_BEFORE,))).issued
    return sealed(write_alone(issued, stream=STREAM), issued)


def with_seal(text: str) -> bytes:
    lines = put().split(b"\r\n")
    number = next(n for n, line in enumerate(lines) if line.startswith(b"X-CAREPLAN"))
    lines[number] = f"X-CAREPLAN-SEAL:{text}".encode()
    return b"\r\n".join(lines)


def test_a_seal_stands_in_its_event_and_tells_when_it_was_put() -> None:
    found = resource(put())
    assert put().count(b"X-CAREPLAN-SEAL:0/20260301T090000Z/") == 1
    assert found.seal == Seal(
        sequence=0, stamp=datetime(2026, 3, 1, 9, tzinfo=UTC), digest=found.digest
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "seal",
        f"-1/20260301T090000Z/{DIGEST}",
        f"0/20260301T090000/{DIGEST}",
        f"0/20260230T090000Z/{DIGEST}",
        f"0/20260301T090000Z/{DIGEST}0",
        f"0/20260301T090000Z/{DIGEST.upper()}",
        f"1234567890/20260301T090000Z/{DIGEST}",
    ],
)
def test_what_is_no_seal_is_none(text: str) -> None:
    found = resource(with_seal(text))
    assert (found.seal, found.is_as_put) == (None, False)
    assert found.digest == resource(put()).digest


def test_a_seal_that_was_put_once_counts_for_ever() -> None:
    """What lies on servers was sealed by whatever careplan was there then."""
    found = resource(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//careplan//careplan//EN\r\n"
        b"BEGIN:VEVENT\r\n"
        b"X-CAREPLAN-SEAL:3/20260301T120000Z/c153e23b29333fc08600633b108a359b\r\n"
        b"UID:1efbcd3c-8c1f-5510-8891-ce5c4cf2b8e6\r\nDTSTAMP:20260301T120000Z\r\n"
        b"CREATED:20260301T120000Z\r\nLAST-MODIFIED:20260301T120000Z\r\n"
        b"SEQUENCE:3\r\nDTSTART;TZID=Europe/London:20260313T100000\r\n"
        b"DTEND;TZID=Europe/London:20260313T103000\r\n"
        b"RRULE:FREQ=DAILY;COUNT=3\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
        b"CLASS:PRIVATE\r\nSUMMARY:Walk\\, rest\r\nDESCRIPTION:Caf\xc3\xa9\\nand"
        b" a \r\n drink\r\nURL:https://example.org/a\r\nBEGIN:VALARM\r\n"
        b"UID:0bd33d6c-6e93-5f42-aee0-2b6c79e1ba40\r\nACTION:DISPLAY\r\n"
        b"DESCRIPTION:Reminder\r\nTRIGGER:-P1D\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    assert found.is_as_put


def test_a_seal_of_something_else_does_not_count() -> None:
    found = resource(with_seal(f"0/20260301T090000Z/{DIGEST}"))
    assert found.seal is not None
    assert not found.is_as_put


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"TRIGGER:-P1D", b"TRIGGER;VALUE=DURATION:-PT24H"),
        (b"TRIGGER:-P1D", b"TRIGGER;VALUE=duration:-PT86400S"),
        (b"TRANSP:OPAQUE\r\n", b""),
        (b"STATUS:CONFIRMED", b"status:confirmed"),
        (b"SUMMARY:Appointment", b"SUMMARY;X-FILLED=1:Appointment"),
        (b"SUMMARY:Appointment", b"SUMMARY:\\Appointment"),
        (b"BEGIN:VEVENT", b"begin:vevent"),
        (b"END:VALARM\r\n", b"END:VALARM\r\nBEGIN:X-MINE\r\nA:1\r\nEND:X-MINE\r\n"),
        (b"VERSION:2.0", b"VERSION:2.0\r\nX-WR-CALNAME:Mine\r\nMETHOD:PUBLISH"),
        (b"\r\n", b"\n"),
    ],
)
def test_the_same_in_other_words_is_the_same(old: bytes, new: bytes) -> None:
    assert old in put()
    assert resource(put().replace(old, new)).is_as_put


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"TRIGGER:-P1D", b"TRIGGER:-P2D"),
        (b"TRIGGER:-P1D", b"TRIGGER:P1D"),
        (b"TRIGGER:-P1D", b"TRIGGER;RELATED=END:-P1D"),
        (b"TRIGGER:-P1D", b"TRIGGER;VALUE=DATE-TIME:20260302T100000Z"),
        (b"Europe/London:2026", b"Europe/Dublin:2026"),
        (b"DTSTART;", b"DTSTART;TZID=Europe/Dublin;"),
        (b"SUMMARY:Appoint", b"SUMMARY:Appoint\r"),
        (b"SUMMARY:Appointment", b"SUMMARY;LANGUAGE=de:Appointment"),
        (b"SUMMARY:Appointment", b"SUMMARY:appointment"),
        (b"SUMMARY:Appointment", b"SUMMARY:Appointment\r\nEXDATE:20260303T100000"),
        (b"BEGIN:VALARM", b"BEGIN:X-ALARM"),
        (
            b"END:VCALENDAR",
            b"BEGIN:VEVENT\r\nUID:another\r\nEND:VEVENT\r\nEND:VCALENDAR",
        ),
    ],
)
def test_anything_else_is_a_change(old: bytes, new: bytes) -> None:
    assert old in put()
    changed = put().replace(old, new).replace(b"END:VALARM", b"END:" + _alarm(new))
    assert not resource(changed).is_as_put


def _alarm(new: bytes) -> bytes:
    """Name the component that ends, if it was given another name."""
    return new.removeprefix(b"BEGIN:") if new.startswith(b"BEGIN:X-") else b"VALARM"


def test_an_event_of_two_identities_has_none() -> None:
    another = b"BEGIN:VEVENT\r\nUID:another\r\nEND:VEVENT\r\nEND:VCALENDAR"
    assert resource(put().replace(b"END:VCALENDAR", another)).uid is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"no calendar",
        b"BEGIN:VCALENDAR\r\n",
        b"END:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 2,
        b'BEGIN:VCALENDAR\r\nSUMMARY;A="b:c\r\nEND:VCALENDAR\r\n',
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nSUMMARY:\xc3\r\n \xa9\r\nEND:VCALENDAR\r\n",
        b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" * 5 + b"END:VCALENDAR\r\n" * 5,
        b"BEGIN:VCALENDAR\r\n" * 9_000 + b"END:VCALENDAR\r\n" * 9_000,
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableResourceError):
        resource(data)
