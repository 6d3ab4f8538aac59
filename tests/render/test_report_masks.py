"""In documents about a person a report shows keys and no values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.render.mask import DOT, masked
from careplan.render.report import report

MASKED = [
    ('name = "Jane"', "name = ••••••"),
    ("start = 2026-03-02 10:00", "start = •••••••••• •••••"),
    ("# born 1960", "• •••• ••••"),
    ("on = true # since May", "on = •••• • ••••• •••"),
    ("[person]", "[person]"),
    ("[[ledger]] # first", "[[ledger]] • •••••"),
    ('[choices."taper/session"]', '[choices."taper/session"]'),
    ('a.b = "c"', "a.b = •••"),
    ('"a b" = 1', '"a b" = •'),
    ('away = [{ from = 1, to = "x" }]', "away = [{ from = •, to = ••• }]"),
    ('team = { a = { name = "x" }, b = 2 }', "team = { a = { name = ••• }, b = • }"),
    ('on = [\n  "mon", # why\n  "thu",\n]', "on = [\n  •••••, • •••\n  •••••,\n]"),
    (
        'note = """\n[x]\nname = 1\n"""\nid = 1',
        "note = •••\n•••\n•••• • •\n•••\nid = •",
    ),
    ("note = '''a\nb = 1'''", "note = ••••\n• • ••••"),
    ('["Jane"]', "[••••••]"),
    ('name = "Jane\nid = 1', "name = •••••\nid = •"),
    ("away = [1\nname = 2", "away = [•\n•••• • •"),
    ("name = Jane = 3", "name = •••• • •"),
    ("x = 1\r\ny = 2\r\n", "x = •\r\ny = •\r\n"),
    ("] }\na = 1", "] }\na = •"),
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_values_and_comments_become_dots(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(alphabet="ab=\"'[]{},.# \n\r\t\\1", max_size=60))
def test_masking_keeps_lines_and_columns(text: str) -> None:
    """Whatever the text, each character stays or becomes one dot."""
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(new in (old, DOT) for old, new in zip(text, shown, strict=True))


@given(st.text(alphabet="abc xyz", min_size=1))
def test_no_word_of_a_text_is_shown(words: str) -> None:
    assert masked(f'name = "{words}"') == "name = " + "".join(
        " " if each == " " else DOT for each in f'"{words}"'
    )


def test_only_the_documents_named_are_masked() -> None:
    texts = {"a17.toml": 'name = "Jane"\n', "plan.toml": 'title = "Knee"\n'}
    found = Diagnostic(
        code="x",
        message="x",
        primary=Label(place=Place(file="a17.toml", path=("name",))),
        related=(Label(place=Place(file="plan.toml", path=("title",))),),
    )
    assert report((found,), texts, masked=frozenset({"a17.toml"})) == (
        """\
error[x]: x
 --> a17.toml:1:8
  |
1 | name = ••••••
  |        ^^^^^^
  |
 ::: plan.toml:1:9
  |
1 | title = "Knee"
  |         ------

1 error in a17.toml
"""
    )
