"""A group of commands, each imported when it is called."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class Lazy(NamedTuple):
    """A command that is not imported yet: its module, its line in the help, its name in the module."""

    module: str
    words: str
    name: str = "command"


class LazyGroup(click.Group):
    """A group that knows its commands by name, in sections of the help, and imports only the one that is called."""

    def __init__(self, *arguments: object, sections: Mapping[str, Mapping[str, Lazy]], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._sections = sections
        self._known = {name: each for section in sections.values() for name, each in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the help."""
        return list(self._known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of this name."""
        if cmd_name not in self._known:
            return None
        known = self._known[cmd_name]
        command: click.Command = getattr(importlib.import_module(known.module), known.name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The commands in the help, without importing any."""
        widest = max(map(len, self._known))
        for title, commands in self._sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), each.words) for name, each in commands.items()])
