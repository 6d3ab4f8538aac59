"""Where a calendar goes: under a name that tells nothing, beside the enrolment."""

from __future__ import annotations

from pathlib import Path

import click

from careplan import files
from careplan.audience.wording import PATIENT
from careplan.workspace.plan import Plan

STANDARD_OUTPUT = "-"
SUFFIX = ".ics"
OUT = "out"


def calendar_path(
    plan: Plan, *, role: str, output: str | None, is_preview: bool = False
) -> Path | None:
    """Say which file is meant; None is standard output."""
    if output == STANDARD_OUTPUT:
        return None
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
