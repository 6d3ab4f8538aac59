"""A group of commands that are known by name and line, and loaded when called."""

from __future__ import annotations

import importlib

import click

from careplan.cli.boundary import CLOSED_PIPE

HELP = ("-h", "--help")


class HelpfulCommand(click.Command):
    """A command that knows its help option by itself.

    Click keeps the help option a command is first asked for, with the names that the
    context of that moment gives; so they must not depend on who asks.
    """

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Give the names, in whatever context."""
        del ctx
        return list(HELP)


class Listed(click.Command):
    """A command as the list shows it; `module` says where the command itself is."""

    def __init__(self, name: str, line: str, module: str | None = None) -> None:
        """List `name`; with a `module`, an alias that `--help` does not show."""
        super().__init__(name, short_help=line, hidden=module is not None)
        self.module = f"careplan.cli.{module or name}"

    def load(self) -> click.Command:
        """Import the command's module and give its `command`."""
        command = importlib.import_module(self.module).command
        if not isinstance(command, click.Command):
            raise TypeError(self.module)
        return command


class LazyGroup(click.Group):
    """Listing and completing work on the lines; only a call loads a module."""

    def __init__(self, *, listed: tuple[Listed, ...], **settings: object) -> None:
        """Take the table in its order."""
        super().__init__(**settings)  # type: ignore[arg-type] # - Click's own settings
        for command in listed:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order of the table: it tells the story of a plan."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command called, and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        if isinstance(command, Listed):
            command = command.load()
        return name, command, rest

    def invoke(self, ctx: click.Context) -> int:
        """Call the command; it answers with its exit code."""
        try:
            return super().invoke(ctx) or 0
        except BrokenPipeError:
            return CLOSED_PIPE
