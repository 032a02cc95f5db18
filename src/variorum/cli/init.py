"""`variorum init [DIR]`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from variorum.cli.archives import statuses
from variorum.cli.console import note


@click.command("init", epilog=statuses())
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--archive", metavar="DIR", help="Make the archive itself in this folder, not in a .variorum within.")
def command(folder: str, archive: str | None) -> int:
    """Make an empty archive: a folder .variorum in DIR, or here.

    It holds one SQLite file and the original bytes of all that is added.
    """
    from variorum.archive.store import FOLDER, Store

    named = archive or os.environ.get("VARIORUM_ARCHIVE")
    place = Path(named) if named and folder == "." else Path(folder) / FOLDER
    Store.create(place).close()
    note(f"variorum: an empty archive is in {click.format_filename(str(place))}")
    return 0
