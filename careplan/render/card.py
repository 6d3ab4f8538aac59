"""The card: how a patient adds a calendar to the program they have, on one page.

It says nothing of anybody's care and nobody's name, so it may lie on a counter.  As a
page it needs nothing from anywhere: no script, no picture, no address to be fetched.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from careplan.model.enrolment import Client, Via
from careplan.render.columns import indented
from careplan.render.importing import CLIENTS, IMPORTING

_ITS_OWN = (
    "Keep it in a calendar of its own, and share that with nobody.",
    "Its reminders show on locked screens, watches and in cars.",
)
_NEWEST = (
    "Its description carries an issue number: of several files the one with the"
    " highest number is the newest. An older file brings old dates back."
)
_DOUBT = "If a date seems wrong, ask your team: what they tell you holds."


class Section(NamedTuple):
    """A heading and what stands under it, as steps or as single remarks."""

    heading: str
    said: tuple[str, ...]
    is_steps: bool = False


def title(client: Client) -> str:
    """Name the card."""
    if client is Client.ANY:
        return "How to add your calendar"
    return f"How to add your calendar to {CLIENTS[client]}"


def sections(client: Client, via: Via) -> tuple[Section, ...]:
    """List what the card says."""
    told = IMPORTING[client, via]
    once = "Subscribe to it" if via is Via.FEED else "Add it"
    newest = () if via is Via.FEED else (_NEWEST,)
    return (
        Section(once, told.first, is_steps=len(told.first) > 1),
        Section("When a date changes", (_sentence(told.later), *newest, _DOUBT)),
        Section("What to expect", told.keeps),
        Section("It is private", _ITS_OWN),
    )


def card_text(client: Client, via: Via) -> str:
    """Write the card for a terminal or an e-mail, 80 columns wide."""
    lines = [title(client)]
    for section in sections(client, via):
        lines += ["", section.heading]
        for number, sentence in enumerate(section.said, 1):
            mark = f"{number}. " if section.is_steps else "- "
            rest = " " * (len(mark) + 2)
            lines += indented(sentence, first=f"  {mark}", rest=rest)
    return "\n".join(lines) + "\n"


def card_page(client: Client, via: Via) -> str:
    """Write the card as a page of HTML that prints on one sheet."""
    body = "\n".join(map(_section, sections(client, via)))
    name = escape(title(client))
    return _PAGE.format(title=name, style=_STYLE, body=body)


def _section(section: Section) -> str:
    tag = "ol" if section.is_steps else "ul"
    items = "\n".join(f"<li>{escape(sentence)}</li>" for sentence in section.said)
    heading = escape(section.heading)
    return f"<section>\n<h2>{heading}</h2>\n<{tag}>\n{items}\n</{tag}>\n</section>"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""

_STYLE = """\
:root { color-scheme: light dark; --line: #4682b4; }
body {
  margin: 0;
  font: 1.05rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 {
  font-size: 1.05rem;
  margin: 1.75rem 0 0.5rem;
  padding-top: 0.75rem;
  border-top: 2px solid var(--line);
}
ol, ul { margin: 0; padding-left: 1.5rem; }
li { margin: 0.4rem 0; }
ul { list-style: square; }
li::marker { color: var(--line); font-weight: 600; }
@page { margin: 18mm; }
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section { break-inside: avoid; }
}"""
