"""Documents: from text to what TOML says, and nothing TOML itself cannot answer for.

`tomllib` decides what is TOML.  Around it stand guards, because it answers some texts
with other errors than its own, or only after seconds: nesting and dotted keys beyond
any document of this language, whole numbers of thousands of digits.
"""

from __future__ import annotations

import re
import tomllib

from careplan.language.characters import (
    FREE_IN_TEXTS,
    described,
    first_forbidden,
    is_forbidden,
)
from careplan.language.findings import Findings, Spot, TooManyError
from careplan.language.source import Source
from careplan.language.tokens import pieces
from careplan.model.diagnostic import Diagnostic, Label, Part, Place

DEEPEST = 32
LARGEST = 2**63
TOO_DEEP = f"this is nested deeper than {DEEPEST} levels"

Document = dict[str, object]
Parsed = tuple[Document | None, tuple[Diagnostic, ...]]

# What tomllib says, in the words of this house; the first pattern that fits.
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (r"Cannot declare .* twice", "this table stands in the file twice", ""),
    (r"Cannot overwrite a value", "this key has a value already", ""),
    (r"Duplicate inline table key", "this key has a value already", ""),
    (r"Cannot mutate", "this table is complete and cannot be added to", ""),
    (r"Cannot redefine", "this table is complete and cannot be added to", ""),
    (r"Expected '='", "a key needs `=` and a value after it", ""),
    (r"Expected newline", "a line holds one key and its value", ""),
    (r"Expected ']'", "a table's name ends with `]`", ""),
    (r"Expected ']]'", "the name of an entry ends with `]]`", ""),
    (r"Invalid statement", "a line begins with a key or with `[`", ""),
    (r"Invalid initial character", "a key is missing or needs quotes", ""),
    (r"Unclosed array", "this list is not closed", "add `,` or `]`"),
    (r"Unclosed inline table", "this table is not closed", "add `,` or `}`"),
    (r"Unterminated string", "this text is not closed", "add the closing quotes"),
    (r"Expected '", "this text is not closed", "add the closing quotes"),
    (r"Expected \"", "this text is not closed", "add the closing quotes"),
    (r"Unescaped", "a backslash needs a letter TOML knows", "write `\\\\` for one"),
    (r"Invalid hex", "a character's number has four or eight hexadecimal digits", ""),
    (r"Escaped character", "there is no character of this number", ""),
    (r"Found invalid|Illegal", "this text is not closed on its line", ""),
    (r"Invalid date", "this date or time is not in the calendar", ""),
    (r"Invalid value", "this is no value", "texts stand in quotes"),
)
# A time to the minute, perhaps with its date: TOML 1.0 wants the seconds.
_SHORT_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{1,2}:[0-9]{2}(?!:)")
_NO_SECONDS = "a time without quotes needs its seconds"
_WITH_SECONDS = "write the seconds: `2026-03-02T15:00:00`"
_QUOTED = 'put the time in quotes: `"09:30"`'
_POSITION = r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)"


def parse(source: Source) -> Parsed:
    """Read a document; None with the reason where its meaning is gone.

    A text with control characters is still read, so that everything else wrong with
    it is said as well.
    """
    too_deep = _dotted_too_deep(source.text)
    if too_deep is not None:
        return None, (_too_deep(source, too_deep),)
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax(source, str(error)),)
    except RecursionError:
        return None, (_too_deep(source, _brackets_too_deep(source.text)),)
    except ValueError:
        # Python refuses to read thousands of digits; the only other ValueError.
        return None, (_too_long_number(source),)
    return _sound(source, data)


def _sound(source: Source, data: Document) -> Parsed:
    """Look through everything TOML read for what must not go further."""
    findings = Findings(source.name)
    try:
        _table(data, Spot(findings, (), "the document"))
    except _FatalError as error:
        return None, (error.diagnostic,)
    except TooManyError:
        return None, findings.all()
    return data, findings.all()


class _FatalError(ValueError):
    """The document cannot be read any further; carries the diagnostic."""

    def __init__(self, code: str, message: str, spot: Spot) -> None:
        super().__init__(code)
        label = Label(place=spot.place())
        self.diagnostic = Diagnostic(code=code, message=message, primary=label)


def _table(data: Document, spot: Spot) -> None:
    for key, value in data.items():
        _text(key, spot.under(key), "this key", Part.KEY)
        _value(value, spot.under(key))


