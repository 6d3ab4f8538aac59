"""Sites: a document of their own, or a table in an enrolment or a case."""

from __future__ import annotations

from careplan.language.decode.reading import read_document
from careplan.language.fields import site as fields
from careplan.language.schema.row import Row
from careplan.language.source import Source
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Site


def read_site(source: Source) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Read a site."""
    return read_document(source, fields.SITE, site)


def site(row: Row) -> Site:
    """Build a site; the holidays' regions are looked up by whoever opens the plan."""
    return Site(
        open=row.get(fields.OPEN),
        hours=row.get(fields.SITE_HOURS),
        holidays=row[fields.HOLIDAYS],
        closed=row[fields.CLOSED],
        timezone=row.get(fields.TIMEZONE),
        place=row.place(),
    )
