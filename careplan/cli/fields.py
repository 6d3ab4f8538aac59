"""`careplan fields`: what can stand in the files."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from careplan.cli.boundary import DONE
from careplan.cli.lazy import HelpfulCommand
from careplan.cli.options import examples, style_option
from careplan.cli.output import JSON, dumped, result
from careplan.language.fields.tables import DOCUMENTS, TABLES
from careplan.language.schema.field import Field, Table
from careplan.language.suggest import nearest
from careplan.render.json_schema import json_schema
from careplan.render.reference import overview, page, record

VERSION = 1


def _keys(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    del ctx, param
    names = dict.fromkeys(name for table in TABLES for name in table.fields)
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(
    "fields",
    cls=HelpfulCommand,
    epilog=examples(
        "careplan fields",
        "careplan fields window",
        "careplan fields rule.window",
        "careplan fields site",
        "careplan fields --schema program > program.schema.json",
    ),
)
@click.argument("key", metavar="[KEY]", required=False, shell_complete=_keys)
@click.option(
    "--schema",
    type=click.Choice(list(DOCUMENTS)),
    help="Write the JSON Schema of such a file, for editors and linters.",
)
@style_option("text", JSON)
def command(key: str | None, style: str, schema: str | None) -> int:
    """List what can stand in the files.

    KEY is a key, or TABLE.KEY, or a table; without it everything is listed.
    """
    if schema is not None:
        if key is not None:
            raise click.UsageError("--schema is of a whole file; leave KEY out")
        result(dumped(json_schema(DOCUMENTS[schema], TABLES)))
        return DONE
    tables = tuple(one for one in TABLES if key is None or key in _names(one))
    fields = [] if key is None else _named(key, tables)
    if style == JSON:
        inside = [(table, field) for table in tables for field in table.fields.values()]
        found = [record(table, field) for table, field in inside + fields]
        result(dumped({"version": VERSION, "fields": found}))
        return DONE
    pages = [overview(tables)] if tables else []
    result("\n".join([*pages, *(page(table, field) for table, field in fields)]))
    return DONE


def _named(key: str, tables: tuple[Table, ...]) -> list[tuple[Table, Field[object]]]:
    """Find a key in every table that has it."""
    table_name, _, name = key.rpartition(".")
    found = [
        (table, table.fields[name])
        for table in TABLES
        if name in table.fields and table_name in ("", *_names(table))
    ]
    if found or tables:
        return found
    known = (name for table in TABLES for name in (*_names(table), *table.fields))
    close = nearest(name, known)
    advice = f"did you mean {close}?" if close else "`careplan fields` lists them all"
    raise click.UsageError(f"nothing is called `{key}`; {advice}")


def _names(table: Table) -> tuple[str, str]:
    """Give the table's name, and the short one of a whole file's."""
    return table.name, table.name.removesuffix(" file")
