"""Sites: where and when care is given, read from the clinic's own file.

The language cannot know which regions have public holidays, the schedule can; so
their names are checked here, where the two meet.
"""

from __future__ import annotations

from dataclasses import replace

from careplan.language.decode import decode_site
from careplan.language.suggest import advice
from careplan.model.diagnostic import Diagnostic, Label, Place
from careplan.model.enrolment import Site
from careplan.model.value import dataclass
from careplan.schedule.holidays import is_region, regions
from careplan.workspace.documents import Loaded, load
from careplan.workspace.found import Found, found


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A site and the hash of the file it was read from."""

    value: Site | None = None
    digest: str = ""


NO_SITE = SiteFile()


def read_site(file: Loaded | str) -> tuple[SiteFile, Found]:
    """Read a site file, and check the regions it names."""
    if isinstance(file, str):
        loaded, result = load(file)
    else:
        loaded, result = file, file.found
    if loaded is None:
        return NO_SITE, result
    site, diagnostics = decode_site(loaded.source)
    named = region_problems(
        loaded.tables.get("holidays"), Place(file=loaded.name, path=("holidays",))
    )
    result += found(*diagnostics, *named)
    return SiteFile(value=site, digest=loaded.digest), result


def region_problems(holidays: object, place: Place) -> tuple[Diagnostic, ...]:
    """Say which holiday regions nobody knows, of one or of a list of them.

    They are taken as they are written: what else is wrong with a site hides none, and
    what is no text is for the decoder to say.  The list of regions takes long to load,
    so only a site that names one asks for it.
    """
    named = [(place, holidays)]
    if isinstance(holidays, list | tuple):
        paths = ((*place.path, number) for number in range(len(holidays)))
        places = (replace(place, path=path) for path in paths)
        named = list(zip(places, holidays, strict=True))
    return tuple(
        _unknown_region(region, where)
        for where, region in named
        if isinstance(region, str) and not is_region(region)
    )


def _unknown_region(region: str, place: Place) -> Diagnostic:
    meant = advice(region, regions())
    return Diagnostic(
        code="unknown-region",
        message=f"`{region}` is no region whose public holidays are known",
        primary=Label(place=place),
        help=(meant or "a region is a country, or a country and a part: `GB-ENG`",),
    )
