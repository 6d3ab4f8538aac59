"""The dates an enrolment gives for the anchors its program names."""

from __future__ import annotations

from collections.abc import Iterator

from careplan.language.checks.places import below, header, label
from careplan.language.checks.survey import Survey
from careplan.language.suggest import nearest
from careplan.model.anchor import Named
from careplan.model.diagnostic import Diagnostic, Label, Part, Place
from careplan.model.enrolment import AnchorValue, Enrolment
from careplan.model.ledger import Redate
from careplan.model.program import NamedAnchor


def anchors_given(survey: Survey, enrolment: Enrolment) -> Iterator[Diagnostic]:
    """Compare the anchors an enrolment gives with those the program names."""
    declared = {anchor.id: anchor for anchor in survey.program.anchors}
    for given in enrolment.anchors:
        anchor = declared.get(given.name)
        if anchor is None:
            yield _unknown(given, tuple(declared))
        elif len(given.values) > 1 and not anchor.many:
            yield _too_many(given, anchor)
    dated = (one.act.anchor for one in enrolment.ledger if isinstance(one.act, Redate))
    present = {*(given.name for given in enrolment.anchors), *dated}
    for anchor in needed(survey):
        if anchor.id not in present:
            yield _missing(enrolment, anchor)


def needed(survey: Survey) -> Iterator[NamedAnchor]:
    """List the anchors something counts from and an enrolment may not leave out."""
    bases = [use.expression.base for use in survey.uses]
    used = {base.name for base in bases if isinstance(base, Named)}
    for anchor in survey.program.anchors:
        if anchor.id in used and not anchor.optional:
            yield anchor


def _unknown(given: AnchorValue, known: tuple[str, ...]) -> Diagnostic:
    close = nearest(given.name, known)
    return Diagnostic(
        code="unknown-anchor",
        message=f"the program has no anchor `{given.name}`",
        primary=Label(
            place=Place(file=given.place.file, path=given.place.path, part=Part.KEY)
        ),
        help=(f"did you mean `{close}`?",) if close else (),
    )


def _too_many(given: AnchorValue, anchor: NamedAnchor) -> Diagnostic:
    return Diagnostic(
        code="anchor-not-many",
        message=f"anchor `{given.name}` has one date, and {len(given.values)} are"
        " given",
        primary=Label(place=given.place),
        related=(header(anchor.place, note="would need `many = true`"),),
    )


def _missing(enrolment: Enrolment, anchor: NamedAnchor) -> Diagnostic:
    where = (
        Label(place=below(enrolment.place, "anchors", part=Part.HEADER))
        if enrolment.anchors
        else label(enrolment.place, "start")
    )
    value = "[YYYY-MM-DD, YYYY-MM-DD]" if anchor.many else "YYYY-MM-DD"
    return Diagnostic(
        code="anchor-value-missing",
        message=f"the program counts from `{anchor.id}`, and nothing says when that is",
        primary=where,
        related=(header(anchor.place, note="is needed"),),
        help=(
            f"write `{anchor.id} = {value}` under `[anchors]` of the enrolment",
            f"say `--anchor {anchor.id}=YYYY-MM-DD` of a bare program, or to `enrol`",
        ),
    )
