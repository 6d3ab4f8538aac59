"""Texts and tables that need not be valid at all, yet come near enough to reach far."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.strategies import Table


@st.composite
def mangled(draw: st.DrawFn, texts_to_mangle: st.SearchStrategy[str]) -> str:
    """Draw a text near a valid one: cut, doubled, swapped, with foreign bits in it."""
    text = draw(texts_to_mangle)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        foreign = draw(st.sampled_from(FOREIGN) | st.text(max_size=8))
        change = draw(st.sampled_from(("cut", "double", "insert", "replace")))
        match change:
            case "cut":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "insert":
                text = text[:start] + foreign + text[start:]
            case _:
                text = text[:start] + foreign + text[end:]
    return text


FOREIGN = (
    "9" * 30,
    "-1",
    "0",
    "1e9",
    "nan",
    "[[",
    "]",
    "{",
    '"',
    "'",
    "\\u001b",
    "\x00",
    "\u202e",
    "\r\n",
    "=",
    "true",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "1000000000 days",
    "2 business days",
    "session[0]",
    "start + 1 month - 2 h",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
)


@st.composite
def wrong_tables(draw: st.DrawFn, known: st.SearchStrategy[str]) -> Table:
    """Draw a document whose keys are known and whose values are anything."""
    values = st.recursive(
        st.none().map(lambda _: "none")
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.dates()
        | st.times()
        | st.datetimes()
        | st.sampled_from(FOREIGN)
        | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(known | st.text(max_size=6), inner, max_size=5)
        ),
        max_leaves=14,
    )
    return draw(st.dictionaries(known, values, max_size=6))
