"""What holds for every calendar file: its bytes, and what others read in them."""

from __future__ import annotations

import re
from datetime import time

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from careplan.calendar.readback import verify
from careplan.calendar.writer import write
from careplan.model.enrolment import Client, Privacy, Reminding, Stream, Via
from careplan.model.profile import profile_of
from careplan.model.quiet import Quiet
from careplan.model.register import Issue
from careplan.model.stream import Entry
from tests.expectation import expected
from tests.laws.entry_values import entries
from tests.oracles import ical_js, strict_python
from tests.oracles.reading import GAPS, differences
from tests.pipeline import calendar, issue_of, stream
from tests.strategies import Plan, plans

LONGEST_LINE = 75

# Whoever it is for, in whatever program, however reminded and when not.
STREAMS = st.builds(
    stream,
    privacy=st.sampled_from(Privacy),
    client=st.sampled_from(Client),
    via=st.sampled_from(Via),
    reminders=st.sampled_from(Reminding),
    quiet=st.sampled_from([None, Quiet(time(22), time(7)), Quiet(time(9), time(17))]),
)
some_entries = entries(most=5).filter(bool)


def handed_out(said: tuple[Entry, ...], to: Stream) -> tuple[Issue, bytes]:
    """Issue and write entries that no program stands behind."""
    issue = issue_of(said, to=to)
    return issue, write(issue, stream=to)


class TestEntries:
    """Times and texts as awkward as the model allows, in every zone drawn."""

    @given(some_entries, STREAMS)
    def test_a_strict_parser_reads_what_was_meant(
        self, said: tuple[Entry, ...], to: Stream
    ) -> None:
        issue, data = handed_out(said, to)
        wanted = expected(issue, profile_of(to))
        assert differences(wanted, strict_python.read(data)) == ()
        found = strict_python.read(data, by_body=True)
        assert differences(wanted, found, but=GAPS) == ()

    # A process is started for each list, so lists are few and long.
    @settings(max_examples=5)
    @given(st.lists(st.tuples(some_entries, STREAMS), min_size=8, max_size=8))
    def test_the_parser_of_mail_programs_reads_what_was_meant(
        self, chosen: list[tuple[tuple[Entry, ...], Stream]]
    ) -> None:
        made = [handed_out(said, to) for said, to in chosen]
        readings = ical_js.read_all([data for _, data in made])
        for (issue, _), (_, to), found in zip(made, chosen, readings, strict=True):
            assert differences(expected(issue, profile_of(to)), found) == ()

    @given(some_entries, STREAMS)
    def test_careplan_reads_it_back_itself(
        self, said: tuple[Entry, ...], to: Stream
    ) -> None:
        issue, data = handed_out(said, to)
        assert verify(data, issue, stream=to) == ()


class TestReading:
    """Whatever is written is read back to the same instants, texts and alarms."""

    @given(plans(), STREAMS)
    def test_by_a_strict_parser(self, plan: Plan, to: Stream) -> None:
        issue, data = calendar(plan, to=to)
        wanted = expected(issue, profile_of(to))
        assert differences(wanted, strict_python.read(data)) == ()

    @given(plans(), STREAMS)
    def test_by_a_strict_parser_that_knows_no_zone(
        self, plan: Plan, to: Stream
    ) -> None:
        issue, data = calendar(plan, to=to)
        found = strict_python.read(data, by_body=True)
        wanted = expected(issue, profile_of(to))
        assert differences(wanted, found, but=GAPS) == ()

    # A process is started for each list, so lists are few and long.
    @settings(max_examples=4, phases=[Phase.generate])
    @given(st.lists(st.tuples(plans(), STREAMS), min_size=6, max_size=6))
    def test_by_the_parser_of_mail_programs(
        self, chosen: list[tuple[Plan, Stream]]
    ) -> None:
        made = [calendar(plan, to=to) for plan, to in chosen]
        readings = ical_js.read_all([data for _, data in made])
        for (issue, _), (_, to), found in zip(made, chosen, readings, strict=True):
            assert differences(expected(issue, profile_of(to)), found) == ()

    @given(plans(), STREAMS)
    def test_by_careplan_itself_before_it_is_handed_out(
        self, plan: Plan, to: Stream
    ) -> None:
        issue, data = calendar(plan, to=to)
        assert verify(data, issue, stream=to) == ()


class TestLines:
    """Lines of at most 75 octets, ended by CRLF (RFC 5545 §3.1)."""

    @given(plans())
    def test_no_line_is_too_long_and_none_splits_a_letter(self, plan: Plan) -> None:
        _, data = calendar(plan, to=stream(privacy=Privacy.FULL))
        assert data.endswith(b"\r\n")
        for line in data.removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= LONGEST_LINE
            assert not re.search(rb"[\r\n]", line)
            line.decode("utf-8")

    @given(plans())
    def test_no_text_makes_a_line_of_its_own(self, plan: Plan) -> None:
        """A title cannot end its property and begin another (injection)."""
        issue, data = calendar(plan, to=stream(privacy=Privacy.FULL))
        lines = data.replace(b"\r\n ", b"").split(b"\r\n")
        assert lines.count(b"BEGIN:VEVENT") == len(issue.issued)
        names = {line.partition(b":")[0].partition(b";")[0] for line in lines if line}
        assert all(re.fullmatch(rb"[A-Z-]+", name) for name in names)


class TestDiscretion:
    """A discreet calendar says nothing of what it is about."""

    @given(plans())
    def test_no_title_and_no_instructions_are_in_it(self, plan: Plan) -> None:
        issue, _ = calendar(plan)
        activities = plan.document["activities"].values()
        secrets = {activity["title"] for activity in activities}
        secrets |= {activity.get("instructions", "zzyzx") for activity in activities}
        neutral = {activity.get("neutral_instructions") for activity in activities}
        for issued in issue.issued:
            said = issued.entry.description or ""
            assert issued.entry.title not in secrets
            assert said in neutral | {""} or said not in secrets