def _value(value: object, spot: Spot) -> None:
    match value:
        case str():
            _text(value, spot, spot.name, Part.VALUE)
        case bool():
            pass
        case int() if not -LARGEST <= value < LARGEST:
            message = f"{spot.name} is a number too large for TOML"
            raise _FatalError("bad-number", message, spot)
        case dict() | list() if len(spot.path) > DEEPEST:
            raise _FatalError("too-deep", TOO_DEEP, spot)
        case dict():
            _table(value, spot)
        case list():
            for index, item in enumerate(value):
                _value(item, spot.entry(index))
        case _:
            pass


def _text(text: str, spot: Spot, name: str, part: Part) -> None:
    index = first_forbidden(text)
    if index is not None:
        spot.error(
            "control-character",
            f"{name} holds {described(text[index])}",
            part=part,
            within=(index, index + 1),
        )


def _syntax(source: Source, told: str) -> Diagnostic:
    """Say in our words what tomllib found; on 3.11 its place is in its message."""
    found = re.fullmatch(_POSITION, told, re.DOTALL)
    what = told if found is None else found[1]
    if found is None or found[2] is None:
        position = _end(source.text)
    else:
        position = (int(found[2]), int(found[3]))
    control = _control_at(source, position)
    if control:
        return _at(
            source, "control-character", f"{control} may not stand here", position
        )
    advice = _without_seconds(source.text, position)
    if advice:
        return _at(source, "syntax", _NO_SECONDS, position, (advice,))
    for pattern, sentence, advice in _SENTENCES:
        if re.match(pattern, what):
            help_ = (advice,) if advice else ()
            return _at(source, "syntax", sentence, position, help_)
    return _at(source, "syntax", "this is not TOML", position)


def _without_seconds(text: str, position: tuple[int, int]) -> str:
    """Say how a time is written, if reading stopped in one without seconds.

    The example is a fixed one: what somebody's plan says is not repeated.
    """
    line, column = position
    for found in _SHORT_TIME.finditer(text.split("\n")[line - 1]):
        if found.start() < column - 1 <= found.end():
            return _WITH_SECONDS if found[1] else _QUOTED
    return ""


def _control_at(source: Source, position: tuple[int, int]) -> str:
    """Name the control character TOML stopped at, if it was one."""
    line, column = position
    character = source.text.split("\n")[line - 1][column - 1 : column]
    if not character or character in FREE_IN_TEXTS or not is_forbidden(character):
        return ""
    return described(character)


def _dotted_too_deep(text: str) -> tuple[int, int] | None:
    """Find a dotted key of too many parts, over which tomllib takes seconds.

    A look at each line first: hardly any has so many dots, and a key has one line.
    """
    if all(line.count(".") < DEEPEST for line in text.split("\n")):
        return None
    parts, after_dot = 0, False
    for piece in pieces(text):
        word = piece[0]
        if word == ".":
            after_dot = True
        elif word not in " \t":
            parts = parts + 1 if after_dot else 1
            after_dot = False
        if parts > DEEPEST:
            return _position(text, piece.start())
    return None


def _brackets_too_deep(text: str) -> tuple[int, int]:
    depth = 0
    for piece in pieces(text):
        if piece[0] in {"[", "{"}:
            depth += 1
        elif piece[0] in {"]", "}"}:
            depth -= 1
        if depth > DEEPEST:
            return _position(text, piece.start())
    return _end(text)


def _too_deep(source: Source, position: tuple[int, int]) -> Diagnostic:
    return _at(source, "too-deep", TOO_DEEP, position)


def _too_long_number(source: Source) -> Diagnostic:
    longest = max(re.finditer(r"[0-9_]++", source.text), key=_length, default=None)
    position = _position(source.text, longest.start() if longest else 0)
    return _at(source, "bad-number", "this number is too large for TOML", position)


def _length(found: re.Match[str]) -> int:
    return len(found[0])


def _at(
    source: Source,
    code: str,
    message: str,
    position: tuple[int, int],
    help_: tuple[str, ...] = (),
) -> Diagnostic:
    return Diagnostic(
        code=code,
        message=message,
        primary=Label(place=Place(file=source.name, position=position)),
        help=help_,
    )


def _end(text: str) -> tuple[int, int]:
    return _position(text, len(text))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
