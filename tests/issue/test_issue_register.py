from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import tomli_w

from careplan.issue.identity import uid
from careplan.issue.register import from_document, to_document
from careplan.issue.table import DamagedRegisterError
from careplan.model.kind import Kind
from careplan.model.moment import Moment
from careplan.model.register import Register
from careplan.model.stream import Frequency, Repeat
from tests.issue.samples import ENROLMENT, LATER, entry, issue


def _register() -> Register:
    """Two streams; a moved, a removed, a whole-day entry and a run."""
    run = replace(
        entry(3, kind=Kind.HABIT), repeat=Repeat(frequency=Frequency.DAILY, count=30)
    )
    first = issue((entry(1), entry(2, date(2026, 3, 6), None), run))
    second = issue((entry(1, date(2026, 3, 4)), run), first.memory, now=LATER)
    coach = issue((entry(1),), role="coach")
    return Register(enrolment=ENROLMENT, streams=(second.memory, coach.memory))


def _document() -> dict[str, Any]:
    return to_document(_register())


def test_a_register_is_readable_and_says_nothing_about_anybody() -> None:
    """The whole file as a person sees it: no title, no instructions, no name."""
    register = Register(enrolment=ENROLMENT, streams=(issue((entry(1),)).memory,))

    assert (
        tomli_w.dumps(to_document(register))
        == """\
format = 1
enrolment = "6f0c2a5e-3b1d-4c8e-9f00-5d2a7b1c4e90"

[[streams]]
role = "patient"
number = 1
changed = 2026-03-01 09:00:00+00:00
careplan = "0.1.0"
tzdata = "2026.6"
holidays = "0.109"
site = ""

[[streams.records]]
uid = "59fc9ede-a1a2-5935-8996-8831c63df3ad"
key = "foundation:1~1/session#1.0"
name = "foundation/session-1"
state = "active"
generation = 1
sequence = 0
created = 2026-03-01 09:00:00+00:00
stamp = 2026-03-01 09:00:00+00:00
start = 2026-03-03 10:00:00+00:00
ends = 2026-03-03 11:00:00+00:00
zone = "Europe/London"
kind = "session"
digest = "134c0901b9d898b1c5a4c210dbae74d67787242b9883bde5ec5d4a035a87d19f"
"""
    )


def test_a_register_is_read_back_as_it_was() -> None:
    """Through TOML and back nothing changes."""
    register = _register()

    text = tomli_w.dumps(to_document(register))

    assert from_document(tomllib.loads(text)) == register


def test_an_empty_register_is_read_back() -> None:
    register = Register(enrolment=ENROLMENT)

    assert from_document(tomllib.loads(tomli_w.dumps(to_document(register)))) == (
        register
    )


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_happens_twice_stays_the_same_one(fold: int) -> None:
    """01:30 on 25 October in London is two instants; the offset tells them apart."""
    start = Moment(
        day=date(2026, 10, 25), clock=time(1, 30, fold=fold), zone="Europe/London"
    )
    made = issue((replace(entry(1), start=start),)).memory
    text = tomli_w.dumps(to_document(Register(enrolment=ENROLMENT, streams=(made,))))

    back = from_document(tomllib.loads(text)).streams[0].records[0].start

    assert back.instant == start.instant == datetime(2026, 10, 25, fold, 30, tzinfo=UTC)


def test_a_wall_time_outlives_a_change_of_law() -> None:
    """An offset the zone no longer has: what people were told counts."""
    document = _document()
    document["streams"][1]["records"][0]["start"] = datetime.fromisoformat(
        "2026-03-03T10:00:00+02:00"
    )

    back = from_document(document).streams[1].records[0].start

    assert str(back) == "2026-03-03 10:00"


IN_RECORD = "in number 1 of `records` of stream `patient`, "
UID_OF_TWO = uid(ENROLMENT, "patient", "foundation:1~1/session#2.0")
FOREIGN = "5988c715-cebc-59ce-84cf-fe8441c3cde4"
NOT_ITS_UID = (
    f"the UID `{FOREIGN}` of stream `patient` is not that of"
    " `foundation:1~1/session#1.0` in this enrolment"
)
RECORD = ("streams", 0, "records", 0)
ABSENT = object()


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("format",), ABSENT, "in the register, `format` is missing"),
        (
            ("format",),
            2,
            "it was written by a newer careplan (format 2, this one reads 1)",
        ),
        (
            ("format",),
            True,
            "in the register, `format` is not a whole number from 1 on",
        ),
        (("enrolment",), "a17", "in the register, `enrolment` is not a UUID"),
        (("enrolment",), 17, "in the register, `enrolment` is not a text"),
        (("streams",), {}, "in the register, `streams` is not a list of tables"),
        (("streams", 0), 1, "in the register, number 1 of `streams` is not a table"),
        (("note",), "x", "in the register, `note` is nothing that careplan writes"),
        (
            ("streams", 0, "changed"),
            date(2026, 3, 1),
            "in stream `patient`, `changed` is not a date-time with an offset",
        ),
        (
            ("streams", 0, "changed"),
            datetime(2026, 3, 1),  # noqa: DTZ001
            "in stream `patient`, `changed` is not a date-time with an offset",
        ),
        (
            ("streams", 0, "seen"),
            1,
            "in stream `patient`, `seen` is nothing that careplan writes",
        ),
        (
            (*RECORD, "sequence"),
            -1,
            f"{IN_RECORD}`sequence` is not a whole number from 0 on",
        ),
        (
            (*RECORD, "zone"),
            "Europe/Atlantis",
            f"{IN_RECORD}`zone` is not a time zone careplan knows",
        ),
        (
            (*RECORD, "kind"),
            "party",
            f"{IN_RECORD}`party` is no kind that careplan writes",
        ),
        (
            (*RECORD, "start"),
            "2026-03-03",
            f"{IN_RECORD}`start` is not a date-time with an offset",
        ),
        (
            (*RECORD, "frequency"),
            "DAILY",
            f"{IN_RECORD}`count` is missing",
        ),
        (
            (*RECORD, "mood"),
            "low",
            f"{IN_RECORD}`mood` is nothing that careplan writes",
        ),
        (
            (*RECORD, "uid"),
            UID_OF_TWO,
            f"there are two entries for UID of stream `patient` `{UID_OF_TWO}`",
        ),
        (
            (*RECORD, "uid"),
            FOREIGN,
            NOT_ITS_UID,
        ),
    ],
)
def test_a_damaged_register_is_refused_with_its_reason(
    path: tuple[str | int, ...], value: object, reason: str
) -> None:
    """No register is guessed at: a wrong one leaves old times in a calendar."""
    document = _document()
    inner: Any = document
    for step in path[:-1]:
        inner = inner[step]
    if value is ABSENT:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value

    with pytest.raises(DamagedRegisterError) as caught:
        from_document(document)

    assert caught.value.reason == reason


def test_a_stream_that_stands_twice_is_refused() -> None:
    """Nobody could say which of the two numbers is the newer."""
    document = _document()
    document["streams"].append(document["streams"][0])

    with pytest.raises(DamagedRegisterError) as caught:
        from_document(document)

    assert caught.value.reason == "there are two entries for stream `patient`"
