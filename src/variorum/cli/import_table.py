"""`variorum import-table TABLE`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from variorum.cli.add import add_and_tell, describing_options, given_claims
from variorum.cli.archives import archive_option, json_option, now, statuses, writing

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.cli.add import Describing


@click.command(
    "import-table",
    epilog=statuses(
        failed="nothing could be read, or nothing could be written",
        incomplete="done, but a file was not read, or not whole; it is said which",
    ),
)
@click.argument("table", metavar="TABLE")
@describing_options
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--full", is_flag=True, help="Tell of every statement, however many.")
@archive_option
@json_option
def command(table: str, **options: Unpack[Describing]) -> int:
    """Add a prepared folder: the files that a CSV table names, with what it says of each.

    The column file holds a path from the table's folder. Others that are known by name: id, date, published, captured,
    issuer, title, series, url (or source_url), lang. What an option says overrules the table.
    """
    from variorum.workflows.inputs import table_arrivals

    with writing(options["archive"]) as store:
        return add_and_tell(store, partial(table_arrivals, table, now=now, given=given_claims(options)), options)
