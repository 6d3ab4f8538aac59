"""Spans: the text under a value's span is that value, under a key's span that key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import toml_rs
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from careplan.language.spans import Span, Spans, index
from careplan.model.diagnostic import Part, Path, Place
from tests.language.toml_texts import documents

LAW = settings(derandomize=True, deadline=None, max_examples=150)

EVERYTHING = '''\
# a comment = [not a value]
title = "a \\u00e9 \\"b\\""
when = 2026-03-02 10:00:00  # with a blank
site . name."x y" = 'C:\\temp'

[activities.call]
on = [
  "mon", # ]
  "tue",
]
text = """
first \\
   second
third"""

[[phases]]
id = "one"
schedule = [{ activity = "call", at = { mon = 10:00:00 } }, { activity = "x" }]
[[phases.more]]
a = 1
[phases.more.deep]
b = 2
[[phases]]
id = "two"
'''


def place(*path: str | int, part: Part = Part.VALUE) -> Place:
    return Place(file="x.toml", path=path, part=part)


def under(text: str, span: Span) -> str:
    """Cut the characters of a span out of a text."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


def paths(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """List everything in a document that has a path."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from paths(one, (*path, number))


def read(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)  # noqa: FBT003 - Hypothesis' own way to draw again
        raise


def same(one: object, other: object) -> bool:
    """Compare as written, so that NaN is itself and 1 is not true."""
    return repr(one) == repr(other)


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        (("title",), Part.KEY, "title"),
        (("title",), Part.VALUE, '"a \\u00e9 \\"b\\""'),
        (("when",), Part.VALUE, "2026-03-02 10:00:00"),
        (("site",), Part.KEY, "site"),
        (("site", "name"), Part.KEY, "name"),
        (("site", "name", "x y"), Part.KEY, '"x y"'),
        (("site", "name", "x y"), Part.VALUE, "'C:\\temp'"),
        (("activities",), Part.KEY, "activities"),
        (("activities", "call"), Part.KEY, "call"),
        (("activities", "call"), Part.HEADER, "[activities.call]"),
        (("activities", "call"), Part.VALUE, "[activities.call]"),
        (("activities", "call", "on", 1), Part.VALUE, '"tue"'),
        (("activities", "call", "on", 1), Part.KEY, '"tue"'),
        (("activities", "call", "on", 1), Part.HEADER, '"tue"'),
        (("phases",), Part.KEY, "phases"),
        (("phases", 1), Part.HEADER, "[[phases]]"),
        (("phases", 1, "id"), Part.VALUE, '"two"'),
        (("phases", 0, "schedule", 1), Part.HEADER, '{ activity = "x" }'),
        (("phases", 0, "schedule", 0, "at", "mon"), Part.VALUE, "10:00:00"),
        (("phases", 0, "more", 0), Part.HEADER, "[[phases.more]]"),
        (("phases", 0, "more", 0, "deep", "b"), Part.VALUE, "2"),
    ],
)
def test_a_path_leads_to_its_characters(path: Path, part: Part, expected: str) -> None:
    for text in (EVERYTHING, EVERYTHING.replace("\n", "\r\n")):
        assert under(text, Spans(text).find(place(*path, part=part))) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("phases", 1, "length"), "[[phases]]"),
        (("activities", "call", "kind"), "[activities.call]"),
        (("phases", 0, "schedule", 1, "day"), '{ activity = "x" }'),
        (("title", 0), '"a \\u00e9 \\"b\\""'),
        (("nothing", "here"), ""),
        ((), ""),
    ],
)
def test_what_is_missing_leads_to_what_is_round_it(path: Path, expected: str) -> None:
    assert under(EVERYTHING, Spans(EVERYTHING).find(place(*path))) == expected


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ((1, 1), "#"),
        ((2, 9), '"'),
        ((1, 28), ""),
        ((25, 1), ""),
        ((99, 99), ""),
        ((2, 9_999), ""),
    ],
)
def test_a_position_selects_one_character(
    position: tuple[int, int], expected: str
) -> None:
    found = Spans(EVERYTHING).find(Place(file="x", position=position))
    assert under(EVERYTHING, found) == expected


def test_only_headers_make_what_is_not_inline() -> None:
    spans = Spans("[[a]]\n[b]\nc = [1]\n")
    assert not spans.is_inline(("a",))
    assert not spans.is_inline(("b",))
    assert spans.is_inline(("b", "c"))
    assert not spans.is_inline(("nothing",))


class TestWithin:
    """Characters of a value are found whatever they are written with."""

    @pytest.mark.parametrize(
        ("text", "within", "expected"),
        [
            ('a = "abc"', (1, 2), "b"),
            ("a = 'a\\c'", (1, 2), "\\"),
            (r'a = "\u0041\n\"x"', (0, 1), r"\u0041"),
            (r'a = "\u0041\n\"x"', (1, 3), r"\n\""),
            (r'a = "\U0001F600x"', (1, 2), "x"),
            ('a = """\nab"""', (0, 1), "a"),
            ('a = """\r\nab"""', (1, 2), "b"),
            ('a = """a\\\n   b"""', (1, 2), "b"),
            ("a = '''\nab'''", (0, 2), "ab"),
            ('a = """ab"c"""', (2, 4), '"c'),
            ('a = ""', (0, 1), ""),
            ('a = "ab"', (1, 99), "b"),
            ('a = "ab"', (5, 3), ""),
            ("a = 12345", (1, 3), "23"),
        ],
    )
    def test_characters(
        self, text: str, within: tuple[int, int], expected: str
    ) -> None:
        found = Spans(text).find(Place(file="x", path=("a",), within=within))
        assert under(text, found) == expected

    def test_characters_of_a_key(self) -> None:
        text = r'"a\u001bc" = 1'
        where = Place(file="x", path=("a\x1bc",), part=Part.KEY, within=(1, 2))
        assert under(text, Spans(text).find(where)) == r"\u001b"

    @LAW
    @given(documents())
    @example('a = """.\\\n   """')
    def test_every_character_of_every_text(self, text: str) -> None:
        document = read(text)
        spans = Spans(text)
        for path, value in paths(document):
            for number, character in enumerate(value if isinstance(value, str) else ""):
                where = Place(file="x", path=path, within=(number, number + 1))
                written = under(text, spans.find(where))
                if len(written) > 1 and written != "\r\n":
                    # Behind a character a line may be broken by a backslash.
                    written = tomllib.loads(f'a = """{written}"""')["a"]
                assert written.replace("\r\n", "\n") == character


