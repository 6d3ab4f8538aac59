"""`careplan diff --site`: enrolments as they are, and under another site file."""

from __future__ import annotations

from datetime import datetime

import click

from careplan import files
from careplan.cli.boundary import DIFFERENT, DONE, SOME_FAILED
from careplan.cli.output import JSON, complain, dumped, result
from careplan.cli.plans import load_enrolment
from careplan.cli.rounds import in_folder, note_failures, went_through
from careplan.model.enrolment import Site
from careplan.model.resiting import Elsewhere
from careplan.render.elsewhere import elsewhere_document, elsewhere_list
from careplan.workspace.elsewhere import look_elsewhere
from careplan.workspace.folder import none_in
from careplan.workspace.found import found
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
    names, unlisted = in_folder(path)
    if not names:
        return complain(found(*(unlisted or (none_in(path),))), style=style)
    went = went_through(names, lambda one: look_elsewhere(one, other.value, now))
    complain(went.trouble + found(*unlisted), style=style)
    if style == JSON:
        document = elsewhere_document(
            went.found, site=site, now=now, failed=went.failed
        )
        result(dumped(document))
    else:
        result(elsewhere_list(went.found, site=site))
        note_failures(went.failed, unlisted)
    return SOME_FAILED if went.failed or unlisted else _code(went.found)


def _diff_one(
    name: str, site: str, other: Site | None, now: datetime, style: str
) -> int:
    why = "under another site an enrolment is compared, or a folder of them"
    loaded, about = load_enrolment(name, why)
    if loaded is None:
        return complain(about, style=style)
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
