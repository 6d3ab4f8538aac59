"""Sites: where and when care is given, read from the clinic's own file.

The language cannot know which regions have public holidays, the schedule can; so
their names are checked here, where the two meet.
"""

from __future__ import annotations

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
    result += found(*diagnostics, *region_problems(site))
    return SiteFile(value=site, digest=loaded.digest), result


def region_problems(site: Site | None) -> tuple[Diagnostic, ...]:
    """Say which holiday regions nobody knows.

    The list of regions takes long to load, so only a site that names one asks for it.
    """
    return tuple(
        _unknown_region(site, number)
        for number, region in enumerate(site.holidays if site else ())
        if site is not None and not is_region(region)
    )


def _unknown_region(site: Site, number: int) -> Diagnostic:
    region = site.holidays[number]
    path = (*site.place.path, "holidays")
    if len(site.holidays) > 1:
        path = (*path, number)
    meant = advice(region, regions())
    return Diagnostic(
        code="unknown-region",
        message=f"`{region}` is no region whose public holidays are known",
        primary=Label(place=Place(file=site.place.file, path=path)),
        help=(meant or "a region is a country, or a country and a part: `GB-ENG`",),
    )
