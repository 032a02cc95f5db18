"""`variorum list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.values import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.model.provenance import KeptWitness


@click.command("list", epilog=statuses())
@click.argument("series", metavar="[SERIES]", required=False)
@click.option("--from", "first", type=iso_date, metavar="D", help="From this date on (2023-05-21, 2023-05, 2023).")
@click.option("--to", "last", type=iso_date, metavar="D", help="Up to this date, and in it.")
@click.option("--trash", is_flag=True, help="Show instead what was removed and can be put back.")
@archive_option
@json_option
def command(
    series: str | None,
    first: str | None,
    last: str | None,
    trash: bool,  # noqa: FBT001
    archive: str | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Show what is in the archive, or in one series of it, by date.

    Each line begins with what follows SERIES@ in the reference of its text: under karrow, 2019:en is karrow@2019:en.
    """
    from variorum.workflows.kept import kept_rows

    with reading(archive) as store:
        if trash:
            return _show_trash(store, as_json=as_json)
        rows = _within(kept_rows(store, series), first, last)
        if as_json:
            from variorum.render.statements import list_document

            print_result(list_document(rows))
            return 0
        from variorum.render.listing import list_lines

        empty = True
        for line in list_lines(rows, width=terminal_width()):
            print_result(line)
            empty = False
        if empty:
            note("variorum: nothing is there. Add a statement with: variorum add FILE")
    return 0


def _show_trash(store: Store, *, as_json: bool) -> int:
    from variorum.archive.trash import trash
    from variorum.render.reports import counted

    removals = trash(store)
    if as_json:
        from variorum.render.statements import trash_document

        print_result(trash_document((entry.name, entry.captures, entry.originals) for entry in removals))
        return 0
    for entry in removals:
        counts = {"capture": len(entry.captures), "original": len(entry.originals)}
        print_result(f"{entry.name}  {counted(counts)}\n")
    if not removals:
        note("variorum: nothing is in the trash.")
    return 0


def _within(rows: Iterator[KeptWitness], first: str | None, last: str | None) -> Iterator[KeptWitness]:
    for row in rows:
        date = row.issue.date
        if (first is None or date >= first) and (last is None or (date and date[: len(last)] <= last)):
            yield row
