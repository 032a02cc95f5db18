"""`variorum init [DIR]`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from variorum.cli.archives import json_option, statuses
from variorum.cli.console import note, print_result


@click.command("init", epilog=statuses())
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--archive", metavar="DIR", help="Make the archive itself in this folder, not in a .variorum within.")
@json_option
def command(folder: str, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Make an empty archive: a folder .variorum in DIR, or here.

    It holds one SQLite file and the original bytes of all that is added.
    """
    from variorum.archive.files import FOLDER
    from variorum.archive.store import Store

    named = archive or os.environ.get("VARIORUM_ARCHIVE")
    place = Path(named) if named and folder == "." else Path(folder) / FOLDER
    Store.create(place).close()
    if as_json:
        from variorum.archive.database import SCHEMA
        from variorum.render.reports import report_document

        print_result(report_document("variorum.init/1", archive=str(place), archive_schema=SCHEMA))
        return 0
    note(f"variorum: an empty archive is in {click.format_filename(str(place))}")
    return 0