class TestLaws:
    """What holds for every document tomllib accepts."""

    @LAW
    @given(documents())
    @example('a = """\n"""\nb.c = [[], {}]')
    @example("[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 1")
    @example("[a.b]\n[a]\nc = 1")
    def test_a_value_reads_back(self, text: str) -> None:
        spans = Spans(text)
        for path, value in paths(read(text)):
            written = under(text, spans.find(place(*path)))
            if spans.is_inline(path) and not written_as_key(text, spans, path):
                assert same(tomllib.loads(f"a = {written}")["a"], value)
            elif not spans.is_inline(path):
                assert written.startswith("[")
                assert written.endswith("]")

    @LAW
    @given(documents())
    def test_a_key_reads_back(self, text: str) -> None:
        spans = Spans(text)
        for path, _ in paths(read(text)):
            if isinstance(path[-1], str):
                written = under(text, spans.find(place(*path, part=Part.KEY)))
                assert tomllib.loads(f"{written} = 1") == {path[-1]: 1}

    @LAW
    @given(documents())
    def test_another_parser_finds_values_in_the_same_places(self, text: str) -> None:
        document = read(text)
        try:
            theirs = toml_rs.load_with_metadata(text, toml_version="1.0.0")
        except toml_rs.TOMLDecodeError:
            return
        spans = Spans(text)
        for path, value in paths(document):
            if any(isinstance(step, int) for step in path) or isinstance(value, dict):
                continue
            node: dict[str, Any] = dict(theirs.meta["nodes"])
            for step in path:
                node = node.get(str(step), {})
            if isinstance(node.get("value_line"), int) and spans.is_inline(path):
                found = spans.find(place(*path))
                assert node["value_raw"] == under(text, found)
                assert node["value_line"] == found.line

    @LAW
    @given(st.text(alphabet="[]{}\"'=.,#\\\r\n au0", max_size=60))
    @example('"\\UFFFFFFFF" = 1')
    @example("[[[")
    def test_any_text_is_indexed_without_an_error(self, text: str) -> None:
        for mark in index(text).values():
            assert 0 <= mark.value[0] <= mark.value[1] <= len(text)


def written_as_key(text: str, spans: Spans, path: Path) -> bool:
    """Say whether a table exists only by the dots of a key, so it has no value."""
    key = spans.find(place(*path, part=Part.KEY))
    return under(text, key) == under(text, spans.find(place(*path))) and not isinstance(
        path[-1], int
    )
