"""What holds for every text: a program, or diagnostics that point into it."""

from __future__ import annotations

from datetime import date
from itertools import chain

import tomli_w
from hypothesis import event, example, given
from hypothesis import strategies as st

from careplan.language.catalogue import CODES
from careplan.language.checks import check_program
from careplan.language.decode import (
    decode_cases,
    decode_enrolment,
    decode_program,
    decode_site,
)
from careplan.language.source import Source, read_source
from careplan.language.spans import Spans
from careplan.model.diagnostic import Diagnostic, has_errors
from careplan.schedule.compile import compile_schedule
from tests.laws.mangling import mangled, wrong_tables
from tests.pipeline import bare_enrolment, no_holidays
from tests.strategies import Plan, Table, plans

NAME = "program.toml"

# Words that mean something somewhere: wrong values for right keys reach furthest.
KNOWN = st.sampled_from(
    """
    program id version status title private_terms roles activities phases schedule
    activity kind duration at with min_gap choose reminders results offset day days on
    every first taper count until weeks rrule from each which window open align except
    if_closed counted_from not_before not_after labels clock repeat length anchors
    decisions after question options choices start timezone site person team facts
    calendars ledger closed holidays hours case dates name source
    """.split()
)

DECODERS = (decode_program, decode_enrolment, decode_site, decode_cases)


def assert_well_said(text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Every diagnostic has a known code, says something, and points into the text."""
    spans, lines = Spans(text), text.split("\n")
    for found in diagnostics:
        assert found.code in CODES
        assert found.message
        labels = [found.primary, *found.related] if found.primary else found.related
        for label in labels:
            span = spans.find(label.place)
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)


class TestTotality:
    """Reading never raises: any text gives a value, or says what is wrong with it."""

    @given(st.text(max_size=200))
    @example("[" * 3000)
    @example("a = " + "[" * 3000)
    @example("a = " + "9" * 5000)
    @example(".".join("a" * 20_000) + " = 1")
    @example("a = 0x" + "f" * 5000)
    @example("[program]\nid = '\x1b'")
    @example("\r")
    def test_any_text(self, text: str) -> None:
        for decode in DECODERS:
            value, diagnostics = decode(Source(name=NAME, text=text))
            assert (value is None) == has_errors(diagnostics) or value is not None
            assert value is not None or has_errors(diagnostics)
            assert_well_said(text, diagnostics)

    @given(st.binary(max_size=200))
    @example(b"\xff\xfe[\x00")
    @example(b"\xef\xbb\xbf[program]")
    @example(b"a" * 1_000_001)
    def test_any_bytes(self, data: bytes) -> None:
        source, diagnostics = read_source(NAME, data)
        assert (source is None) == has_errors(diagnostics)

    @given(wrong_tables(KNOWN))
    def test_known_keys_with_any_value(self, document: Table) -> None:
        text = tomli_w.dumps(document)
        for decode in DECODERS:
            value, diagnostics = decode(Source(name=NAME, text=text))
            assert value is not None or has_errors(diagnostics)
            assert_well_said(text, diagnostics)

    @given(mangled(plans().map(lambda plan: plan.text)))
    def test_texts_near_a_valid_one(self, text: str) -> None:
        """What can be read is checked, what passes the checks is scheduled."""
        program, diagnostics = decode_program(Source(name=NAME, text=text))
        assert program is not None or has_errors(diagnostics)
        assert_well_said(text, diagnostics)
        if program is None or has_errors(diagnostics):
            event("not a program")
            return
        found = check_program(program)
        assert_well_said(text, found)
        if has_errors(found):
            event("a program that cannot be scheduled")
            return
        event("a program")
        enrolment = bare_enrolment(date(2026, 3, 2), "Europe/London")
        _, complaints = compile_schedule(
            program, enrolment, site=None, holidays=no_holidays
        )
        assert_well_said(text, complaints)


class TestValidPrograms:
    """A program that is right is read without a word."""

    @given(plans())
    def test_nothing_is_wrong_with_it(self, plan: Plan) -> None:
        program, diagnostics = decode_program(Source(name=NAME, text=plan.text))
        assert program is not None
        found = chain(diagnostics, check_program(program))
        assert [each for each in found if each.severity == "error"] == []

    @given(plans())
    def test_it_is_read_the_same_twice(self, plan: Plan) -> None:
        first = decode_program(Source(name=NAME, text=plan.text))
        assert decode_program(Source(name=NAME, text=plan.text)) == first

    @given(plans())
    def test_the_line_ends_of_windows_mean_the_same(self, plan: Plan) -> None:
        unix, _ = decode_program(Source(name=NAME, text=plan.text))
        windows, _ = decode_program(
            Source(name=NAME, text=plan.text.replace("\n", "\r\n"))
        )
        assert windows == unix
