"""Where a calendar goes: under a name that tells nothing, beside the enrolment.

A feed goes into a folder that is served, under a secret name that it keeps.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from careplan import files
from careplan.model.diagnostic import Diagnostic
from careplan.model.enrolment import Stream, Via
from careplan.model.program import PATIENT
from careplan.workspace import feeding
from careplan.workspace.destination import Destination
from careplan.workspace.plan import Plan

STANDARD_OUTPUT = "-"
SUFFIX = ".ics"
OUT = "out"
_SECRET_BYTES = 24


def destination(
    plan: Plan,
    stream: Stream,
    *,
    output: str | None,
    is_preview: bool = False,
    rotates: bool = False,
    beside: Destination | None = None,
) -> Destination | Diagnostic | None:
    """Say where a calendar goes; None is standard output.

    `beside` is where another role's goes in the same run.
    """
    if output == STANDARD_OUTPUT:
        return None
    if stream.via is Via.FEED and plan.path is not None and not is_preview:
        known = None if beside is None else beside.feeds
        feeds = known or feeding.read_feeds(plan.path)
        if isinstance(feeds, Diagnostic):
            return feeds
        return _feed(feeds, stream, output, rotates=rotates)
    path = _file(plan, stream.role, output, is_preview=is_preview)
    return Destination(path=path, role=stream.role)


def _feed(
    feeds: feeding.Feeds, stream: Stream, output: str | None, *, rotates: bool
) -> Destination:
    """Find the feed of a role, or begin it: then its name is drawn by lot."""
    if output is not None and output.endswith(SUFFIX):
        raise click.UsageError(f"a feed goes into a folder, and `{output}` is none")
    folder = None if output is None else Path(output)
    known = feeds.by_role.get(stream.role)
    if known is not None and feeding.is_elsewhere(known, folder):
        raise click.UsageError(
            f"this feed lies in `{files.from_here(str(known.folder))}` and keeps its"
            " address; leave -o out"
        )
    feeds = feeding.with_feed(
        feeds,
        stream.role,
        folder=folder,
        fresh=secrets.token_urlsafe(_SECRET_BYTES),
        rotates=rotates,
    )
    feed = feeds.by_role[stream.role]
    return Destination(path=feed.path, role=stream.role, feeds=feeds)


def _file(plan: Plan, role: str, output: str | None, *, is_preview: bool) -> Path:
    whose = "" if role == PATIENT else f"-{role}"
    preview = "-preview" if is_preview else ""
    name = f"careplan{whose}{preview}{SUFFIX}"
    if output is None:
        path = plan.path
        return Path(name) if path is None else path.parent / OUT / path.stem / name
    return _said(output, name)


def merged_path(folder: str, *, role: str, output: str | None) -> Path | None:
    """Say the same of a calendar merged from the plans in a folder."""
    if output == STANDARD_OUTPUT:
        return None
    name = f"careplan-{role}{SUFFIX}"
    return Path(folder, OUT, name) if output is None else _said(output, name)


def _said(output: str, name: str) -> Path:
    if output.endswith("/") or files.is_folder(output):
        return Path(output, name)
    # Whatever else stands under this name is no calendar and must not be replaced.
    if not output.endswith(SUFFIX):
        raise click.UsageError(f"`{output}` does not end in {SUFFIX}")
    return Path(output)
