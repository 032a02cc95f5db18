"""`variorum list`."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.values import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Unpack

    from variorum.archive.store import Store
    from variorum.model.provenance import KeptWitness


NOTHING = "variorum: nothing is there. Add a statement with: variorum add FILE"
# So many references of one removal are named.
NAMED = 3
# So many statements are listed one by one where no series is named; of more, the series.
LISTED = 200


class Options(TypedDict):
    """The options as click hands them over."""

    first: str | None
    last: str | None
    title: str | None
    issuer: str | None
    full: bool
    trash: bool
    archive: str | None
    as_json: bool


@click.command("list", epilog=statuses())
@click.argument("series", metavar="[SERIES]", required=False)
@click.option("--from", "first", type=iso_date, metavar="D", help="From this date on (2023-05-21, 2023-05, 2023).")
@click.option("--to", "last", type=iso_date, metavar="D", help="Up to this date, and in it.")
@click.option("--title", metavar="WORDS", help="Only where the title has these words.")
@click.option("--issuer", metavar="WORDS", help="Only where the issuer's name has these words.")
@click.option("--full", is_flag=True, help="Every statement, however many.")
@click.option("--trash", is_flag=True, help="Show instead what was removed and can be put back.")
@archive_option
@json_option
def command(series: str | None, **options: Unpack[Options]) -> int:
    """Show what is in the archive, or in one series of it, by date.

    Each line begins with what follows SERIES@ in the reference of its text: under karrow, 2019:en is karrow@2019:en.
    Of more than 200 statements of several series the series are shown.
    """
    from variorum.workflows.kept import kept_rows

    with reading(options["archive"]) as store:
        if options["trash"]:
            return _show_trash(store, as_json=options["as_json"])
        rows = _within(kept_rows(store, series), options)
        if options["as_json"]:
            from variorum.render.statements import list_document

            print_result(list_document(rows))
            return 0
        if series is None and not options["full"] and not any(_filters(options)):
            first = list(islice(rows, LISTED + 1))
            if len(first) > LISTED and _show_series(store):
                return 0
            rows = chain(first, rows)
        if not _show_rows(rows):
            asked = series is not None or any(_filters(options))
            note("variorum: nothing fits." if asked else NOTHING)
    return 0


def _show_rows(rows: Iterable[KeptWitness]) -> bool:
    """Whether there was a line to show."""
    from variorum.render.listing import list_lines

    empty = True
    for line in list_lines(rows, width=terminal_width()):
        print_result(line)
        empty = False
    return not empty


def _show_series(store: Store) -> bool:
    """The series in place of their statements; False where there is but one."""
    from variorum.archive.catalogue import series_rows
    from variorum.render.listing import series_lines

    rows = series_rows(store.connection)
    if len(rows) == 1:
        return False
    print_result(series_lines(rows, width=terminal_width()))
    total = sum(row[1] for row in rows)
    note(f"{total:,} statements in {len(rows):,} series. Of one: variorum list SERIES; all of them: --full")
    return True


def _show_trash(store: Store, *, as_json: bool) -> int:
    from variorum.archive.trash import trash
    from variorum.render.reports import counted

    removals = trash(store)
    if as_json:
        from variorum.render.statements import trash_document

        print_result(
            trash_document((entry.name, entry.captures, entry.originals, entry.references) for entry in removals)
        )
        return 0
    for entry in removals:
        counts = {"capture": len(entry.captures), "original": len(entry.originals)}
        more = len(entry.references) - NAMED
        names = ", ".join(entry.references[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
        print_result("  ".join(filter(None, (entry.name, names, counted(counts)))) + "\n")
    if not removals:
        note("variorum: nothing is in the trash.")
    return 0


def _filters(options: Options) -> tuple[str | None, ...]:
    return (options["first"], options["last"], options["title"], options["issuer"])


def _within(rows: Iterator[KeptWitness], options: Options) -> Iterator[KeptWitness]:
    first, last = options["first"], options["last"]
    title, issuer = (_words(options[name]) for name in ("title", "issuer"))
    for row in rows:
        date = row.issue.date
        in_dates = (first is None or date >= first) and (last is None or (date and date[: len(last)] <= last))
        if in_dates and title <= _words(row.title) and issuer <= _words(row.issuer):
            yield row


def _words(said: str | None) -> frozenset[str]:
    """The words, whatever the case and accents."""
    from variorum.archive.words import index_tokens

    return frozenset(word for word, *_ in index_tokens(said or ""))
