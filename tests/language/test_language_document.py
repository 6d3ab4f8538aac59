"""Documents: whatever the bytes are, a table or one place that says what is wrong."""

from __future__ import annotations

import time

import pytest

from careplan.language.document import parse
from careplan.language.source import Source, read_source
from careplan.language.spans import Spans
from careplan.model.diagnostic import Diagnostic

# What these would take without the guards is minutes.
MOST_SECONDS = 20.0


def only(found: tuple[Diagnostic, ...]) -> Diagnostic:
    assert len(found) == 1
    return found[0]


def refused(text: str) -> tuple[str, str, tuple[int, int]]:
    """Parse a text that is refused; give code, message, and line and column."""
    data, found = parse(Source(name="x.toml", text=text))
    assert data is None
    one = only(found)
    assert one.primary is not None
    span = Spans(text).find(one.primary.place)
    return one.code, one.message, (span.line, span.column)


class TestSource:
    def test_text_is_text(self) -> None:
        source, found = read_source("x.toml", "a = 'é'\r\n".encode())
        assert source == Source(name="x.toml", text="a = 'é'\r\n")
        assert source.lines() == ("a = 'é'", "")
        assert found == ()

    def test_a_leading_byte_order_mark_is_dropped(self) -> None:
        source, _ = read_source("x.toml", b"\xef\xbb\xbfa = 1")
        assert source is not None
        assert source.text == "a = 1"

    @pytest.mark.parametrize(
        ("data", "position", "advice"),
        [
            (b"a = 1\n# caf\xe9", (2, 6), "save it as UTF-8"),
            (b"\xff\xfea\x00", (1, 1), "it looks like UTF-16; save it as UTF-8"),
            (b"\xef\xbb\xbfab\xff", (1, 3), "save it as UTF-8"),
        ],
    )
    def test_other_bytes_are_pointed_at(
        self, data: bytes, position: tuple[int, int], advice: str
    ) -> None:
        source, found = read_source("x.toml", data)
        assert source is None
        one = only(found)
        assert one.code == "not-utf8"
        assert one.primary is not None
        assert one.primary.place.position == position
        assert one.help == (advice,)

    def test_a_megabyte_is_the_most(self) -> None:
        assert read_source("x.toml", b"#" * 1_000_000)[0] is not None
        source, found = read_source("x.toml", b"#" * 1_000_001)
        assert source is None
        assert only(found).code == "too-large"


class TestSyntax:
    @pytest.mark.parametrize(
        ("text", "message", "position"),
        [
            ("a 1", "a key needs `=` and a value after it", (1, 3)),
            ("a = 1 2", "a line holds one key and its value", (1, 7)),
            ("a = b", "this is no value", (1, 5)),
            ("a = [1\nb = 2", "this list is not closed", (2, 1)),
            ("a = {b = 1", "this table is not closed", (1, 11)),
            ('a = "x\nb = 1', "this text is not closed on its line", (1, 7)),
            ('a = """x', "this text is not closed", (1, 9)),
            ("a = '''x", "this text is not closed", (1, 9)),
            ("a = 'x", "this text is not closed", (1, 7)),
            ("[a", "a table's name ends with `]`", (1, 3)),
            ("[[a]", "the name of an entry ends with `]]`", (1, 4)),
            ("= 1", "a line begins with a key or with `[`", (1, 1)),
            ("a. = 1", "a key is missing or needs quotes", (1, 4)),
            ("a = 1\na = 2", "this key has a value already", (2, 6)),
            ("a = {b = 1, b = 2}", "this key has a value already", (1, 18)),
            ("[a]\n[a]", "this table stands in the file twice", (2, 3)),
            ("a.b = 1\n[a]", "this table stands in the file twice", (2, 3)),
            ("a = {}\n[a.b]", "this table stands in the file twice", (2, 5)),
            ("[a]\n[b]\na.c = 1\n[b.a]", "this table stands in the file twice", (4, 5)),
            ("a = 2026-02-30", "this date or time is not in the calendar", (1, 5)),
            ("a = 0000-01-01", "this date or time is not in the calendar", (1, 5)),
            (r'a = "\q"', "a backslash needs a letter TOML knows", (1, 8)),
            (r'a = "\ud800"', "there is no character of this number", (1, 12)),
            (
                r'a = "\u12"',
                "a character's number has four or eight hexadecimal digits",
                (1, 8),
            ),
        ],
    )
    def test_what_is_wrong_is_said_in_our_words(
        self, text: str, message: str, position: tuple[int, int]
    ) -> None:
        assert refused(text) == ("syntax", message, position)

    def test_windows_line_ends_are_counted_alike(self) -> None:
        assert refused("x = 1\r\na 1") == refused("x = 1\na 1")

    @pytest.mark.parametrize(
        ("text", "message", "position"),
        [
            ("a = 1\n\x00", "a NUL character may not stand here", (2, 1)),
            ('a = "\x1b[31m"', "an escape character may not stand here", (1, 6)),
            ("# \x07", "a control character (U+0007) may not stand here", (1, 3)),
        ],
    )
    def test_a_raw_control_character_is_named(
        self, text: str, message: str, position: tuple[int, int]
    ) -> None:
        assert refused(text) == ("control-character", message, position)


