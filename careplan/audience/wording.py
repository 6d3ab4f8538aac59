"""What an occurrence says to one role, by the stream's privacy.

Full says everything.  Discreet says the neutral title and the neutral instructions,
busy only that time is taken.  Staff, who look after several people, get the person's
alias before each title; a name is never written into a calendar.
"""

from __future__ import annotations

from careplan.audience import text
from careplan.language.checks.lengths import PARAGRAPH
from careplan.model.enrolment import Enrolment, Privacy, Stream
from careplan.model.kind import TRAITS, Kind
from careplan.model.program import PATIENT, Activity, Program
from careplan.model.schedule import Occurrence, State
from careplan.model.value import dataclass
from careplan.schedule.ledger.moving import zone_now

# The two parts in a programme that are no profession: they know who is meant.
_LAY_ROLES = (PATIENT, "companion")
PROVISIONAL_PREFIX = "To be confirmed: "
_APPOINTMENT = "Appointment"
_BUSY = "Busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is spoken to: the stream, and the alias to put before titles, if any.

    `zone` is that of the person's wall now.
    """

    program: Program
    stream: Stream
    alias: str | None
    zone: str

    @property
    def is_full(self) -> bool:
        """Say whether nothing is held back."""
        return self.stream.privacy is Privacy.FULL

    @property
    def is_lay(self) -> bool:
        """Say whether the stream is the patient's or the companion's."""
        return self.stream.role in _LAY_ROLES


def voice(program: Program, enrolment: Enrolment, stream: Stream) -> Voice:
    """Find out how to speak to a stream's role."""
    is_staff = stream.role not in _LAY_ROLES
    person = enrolment.person
    alias = person.alias if person and is_staff else None
    return Voice(
        program=program,
        stream=stream,
        alias=text.line(alias) if alias else None,
        zone=zone_now(enrolment),
    )


def title(occurrence: Occurrence, to: Voice) -> str:
    """Word the title, with the alias for staff and what is not confirmed."""
    return text.line(whole_title(occurrence, to))


def whole_title(occurrence: Occurrence, to: Voice) -> str:
    """Word the title as it would be if calendars took more than they do."""
    prefix = PROVISIONAL_PREFIX if occurrence.state is State.PROVISIONAL else ""
    return text.whole_line(_addressed(f"{prefix}{_subject(occurrence, to)}", to))


def addressed(subject: str, to: Voice) -> str:
    """Put the alias before a title, except where only "busy" may be said."""
    return text.line(_addressed(subject, to))


def _addressed(subject: str, to: Voice) -> str:
    if to.alias is None or to.stream.privacy is Privacy.BUSY:
        return subject
    return f"{to.alias}: {subject}"


def description(occurrence: Occurrence, to: Voice) -> str | None:
    """Word the description: instructions, and at full privacy what belongs to them.

    A provisional occurrence has none: instructions for what may not happen would be
    followed.
    """
    activity = occurrence.activity
    if occurrence.state is State.PROVISIONAL or to.stream.privacy is Privacy.BUSY:
        return None
    if not to.is_full:
        return text.paragraphs(activity.neutral_instructions or "") or None
    return _in_full(activity, to)


def location(activity: Activity, to: Voice) -> str | None:
    """Say where, at full privacy only: a clinic's address is a diagnosis."""
    if not to.is_full or not activity.location:
        return None
    return text.line(activity.location, text.LOCATION_LIMIT) or None


def link(activity: Activity, to: Voice) -> str | None:
    """Give the link, at full privacy only."""
    return text.link(activity.link) if to.is_full and activity.link else None


def busy_word(kind: Kind) -> str:
    """Give the only word a busy stream says."""
    return _APPOINTMENT if TRAITS[kind].neutral == _APPOINTMENT else _BUSY


def _subject(occurrence: Occurrence, to: Voice) -> str:
    activity = occurrence.activity
    match to.stream.privacy:
        case Privacy.BUSY:
            return busy_word(activity.kind)
        case Privacy.DISCREET:
            return text.whole_line(activity.neutral) or TRAITS[activity.kind].neutral
        case Privacy.FULL:
            words = text.whole_line(activity.title) or TRAITS[activity.kind].neutral
            label = text.whole_line(occurrence.label or "")
            return f"{words}: {label}" if label else words


def _in_full(activity: Activity, to: Voice) -> str | None:
    """Put the instructions before the lines that must not be cut off."""
    instructions = activity.instructions or activity.neutral_instructions or ""
    address = text.link(activity.link) if activity.link else None
    lines = (address, *_standing_lines(activity, to))
    tail = text.paragraphs(PARAGRAPH.join(each for each in lines if each))
    room = text.DESCRIPTION_LIMIT - len(tail) - len(PARAGRAPH)
    body = text.paragraphs(instructions, room) if room > 0 else ""
    return PARAGRAPH.join(part for part in (body, tail) if part) or None


def _standing_lines(activity: Activity, to: Voice) -> tuple[str, ...]:
    """Give the program's own lines to those who have nobody else to ask."""
    lines = to.program.lines_under(activity) if to.is_lay else ()
    return tuple(text.line(each, text.LINE_LIMIT) for each in lines)
