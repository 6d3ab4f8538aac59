"""The versions of a program that a plan went by, each read where it lies today.

The dates of a plan follow from all of them, so every one stays readable: what a file
held until it was changed in its place lies elsewhere, and the entry that amends the
plan says where.  None is believed without the hash that was written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from careplan import files
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import Enrolment
from careplan.model.ledger import Amend, Entry
from careplan.model.program import Program
from careplan.model.value import dataclass
from careplan.schedule.ledger.undoing import standing
from careplan.workspace.documents import Loaded, load
from careplan.workspace.found import Found, found
from careplan.workspace.programs import read_program

FIRST = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The programs of a plan by the number of the entry each came with.

    The one it began with has number 0; `current` is the number of the one in force.
    """

    programs: Mapping[int, Program]
    current: int

    @property
    def amendments(self) -> Mapping[int, Program]:
        """Give all but the one it began with."""
        return {n: one for n, one in self.programs.items() if n != FIRST}


class Text(NamedTuple):
    """Where a version lies, which key says so, and what was written down of it.

    `pinned` is the key that holds the hash; `is_elsewhere` says that the file had to
    be named anew.
    """

    path: str
    place: Place
    pinned: Place
    sha256: str | None
    version: str
    is_elsewhere: bool = False


def in_force(ledger: tuple[Entry, ...]) -> Entry | None:
    """Find the amendment that counts after these entries; None before the first."""
    kept, _ = standing(ledger)
    amended = (entry for entry in reversed(kept) if isinstance(entry.act, Amend))
    return next(amended, None)


def text_in_force(enrolment: Enrolment) -> Text:
    """Say which text the plan goes by now."""
    current = in_force(enrolment.ledger)
    return texts_of(enrolment)[FIRST if current is None else current.number]


def texts_of(enrolment: Enrolment) -> dict[int, Text]:
    """Say where every version lies; the last word on that holds."""
    texts = {FIRST: _first(enrolment)}
    for number, entry in enumerate(enrolment.ledger):
        if not isinstance(entry.act, Amend):
            continue
        if entry.act.was is not None:
            until = in_force(enrolment.ledger[:number])
            former = FIRST if until is None else until.number
            place = _key(entry, "was")
            moved = texts[former]._replace(path=entry.act.was, place=place)
            texts[former] = moved._replace(is_elsewhere=True)
        texts[entry.number] = Text(
            path=entry.act.program,
            place=_key(entry, "program"),
            pinned=_key(entry, "sha256"),
            sha256=entry.act.sha256,
            version=entry.act.version,
        )
    return texts


def versions_of(
    loaded: Loaded, enrolment: Enrolment, was: str | None
) -> tuple[Versions | None, Found]:
    """Read all versions; `was` names the one in force if it is not where it should be.

    One that an undone entry brought may be gone: no date rests on it.
    """
    kept, _ = standing(enrolment.ledger)
    counting = {FIRST, *(one.number for one in kept if isinstance(one.act, Amend))}
    current = max(counting)
    programs, result = {}, Found()
    texts = texts_of(enrolment)
    for number, text in texts.items():
        instead = was if number == current else None
        program, trouble = _read(loaded, text, instead)
        if number not in counting and trouble.has_errors:
            continue
        result += trouble if number == current else replace(trouble, doubts=())
        if program is not None:
            programs[number] = program
    if counting - programs.keys():
        return None, result
    result += found(*_no_versions(texts, kept, programs))
    return Versions(programs=programs, current=current), result


def entries_by_version(
    ledger: tuple[Entry, ...], versions: Versions
) -> dict[int, tuple[Entry, ...]]:
    """Put every entry to the version that it was written for."""
    kept, _ = standing(ledger)
    counting = {one.number for one in kept if isinstance(one.act, Amend)}
    found: dict[int, tuple[Entry, ...]] = dict.fromkeys(versions.programs, ())
    number = FIRST
    for entry in ledger:
        if entry.number in counting:
            number = entry.number
        found[number] = (*found[number], entry)
    return found


def _first(enrolment: Enrolment) -> Text:
    file, pin = enrolment.place.file, enrolment.pin
    return Text(
        path=enrolment.program,
        place=Place(file=file, path=("program",)),
        pinned=Place(file=file, path=("pin",), part=Part.KEY),
        sha256=None if pin is None else pin.sha256,
        version="" if pin is None else pin.version,
    )


def _read(
    loaded: Loaded, text: Text, instead: str | None
) -> tuple[Program | None, Found]:
    label = Label(place=text.place)
    path = files.resolve(Path(loaded.name).parent, text.path, label=label)
    if isinstance(path, Diagnostic):
        return None, found(path)
    named, trouble = load(str(path), label=label)
    if instead is not None and (named is None or not _is(text, named)):
        named, trouble = load(instead)
        text = text._replace(place=text.pinned, is_elsewhere=True)
    if named is None:
        return None, trouble
    if not _is(text, named):
        return None, named.found + found(_mismatch(loaded, text, named))
    return read_program(named)


def _is(text: Text, named: Loaded) -> bool:
    return text.sha256 is None or text.sha256.lower() == named.digest


def _mismatch(loaded: Loaded, text: Text, named: Loaded) -> Diagnostic:
    pinned = Label(place=text.pinned, note=f"made for version {text.version}")
    if text.is_elsewhere:
        return Diagnostic(
            code="pin-mismatch",
            message=f"`{named.name}` is not the program that this plan went by",
            primary=Label(place=text.place, note=f"it went by version {text.version}"),
            help=("name the file that holds that version, byte for byte",),
        )
    amend = f"`careplan amend {loaded.name} --to {named.name} --was OLD`"
    return Diagnostic(
        code="pin-mismatch",
        message=f"`{named.name}` is no longer what this enrolment was made for",
        primary=pinned,
        help=(
            "save the earlier version under another name, OLD, to go on by this one:",
            amend,
            "or else restore the program as it was",
            "until then no date of this plan is given",
        ),
    )


def _no_versions(
    texts: Mapping[int, Text],
    kept: tuple[Entry, ...],
    programs: Mapping[int, Program],
) -> Iterator[Diagnostic]:
    """Say which amendment leads to what is no new version of the same program."""
    before, text = programs[FIRST], texts[FIRST]
    for entry in kept:
        if not isinstance(entry.act, Amend):
            continue
        program = programs[entry.number]
        if program.id != before.id:
            yield Diagnostic(
                code="not-a-version",
                message=f"`{program.id}` is another program than `{before.id}`",
                primary=Label(place=_key(entry, "program")),
                help=("a plan goes on by another version of its own program",),
            )
        elif entry.act.sha256 != text.sha256 and program.version == before.version:
            yield Diagnostic(
                code="not-a-version",
                message=f"the changed program is still called version"
                f" {program.version}",
                primary=Label(place=_key(entry, "version")),
                help=("its author gives every change a new `version`",),
            )
        before, text = program, texts[entry.number]


def _key(entry: Entry, key: str) -> Place:
    return replace(entry.place, path=(*entry.place.path, key))
