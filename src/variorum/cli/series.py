"""`variorum series list` and `variorum series alias`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses, writing
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.series_detect import detect_command
from variorum.cli.series_show import show_command


@click.group("series", epilog=statuses())
def command() -> None:
    """The series of the archive."""


@command.command("list", epilog=statuses())
@archive_option
@json_option
def list_command(archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Show every series.

    Of each: how many statements, from when to when, and its other names.
    """
    from variorum.archive.catalogue import series_rows
    from variorum.render.listing import series_lines
    from variorum.render.statements import series_document

    with reading(archive) as store:
        rows = series_rows(store.connection)
    print_result(series_document(rows) if as_json else series_lines(rows, width=terminal_width()))
    return 0


@command.command("alias", epilog=statuses())
@click.argument("alias", metavar="NAME")
@click.argument("series", metavar="SERIES")
@archive_option
def alias_command(alias: str, series: str, archive: str | None) -> int:
    """Let NAME stand for SERIES in references.

    SERIES is its name, another of its names, or how no other series begins.
    """
    from variorum.archive.aliases import name_series

    with writing(archive) as store:
        slug = name_series(store, alias, series)
    note(f"variorum: {alias} now names {slug}")
    return 0


command.add_command(detect_command)
command.add_command(show_command)
