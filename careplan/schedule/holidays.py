"""Public holidays by region, from the `holidays` package.

The package imports every country it knows, so it is loaded only when a site names a
region.  Nothing here decides whether a holiday closes a day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

HolidayTable = Callable[[str, int], Mapping[date, str]]


@cache
def public_holidays(region: str, year: int) -> Mapping[date, str]:
    """Give the public holidays of a year in `GB-ENG`, `US`, `CA-ON` …, with names.

    Raises KeyError for a region the package does not know.
    """
    import holidays  # noqa: PLC0415 - 160 ms that most plans never need

    country, _, subdivision = region.partition("-")
    if not is_region(region):
        raise KeyError(region)
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    return {day: found[day] for day in sorted(found)}


def release() -> str:
    """Give the version of the package, on which all its dates rest."""
    import holidays.version  # noqa: PLC0415 - as above

    return holidays.version.__version__


def is_region(region: str) -> bool:
    """Say whether the region, a country or `COUNTRY-SUBDIVISION`, is known."""
    return region in regions()


@cache
def regions() -> tuple[str, ...]:
    """List every known region, in alphabetical order."""
    import holidays  # noqa: PLC0415 - as above

    known = holidays.list_supported_countries(include_aliases=False)
    names = set(known)
    for country, subdivisions in known.items():
        names.update(f"{country}-{part}" for part in subdivisions)
    return tuple(sorted(names))
