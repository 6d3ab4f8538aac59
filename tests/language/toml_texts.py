"""Hypothesis strategies: TOML documents in every spelling the language of TOML has.

Texts are written by hand from the pieces, so that quotes, escapes, comments, line ends
and nesting vary in ways no library would write.
"""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = st.text("abcz019_-", min_size=1, max_size=4)
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\u0085"
)
WORDS = st.text(CHARACTERS, max_size=6)
ESCAPES = st.sampled_from([r"\n", r"\t", r"\"", r"\\", r"\u00e9", r"\U0001F600"])
BLANKS = st.sampled_from(["", " ", "  ", "\t"])
SCALARS = st.sampled_from(
    """
    0 -17 +3 1_000 0xff 1.5 -2e3 inf true false 2026-03-02 10:00:00
    2026-03-02T10:00:00 2026-03-02T10:00:00Z
    """.split()
) | st.just("2026-03-02 10:00:00")


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


BASIC = st.lists(WORDS.map(_escaped) | ESCAPES, max_size=4).map("".join)
QUOTED = BASIC.map('"{}"'.format)
LITERAL = WORDS.filter(lambda word: "'" not in word).map("'{}'".format)
LINES = st.lists(
    BASIC | st.sampled_from(['"', '""', "\\\n   ", "\n", "#", "[x]\n"]), max_size=5
)
MANY_LINES = LINES.map(lambda parts: '"""' + _apart(parts) + '"""')
MANY_LITERAL = st.lists(
    WORDS.filter(lambda word: "'" not in word) | st.sampled_from(["'", "\n", "\\"]),
    max_size=5,
).map(lambda parts: "'''" + "x".join(parts) + "'''")
TEXTS = QUOTED | LITERAL | MANY_LINES | MANY_LITERAL
KEYS = NAMES | QUOTED | LITERAL


def _apart(parts: list[str]) -> str:
    """Join so that quotes never make three and no backslash joins a letter."""
    return ".".join(parts)


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    items = draw(st.lists(inner, max_size=3))
    between = draw(st.sampled_from([", ", ",", " ,\n  # a comment ] }\n  ", "\n,\n"]))
    tail = draw(st.sampled_from(["", " ", "\n"] + [", "] * bool(items)))
    return f"[{draw(BLANKS)}{between.join(items)}{tail}]"


@st.composite
def inline_tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    pairs = [
        f"k{number}{draw(BLANKS)}={draw(BLANKS)}{draw(inner)}"
        for number in range(draw(st.integers(0, 3)))
    ]
    return "{" + ", ".join(pairs) + draw(BLANKS) + "}"


VALUES = st.recursive(
    SCALARS | TEXTS, lambda inner: arrays(inner) | inline_tables(inner), max_leaves=6
)


@st.composite
def pairs(draw: st.DrawFn) -> str:
    """Write a key, perhaps of several parts, and its value."""
    dot = draw(BLANKS) + "." + draw(BLANKS)
    key = dot.join(draw(st.lists(KEYS, min_size=1, max_size=3)))
    comment = draw(st.sampled_from(["", " # = [", "\t#"]))
    return f"{draw(BLANKS)}{key}{draw(BLANKS)}={draw(BLANKS)}{draw(VALUES)}{comment}"


@st.composite
def headers(draw: st.DrawFn) -> str:
    """Write `[a.b]` or `[[a.b]]`."""
    dot = draw(BLANKS) + "." + draw(BLANKS)
    key = dot.join(draw(st.lists(KEYS, min_size=1, max_size=3)))
    if draw(st.booleans()):
        return f"[[{draw(BLANKS)}{key}{draw(BLANKS)}]]"
    return f"[{draw(BLANKS)}{key}{draw(BLANKS)}] # ]"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Write lines that are TOML each by itself; together they may contradict."""
    lines = draw(st.lists(pairs() | headers() | st.just("# a comment"), max_size=7))
    text = "\n".join(lines)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text
