"""`variorum restore SOURCE DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.archives import statuses
from variorum.cli.console import note
from variorum.cli.progress import bar

DONE, FAILED = 0, 3


@click.command("restore", epilog=statuses(failed="it could not be brought back, or is not what it was"))
@click.argument("source", metavar="SOURCE")
@click.argument("folder", metavar="DIR")
def command(source: str, folder: str) -> int:
    """Bring an archive back from a backup file or an exported folder, into DIR.

    DIR must be new or empty, and becomes the archive itself: name it with --archive, or call it .variorum. Every digest
    is checked first; the archive is there whole or not at all.
    """
    from variorum.archive.restore import restore
    from variorum.render.reports import finding_lines

    with bar() as report:
        made = restore(Path(source), Path(folder), report=report)
    for each in made.verified.failures:
        note(finding_lines("failure", [(each.subject, each.detail)]).rstrip())
    note(f"variorum: {made.verified.captures:,} captures of {made.originals:,} originals are in {folder}")
    return DONE if made.verified.clean else FAILED
