from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from careplan.issue.identity import alarm_uid, bare_enrolment_id, uid

ENROLMENT = "6f0c2a5e-3b1d-4c8e-9f00-5d2a7b1c4e90"
KEY = "foundation:1~1/session#3.0"


def test_a_uid_never_changes() -> None:
    """These texts lie in people's calendars: another result doubles every entry."""
    assert uid(ENROLMENT, "patient", KEY) == "c02ada9c-d51b-5b12-baf9-0f5cfc56954c"
    assert (
        alarm_uid(uid(ENROLMENT, "patient", KEY), "before-1-day")
        == "17a7ddbc-23a8-5c1d-8bee-605ffd9f3b36"
    )
    assert (
        bare_enrolment_id("ketamine", "1.0.0", date(2026, 3, 2), "Europe/London")
        == "038bab3b-5fb6-552c-bede-87c4f289aba4"
    )


def test_role_key_and_generation_each_make_another_uid() -> None:
    uids = {
        uid(ENROLMENT, role, key, generation)
        for role in ("patient", "coach")
        for key in (KEY, KEY + ">reminder/after-2-h", "notice")
        for generation in (1, 2, 3)
    }

    assert len(uids) == 18
    assert all(UUID(each).version == 5 for each in uids)


def test_a_bare_program_has_another_id_for_each_of_its_parts() -> None:
    ids = {
        bare_enrolment_id(program, version, start, zone)
        for program in ("a", "b")
        for version in ("1", "2")
        for start in (date(2026, 3, 2), datetime(2026, 3, 2, 8, 0))  # noqa: DTZ001
        for zone in ("Europe/London", "Europe/Prague")
    }

    assert len(ids) == 16


@given(st.uuids(), st.integers(2, 9))
def test_a_second_generation_is_never_the_uid_of_another_slot(
    enrolment: UUID, generation: int
) -> None:
    """`…#1.0` in its second generation is not the first one of any key."""
    again = uid(str(enrolment), "patient", "p:1~1/s#1.0", generation)

    assert again != uid(str(enrolment), "patient", f"p:1~1/s#1.{generation}")
    assert again != uid(str(enrolment), "patient", f"p:1~1/s#{generation}.0")
