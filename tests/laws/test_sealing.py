"""What holds for every seal: it survives being spelled anew, and no change at all."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from careplan.calendar.readback import verify
from careplan.calendar.seal import UnreadableResourceError, resource, sealed
from careplan.calendar.writer import write_alone
from careplan.model.enrolment import Privacy
from careplan.model.profile import profile_of
from careplan.model.register import Issue
from careplan.model.stream import Entry
from tests.expectation import expected
from tests.laws.entry_values import entries
from tests.laws.mangling import mangled
from tests.oracles import strict_python
from tests.oracles.reading import differences
from tests.pipeline import issue_of, stream

FULL = stream(privacy=Privacy.FULL)
NOT_OF_WHAT_IT_SAYS = re.compile(
    r"(?:BEGIN|END|UID|DTSTAMP|CREATED|LAST-MODIFIED|SEQUENCE|X-CAREPLAN-SEAL)[:;]"
)
some_entries = entries(most=3).filter(bool)
PUT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
    "X-CAREPLAN-SEAL:0/20260301T120000Z/a898efd14e209dfa45987b95159e674e\r\n"
    "UID:1efbcd3c-8c1f-5510-8891-ce5c4cf2b8e6\r\n"
    'DTSTART;TZID="Europe/London":20260313T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n'
    "SUMMARY:A\\, b\\nc\r\nBEGIN:VALARM\r\nTRIGGER:-P1D\r\nEND:VALARM\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def alone(said: tuple[Entry, ...]) -> list[tuple[Issue, bytes]]:
    """Issue entries, and put each into a calendar of its own, with its seal."""
    issue = issue_of(said)
    return [
        (
            replace(issue, issued=(each,)),
            sealed(write_alone(each, stream=FULL), each),
        )
        for each in issue.issued
    ]


def unfolded(data: bytes) -> list[str]:
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def joined(lines: list[str]) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


class TestSeals:
    """Each entry in a calendar of its own, with times and texts however awkward."""

    @given(some_entries)
    def test_what_is_put_is_what_was_issued(self, said: tuple[Entry, ...]) -> None:
        """But for the seal it is what an export is, and others read the same."""
        for issue, data in alone(said):
            bare = re.sub(rb"X-CAREPLAN-SEAL:.*\r\n", b"", data)
            assert verify(bare, issue, stream=FULL, has_head=False) == ()
            wanted = expected(issue, profile_of(FULL))
            assert differences(wanted, strict_python.read(data)) == ()
            assert max(map(len, data.split(b"\r\n"))) <= 75

    @given(some_entries)
    def test_a_seal_tells_who_put_it(self, said: tuple[Entry, ...]) -> None:
        for issue, data in alone(said):
            (issued,) = issue.issued
            found = resource(data)
            assert found.uid == issued.uid
            assert found.is_as_put
            assert found.seal is not None
            assert found.seal.sequence == issued.sequence
            assert found.seal.stamp == issued.stamp

    @given(some_entries, st.randoms(use_true_random=False))
    def test_it_survives_whoever_spells_anew(
        self, said: tuple[Entry, ...], chance: random.Random
    ) -> None:
        """No meaning is in order, folds, quotes and the case of names (RFC 5545)."""
        for _, data in alone(said):
            assert resource(_spelled_anew(data, chance)) == resource(data)

    @given(some_entries, st.randoms(use_true_random=False))
    def test_no_change_of_what_it_says_goes_unseen(
        self, said: tuple[Entry, ...], chance: random.Random
    ) -> None:
        for _, data in alone(said):
            lines = unfolded(data)
            event = lines.index("BEGIN:VEVENT")
            telling = [
                number
                for number in range(event, len(lines))
                if not NOT_OF_WHAT_IT_SAYS.match(lines[number])
            ]
            number = chance.choice(telling)
            with_parameter = re.sub(r"^[A-Z-]+", r"\g<0>;TZID=Etc/A", lines[number])
            more = lines[number] + "1"
            for changed in (more, with_parameter, None):
                others = [*lines[:number], *lines[number + 1 :]]
                if changed is not None:
                    others.insert(number, changed)
                found = resource(joined(others))
                # What holds anyway says nothing new (RFC 5545 §3.8.2.7).
                is_usual = lines[number] == "TRANSP:OPAQUE" and changed != more
                assert found.is_as_put == is_usual, lines[number]

    @given(mangled(st.just(PUT)))
    def test_whatever_a_server_has_is_read_or_refused(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        try:
            found = resource(data)
        except UnreadableResourceError:
            return
        assert resource(data) == found


def _spelled_anew(data: bytes, chance: random.Random) -> bytes:
    """Write an event as some other program would."""
    lines = unfolded(data)
    first, last = lines.index("BEGIN:VEVENT") + 1, len(lines) - 2
    alarms = next((n for n in range(first, last) if lines[n] == "BEGIN:VALARM"), last)
    own = [_with_quotes(line) for line in lines[first:alarms]]
    own += ["x-moz-generation:4", "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC"]
    chance.shuffle(own)
    text = "\n".join(_folded([*lines[:first], *own, *lines[alarms:]], chance))
    return f"{text}\n".encode()


def _with_quotes(line: str) -> str:
    name, colon, value = line.partition(":")
    name = name.replace("VALUE=DATE", "value=date")
    name = re.sub(r"^[A-Z-]+", lambda found: found[0].lower(), name)
    return re.sub(r";TZID=(.*)", r';tzid="\1"', name) + colon + value


def _folded(lines: list[str], chance: random.Random) -> list[str]:
    width = chance.randint(20, 74)
    return [
        "\n\t".join(line[n : n + width] for n in range(0, len(line), width))
        for line in lines
    ]
