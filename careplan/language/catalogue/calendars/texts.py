"""Codes of the texts and links of a calendar."""

from __future__ import annotations

from careplan.language.catalogue.code import Code
from careplan.model.diagnostic import Severity

TEXTS = (
    Code(
        code="ics-bad-escape",
        summary="a backslash in a text escapes nothing",
        explanation="`\\\\`, `\\;`, `\\,` and `\\n` are all there is (RFC 5545"
        " §3.3.11). Programs drop the backslash, keep it, or refuse the"
        " file.",
    ),
    Code(
        code="ics-unescaped",
        summary="a comma or semicolon of a text is not escaped",
        explanation="Programs cut the text there, or take it for several (RFC 5545"
        " §3.3.11).",
        wrong="SUMMARY:Breathe, walk, rest",
        right="SUMMARY:Breathe\\, walk\\, rest",
    ),
    Code(
        code="ics-backslash",
        severity=Severity.WARNING,
        summary="a text has a backslash before n, a comma or a semicolon",
        explanation="Four of twelve readers take it for an escape, though it is"
        " escaped itself. Keep backslashes out of texts.",
    ),
    Code(
        code="ics-long-text",
        severity=Severity.WARNING,
        summary="a text is longer than some programs take",
        explanation="Proton takes 255 characters of a title or place and 3,000 of a"
        " description, and others cut as well.",
    ),
    Code(
        code="ics-markup",
        severity=Severity.WARNING,
        summary="a text holds HTML",
        explanation="A text is plain (RFC 5545 §3.8.1.5): Thunderbird, Apple and"
        " GNOME show the tags. Of `X-ALT-DESC` reports contradict each"
        " other.",
    ),
    Code(
        code="ics-blank-text",
        severity=Severity.WARNING,
        summary="a text is empty, or ends in blanks",
        explanation="libical, which GNOME uses, and KDE strip it or make an error of"
        " it. Leave it out.",
    ),
    Code(
        code="ics-not-composed",
        severity=Severity.WARNING,
        summary="a text has letters and accents apart",
        explanation="It looks the same and is another text: a search does not find"
        " it, and some programs show two characters. Write Unicode's"
        " normal form C.",
    ),
    Code(
        code="ics-no-title",
        severity=Severity.WARNING,
        summary="an event has no title",
        explanation="Programs show it as `(no title)`, `New event` or not at all.",
    ),
    Code(
        code="ics-bad-link",
        summary="a link is none",
        explanation="`URL` is a URI (RFC 5545 §3.3.13), whole and without blanks, and"
        " no text: nothing in it is escaped.",
        wrong="URL:www.example.org/my letter",
        right="URL:https://www.example.org/my%20letter",
    ),
    Code(
        code="ics-doubtful-link",
        severity=Severity.WARNING,
        summary="a link is not plain https",
        explanation="Over http anybody on the way can read and change it, a user's"
        " name in it is everybody's, and Ruby's reader splits it at a"
        " comma or semicolon.",
    ),
    Code(
        code="ics-conference",
        severity=Severity.WARNING,
        summary="where to join stands in `CONFERENCE` alone",
        explanation="KDE reads it (RFC 7986 §5.11), and no other program is known to."
        " Say the link in the description or in the place as well.",
    ),
    Code(
        code="ics-styled-text",
        severity=Severity.WARNING,
        summary="a styled text does not go with a plain one as it should",
        explanation="No program is known to show `STYLED-DESCRIPTION`, so a plain "
        "`DESCRIPTION` stands beside it, and has `DERIVED=TRUE` if it was"
        " made from it (RFC 9073 §5.3, §6.5): a program must not change a"
        " text that is derived.",
    ),
    Code(
        code="ics-categories",
        severity=Severity.WARNING,
        summary="categories stand in two lines, or one has a comma",
        explanation="One Python reader refuses the second line, another one and KDE"
        " split at the comma. Health words in them leak.",
    ),
)
