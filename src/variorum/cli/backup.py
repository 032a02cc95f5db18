"""`variorum backup FILE`."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.archives import archive_option, json_option, now, reading, statuses
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar


@click.command("backup", epilog=statuses())
@click.argument("file", metavar="FILE")
@archive_option
@json_option
def command(file: str, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Copy the whole archive into one tar file, while it may be in use; compressed where the name ends in .gz.

    `variorum restore FILE DIR` brings it back.
    """
    from variorum.archive.backup import backup
    from variorum.ingest.limits import bytes_said
    from variorum.render.reports import counted, report_document

    with reading(archive) as store, bar(wanted=not as_json) as report:
        made = backup(store, Path(file), now=now(), report=report)
    if as_json:
        print_result(report_document("variorum.backup/1", file=file, originals=made.originals, size=made.size))
        return 0
    note(f"variorum: {counted({'original': made.originals})} and the database are in {file} ({bytes_said(made.size)})")
    return 0
