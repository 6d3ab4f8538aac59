from __future__ import annotations

import re
from unicodedata import is_normalized

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careplan.audience import text

HOSTILE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\\\\]"
)
ANYTHING = st.text(
    st.characters(codec=None)
    | st.sampled_from("\r\n\x00\\,;:\u202e\u200d\ufeff\ud800\u0301 ")
)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (
            "Session\r\nATTENDEE:mailto:x@y.example",
            "Session ATTENDEE:mailto:x@y.example",
        ),
        ("  A\tB \n C\u2028D ", "A B C D"),
        ("\u202eevil\u202c\ufeff\x00\x1b[31m", "evil[31m"),
        ("and\\or \\n", "and/or /n"),
        ("Cafe\u0301", "Café"),
        ("👩\u200d👩\u200d👧 a, b; c: d", "👩\u200d👩\u200d👧 a, b; c: d"),
        ("lone \ud800 half", "lone half"),
    ],
)
def test_one_line_stays_one_line(dirty: str, clean: str) -> None:
    assert text.line(dirty) == clean


def test_paragraphs_keep_their_lines_and_lose_trailing_blanks() -> None:
    assert text.paragraphs("\n a  \r\n\r\n b\r c\x0b\u2029d \n\n") == "a\n\n b\n c\nd"


def test_what_is_too_long_is_cut_visibly() -> None:
    assert text.line("x" * 10_000) == "x" * 254 + "…"
    assert text.line("x" * 255) == "x" * 255
    assert text.paragraphs("y" * 3001) == "y" * 2999 + "…"
    assert text.line("a\u200db", limit=3) == "a\u200db"
    assert text.line("aa\u200db", limit=4) == "aa\u200db"
    assert text.line("aa\u200dbb", limit=4) == "aa…"


@given(ANYTHING)
@example("\\N")
@example("a" * 254 + "\u0301\u0301")
def test_clean_text_is_clean_and_stays_as_it_is(dirty: str) -> None:
    """RFC 5545 §3.3.11: NFC, no control, no bidi, limited."""
    for clean, limit in ((text.line, 255), (text.paragraphs, 3000)):
        once = clean(dirty)

        assert not HOSTILE.search(once)
        assert is_normalized("NFC", once)
        assert len(once) <= limit
        assert once == once.strip()
        assert clean(once) == once
    assert "\n" not in text.line(dirty)


@pytest.mark.parametrize(
    ("given_link", "clean"),
    [
        ("https://clinic.example/a17", "https://clinic.example/a17"),
        (
            " https://clinic.example/a,b;c?q=é#z%20 ",
            "https://clinic.example/a%2Cb%3Bc?q=%C3%A9#z%20",
        ),
        ("http://clinic.example/", None),
        ("https://me:word@clinic.example/", None),
        ("https:///nowhere", None),
        ("https://klinik-ü.example/", None),
        ("https://[broken/", None),
        ("https://clinic.example/a b", None),
        ("https://clinic.example/\r\nATTENDEE:x", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_link_is_plain_https_or_none(given_link: str, clean: str | None) -> None:
    assert text.link(given_link) == clean
