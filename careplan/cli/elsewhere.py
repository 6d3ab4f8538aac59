"""`careplan diff --site`: enrolments as they are, and under another site file."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import add

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE, SOME_FAILED
from careplan.cli.output import JSON, complain, dumped, note, result
from careplan.cli.progress import watched
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Site
from careplan.model.resiting import Elsewhere
from careplan.render.elsewhere import elsewhere_document, elsewhere_list
from careplan.render.report import counted
from careplan.workspace.documents import Kind, load
from careplan.workspace.elsewhere import look_elsewhere
from careplan.workspace.folder import enrolments, none_in
from careplan.workspace.found import Found, found
from careplan.workspace.site import read_site


def diff_site(path: str, site: str, now: datetime, style: str) -> int:
    """Compare an enrolment, or a folder of them, with the same under a site file."""
    if files.STANDARD_INPUT in (path, site):
        raise click.UsageError("enrolments and sites have files here; name them")
    other, trouble = read_site(site)
    if trouble.has_errors:
        return complain(trouble, style=style)
    if not files.is_folder(path):
        return _diff_one(path, site, other.value, now, style)
    listed = enrolments(path)
    names = tuple(one for one in listed if not isinstance(one, Diagnostic))
    unlisted = tuple(one for one in listed if isinstance(one, Diagnostic))
    if not names:
        return complain(found(*(unlisted or (none_in(path),))), style=style)
    plans, failures = _looked_at(names, other.value, now)
    failed = tuple(failures)
    complain(reduce(add, failures.values(), found(*unlisted)), style=style)
    if style == JSON:
        document = elsewhere_document(plans, site=site, now=now, failed=failed)
        result(dumped(document))
    else:
        result(elsewhere_list(plans, site=site))
        if failed:
            said = counted(len(failed), "enrolment")
            note(f"{said} could not be read or dated, and nothing of it is told")
        if unlisted:
            note(f"{counted(len(unlisted), 'folder')} could not be looked into")
    if failed or unlisted:
        return SOME_FAILED
    return _code(plans)


def _looked_at(
    names: tuple[str, ...], other: Site | None, now: datetime
) -> tuple[tuple[Elsewhere, ...], dict[str, Found]]:
    """Look at one enrolment after the other; one that fails stops no other."""
    plans: list[Elsewhere] = []
    failures: dict[str, Found] = {}
    for name in watched(names, len(names), "enrolments"):
        loaded, about = load(name)
        one = None
        if loaded is not None:
            one, about = look_elsewhere(loaded, other, now)
        if one is None:
            failures[name] = about
        else:
            plans.append(one)
    return tuple(plans), failures


def _diff_one(
    name: str, site: str, other: Site | None, now: datetime, style: str
) -> int:
    loaded, about = load(name)
    if loaded is None:
        return complain(about, style=style)
    if loaded.kind is not Kind.ENROLMENT:
        raise click.UsageError(
            f"`{loaded.name}` is {loaded.kind}; under another site an enrolment is"
            " compared, or a folder of them"
        )
    one, about = look_elsewhere(loaded, other, now)
    code = complain(about, style=style)
    if one is None:
        return code
    if style == JSON:
        document = elsewhere_document((one,), site=site, now=now, failed=())
        result(dumped(document))
    else:
        result(elsewhere_list((one,), site=site, has_total=False))
    return _code((one,))


def _code(plans: tuple[Elsewhere, ...]) -> int:
    return DIFFERENT if any(one.is_different for one in plans) else DONE