class TestHostileTexts:
    """Texts that tomllib answers with another error than its own, or much later."""

    @pytest.mark.parametrize(
        ("text", "code", "position"),
        [
            ("a = " + "[" * 3000 + "]" * 3000, "too-deep", (1, 37)),
            ("a = " + "[" * 200 + "]" * 200, "too-deep", (1, 37)),
            ("a = " + "{a=" * 3000, "too-deep", (1, 101)),
            ("a" + ".a" * 20_000 + " = 1", "too-deep", (1, 65)),
            ("[" + "a" + ".a" * 20_000 + "]", "too-deep", (1, 66)),
            ("a = 1\nb = " + "1" * 5000, "bad-number", (2, 5)),
            ("a = 0x" + "f" * 5000, "bad-number", (1, 5)),
            ("a = 9223372036854775808", "bad-number", (1, 5)),
        ],
    )
    def test_they_are_refused_at_their_place(
        self, text: str, code: str, position: tuple[int, int]
    ) -> None:
        found = refused(text)
        assert (found[0], found[2]) == (code, position)

    @pytest.mark.parametrize(
        "text",
        [
            "a = '" + "a." * 400_000 + "'",
            "a = '" + "." * 900_000 + "'",
            'a = "' + r"\n" * 400_000 + '"',
            "'" * 999_999,
            'a="""' + "\\" * 900_000,
            "\n".join(f"k{number} = 1" for number in range(80_000)),
        ],
    )
    def test_a_whole_megabyte_takes_no_more_than_moments(self, text: str) -> None:
        began = time.perf_counter()
        parse(Source(name="x.toml", text=text))
        assert time.perf_counter() - began < MOST_SECONDS

    def test_sentences_with_many_full_stops_are_not_deep(self) -> None:
        text = f'a = "{"Rest. " * 40}"\nb.c = """\n{"x.y " * 40}\n"""'
        assert parse(Source(name="x.toml", text=text))[0] is not None

    def test_thirty_two_levels_are_enough_and_allowed(self) -> None:
        text = "a = " + "[" * 32 + "]" * 32
        assert parse(Source(name="x.toml", text=text))[0] is not None


class TestCharacters:
    @pytest.mark.parametrize(
        ("written", "named"),
        [
            (r"\u0000", "a NUL character"),
            (r"\u001b", "an escape character"),
            (r"\r\n", "a carriage return"),
            (r"\u007f", "a delete character"),
            (r"\u0085", "a control character (U+0085)"),
            (r"\u202e", "a directional control (U+202E)"),
            ("\u2066", "a directional control (U+2066)"),
            (r"\u2028", "a line separator"),
            ("\u2029", "a paragraph separator"),
            (r"\ufeff", "a byte order mark"),
        ],
    )
    def test_it_is_found_in_any_value_and_key(self, written: str, named: str) -> None:
        text = f'a = [{{ b = "x{written}" }}]\n"k{written}" = 1'
        data, found = parse(Source(name="x.toml", text=text))
        assert data is not None
        assert [one.code for one in found] == ["control-character"] * 2
        assert [one.message for one in found] == [
            f"`b` holds {named}",
            f"this key holds {named}",
        ]
        spans = Spans(text)
        starts = [spans.find(one.primary.place).column for one in found if one.primary]
        assert starts == [14, 3]

    @pytest.mark.parametrize(
        "free", [r"\n", r"\t", "é", "👩\u200d👧", "\u200f", "\u00a0"]
    )
    def test_what_names_and_texts_need_is_free(self, free: str) -> None:
        data, found = parse(Source(name="x.toml", text=f'a = "x{free}"'))
        assert data is not None
        assert found == ()
